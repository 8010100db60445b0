"""What stands on one card: the printed items and, beside them, the truth in the label format.

The label format is the one the evaluation reads: fields, `<field>_alt` for further right readings,
`private` values that must not come out, `distractors` whose digits are no phone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.ocr.generator import identities
from tests.ocr.generator.languages import Language
from tests.ocr.generator.people import FREE_MAIL, Company, Person, company, mailbox, person
from tests.ocr.generator.phones import Number, number

PHONE_SETS = (
    "mobile",
    "mobile work",
    "work mobile",
    "work",
    "work fax",
    "switchboard mobile",
    "work mobile fax",
    "mobile switchboard",
    "switchboard work mobile fax",
)

# digits that are no phone number: registers, tax, accounts
OTHER_NUMBERS = {
    "SE": ["Org.nr 556###-####", "Bankgiro 5##-####"],
    "NO": ["Org.nr. 9## ### ### MVA"],
    "DK": ["CVR-nr. 3#######"],
    "FI": ["Y-tunnus 2######-#"],
    "DE": ["USt-IdNr. DE3########", "HRB 8####"],
    "GB": ["VAT GB ### #### ##", "Company No. 0#######"],
    "US": ["EIN 4#-#######"],
    "FR": ["SIRET 8## ### ### 000##"],
    "NL": ["KvK 6#######", "BTW NL8########B01"],
    "ES": ["CIF B-6#######"],
    "IT": ["P.IVA 1##########"],
    "PT": ["NIPC 5########"],
}


@dataclass(frozen=True, slots=True)
class Item:
    """One printed thing: `kind` is a field, `slogan`, `private` or `other`."""

    kind: str
    text: str
    label: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """All of one contact on paper: `truth` holds fields as in the label format."""

    language: Language
    region: str
    items: tuple[Item, ...]
    truth: Mapping[str, Any]
    person: Person
    company: Company
    numbers: tuple[Number, ...]

    def of(self, *kinds: str) -> list[Item]:
        return [item for item in self.items if item.kind in kinds]


@dataclass
class Wishes:
    """What a card shall show; chances are 0 to 1."""

    person: bool = True
    company: bool = True
    role: float = 0.93
    department: float = 0.12
    email: float = 0.95
    website: float = 0.7
    address: float = 0.8
    post: float = 0.08
    slogan: float = 0.15
    private: float = 0.17
    distractor: float = 0.15
    phones: Sequence[str] | None = None
    shared: Company | None = None
    region: str | None = None
    truth: dict[str, Any] = field(default_factory=dict)


def compose(rng: Random, language: Language, wishes: Wishes) -> Content:
    """Make up a contact and what its card says."""
    region = wishes.region or rng.choice(language.words["regions"])
    someone = person(rng, language)
    firm = wishes.shared or company(rng, language, someone.last)
    items: list[Item] = []
    truth: dict[str, Any] = {
        "person": None,
        "company": None,
        "role": None,
        "department": None,
        "address": None,
    }
    if wishes.company:
        items.append(Item("company", firm.name))
        truth |= {
            "company": firm.name,
            "company_alt": [firm.bare] if firm.bare != firm.name else [],
        }
    if rng.random() < wishes.slogan:
        items.append(Item("slogan", language.pick(rng, "slogans")))
    if wishes.person:
        items.append(Item("person", someone.printed))
        truth |= {"person": someone.printed, "person_alt": list(someone.alternatives)}
        add_role(rng, language, wishes, items, truth)
    numbers = add_phones(rng, language, region, wishes, items)
    truth["phones"] = [{"kind": n.kind, "e164": n.e164, "extension": n.extension} for n in numbers]
    add_net(rng, language, someone, firm, wishes, items, truth)
    add_address(rng, language, region, wishes, items, truth)
    truth["private"] = add_private(rng, language, region, someone, wishes, items)
    truth["distractors"] = add_distractor(rng, region, wishes, items)
    return Content(
        language,
        region,
        tuple(items),
        truth | {"region": region, "lang": language.code},
        someone,
        firm,
        numbers,
    )


def add_role(
    rng: Random, language: Language, wishes: Wishes, items: list[Item], truth: dict[str, Any]
) -> None:
    """Role, and now and then a department on a line of its own."""
    if rng.random() < wishes.role:
        truth["role"] = language.pick(rng, "roles")
        items.append(Item("role", truth["role"]))
    if truth["role"] and rng.random() < wishes.department:
        truth["department"] = language.pick(rng, "departments")
        items.append(Item("department", truth["department"]))
        joined = [
            f"{truth['role']}, {truth['department']}",
            f"{truth['department']} {truth['role']}",
        ]
        truth["role_alt"] = joined


def add_phones(
    rng: Random, language: Language, region: str, wishes: Wishes, items: list[Item]
) -> tuple[Number, ...]:
    """One to four numbers, printed alike, each with its label."""
    kinds = rng.choice(PHONE_SETS).split() if wishes.phones is None else wishes.phones
    style = rng.randrange(1 << 30)
    numbers: list[Number] = []
    for kind in kinds:
        made = number(rng, region, kind, style)
        if any(made.e164 == other.e164 for other in numbers):
            continue
        printed = made.printed
        if kind == "work" and rng.random() < 0.06:
            made = Number(kind, made.e164, printed, str(rng.randrange(10, 999)))
            printed = f"{printed} {language.label(rng, 'extension')} {made.extension}"
        numbers.append(made)
        label = language.label(rng, kind)
        items.append(Item(kind, printed, label, label[0]))
    return tuple(numbers)


def add_net(
    rng: Random,
    language: Language,
    someone: Person,
    firm: Company,
    wishes: Wishes,
    items: list[Item],
    truth: dict[str, Any],
) -> None:
    """E-mail (the person's, or the company's where there is no person) and website."""
    truth |= {"emails": [], "websites": []}
    if rng.random() < wishes.email:
        address = (
            mailbox(rng, language, someone, firm.domain) if wishes.person else f"info@{firm.domain}"
        )
        if not wishes.company and rng.random() < 0.5:
            address = mailbox(rng, language, someone, rng.choice(FREE_MAIL))
        truth["emails"].append(address)
        shown = address if rng.random() < 0.9 else address[0].upper() + address[1:]
        items.append(Item("email", shown, language.label(rng, "email"), "E"))
    if wishes.company and rng.random() < wishes.website:
        truth["websites"].append(firm.website)
        items.append(Item("website", firm.website, language.label(rng, "website"), "W"))


def filled(rng: Random, pattern: str) -> str:
    """Fill # with digits and @ with letters."""
    return "".join(
        str(rng.randrange(10)) if c == "#" else rng.choice("ABDEHJLNPQRSTUXYZ") if c == "@" else c
        for c in pattern
    )


def address_lines(rng: Random, language: Language, region: str) -> list[str]:
    """Street line and town line, invented, as the country writes them."""
    words = language.words
    street, place = language.pick(rng, "streets"), language.pick(rng, "numbers")
    comma = "," if rng.random() < 0.4 and not street.endswith(",") else ""
    line = words["address"].format(street=street, number=place, comma=comma)
    city, pattern = rng.choice(words["towns"])
    if region == "US":
        city, pattern = rng.choice(
            [["Austin, TX", "787##"], ["Portland, OR", "972##"], ["Boston, MA", "021##"]]
        )
    code = language.pick(rng, "prefixes") + filled(rng, pattern)
    return [line, words["postal"].format(postcode=code, city=city)]


def add_address(
    rng: Random,
    language: Language,
    region: str,
    wishes: Wishes,
    items: list[Item],
    truth: dict[str, Any],
) -> None:
    """The visiting address, its country now and then, and a postal address apart."""
    if rng.random() >= wishes.address:
        return
    lines = address_lines(rng, language, region)
    plain = ", ".join(lines)
    truth["address_alt"] = []
    if rng.random() < 0.1:
        country = "USA" if region == "US" else language.words["country"]
        truth["address_alt"].append(plain)
        lines.append(country)
    truth["address"] = ", ".join(lines)
    if rng.random() < wishes.post:
        post = [
            language.pick(rng, "box").format(box=rng.randrange(10, 999)),
            address_lines(rng, language, region)[1],
        ]
        items.append(Item("address", "\n".join(lines), language.label(rng, "visit"), "A"))
        items.append(Item("post", "\n".join(post), language.label(rng, "post"), "P"))
        truth["address_alt"] += [", ".join(post), ", ".join(lines + post)]
    else:
        items.append(Item("address", "\n".join(lines), "", "A"))


def add_private(
    rng: Random, language: Language, region: str, someone: Person, wishes: Wishes, items: list[Item]
) -> list[str]:
    """Print up to two private things; returns the values that must be gone everywhere."""
    if rng.random() >= wishes.private:
        return []
    hidden = []
    kinds = [
        "home_phone",
        "home_phone",
        "home_address",
        "identity",
        "birth",
        "family",
        "civil",
        "private_email",
    ]
    for kind in rng.sample(kinds, rng.choice([1, 1, 2])):
        label, text, value = private_text(rng, language, region, someone, kind)
        while is_printed(kind, text, items):
            label, text, value = private_text(rng, language, region, someone, kind)
        items.append(Item("private", text, label))
        hidden.append(value)
    return hidden


def is_printed(kind: str, text: str, items: Sequence[Item]) -> bool:
    """Whether a home was drawn in the street and number of an office, or with its telephone."""
    if kind == "home_phone":
        return any(_subscriber(text) == _subscriber(item.text) for item in items)
    streets = [item.text.split("\n")[0] for item in items if item.kind == "address"]
    home = text.replace(",", "")
    return kind == "home_address" and any(
        home.startswith(street.replace(",", "")) for street in streets
    )


def _subscriber(number: str) -> str:
    """The last digits of a number, which are the same however it is printed."""
    return re.sub(r"\D", "", number)[-7:]


def private_text(
    rng: Random, language: Language, region: str, someone: Person, kind: str
) -> tuple[str, str, str]:
    """Label, what is printed after it, and the value that is private."""
    born = identities.birth(rng)
    if kind == "home_phone":
        made = number(rng, region, "work")
        return language.private(rng, kind), made.printed, made.printed
    if kind == "home_address":
        text = ", ".join(address_lines(rng, language, region))
        return language.private(rng, kind), text, text
    if kind == "identity":
        text = identities.identity(rng, region, born)
        return ("SSN" if region == "US" else language.private(rng, kind)), text, text
    if kind == "private_email":
        text = mailbox(rng, language, someone, rng.choice(FREE_MAIL))
        return language.private(rng, kind), text, text
    day = rng.choice(["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"])
    names = {
        "name": language.pick(rng, "female"),
        "name2": language.pick(rng, "male"),
        "date": born.strftime(day),
    }
    phrase = language.private(rng, kind).format(**names)
    return "", phrase, names["date"] if kind == "birth" else phrase


def add_distractor(rng: Random, region: str, wishes: Wishes, items: list[Item]) -> list[str]:
    """Digits that are no phone: company number, VAT, IBAN."""
    if rng.random() >= wishes.distractor:
        return []
    text = filled(rng, rng.choice(OTHER_NUMBERS[region]))
    items.append(Item("other", text))
    return [text]

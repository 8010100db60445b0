"""The access package as a page that a person reads, in their language."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from api.contacts.methods import readable_phone
from api.kit.days import day_of, written
from api.kit.html import Child, Markup, page, tag

_WORDS = {
    "sv": {
        "title": "Dina uppgifter",
        "lede": "Allt vi har om dig, var det kommer ifrån och vad vi använder det till.",
        "what": "Det här har vi",
        "sources": "Så fick vi det",
        "purposes": "Så används det",
        "recipients": "Vem som fått det",
        "nobody": "Ingen utanför företaget har fått uppgifterna.",
        "retention": "Hur länge det sparas",
        "evidence": "Förseglade bevis",
        "history": "Rättelser, ärenden och invändningar",
        "none": "Inget.",
        "controller": "Ansvarig",
        "authority": "Tillsyn",
        "all": "Samma uppgifter finns i filen uppgifter.json, med allt som är sparat, ord för ord.",
        "person": "Namn",
        "role": "Roll",
        "department": "Avdelning",
        "organization": "Företag",
        "address": "Adress",
        "registers": "Register",
        "mobile": "Mobil",
        "work": "Telefon",
        "switchboard": "Växel",
        "fax": "Fax",
        "email": "E-post",
        "website": "Webb",
        "customer": "Kund",
        "supplier_material": "Leverantör av material",
        "supplier_service": "Leverantör av tjänster",
        "card": "Du lämnade ditt visitkort",
        "signature": "Vi sparade din e-postsignatur",
        "website_source": "Vi hämtade uppgifterna från en webbplats",
        "code": "Du lät oss läsa en kod eller bricka",
        "other": "Du lämnade uppgifterna på annat sätt",
        "to": "till",
        "at": "på",
    },
    "en": {
        "title": "Your details",
        "lede": "Everything we have about you, where it comes from and what we use it for.",
        "what": "What we have",
        "sources": "How we got it",
        "purposes": "How it is used",
        "recipients": "Who has received it",
        "nobody": "Nobody outside the company has received your details.",
        "retention": "How long it is kept",
        "evidence": "Sealed evidence",
        "history": "Corrections, requests and objections",
        "none": "None.",
        "controller": "Controller",
        "authority": "Authority",
        "all": "The same is in the file uppgifter.json, with everything stored, word by word.",
        "person": "Name",
        "role": "Role",
        "department": "Department",
        "organization": "Company",
        "address": "Address",
        "registers": "Register",
        "mobile": "Mobile",
        "work": "Phone",
        "switchboard": "Switchboard",
        "fax": "Fax",
        "email": "E-mail",
        "website": "Website",
        "customer": "Customer",
        "supplier_material": "Supplier of material",
        "supplier_service": "Supplier of services",
        "card": "You gave us your business card",
        "signature": "We kept your e-mail signature",
        "website_source": "We took the details from a website",
        "code": "You let us read a code or badge",
        "other": "You gave us the details in another way",
        "to": "to",
        "at": "at",
    },
}
_FIELDS = ("person", "role", "department", "organization", "address")


def readable(package: dict[str, Any], language: str) -> bytes:
    """Return `package` as a page without anything that would be fetched from elsewhere."""
    words = _WORDS[language]
    return page(
        language,
        words["title"],
        tag(
            "main",
            tag("h1", words["title"]),
            tag("p", words["lede"]),
            _section(words["what"], facts(package, language)),
            _section(words["sources"], _list(sources(package, language), words)),
            _section(
                words["purposes"], _list([one[language] for one in package["purposes"]], words)
            ),
            _section(words["recipients"], _recipients(package, language)),
            _section(words["retention"], _list([r[language] for r in package["retention"]], words)),
            _section(words["evidence"], _list(_evidence(package), words)),
            _section(words["history"], _list(_history(package, language), words)),
            _responsible(package, words),
            tag("p", words["all"]),
        ),
        head=tag("style", Markup(_STYLE)),
    )


def facts(package: dict[str, Any], language: str) -> Markup:
    """Return who the person is and how they are reached, as a list of terms."""
    words = _WORDS[language]
    rows: list[tuple[str, str]] = []
    for contact in package["contacts"]:
        rows += [(words[name], contact[name]) for name in _FIELDS if contact[name]]
        registers = ", ".join(words[name] for name in contact["registers"])
        rows.append((words["registers"], registers))
    reached = dict.fromkeys(
        (words[one["kind"]], _with_extension(one)) for one in package["contact_methods"]
    )
    return tag(
        "dl",
        *(tag("div", tag("dt", term), tag("dd", value)) for term, value in [*rows, *reached]),
        class_="facts wide",
    )


def sources(package: dict[str, Any], language: str) -> list[str]:
    """Return one sentence for each act in which the details were handed over."""
    words = _WORDS[language]
    told = []
    for one in package["interactions"]:
        how = "website_source" if one["channel"] == "website" else one["channel"]
        with_whom = f" {words['to']} {one['with']}" if one["with"] else ""
        where = f" {words['at']} {one['occasion']}" if one["occasion"] else ""
        day = written(day_of(datetime.fromisoformat(one["happened_at"])), language)
        told.append(f"{words[how]}{with_whom}{where}, {day}.")
    return told


def _recipients(package: dict[str, Any], language: str) -> Markup:
    words = _WORDS[language]
    told = [f"{one['name']} ({one[language]})" for one in package["recipients"]]
    return _list(told, words) if told else tag("p", words["nobody"])


def _with_extension(method: dict[str, Any]) -> str:
    value = method["value"]
    if method["kind"] not in {"email", "website"}:
        value = readable_phone(value)
    return f"{value} ({method['extension']})" if method["extension"] else value


def _evidence(package: dict[str, Any]) -> list[str]:
    return [f"{one['index']}: {one['record']['kind']}" for one in package["evidence"]]


def _history(package: dict[str, Any], language: str) -> list[str]:
    rows = [
        (one["received_at"], f"{one['number']} {one['kind']}")
        for one in package["subject_requests"]
    ]
    rows += [(one["at"], ", ".join(one["after"])) for one in package["corrections"]]
    rows += [(one["since"], one["purpose"]) for one in package["objections"]]
    return [
        f"{written(day_of(datetime.fromisoformat(moment)), language)}: {what}"
        for moment, what in sorted(rows)
    ]


def _responsible(package: dict[str, Any], words: dict[str, str]) -> Markup:
    controller, authority = package["controller"], package["authority"]
    return Markup.joined(
        [
            tag("p", f"{words['controller']}: {controller['name']}, {controller['contact']}."),
            tag("p", f"{words['authority']}: {authority['name']}, {authority['url']}."),
        ]
    )


def _section(title: str, *children: Child) -> Markup:
    return tag("section", tag("h2", title), *children)


def _list(items: Sequence[str], words: dict[str, str]) -> Markup:
    if not items:
        return tag("p", words["none"])
    return tag("ul", *(tag("li", item) for item in items))


_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 44rem; padding: 0 1rem }
dl div { display: grid; grid-template-columns: 12rem 1fr; padding: .25rem 0 }
dt { opacity: .7 } dd { margin: 0 } h2 { margin-top: 2rem }
"""

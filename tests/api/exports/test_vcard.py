"""vCard 3.0 as it is written, read back by a reader of the RFC's own rules."""

import re
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from api.contacts.schemas import ContactRead, MethodRead
from api.exports import vcard
from api.organizations.schemas import OrganizationRef

# What the register can hold: printable, in one line.
_TEXT = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=120).map(
    lambda text: " ".join(text.split()) or "x"
)


def _contact(**fields: object) -> ContactRead:
    return ContactRead.model_validate(
        {
            "id": uuid4(),
            "version": 1,
            "person": "Märta Sjöqvist-Åkerhielm",
            "role": "Inköpschef",
            "department": None,
            "organization": OrganizationRef(id=uuid4(), name="Havrevik Industri AB"),
            "methods": [],
            "registers": ["customer"],
            "address": None,
            "state": "active",
        }
        | fields
    )


def _read(card: str) -> dict[str, list[str]]:
    # RFC 2426 section 2.6: a line break followed by one space or tab goes away.
    lines = re.sub(r"\r\n[ \t]", "", card).removesuffix("\r\n").split("\r\n")
    read: dict[str, list[str]] = {}
    for line in lines:
        name, _, value = line.partition(":")
        read.setdefault(name, []).append(value)
    return read


def _split(value: str) -> list[str]:
    parts = [""]
    for piece in re.findall(r"\\.|;|[^\\;]+", value):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return [_unescape(part) for part in parts]


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), text)


@given(_TEXT, _TEXT, _TEXT, _TEXT)
def test_every_text_comes_back_as_it_was(person: str, company: str, role: str, place: str) -> None:
    card = vcard.write(
        _contact(
            person=person,
            organization=OrganizationRef(id=uuid4(), name=company),
            role=role,
            address=place,
        )
    )
    assert card.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\n")
    assert card.endswith("END:VCARD\r\n")
    read = _read(card)
    assert [_unescape(text) for text in read["FN"]] == [person]
    assert [_split(text) for text in read["ORG"]] == [[company]]
    assert [_unescape(text) for text in read["TITLE"]] == [role]
    assert _split(read["ADR;TYPE=WORK"][0]) == ["", "", place, "", "", "", ""]
    family, given_name, *rest = _split(read["N"][0])
    assert f"{given_name} {family}".strip() == person
    assert rest == ["", "", ""]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=400))
def test_no_line_is_longer_than_75_octets_and_none_cuts_a_character(text: str) -> None:
    folded = vcard.fold_line(f"NOTE:{text}")
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == f"NOTE:{text}"


def test_each_method_has_its_type_and_what_is_in_two_registers_stands_once() -> None:
    methods = [
        MethodRead(kind=kind, value=value, extension=extension, register=register)
        for register in ("customer", "supplier_service")
        for kind, value, extension in (
            ("mobile", "+46701740621", None),
            ("work", "+46846500400", "12"),
            ("fax", "+46313900613", None),
            ("email", "marta@havrevik.example", None),
            ("website", "havrevik.example/a;b", None),
        )
    ]
    read = _read(vcard.write(_contact(methods=methods)))
    assert read["TEL;TYPE=WORK,CELL"] == ["+46701740621"]
    assert read["TEL;TYPE=WORK,VOICE"] == ["+46846500400 x12"]
    assert read["TEL;TYPE=WORK,FAX"] == ["+46313900613"]
    assert read["EMAIL;TYPE=INTERNET"] == ["marta@havrevik.example"]
    assert read["URL"] == ["havrevik.example/a;b"]


def test_a_company_alone_goes_by_its_name() -> None:
    read = _read(vcard.write(_contact(person=None)))
    assert (read["FN"], read["N"]) == (["Havrevik Industri AB"], [";;;;"])

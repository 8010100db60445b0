"""Several cards in one picture, colleagues on one card, and cards that only look like two."""

import pytest

from ocr.fields.choose import parse
from ocr.types import Box, Code, Contact, Hints, Line

NORVIKA = (
    "Norvika Bygg AB",
    "Åsa Öhrström",
    "Inköpschef",
    "Mobil 070-174 06 05",
    "asa.ohrstrom@norvika.example",
    "www.norvika.example",
)
FJORDHEIM = (
    "Fjordheim Eiendom AS",
    "Bjørn Ødegård",
    "Prosjektleder",
    "Mobil: +47 912 34 567",
    "bjorn.odegard@fjordheim.example",
    "www.fjordheim.example",
)


def stacked(texts: tuple[str, ...], left: int, top: int) -> list[Line]:
    """Lines 40 high and 20 apart."""
    return [
        Line(text, Box(left, y, left + 20 * len(text), y + 40), 0.99, 0)
        for text, y in zip(texts, range(top, top + 60 * len(texts), 60), strict=True)
    ]


def said(contact: Contact) -> tuple[str | None, str | None, str | None, tuple[str, ...], int]:
    return contact.company, contact.person, contact.role, contact.emails, len(contact.phones)


@pytest.mark.row("C-3", part=True)
def test_two_cards_of_named_people_are_told_apart_though_no_company_is_sure() -> None:
    first = ("Lucía Castaño Ruiz", "Asesora fiscal", "Tekaxo Textil", "Móv: 675 195 184",
             "info@lumix.example")  # fmt: skip
    second = ("Edward Ashworth", "Ph: +44 113 496 0348", "edward@ashworth.example",
              "www.ashworth.example")  # fmt: skip
    contacts = parse([*stacked(first, 100, 100), *stacked(second, 100, 1400)], [], Hints()).contacts
    assert [(one.person, one.emails) for one in contacts] == [
        ("Lucía Castaño Ruiz", ("info@lumix.example",)),
        ("Edward Ashworth", ("edward@ashworth.example",)),
    ]


@pytest.mark.row("C-3", part=True)
@pytest.mark.parametrize(("left", "top"), [(100, 900), (1400, 100)], ids=["below", "beside"])
def test_two_cards_in_one_picture_are_two_contacts(left: int, top: int) -> None:
    lines = [*stacked(NORVIKA, 100, 100), *stacked(FJORDHEIM, left, top)]
    first, second = parse(lines, (), Hints()).contacts
    assert said(first) == (*NORVIKA[:3], (NORVIKA[4],), 1)
    assert said(second) == (*FJORDHEIM[:3], (FJORDHEIM[4],), 1)
    assert first.websites == ("www.norvika.example",)
    assert first.phones[0].e164 == "+46701740605"
    assert second.phones[0].e164 == "+4791234567"


def test_a_private_line_on_one_of_two_cards_is_told_by_its_own_line() -> None:
    lines = [*stacked(NORVIKA, 100, 100), *stacked((*FJORDHEIM, "Privat: 22 41 90 07"), 100, 900)]
    private = parse(lines, (), Hints()).private
    assert [(span.kind, lines[span.line_index].text) for span in private] == [
        ("home_phone", "Privat: 22 41 90 07")
    ]


def test_colleagues_on_one_card_are_a_contact_each_and_share_what_is_common() -> None:
    lines = [
        *stacked(("Norvika Bygg AB",), 500, 100),
        *stacked(("Åsa Öhrström", "Inköpschef", "070-174 06 05"), 100, 250),
        *stacked(("asa.ohrstrom@norvika.example",), 100, 430),
        *stacked(("Olle Lindqvist", "Säljare", "070-174 06 11"), 1000, 250),
        *stacked(("olle.lindqvist@norvika.example",), 1000, 430),
        *stacked(("Hamngatan 1, 411 14 Norrvik",), 400, 700),
    ]
    first, second = parse(lines, (), Hints()).contacts
    assert said(first)[:3] == ("Norvika Bygg AB", "Åsa Öhrström", "Inköpschef")
    assert said(second)[:3] == ("Norvika Bygg AB", "Olle Lindqvist", "Säljare")
    assert [one.phones[0].e164 for one in (first, second)] == ["+46701740605", "+46701740611"]
    assert first.emails == ("asa.ohrstrom@norvika.example",)
    assert second.emails == ("olle.lindqvist@norvika.example",)
    assert first.address == second.address == "Hamngatan 1, 411 14 Norrvik"


def test_two_of_one_family_each_have_the_mailbox_that_is_likest_their_name() -> None:
    lines = [
        *stacked(("Ashworth Software Inc.",), 500, 100),
        *stacked(("Priya Ashworth", "Operations Manager", "pras@ashworth.example"), 100, 250),
        *stacked(("Sean Ashworth", "Sales Manager", "ashworth.s@ashworth.example"), 1000, 250),
    ]
    contacts = parse(lines, (), Hints()).contacts
    assert {contact.person: contact.emails[0] for contact in contacts} == {
        "Priya Ashworth": "pras@ashworth.example",
        "Sean Ashworth": "ashworth.s@ashworth.example",
    }


def test_a_card_with_two_offices_is_one_contact() -> None:
    office = ("Norvika Bygg Malmö", "Växel 040-628 04 00", "malmo@norvika.example")
    lines = [*stacked(NORVIKA, 100, 100), *stacked(office, 100, 900)]
    assert [contact.person for contact in parse(lines, (), Hints()).contacts] == ["Åsa Öhrström"]


def test_a_code_belongs_to_the_card_it_agrees_with() -> None:
    lines = [*stacked(NORVIKA, 100, 100), *stacked(FJORDHEIM, 100, 900)]
    said = Contact(person="Bjørn Ødegård", address="Strandgata 7, 9008 Tromsø")
    first, second = parse(lines, [Code("vcard", 0, None, said)], Hints()).contacts
    assert (first.address, second.address) == (None, "Strandgata 7, 9008 Tromsø")

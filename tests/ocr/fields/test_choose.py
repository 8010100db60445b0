"""A whole card: each value in its field, nothing invented, nothing private."""

import pytest

from ocr.fields.choose import parse
from ocr.types import Box, Code, Contact, Hints, Line, Phone


def card(*texts: str) -> list[Line]:
    return [Line(text, None, 1.0, 0, (), "text") for text in texts]


def boxed(*rows: tuple[str, int, int, int]) -> list[Line]:
    """Lines as (text, left, top, height); the width follows the length of the text."""
    return [
        Line(text, Box(left, top, left + len(text) * height // 2, top + height), 0.99, 0)
        for text, left, top, height in rows
    ]


NORVIKA = (
    "Norvika Bygg AB",
    "Åsa Öhrström",
    "Inköpschef",
    "Mobil 070-174 06 05",
    "Växel 031-390 06 00",
    "Fax 031-390 06 01",
    "asa.ohrstrom@norvika.example",
    "www.norvika.example",
    "Hamngatan 1, 411 14 Norrvik",
)


@pytest.mark.row("P1-5")
def test_a_card_gives_each_value_its_field() -> None:
    contact = parse(card(*NORVIKA), (), Hints()).contacts[0]
    assert contact.company == "Norvika Bygg AB"
    assert contact.person == "Åsa Öhrström"
    assert contact.role == "Inköpschef"
    assert [(phone.kind, phone.e164) for phone in contact.phones] == [
        ("mobile", "+46701740605"),
        ("switchboard", "+46313900600"),
        ("fax", "+46313900601"),
    ]
    assert contact.emails == ("asa.ohrstrom@norvika.example",)
    assert contact.websites == ("www.norvika.example",)
    assert contact.address == "Hamngatan 1, 411 14 Norrvik"


def test_every_value_has_a_place_and_a_confidence() -> None:
    contact = parse(card(*NORVIKA), (), Hints()).contacts[0]
    fields = {one.field for one in contact.provenance}
    assert fields == set(contact.confidence)
    assert {"company", "person", "role", "address", "phones.2", "emails.0"} <= fields


@pytest.mark.row("P1-14", part=True)
def test_private_values_are_nowhere_in_what_is_parsed() -> None:
    lines = card(*NORVIKA, "Bostad: Hemgatan 4, 431 30 Norrvik", "811228-9874")
    parsed = parse(lines, (), Hints())
    assert [span.kind for span in parsed.private] == ["home_address", "personal_identity_number"]
    assert "Hemgatan" not in repr(parsed.contacts)
    assert "9874" not in repr(parsed.contacts)


def test_a_second_mailbox_at_a_free_provider_is_private() -> None:
    parsed = parse(card(*NORVIKA, "asa75@gmail.com"), (), Hints())
    assert parsed.contacts[0].emails == ("asa.ohrstrom@norvika.example",)
    assert [span.kind for span in parsed.private] == ["private_email"]


def test_a_sparse_card_gives_no_person_and_no_web_address() -> None:
    contact = parse(card("Norvika Bygg AB", "info@norvika.example"), (), Hints()).contacts[0]
    assert (contact.company, contact.person, contact.websites) == ("Norvika Bygg AB", None, ())


def test_nothing_gives_no_contact() -> None:
    assert parse([], (), Hints()).contacts == ()


def test_two_columns_are_not_mixed() -> None:
    lines = boxed(
        ("Norvika Bygg AB", 100, 100, 60),
        ("Åsa Öhrström", 100, 300, 50),
        ("Inköpschef", 100, 360, 30),
        ("Hamngatan 1", 900, 300, 30),
        ("411 14 Norrvik", 900, 340, 30),
        ("070-174 06 05", 900, 380, 30),
    )
    contact = parse(lines, (), Hints()).contacts[0]
    assert contact.address == "Hamngatan 1, 411 14 Norrvik"
    assert (contact.person, contact.role) == ("Åsa Öhrström", "Inköpschef")


def test_a_code_fills_what_the_print_lacks_and_shows_where_it_differs() -> None:
    given = Contact(
        person="Åsa Öhrström",
        company="Norvika AB",
        phones=(Phone("mobile", None, None, "070-174 06 05"),),
    )
    code = Code("vcard", 0, Box(0, 0, 9, 9), given)
    contact = parse(card("Norvika Bygg AB", "info@norvika.example"), [code], Hints("SE")).contacts[
        0
    ]
    assert (contact.company, contact.person) == ("Norvika Bygg AB", "Åsa Öhrström")
    assert contact.phones[0].e164 == "+46701740605"
    assert [one.text for one in contact.provenance if one.field == "company"] == [
        "Norvika Bygg AB",
        "Norvika AB",
    ]


@pytest.mark.parametrize(
    ("coded", "mailboxes"),
    [
        ("ake.ek@norvika.se", ("ake.ek@norvika.se",)),
        ("ake.ek@norvika.de", ("ake.ek@norvlka.se", "ake.ek@norvika.de")),
        ("ida.ek@norvika.se", ("ake.ek@norvlka.se", "ida.ek@norvika.se")),
    ],
)
def test_a_mailbox_one_letter_from_the_code_s_was_misread(
    coded: str, mailboxes: tuple[str, ...]
) -> None:
    code = Code("vcard", 0, Box(0, 0, 9, 9), Contact(person="Åke Ek", emails=(coded,)))
    lines = card("Åke Ek", "Norvika AB", "ake.ek@norvlka.se")
    assert parse(lines, [code], Hints()).contacts[0].emails == mailboxes


def test_who_is_greeted_is_not_who_signs() -> None:
    lines = boxed(("Hej Birgitte", 100, 100, 40), ("Mette Holm", 100, 300, 40))
    assert parse(lines, (), Hints()).contacts[0].person == "Mette Holm"
    assert parse(boxed(("Hej Hanna,", 100, 100, 40)), (), Hints()).contacts == ()


def test_national_numbers_of_one_card_are_of_one_country() -> None:
    contact = parse(
        card("Åge Rasmussen", "T. 86 48 10 70", "Telefax: 33 82 78 76", "8000 Vestby"), (), Hints()
    ).contacts[0]
    assert [phone.e164 for phone in contact.phones] == ["+4586481070", "+4533827876"]


def test_a_private_line_with_its_value_says_nothing_of_what_stands_beside_it() -> None:
    rows = [("Carmen Gil", 40, 40, 40), ("Estado civil: casada", 40, 120, 24)]
    found = parse(boxed(*rows, ("M (+34) 612345678", 300, 122, 24)), (), Hints())
    assert [phone.e164 for phone in found.contacts[0].phones] == ["+34612345678"]
    assert [span.line_index for span in found.private] == [1]


def test_an_icon_read_as_a_zero_is_none_of_a_north_american_number() -> None:
    contact = parse(card("Emily Ash", "0 212.555-0176", "Boston, MA 02165"), (), Hints()).contacts[
        0
    ]
    assert [phone.e164 for phone in contact.phones] == ["+12125550176"]


@pytest.mark.row("P1-5", part=True)
def test_what_a_sentence_under_a_signature_tells_of_a_home_stays_out() -> None:
    said = "PS. Hemma nås jag på 08-465 004 10 efter fem, min fru Anna på 070-174 06 99."
    parsed = parse(card(*NORVIKA, "", said), (), Hints())
    assert [phone.e164 for phone in parsed.contacts[0].phones] == [
        "+46701740605",
        "+46313900600",
        "+46313900601",
    ]
    assert {span.kind for span in parsed.private} == {"home_phone", "family"}

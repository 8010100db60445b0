"""A picture of a mail with an older one below: only who wrote last is a contact."""

import pytest

from ocr.fields.choose import parse
from ocr.types import Box, Hints, Line, Parsed

NEWEST = ("Hej Jan,", "Offerten bifogas.", "Vänliga hälsningar", "Åsa Ek", "Säljare",
          "Norvika Bygg AB", "Tel 08-465 004 10", "asa.ek@norvika.se")  # fmt: skip
OLDER = ("Hej! Kan ni räkna på det?", "Jan Lind", "Dalex Trä AB", "Hem: 08-465 004 11")


def picture(*texts: str) -> Parsed:
    lines = [
        Line(text, Box(40, 50 * row, 40 + 18 * len(text), 50 * row + 40), 0.99, 0)
        for row, text in enumerate(texts)
    ]
    return parse(lines, (), Hints())


@pytest.mark.parametrize(
    "header",
    [
        ("Från: Jan Lind <jan.lind@dalex.se>", "Ämne: Offert"),
        ("Von: Jan Lind", "Gesendet: Montag, 9. November 2026 09:12", "An: Åsa Ek"),
        ("Den 9 november 2026 09:12 skrev Jan Lind:",),
    ],
)
def test_the_older_message_gives_no_contact_and_is_masked(header: tuple[str, ...]) -> None:
    parsed = picture(*NEWEST, *header, *OLDER)
    (contact,) = parsed.contacts
    assert (contact.person, contact.company) == ("Åsa Ek", "Norvika Bygg AB")
    assert [phone.e164 for phone in contact.phones] == ["+46846500410"]
    (home,) = {span.line_index for span in parsed.private}
    assert home == len(NEWEST) + len(header) + OLDER.index("Hem: 08-465 004 11")


def test_the_header_of_the_only_message_cuts_nothing_off() -> None:
    header = ("09:41", "Från: Åsa Ek <asa.ek@norvika.se>", "Till: Jan Lind", "Ämne: Offert")
    (contact,) = picture(*header, *NEWEST).contacts
    assert (contact.person, contact.company) == ("Åsa Ek", "Norvika Bygg AB")


def test_a_line_of_a_card_that_says_from_is_no_header() -> None:
    rows = (
        "Norvika Sten AB",
        "Åsa Ek",
        "Säljare",
        "08-465 004 10",
        "Från: berg till hus",
        "Kalmar",
    )
    (contact,) = picture(*rows, "asa.ek@norvika.se").contacts
    assert contact.emails == ("asa.ek@norvika.se",)


def test_who_stands_in_the_header_and_under_the_mail_is_one_contact() -> None:
    header = ("Offert", "Åsa Ekström <esa.ekstrom@norvika.se>")  # as it was read
    rows = ("Hej Jan,", "Vänliga hälsningar", "Åsa Ekström", "Norvika AB", "asa.ekstrom@norvika.se")
    (contact,) = picture(*header, *rows).contacts
    assert (contact.person, contact.company) == ("Åsa Ekström", "Norvika AB")

"""Who stands on a card, and what says that a line is a name."""

import pytest

from ocr.fields import names
from ocr.fields.choose import parse
from ocr.types import Contact, Hints, Line


def card(*texts: str) -> Contact:
    return parse([Line(text, None, 1.0, 0, (), "text") for text in texts], (), Hints()).contacts[0]


@pytest.mark.parametrize(
    ("texts", "person"),
    [
        (("Norvika Roklubb", "Ordförande", "Tovald Kroghsen", "08-465 004 10"), "Tovald Kroghsen"),
        (("Norvika School", "Mrs T. Wexgrove", "Norvika Lane 4"), "Mrs T. Wexgrove"),
        (("Norvika Power Systems", "T. Norrmal Reddy", "98490 12345"), "T. Norrmal Reddy"),
        (("Norvika GmbH", "Inh. Tovald Krämer", "0451 1234567"), "Tovald Krämer"),
        (("R. Krishnanorr", "98490 12345", "Norvika Solutions"), "R. Krishnanorr"),
        (("MD. AHNOR KARIM", "Sales Manager", "NORVIKA LIMITED"), "MD. AHNOR KARIM"),
        (("P. Balanorr", "NORVIKA OILS Pvt. Ltd", "norvika@gmail.com"), "P. Balanorr"),
        (("Norvika AB", "Sven-0la Ek", "Driftchef", "08-465 004 10"), "Sven-Ola Ek"),
    ],
)
@pytest.mark.row("P1-5", part=True)
def test_a_role_above_a_title_initials_or_a_common_surname_tell_a_name(
    texts: tuple[str, ...], person: str
) -> None:
    assert card(*texts).person == person


@pytest.mark.parametrize(
    ("text", "words"),
    [("M M Ek", ["M", "M", "Ek"]), ("D.A.Ek", ["D.A.", "Ek"]), ("Mr. Ek", ["Ek"])],
)
def test_initials_are_no_titles(text: str, words: list[str]) -> None:
    assert names.core(names.tidy(text)) == words


@pytest.mark.parametrize("place", ["South Australia", "United States", "New Zealand", "São Paulo"])
def test_a_place_is_nobody(place: str) -> None:
    assert names.likeness(place) < 0.5


@pytest.mark.parametrize(
    ("role", "town"),
    [
        ("radca prawny", "ul. Norska 4"),
        ("obchodní ředitel", "Norvická 118"),
        ("Müügijuht", "Norvika mnt 58"),
        ("Genel Müdür", "Norvika Cad. No:12"),
        ("Concejala", "Plaza Mayor, 1"),
    ],
)
def test_roles_beyond_the_core_languages_are_known(role: str, town: str) -> None:
    contact = card("Norvika Ltd.", "Anna Nowak", role, town, "anna@norvika.example")
    assert contact.role == role


def test_what_a_role_is_for_stands_behind_its_dash() -> None:
    contact = card("Norvika Ltd.", "Anna Nowak", "Assistant Manager - Northern Region")
    assert contact.role == "Assistant Manager - Northern Region"


def test_a_role_may_stand_before_the_name_on_its_line() -> None:
    contact = card("Norvika AB", "Tannlege Anna Norr", "08-465 004 10")
    assert (contact.person, contact.role) == ("Anna Norr", "Tannlege")


def test_a_mailbox_at_a_free_provider_may_bear_the_firms_name() -> None:
    contact = card("Pao Norrosso", "Anna Teixeira", "Gerente", "paonorrosso@gmail.com")
    assert contact.person == "Anna Teixeira"

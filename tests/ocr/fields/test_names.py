"""Who stands on a card: names as they are printed, and what may stand beside them."""

import pytest

from ocr.fields.choose import parse
from ocr.types import Box, Contact, Hints, Line


def card(*texts: str) -> Contact:
    lines = [
        Line(text, Box(100, 60 * row, 100 + 20 * len(text), 60 * row + 40), 0.99, 0)
        for row, text in enumerate(texts)
    ]
    (contact,) = parse(lines, (), Hints()).contacts
    return contact


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("WILLEM-JAN 'T LAM", "WILLEM-JAN 'T LAM"),
        ("Marijke van 't Zand", "Marijke van 't Zand"),
        ("Per-Olav Ø stby", "Per-Olav Østby"),  # as recognition parts a wide Ø
        ("HLL, EHL Aino Virtanen", "HLL, EHL Aino Virtanen"),
        ("Anna E af Trolle", "Anna E af Trolle"),
    ],
)
def test_a_name_is_taken_whole(printed: str, name: str) -> None:
    contact = card(printed, "Account Manager", "Norvika BV", "08-465 004 10")
    assert (contact.person, contact.role) == (name, "Account Manager")


def test_a_work_title_and_the_letters_of_a_body_stand_before_the_name() -> None:
    contact = card("Norvika Tann AS", "Tannlege MNTF Geir Moe", "Telefon 22 41 30 18")
    assert (contact.person, contact.role) == ("Geir Moe", "Tannlege MNTF")


def test_a_word_that_ends_a_sentence_is_no_given_name() -> None:
    rows = ("Vi ringer i nästa", "vecka.", "Vänliga hälsningar", "Ebba Dahl", "Laboratoriechef")
    assert card(*rows, "Norvika Analys AB", "ebba.dahl@norvika.se").person == "Ebba Dahl"


@pytest.mark.parametrize(
    "role",
    [
        "Kääntäjä",
        "Diseñadora gráfica",
        "Notaris",
        "Pharmacien titulaire",
        "Chefärztin",
        "Installatør",
        "Psykolog",
        "Tandlæge",
    ],
)
def test_a_trade_is_a_role(role: str) -> None:
    assert card("Norvika BV", "Ida Ek", role, "ida.ek@norvika.com").role == role

"""Which of the lines is the company's name."""

import pytest

from ocr.fields.choose import parse
from ocr.fields.organizations import mended
from ocr.types import Box, Hints, Line


def company(*rows: tuple[str, int, int, int]) -> str | None:
    """The company of a card of lines as (text, left, top, height)."""
    lines = [
        Line(text, Box(left, top, left + len(text) * height // 2, top + height), 0.99, 0)
        for text, left, top, height in rows
    ]
    return parse(lines, (), Hints()).contacts[0].company


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Norvika Tessuti S.r.I.", "Norvika Tessuti S.r.l."),
        ("Norvika Tessuti S.r.1.", "Norvika Tessuti S.r.l."),
        ("Norvika Menuiserie SCl", "Norvika Menuiserie SCI"),
        ("Norvika Tessuti S.r.1", "Norvika Tessuti S.r.l"),
        ("Norvika Bloemen V.0.F.", "Norvika Bloemen V.O.F."),
        ("Norvika Tessuti S.r.l", "Norvika Tessuti S.r.l"),
        ("Norvika Bygg AB", "Norvika Bygg AB"),
        ("Il Forno", "Il Forno"),
    ],
)
def test_a_misread_legal_form_is_put_right_and_nothing_else(read: str, printed: str) -> None:
    assert mended(read) == printed


def test_an_adviser_is_a_role_and_a_firm_of_advice_a_company() -> None:
    rows = ["Morten Kvåle", "Syntera Rådgivning", "Mobil 0047 475 84 731"]
    contact = parse([Line(text, None, 1, 0) for text in rows], [], Hints()).contacts[0]
    assert (contact.company, contact.role) == ("Syntera Rådgivning", None)


def test_two_blanks_part_what_stands_on_one_line() -> None:
    line = Line("Marit von Lærum  Selger  Dalex Bygg  M (+47) 98 78 35 13", None, 1, 0)
    contact = parse([line], [], Hints()).contacts[0]
    assert (contact.person, contact.role, contact.company) == (
        "Marit von Lærum",
        "Selger",
        "Dalex Bygg",
    )


def test_a_logo_stands_by_itself_before_a_list_of_what_is_sold() -> None:
    assert (
        company(
            ("BATTERIES AND CABLES", 100, 100, 50),
            ("Remote controls, aerials", 100, 155, 50),
            ("Sonatelle", 900, 500, 50),
            ("Tel: 08-465 004 10", 100, 700, 40),
        )
        == "Sonatelle"
    )


def test_a_name_over_two_lines_is_one_where_the_domain_runs_over_both() -> None:
    assert (
        company(
            ("Brunn", 100, 100, 60),
            ("Badet event", 400, 300, 100),
            ("www.brunnbadet.example", 100, 600, 40),
        )
        == "Brunn Badet event"
    )


def test_a_legal_form_with_its_addition_over_two_lines_belongs_to_the_name() -> None:
    assert (
        company(
            ("Kvarex Beratung UG", 100, 100, 60),
            ("(haftungsbeschränkt)", 100, 165, 60),
            ("info@kvarex.example", 100, 400, 40),
        )
        == "Kvarex Beratung UG (haftungsbeschränkt)"
    )


@pytest.mark.parametrize(
    ("logo", "whole"),
    [
        (("Granström", "Energy Limited"), "Granström Energy Limited"),
        (("SÖDERSTRÖM-LINDQVIST", "& ALVLIND AB"), "SÖDERSTRÖM-LINDQVIST & ALVLIND AB"),
    ],
)
def test_a_logo_over_two_lines_is_one_name(logo: tuple[str, str], whole: str) -> None:
    rows = [("Åsa Öhrström", 100, 100, 60), ("VD", 100, 170, 40), ("asa@dalanda.se", 100, 220, 40)]
    below = [(logo[0], 900, 600, 50), (logo[1], 900, 655, 50), ("Nära dig", 900, 710, 40)]
    assert company(*rows, *below) == whole


def test_a_name_that_no_list_knows_over_a_whole_company_is_a_person() -> None:
    rows = ["Guro Nygård", "Rådgivning Maraxo ASA", "Mob 47 70 28 45"]
    contact = parse([Line(text, None, 1, 0) for text in rows], [], Hints()).contacts[0]
    assert (contact.person, contact.company) == ("Guro Nygård", "Rådgivning Maraxo ASA")


def test_a_domain_of_the_surname_does_not_make_a_person_a_company() -> None:
    rows = ["Thijs van der Bakker", "Bakker Scheepswerf B.V.", "www.bakker.nl"]
    contact = parse([Line(text, None, 1, 0) for text in rows], [], Hints()).contacts[0]
    assert contact.person == "Thijs van der Bakker"


@pytest.mark.parametrize(
    ("logo", "mailbox", "name"),
    [
        ("A Norvika Bygg AB", "asa.ek@norvika.se", "Norvika Bygg AB"),
        ("O Sonatelle", "asa.ek@sonatelle.se", "Sonatelle"),
        ("I Dalex Bygg AS", "asa.ek@dlx.no", "Dalex Bygg AS"),
        ("A Better Norvika Ltd", "asa.ek@abetternorvika.co.uk", "A Better Norvika Ltd"),
        ("O Forno Dourado Lda", "asa.ek@ofornodourado.pt", "O Forno Dourado Lda"),
    ],
)
def test_a_letter_that_was_a_logo_s_shape_is_no_part_of_the_name(
    logo: str, mailbox: str, name: str
) -> None:
    assert company((logo, 100, 100, 60), ("Åsa Ek", 100, 400, 40), (mailbox, 100, 460, 30)) == name


def test_the_whole_name_is_taken_where_the_logo_has_only_its_beginning() -> None:
    person = ("Åsa Ek", 100, 400, 40)
    mailbox = ("asa.ek@norvika.se", 100, 460, 30)
    logo = ("NORVIKA", 100, 100, 90)
    assert company(logo, person, mailbox, ("Norvika Stål AB", 100, 600, 30)) == "Norvika Stål AB"
    assert company(logo, person, mailbox, ("Norvika bygger för dig", 100, 600, 30)) == "NORVIKA"


def test_a_name_on_a_social_network_is_no_company() -> None:
    rows = (("sonatelle", 100, 100, 60), ("Åsa Ek", 100, 400, 40), ("@sona.telle", 100, 600, 30))
    assert company(*rows, ("asa.ek@sonatelle.se", 100, 460, 30)) == "sonatelle"


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("Tischlerei", "vom", "Norrbruch"), "Tischlerei vom Norrbruch"),
        (("THE NORWICK", "STATE", "UNIVERSITY"), "THE NORWICK STATE UNIVERSITY"),
        (("Waterschap", "De Norrevallei"), "Waterschap De Norrevallei"),
        (("NORWICK OVERSEAS", "EDUCATIONAL SERVICES PVT. LTD."),
         "NORWICK OVERSEAS EDUCATIONAL SERVICES PVT. LTD."),
        (("Norrvik Eco Lodge", "& Spa"), "Norrvik Eco Lodge & Spa"),
    ],
)  # fmt: skip
def test_an_unfinished_line_and_the_next_are_one_name(lines: tuple[str, ...], whole: str) -> None:
    rows = (*lines, "Åsa Öhrström", "08-465 004 10")
    printed = [Line(text, None, 1.0, 0, (), "text") for text in rows]
    assert parse(printed, (), Hints()).contacts[0].company == whole


def test_what_is_certified_is_not_the_companys_name() -> None:
    rows = ("An ISO 9001-2015 Certified Company", "Åsa Öhrström", "NORVIKA CONSULTING")
    printed = [Line(text, None, 1.0, 0, (), "text") for text in rows]
    assert parse(printed, (), Hints()).contacts[0].company == "NORVIKA CONSULTING"


def test_the_trade_behind_a_dash_belongs_to_the_name() -> None:
    name = "Sonatelle – Indústria de Moldes, Lda."
    mailbox = ("ana@sonatelle.pt", 100, 460, 30)
    assert company(("sonatelle", 100, 100, 60), mailbox, (name, 100, 600, 30)) == name


def test_a_trade_alone_and_a_list_of_goods_are_no_names() -> None:
    rows = ("BAKERY", "Aux Deux Norris", "Breads - Cakes - Pies", "08-465 004 10")
    printed = [Line(text, None, 1.0, 0, (), "text") for text in rows]
    assert parse(printed, (), Hints()).contacts[0].company == "Aux Deux Norris"


def test_a_domain_that_begins_like_a_role_takes_none_into_the_name() -> None:
    rows = (("SONATELLE", 100, 100, 60), ("Ida Ek", 100, 400, 40), ("Ingénieure", 100, 450, 30))
    assert company(*rows, ("ida.ek@sonatelle-ing.fr", 100, 600, 30)) == "SONATELLE"

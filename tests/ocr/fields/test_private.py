"""The private guard: what goes, and what must stay."""

import pytest

from ocr.fields.private import find, find_in_lines


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bostad: Hemgatan 4, 123 45 Norrvik", "home_address"),
        ("Hem 08-465 004 10", "home_phone"),
        ("Tel bostad: 08-465 004 10", "home_phone"),
        ("070-174 06 05 (privat)", "home_phone"),
        ("Privat e-post: asa@post.example", "private_email"),
        ("Hjemme: 22 12 34 56", "home_phone"),
        ("Koti: 09 123 4567", "home_phone"),
        ("Privat: 0151 23456789", "home_phone"),
        ("Home: +44 20 7946 0123", "home_phone"),
        ("Domicile : 01 42 56 08 20", "home_phone"),
        ("Thuis: 020 123 4567", "home_phone"),
        ("Tel. particular: 912 345 678", "home_phone"),
        ("Abitazione: 06 1234 5678", "home_phone"),
        ("Telefone residencial: 21 234 5678", "home_phone"),
        ("Wohnung: Lindenstr. 4, 12345 Nordhausen", "home_address"),
        ("Född 1975-03-02", "birth_date"),
        ("geboren am 3.2.1975", "birth_date"),
        ("Date of birth: 3 March 1975", "birth_date"),
        ("Gift, två barn", "civil_status"),
        ("Verheiratet, 2 Kinder", "civil_status"),
        ("Civilstånd: sambo", "civil_status"),
        ("Familj: Eva och Max", "family"),
        ("Married to Alex", "family"),
        ("811228-9874", "personal_identity_number"),
        ("Personnr 850101-1234", "personal_identity_number"),
        ("131052-308T", "personal_identity_number"),
        ("CPR-nr 010175-1234", "personal_identity_number"),
    ],
)
@pytest.mark.row("P1-14", part=True)
def test_private_things_are_found_with_their_label(text: str, kind: str) -> None:
    spans = find(text)
    assert [span.kind for span in spans] == [kind]
    assert text[spans[0].end :].strip(" )") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Kontor: Storgatan 1, 123 45 Norrvik",
        "Mobil: 070-174 06 05",
        "Org.nr 556677-8899",
        "Homes & Gardens Ltd",
        "Home Office 12, High Street",
        "Casa Blanca 12",
        "Residence Inn",
        "Privatkunder 08-465 004 10",
        "Norrvik Privatbank AG",
        "Nordic Gift",
        "Children's Hospital",
        "Maison Dubois, 12 rue des Lilas",
        "Barnhemsgatan 5",
        "info@hem.example",
    ],
)
@pytest.mark.row("P1-14", part=True)
def test_work_things_that_look_private_stay(text: str) -> None:
    assert find(text) == ()


def test_a_home_address_goes_on_in_the_next_line() -> None:
    lines = ["Bostad: Hemgatan 4", "123 45 Norrvik", "Mobil 070-174 06 05"]
    assert [(line, span.kind) for line, span in find_in_lines(lines)] == [
        (0, "home_address"),
        (1, "home_address"),
    ]


def test_a_label_above_its_value_counts() -> None:
    found = find_in_lines(["Privat", "Hemgatan 4", "123 45 Norrvik"])
    assert {line for line, _ in found} == {0, 1, 2}

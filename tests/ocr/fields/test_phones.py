"""Telephone numbers: kind, country, extension, and what is no number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.fields import identifiers, numbers, phones


def found(text: str, *regions: str) -> list[tuple[str | None, str, str | None]]:
    marks = phones.find([text], identifiers.find([text]), regions or ("SE",), {})
    return [(m.value.number.e164, m.value.kind, m.value.extension) for m in marks]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mobil: 070-174 06 05", "mobile"),
        ("Växel 031-390 06 00", "switchboard"),
        ("Fax: 08-465 004 10", "fax"),
        ("Direkt 08-465 004 10", "work"),
        ("M 070-174 06 05", "mobile"),
        ("G070-1740605", "mobile"),
        ("CELL-PHONE: 070-174 06 05", "mobile"),
        ("T. 070-174 06 05", "mobile"),
        ("031-390 06 00", "work"),
        ("031-390 06 00 (växel)", "switchboard"),
    ],
)
@pytest.mark.row("P1-5", part=True)
def test_the_kind_comes_from_the_label_else_from_the_range(text: str, kind: str) -> None:
    assert [one[1] for one in found(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "region", "kind"),
    [
        ("Mob. +47 406 12 345", "NO", "mobile"),
        ("Tlf. +47 22 12 34 56", "NO", "work"),
        ("Puh. 09 1234 567", "FI", "work"),
        ("Vaihde +358 9 123 4567", "FI", "switchboard"),
        ("Zentrale +49 30 901820", "DE", "switchboard"),
        ("Handy 0151 23456789", "DE", "mobile"),
        ("Télécopie 04 65 71 08 20", "FR", "fax"),
        ("Standard +33 4 65 71 08 20", "FR", "switchboard"),
        ("Móvil 612 345 678", "ES", "mobile"),
        ("Centralita 912 345 678", "ES", "switchboard"),
        ("Cell. 347 123 4567", "IT", "mobile"),
        ("Telemóvel 912 345 678", "PT", "mobile"),
        ("Mobiel 06 12345678", "NL", "mobile"),
        ("Hovednummer 33 12 34 56", "DK", "switchboard"),
    ],
)
def test_labels_are_known_in_eleven_languages(text: str, region: str, kind: str) -> None:
    assert [one[1] for one in found(text, region)] == [kind]


@pytest.mark.parametrize(
    ("text", "e164", "extension"),
    [
        ("031-390 06 00, ankn. 12", "+46313900600", "12"),
        ("+46 (0)70-174 06 05", "+46701740605", None),
        ("+46(0)31 390 06 00 ext 7", "+46313900600", "7"),
        ("0046 31 390 06 00", "+46313900600", None),
        ("33(0)4 65 71 08 20", "+33465710820", None),
        ("O70-l74 06 05", "+46701740605", None),
    ],
)
def test_a_number_is_read_however_it_is_printed(
    text: str, e164: str, extension: str | None
) -> None:
    assert found(text, "SE", "FR")[0][::2] == (e164, extension)


@pytest.mark.parametrize(
    "text",
    [
        "Org.nr 556677-8899",
        "556677-8899",
        "VAT SE556677889901",
        "IBAN SE35 5000 0000 0549 1000 0003",
        "Bankgiro 123-4567",
        "2024-05-17",
        "Öppet 07.30 - 16.30",
        "123 45 Norrvik",
        "HRB 104877",
        "USt-IdNr. DE304114555",
        "CNPJ 12.345.678/0001-95",
        "Nextel ID 55*12345*6",
        "Storgatan 12345",
    ],
)
def test_register_numbers_dates_and_postcodes_are_no_phones(text: str) -> None:
    assert found(text, "SE", "DE", "BR") == []


def test_several_numbers_in_a_line_are_parted() -> None:
    assert [one[0] for one in found("T 031-390 06 00 / 070-174 06 05")] == [
        "+46313900600",
        "+46701740605",
    ]


def test_a_variant_behind_a_stroke_is_a_number_of_its_own() -> None:
    assert [one[0] for one in found("Tel. 08-465 004 10/11")] == ["+46846500410", "+46846500411"]


@pytest.mark.row("C-6", part=True)
@given(st.integers(min_value=1740605, max_value=1740699), st.sampled_from([" ", "-", ""]))
def test_normalizing_a_number_twice_changes_nothing(tail: int, gap: str) -> None:
    once = numbers.read(f"070{gap}{tail}", ("SE",))
    assert once is not None
    assert once.e164 is not None
    assert numbers.read(once.e164, ()) == once


@pytest.mark.parametrize(
    ("text", "region", "e164"),
    [
        ("Vx1 0980-31 92 62", "SE", "+46980319262"),
        ("Tlf: (+45) 98 97 52 52 1ok. 318", "DK", "+4598975252"),
        ("0.020 7946 0571", "GB", "+442079460571"),
        ("1 070 174 06 26", "SE", "+46701740626"),
        ("11004 Cádiz, Móv. 671 44 18 49, Centralita", "ES", "+34671441849"),
        ("Mobil: 070174 06 341 Telefax: x", "SE", "+46701740634"),
        ("Ph: +1 617555-0149", "US", "+16175550149"),
    ],
)
def test_a_misread_label_or_bar_costs_no_number(text: str, region: str, e164: str) -> None:
    assert [one[0] for one in found(text, region)] == [e164]


@pytest.mark.parametrize("text", ["Offert 2026-118", "Ärende 2025/10442", "2026-0118"])
def test_the_number_of_an_offer_is_no_phone(text: str) -> None:
    assert found(text) == []
    assert [number for number, _, _ in found("Tel 031-390 06 00")] == ["+46313900600"]


@pytest.mark.parametrize(
    ("text", "region", "e164"),
    [
        ("Tel.: O4 65 71 O8 2O", "FR", "+33465710820"),
        ("Tlf. +47 22 12 34 OO", "NO", "+4722123400"),
        ("Fon +43 (O) 1 / 514 87", "AT", "+43151487"),
        ("(2lO) 555-O187", "US", "+12105550187"),
        ("M0B. 0475 12 34 56", "BE", "+32475123456"),
        ("Ce11. 347 12 34 567", "IT", "+393471234567"),
        ("0171 23 45 67 8l", "DE", "+4917123456781"),
        ("08-465 004 10 I", "SE", "+46846500410"),
    ],
)
@pytest.mark.row("P1-5", part=True)
def test_letters_at_a_numbers_ends_and_in_its_label_are_digits(
    text: str, region: str, e164: str
) -> None:
    assert [one[0] for one in found(text, region)] == [e164]


def test_an_indian_postcode_is_no_number() -> None:
    texts = ["Norvika Nagar, Norpur-505209", "Norpur - 505 209."]
    assert phones.find(texts, identifiers.postcodes(texts), ("IN",), {}) == []


def test_a_second_number_behind_a_comma_has_the_area_code_of_the_first() -> None:
    assert [one[0] for one in found("T +91 (120) 4512 300, 4512 360", "IN")] == [
        "+911204512300",
        "+911204512360",
    ]


def test_a_bar_between_two_values_is_no_one() -> None:
    assert [one[0] for one in found("Tel : 040-40012340 | 400", "IN")] == ["+914040012340"]


def test_a_word_for_digits_is_read_beside_a_rest_of_its_number() -> None:
    assert [one[0] for one in found("f: 207/555.NORR", "US")] == ["+12075556677"]


def test_the_first_of_a_range_of_lines_is_read() -> None:
    assert [one[0] for one in found("Off : 040-23456780-81", "IN")] == ["+914023456780"]

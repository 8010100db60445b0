"""Forms that people's own signatures have: each value in its field all the same."""

import pytest

from ocr import signatures
from ocr.fields.choose import parse
from ocr.types import Contact, Hints


def read(*texts: str) -> Contact:
    """The contact of a signature with these lines."""
    document = signatures.read("\n".join(texts).encode())
    return parse(document.lines, (), Hints(around=document.around)).contacts[0]


@pytest.mark.parametrize(
    "line",
    [
        "Norvika Controls, a Storhamn Industrial company",
        "Norvika plc, Trafford Park Road, Manchester, M17 1AB",
    ],
)
def test_a_company_ends_at_its_comma(line: str) -> None:
    contact = read(
        "Mary Ek • Sales Engineer", line, "Tel 0161 496 0123", "mary.ek@storhamn.example"
    )
    assert contact.company in ("Norvika Controls", "Norvika plc")
    assert not (contact.address or "").startswith("Norvika")


@pytest.mark.parametrize(
    "line",
    [
        "Une société du Groupe NORVIKA",
        "a member of Norvika",
        "FIND US ON FACEBOOK",
        "Följ oss på LinkedIn",
    ],
)
def test_an_owner_or_a_network_is_no_company(line: str) -> None:
    contact = read("Mary Ek", "Sales Engineer", line, "020 7946 0123", "mary@norvika.example")
    assert contact.company is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("v/ Susanne Ek", "Susanne Ek"),
        ("i. A. Susanne Ek", "Susanne Ek"),
        ("ir. I. (Ingrid) Smulder", "ir. I. (Ingrid) Smulder"),
        ("mr. E.J.M. (Esther) Norr", "mr. E.J.M. (Esther) Norr"),
    ],
)
def test_what_stands_before_or_in_a_name_does_not_hide_it(line: str, name: str) -> None:
    contact = read(line, "Programmamanager", "Norvika B.V.", "020 123 4567")
    assert contact.person == name


@pytest.mark.parametrize("form", ["Sàrl", "plc", "asbl", "e.U.", "S.A. de C.V.", "DAC"])
def test_legal_forms_of_the_neighbours_are_known(form: str) -> None:
    assert read("Mary Ek", f"Bureau Norvika {form}", "+32 2 512 34 56").company == (
        f"Bureau Norvika {form}"
    )


@pytest.mark.parametrize(
    "line",
    ["RCS Lille Métropole B 123 456 789", "RPR Gent 0456.789.123", "Fax: +49-911-206918-1234 |"],
)
def test_a_registers_number_is_no_phone_and_a_long_phone_no_register(line: str) -> None:
    phones = [
        phone.e164 for phone in read("Mary Ek", "Norvika GmbH", line, "mary@norvika.de").phones
    ]
    assert phones == (["+499112069181234"] if "Fax" in line else [])


@pytest.mark.parametrize(
    ("line", "address"),
    [
        (
            "A: 1200 Lake St, Suite 400, Chicago, IL 60607",
            "1200 Lake St, Suite 400, Chicago, IL 60607",
        ),
        ("Werk 1: Schmiedestraße 4, 58093 Hagen", "Schmiedestraße 4, 58093 Hagen"),
        ("Box 112", "Box 112, 981 22 Norrvik"),
        ("Chaussée de Louvain 431F", "Chaussée de Louvain 431F, 981 22 Norrvik"),
    ],
)
def test_an_address_is_whole_and_without_its_label(line: str, address: str) -> None:
    lines = [line] if "," in line else [line, "981 22 Norrvik"]
    assert read("Mary Ek", "Norvika AB", *lines, "mary@norvika.example").address == address


def test_a_degree_with_a_dot_is_no_web_address() -> None:
    assert read("Mary Ek, siv.ing.", "Norvika AS", "22 12 34 56").websites == ()


def test_a_firm_behind_an_at_sign_is_the_company() -> None:
    contact = read("Mary Ek", "Eigenaar @ Studio Mary", "+31 6 1234 5679")
    assert (contact.role, contact.company) == ("Eigenaar", "Studio Mary")


@pytest.mark.parametrize(
    "name", ["Paco Llorin", "Terje Zyx", "Lærke Zyx", "Yannick Zyx", "Iker Zyx"]
)
def test_a_common_given_name_makes_a_name_without_a_role(name: str) -> None:
    assert read(name, "Talleres Norvika", "979 12 34 56 / 679 123 456").person == name


@pytest.mark.parametrize(
    "lines",
    [
        ("Mary Ek | Director of Service, North & South, Marine & Shore", "Norvika University"),
        ("Mary Ek, Norvika University, S-901 87 Norrvik, Sweden",),
    ],
)
def test_commas_part_a_role_and_an_address_from_the_company(lines: tuple[str, ...]) -> None:
    assert read(*lines, "mary@nu.example", "020 7946 0123").company == "Norvika University"


def test_a_business_park_is_part_of_the_address() -> None:
    contact = read(
        "Mary Ek", "NORVIKA", "Parc d'activités des Ormes - 38070 Saint-Norre", "mary@x.example"
    )
    assert (contact.company, contact.address) == (
        "NORVIKA",
        "Parc d'activités des Ormes - 38070 Saint-Norre",
    )


@pytest.mark.parametrize("town", ["3754-909 Águeda", "2900-100 Évora"])
def test_a_town_may_begin_with_any_capital(town: str) -> None:
    assert read("Mary Ek", "Norvika Lda", "Apartado 45", town).address == f"Apartado 45, {town}"


def test_a_country_sign_stays_with_its_postcode() -> None:
    contact = read("Mary Ek", "Norvika SA", "Via Nassa 21", "CH - 6900 Lugano")
    assert contact.address == "Via Nassa 21, CH - 6900 Lugano"


def test_a_given_name_alone_is_no_company() -> None:
    assert read("Mary", "", "WE ARE HIRING!", "", "Tel 020 7946 0123").company is None


def test_the_sender_tells_the_country() -> None:
    head = "From: Mary Ek <mary@norvika.es>\nTo: a@b.example\nSubject: Ok\nMIME-Version: 1.0\n"
    mail = f"{head}\nOk\n\nMary Ek\nTel 976 12 34 56\n"
    document = signatures.read(mail.encode())
    contact = parse(document.lines, (), Hints(around=document.around)).contacts[0]
    assert [phone.e164 for phone in contact.phones] == ["+34976123456"]
    assert contact.emails == ()


def test_a_prize_in_a_picture_is_left_out() -> None:
    rows = "<p>Mary Ek</p><p>Norvika AB</p><p>Tel 031-390 06 00</p>"
    page = f"<html><body><div>{rows}<img alt='Norvika Awards 2026 Winner'></div></body></html>"
    assert not any("2026" in line.text for line in signatures.read(page.encode()).lines)


@pytest.mark.row("P1-5", part=True)
def test_one_private_label_counts_for_a_mailbox_and_a_number_beside_it() -> None:
    contact = read(
        "Mary Ek", "Norvika AS", "22 12 34 56", "Privat: mary@post.example / 73 98 76 54"
    )
    assert [phone.e164 for phone in contact.phones] == ["+4722123456"]
    assert contact.emails == ()


def test_who_signs_first_under_a_letter_is_the_person_whatever_the_name() -> None:
    contact = read(
        "Hi,", "", "Tuesday it is.", "", "Regards", "Zyxal Norvik", "Norvik Seeds & Grain"
    )
    assert (contact.person, contact.company) == ("Zyxal Norvik", "Norvik Seeds & Grain")


def test_a_firm_alone_under_a_letter_stays_a_firm() -> None:
    contact = read("Hi,", "", "Ok.", "", "Regards", "Norvika Pumps", "Hamngatan 1", "031-390 06 00")
    assert (contact.person, contact.company) == (None, "Norvika Pumps")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Mary Ek BEng (Hons) CEng MIMechE", "Mary Ek"),
        ("Rosalind “Roz” Ek", "Rosalind “Roz” Ek"),
    ],
)
def test_degrees_and_nicknames_do_not_break_a_name(line: str, name: str) -> None:
    assert read(line, "Managing Partner", "Norvika Ltd", "020 7946 0123").person == name


def test_a_unit_with_the_domains_name_is_the_firm() -> None:
    contact = read("Mary Ek", "adviseur", "Bureau Norvika & De Wit", "www.norvikadewit.nl")
    assert contact.company == "Bureau Norvika & De Wit"


def test_a_town_behind_a_comma_is_not_in_the_firms_name() -> None:
    contact = read("Mary Ek", "Rådgiver", "Norvika Sparebank, Storhamn", "75 12 34 56")
    assert contact.company == "Norvika Sparebank"


@pytest.mark.parametrize("street", ["Ctra. de Norvik, s/n", "ZA de Kerno"])
def test_a_street_may_have_no_number(street: str) -> None:
    contact = read("Mary Ek", "Norvika SA", f"{street} – 29480 Le Norvik", "mary@norvika.example")
    assert contact.address == f"{street} – 29480 Le Norvik"


def test_a_given_name_that_is_a_title_elsewhere_is_a_name() -> None:
    assert read("Siv Rönn", "Norvika Foto", "0226-123 45").person == "Siv Rönn"


def test_the_senders_domain_counts_before_a_neighbours_words() -> None:
    head = "From: Jan Ek <jan@norvika.be>\nTo: a@b.example\nSubject: Ok\nMIME-Version: 1.0\n"
    mail = f"{head}\nKomt in orde.\n\nJan Ek\nTuinen Ek bv\nGSM 0475 12 34 56\n"
    document = signatures.read(mail.encode())
    contact = parse(document.lines, (), Hints(around=document.around)).contacts[0]
    assert [phone.e164 for phone in contact.phones] == ["+32475123456"]


@pytest.mark.parametrize(
    ("line", "company"),
    [
        ("For Norvika & Vale Solicitors", "Norvika & Vale Solicitors"),
        ("Norvika Engineering Group, LLC", "Norvika Engineering Group, LLC"),
    ],
)
def test_a_firms_name_is_whole_and_without_for(line: str, company: str) -> None:
    assert read("Mary Ek", "Engineer", line, "01632 960142").company == company


def test_a_street_of_any_language_is_told_by_the_postcode_below() -> None:
    contact = read("Mary Ek", "Norvika Lda", "Canada do Norrvik, 23", "9700-118 Norvika")
    assert contact.address == "Canada do Norrvik, 23, 9700-118 Norvika"


@pytest.mark.parametrize("line", ["St.Nr.: 112/3456/7890, HRA 1234", "DX: 8301 Norvik"])
def test_a_tax_number_or_an_exchange_is_neither_phone_nor_address(line: str) -> None:
    contact = read("Mary Ek", "Norvika GmbH", line, "T: +49 911 465 0041")
    assert ([phone.e164 for phone in contact.phones], contact.address) == (["+499114650041"], None)


def test_two_blanks_in_a_number_do_not_break_it() -> None:
    contact = read("Mary Ek", "Norvika", "Vox: +43 316  465004", "Fax: +43 316  465005")
    assert [phone.e164 for phone in contact.phones] == ["+43316465004", "+43316465005"]


def test_a_signature_in_a_drawn_box_is_read() -> None:
    contact = read(
        "/----------------------------------------------\\",
        "| Mary Ek              Email: mary@norvika.se  |",
        "| Phone: +46-8-465 00410                       |",
        "\\----------------------------------------------/",
    )
    assert (contact.person, contact.emails) == ("Mary Ek", ("mary@norvika.se",))


@pytest.mark.parametrize("line", ["gez. Dr. Mary Ek", "Fdo.: Mary Ek", "(arch. Mary Ek)"])
def test_what_says_that_somebody_signed_is_not_in_the_name(line: str) -> None:
    person = read(line, "Directora", "Norvika S.L.", "94 412 34 56").person
    assert person is not None
    assert person.removeprefix("Dr. ").removeprefix("arch. ") == "Mary Ek"


def test_a_swiss_domain_counts_before_german_words() -> None:
    contact = read(
        "Grüezi,",
        "",
        "Die Offerte gilt.",
        "",
        "Beste Grüsse",
        "Urs Ek",
        "Inhaber",
        "NORVIKA HOLZBAU",
        "Dorfbachstrasse 2, 6472 Norvik",
        "041 880 12 34",
        "urs@norvika.ch",
    )
    assert [phone.e164 for phone in contact.phones] == ["+41418801234"]


@pytest.mark.parametrize("farewell", ["Beijos,", "Kram", "Abs,"])
def test_a_farewell_is_no_company(farewell: str) -> None:
    assert read("Oi!", "", farewell, "Mary Ek", "Tel 051 3123 4567").company is None


@pytest.mark.parametrize("company", ["Norvika Controls", "Norvika Bakery"])
def test_bars_under_a_letter_part_a_firm_from_a_role(company: str) -> None:
    line = f"Chuck Ek • Sales Engineer • {company}"
    assert read("Hey Jim,", "", "Ok.", "", "Regards", line, "225.555.0114").company == company


def test_a_short_sentence_at_the_top_is_the_letter() -> None:
    contact = read("Yep, two weeks out.", "", "Zyxal Norvik", "Red Mesa Works", "505-555-0118")
    assert (contact.person, contact.company) == ("Zyxal Norvik", "Red Mesa Works")


def test_a_firm_that_mail_is_sent_care_of_is_the_company() -> None:
    assert read("Mary Ek", "Förvaltare", "c/o Norvika AB", "0570-123 45").company == "Norvika AB"


def test_a_society_with_its_own_mailbox_is_nobody() -> None:
    contact = read(
        "Hola,",
        "",
        "Nos vemos.",
        "",
        "Saludos",
        "Brais Norvik Loureiro",
        "Presidente",
        "Comunidad de Regantes do Norvika",
        "regantesnorvika@correo.org",
    )
    assert contact.person == "Brais Norvik Loureiro"
    assert contact.company == "Comunidad de Regantes do Norvika"

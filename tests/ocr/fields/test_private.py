"""The private guard: what goes, and what must stay."""

import pytest

from ocr.fields.private import find, find_in_lines


def lines(text: str) -> list[str]:
    """The lines of an indented text."""
    return [line.strip() for line in text.splitlines() if line.strip()]


LABELLED = {
    "home_phone": """
        Hem 08-465 004 10
        Hem08-465 004 10
        Hem O8-465 004 1O
        Tel bostad: 08-465 004 10
        Tel. bost. 08-465 004 10
        Hemtel 08-465 004 10
        070-174 06 05 (privat)
        Mobil priv. 070-174 06 05
        Hjemme: 22 12 34 56
        Tlf. priv.: 22 12 34 56
        Koti: 09 123 4567
        Puh. kotiin 09 123 4567
        Privat: 0151 23456789
        Tel. (privat) 0911 123456
        Home: +44 20 7946 0123
        Domicile : 04 65 71 08 20
        Portable perso 06 12 34 56 78
        Thuis: 020 123 4567
        Privénr: 020 123 4567
        Tel. particular: 912 345 678
        Abitazione: 06 1234 5678
        Cell. pers. 333 123 4567
        Telefone residencial: 21 234 5678
        Res. Ph. 0484 2345678
        0484 2345678 (R)
        08-465 004 10 (privat mobil)
        207-555-0123 (personal)
        Dom. 04 65 71 08 20
        Personal: 207-555-0123
        Priv: 22 12 34 56
        207-555-0123 home office/home
        Heime: 22 12 34 56
        privat (nur Notfall): 0911 123456
        Tel. bostad kvällstid 08-465 004 10
        Tlf. privat etter kl. 16: 22 12 34 56
        Fixe maison 04 65 71 08 20
        Sommerhus: 22 12 34 56
        08-465 004 10 (bostad, efter 18)
        Kotipuh. 09 123 4567
        Tel (H) 020 7946 0521
        Sommarstället 08-465 004 10
        Lantställe: 08-465 004 10
        Hytte: 22 12 34 56
        Résidence secondaire : 04 65 71 08 20
        Casa de campo 935 009 421
        Tlm. pessoal 215 373 721
        Hustru 08-465 004 10
        Ehefrau Anna: 030 2312 5321
        Next of kin 020 7946 0521
        Puoliso 09 123 4567
    """,
    "home_address": """
        Bostad: Hemgatan 4, 123 45 Norrvik
        Resi. H. No. 4-2-317/9, Norvika Colony
        Resi : 7-2-518/B/41, Norvika Nagar, Ring Road
        Hemadr. Hemgatan 4, 123 45 Norrvik
        Bostad Hemvägen 4, 123 45 Norrvik
        Bopæl Industrivej 14, 2. tv, 5000 Odense C
        Kotiosoite Kauppakatu 3 A, 20219 Turku
        Wohnung: Lindenstr. 4, 12345 Nordhausen
        Home 14 Elm Road, Leeds LS1 1NE
        Home address: Oak House, Little Norwick
        Domicile 7, place Ronde, 42000 Saint-Norre
        Privéadres Stationsweg 112, 2518 UE Den Haag
        Domicilio particular Calle Mayor 5, 28013 Madrid
        Abitazione Via Garibaldi, 12, 47165 Norrino
        Morada particular Travessa do Carmo 118, 7000-494 Norria
        Hemgatan 4, 123 45 Norrvik (bostad)
        Folkbokförd: Hemgatan 4, 123 45 Norrvik
        Sommaradress: Hemgatan 4, 123 45 Norrvik
        Wohnhaft in: Lindenstr. 4, 12345 Nordhausen
        Demeurant : 7, place Ronde, 42000 Saint-Norre
        Woonplaats: Stationsweg 112, 2518 UE Den Haag
        Lives at: 14 Elm Road, Leeds LS1 1NE
    """,
    "private_email": """
        Privat e-post: asa@post.example
        Privat mejladress: asa@post.example
        Personal: jane@post.example
        asa@post.example (privat)
        E-mail (privé): jan@post.example
        Correo personal: ana@post.example
        Personlig e-post: asa@post.example
        Persönliche E-Mail: jan@post.example
        Persoonlijk e-mailadres: jan@post.example
        Kotisähköposti: eeva@post.example
        Posta personale ana@post.example
    """,
    "birth_date": """
        Född 1975-03-02
        Född den 3 mars 1975
        född -75
        f. 2/3 1975
        geboren am 3.2.1975
        * 3.2.1975
        Jahrgang 1975
        Date of birth: 3 March 1975
        né à Norre le 3 février 1975
        nacido en Norria el 3 de marzo de 1975
        n. 3/2/1975
        Nascido a 27/08/1990
        s. 3.2.1975
        Ålder: 45
        31.08.1994 (geb.)
    """,
    "civil_status": """
        Gift
        Gift, två barn
        Sambo
        Verheiratet, 2 Kinder
        Civilstånd: sambo
        Naimisissa, puoliso Eeva
        Célibataire
        Marital status: single
        Verheiratet (Familienstand)
    """,
    "family": """
        Familj: Eva och Max
        Familj: fru och två barn
        Barn: Max (8), Ida (5)
        Gift med Eva
        Pappa till Max
        Married to Alex
        Kaksi lasta: Eeva ja Matti
        Dois filhos: Eva e Max
        Père de deux enfants
        Max, Ida (barn)
    """,
    "personal_identity_number": """
        811228-9874
        198112289874
        811228 9874
        811228+9874
        811228-9875
        Personnr 850101-1234
        12345678 9 ZZ4
        NORRW753116AB9CD
        Reisepass-Nr. C01X00T47
        Org.nr 811228-9874
        SE811228987401
        131052-308T
        CPR-nr 010175-1234
        Steuer-ID 12 345 678 901
        123-45-6789
        85.07.30-033.28
        756.1234.5678.97
        NIF 123 456 789
        Contribuinte n.º 136 820 778
        12345678-Z
        12 345 678 901 (Steuer-ID)
        136 820 778 (NIF)
        Steuer-lD 12 345 678 901
    """,
}


@pytest.mark.parametrize(
    ("text", "kind"),
    [(text, kind) for kind, texts in LABELLED.items() for text in lines(texts)],
)
@pytest.mark.row("P1-14", part=True)
def test_private_things_are_found_with_their_label(text: str, kind: str) -> None:
    for before, behind in (("", ""), ("Norvika AB\nTel 08-465 004 44\n", "\nwww.norvika.example")):
        whole = before + text + behind
        spans = find(whole)
        assert [span.kind for span in spans] == [kind]
        left = whole[: spans[0].start] + whole[spans[0].end :]
        assert left.replace("Org.nr", "").split() == (before + behind).split()


@pytest.mark.parametrize(
    "text",
    lines("""
        Kontor: Storgatan 1, 123 45 Norrvik
        Mobil: 070-174 06 05
        Mobil 070174-0605
        H. 0171 392 0076
        USt-IdNr. DE357612954
        Org.nr 556677-8899
        Momsnr SE556677889901
        Ref 250101-1234
        NIF 501 234 567
        C.F. e P.IVA 01234567890
        Homes & Gardens Ltd
        Home Office 12, High Street
        Nordic Home 08-465 004 10
        Vi bygger ditt hem 08-465 004 10
        Home page: www.norvika.example
        Hem & Trädgård, Storgatan 4
        Bostad AB, Storgatan 4
        Casa Blanca 12
        Residence Inn 12 High Street
        Morada: Rua Augusta 10, 1100-053 Lisboa
        Domicilio social: Calle Mayor 5
        Privatkunder 08-465 004 10
        Norrvik Privatbank AG
        Personal: Anna Ek
        Personal 08-465 004 10
        Nordic Gift
        Children's Hospital
        Children & Family Director
        Single Source AB
        Three Sons Ltd
        Maison Dubois, 12 rue des Lilas
        Barnhemsgatan 5
        info@hem.example
        Dr. Born 08-465 004 10
        F 03.10.19.75.22
        Sedan 1975
    """),
)
@pytest.mark.row("P1-14", part=True)
def test_work_things_that_look_private_stay(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    "texts",
    [
        ["Affärsområde Privat", "Storgatan 4", "111 47 Norrvik"],
        ["Företag & Privat", "Tel 08-465 004 10"],
        ["The Smart Home", "12 High Street"],
        ["Mobil 070-174 06 05", "Privat e-post: -"],
        ["Pablo", "Casado", "pablo.casado@norvika.example"],
    ],
)
@pytest.mark.row("P1-14", part=True)
def test_a_line_of_work_above_or_below_such_a_word_stays(texts: list[str]) -> None:
    assert find_in_lines(texts) == []


def test_a_home_address_goes_on_in_the_next_line() -> None:
    lines = ["Bostad: Hemgatan 4", "123 45 Norrvik", "Mobil 070-174 06 05"]
    assert [(line, span.kind) for line, span in find_in_lines(lines)] == [
        (0, "home_address"),
        (1, "home_address"),
    ]


@pytest.mark.parametrize("label", ["Particular:", "Particular"])
@pytest.mark.row("P1-14", part=True)
def test_a_home_without_a_number_on_its_first_line_goes_on_in_the_next(label: str) -> None:
    texts = [f"{label} Pol. Ind. Las Viñas,", "parcela 12, 26001 Logroño"]
    assert [(line, span.kind) for line, span in find_in_lines(texts)] == [
        (0, "home_address"),
        (1, "home_address"),
    ]
    assert find_in_lines(["Home of Design,", "111 47 Stockholm"]) == []


def test_a_label_above_its_value_counts() -> None:
    found = find_in_lines(["Privat", "Hemgatan 4", "123 45 Norrvik"])
    assert {line for line, _ in found} == {0, 1, 2}


def test_the_telephone_of_a_home_goes_with_its_heading() -> None:
    lines = ["Privat", "Hemgatan 4", "123 45 Norrvik", "Tel 08-465 004 10", "Mobil 070-174 06 05"]
    assert {line for line, _ in find_in_lines(lines)} == {0, 1, 2, 3}


def test_a_label_in_brackets_is_of_what_follows_its_colon() -> None:
    text = "12 Church Street, Birmingham B2 7SL, Tel (home): 0161 496 0746"
    assert [text[span.start : span.end] for span in find(text)] == ["Tel (home): 0161 496 0746"]


def test_two_private_things_that_meet_are_both_found() -> None:
    text = "Privatadresse: Lindenstr. 4, 12345 Nordhausen. Steuer-ID 86 095 742 719"
    assert [span.kind for span in find(text)] == ["home_address", "personal_identity_number"]
    assert find(text)[0].end == find(text)[1].start


@pytest.mark.parametrize(
    "text",
    ["Födelsedag 9 juli", "Geburtstag: 14.02.", "Birthday: July 9", "Cumpleaños: 9 de julio"],
)
def test_a_birthday_needs_no_year(text: str) -> None:
    assert [span.kind for span in find(text)] == ["birth_date"]


def test_p_beside_g_is_private() -> None:
    text = "G: 041 880 12 34 / N: 079 123 45 99 / P: 041 880 98 76"
    assert [text[span.start : span.end] for span in find(text)] == ["P: 041 880 98 76"]
    assert find("P: 041 880 98 76") == ()
    assert find("G: 050 596 61 60\nP: 03 525 3402") == ()  # gsm and puhelin


def test_h_beside_w_is_home() -> None:
    found = find_in_lines(["W: (555) 123-4567", "H: (555) 123-4568", "M: (555) 123-4569"])
    assert [(line, span.kind) for line, span in found] == [(1, "home_phone")]


@pytest.mark.parametrize(
    "text",
    [
        "(+47) 73 81 60 33 (tIf. privat)",
        "08-465 004 10 (teI privat)",
        "TeI. privat 08-465 004 10",
        "HemteI: 08-465 004 10",
        "B0stadstelefon 08-465 004 10",
        "08-465 004 10 (abc. privat)",
        "rivato: +39.02.774 10 940",
        "ostad: 08-465 004 10",
    ],
)
@pytest.mark.row("P1-14", part=True)
def test_a_private_label_is_known_as_recognition_may_spell_it(text: str) -> None:
    assert [(span.kind, text[span.start : span.end]) for span in find(text)] == [
        ("home_phone", text)
    ]


def test_blanks_that_do_not_break_are_blanks() -> None:
    assert [span.kind for span in find("Hem\xa008-465\xa0004\xa010")] == ["home_phone"]


def test_a_label_with_a_town_over_its_number_is_private() -> None:
    assert find_in_lines(["RES. PH. NORWICK", "555-0142"]) != []
    assert find_in_lines(["PH. NORWICK", "555-0142"]) == []


def test_of_two_lettered_numbers_the_one_of_the_residence_goes() -> None:
    texts = ("Ph: 0484 2345678 (O), 0484 2345679 (R)", "(O) 0484 2345678 (R) 0484 2345679")
    for text in texts:
        gone = "".join(text[span.start : span.end] for span in find(text))
        assert "2345679" in gone
        assert "2345678" not in gone


def test_a_trademark_sign_hides_no_number() -> None:
    assert find("Norvika(R) 0484 2345678") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Domicíle: 05 56 24 18 70",
        "Prívat 030 801 44 70",
        "Abitazíone: 06 8620 1140",
        "Residéncia 22 618 20 90",
        "Bostao: 08-465 004 10",
        "Particuiar: 91 350 22 10",
        "Fodselsnr: 180869 43318",
        "Hjemmeadressa: Norrveien 3, 7563 Norrvik",
    ],
)
@pytest.mark.row("P1-14", part=True)
def test_a_label_that_recognition_spelt_otherwise_still_tells(text: str) -> None:
    (span,) = find(text)
    assert (span.start, span.end) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "Mobiltelefon: 070-174 06 05",
        "Besöksadress: Hamngatan 1, 411 14 Norrvik",
        "Réception: 04 65 71 08 20",
        "Cassa: 055 238 1190",
        "Prima: 08-465 004 10",
    ],
)
def test_a_word_that_is_only_like_a_private_label_tells_nothing(text: str) -> None:
    assert find(text) == ()

"""From documents to the lines of the sender's signature."""

import pytest

from ocr import signatures
from ocr.errors import BrokenFileError, ReadingError, TooLargeError, UnknownFormatError
from ocr.fields.choose import parse
from ocr.types import Hints, PrivateSpan


def texts(data: str | bytes) -> list[str]:
    raw = data.encode() if isinstance(data, str) else data
    return [line.text for line in signatures.read(raw, "").lines if line.text]


SIGNATURE = "Åsa Öhrström\nInköpschef\nNorvika Bygg AB\nTel 031-390 06 00"

MAIL = """From: =?utf-8?q?=C3=85sa_=C3=96hrstr=C3=B6m?= <asa@norvika.example>
To: bo@kund.example
Subject: Offert
Message-ID: <17@norvika.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Hej Bo,

kan Erik Dahl (070-174 06 99) ringa dig?

Med v=E4nlig h=E4lsning
=C5sa =D6hrstr=F6m
Norvika Bygg AB
Tel 031-390 06 00

Den 3 mars 2026 skrev Bo Ek <bo@kund.example>:
> Bo Ek
> Kund AB
"""


def test_the_block_behind_the_closing_words_is_taken() -> None:
    assert texts(f"Hej Bo,\n\ntack för idag.\n\nMed vänlig hälsning\n{SIGNATURE}") == (
        SIGNATURE.split("\n")
    )


def test_a_signature_alone_is_taken_whole() -> None:
    assert texts(SIGNATURE) == SIGNATURE.split("\n")


@pytest.mark.row("C-4", part=True)
def test_a_mail_gives_the_newest_senders_lines_and_its_message_id() -> None:
    document = signatures.read(MAIL.encode(), "mail.eml")
    assert [line.text for line in document.lines if line.text] == [
        "Åsa Öhrström",
        "Norvika Bygg AB",
        "Tel 031-390 06 00",
    ]
    assert document.message_id == "<17@norvika.example>"
    assert document.sender == ("Åsa Öhrström", "asa@norvika.example")


@pytest.mark.row("C-4", part=True)
def test_html_gives_the_same_contact_as_plain_text() -> None:
    rows = "".join(f"<tr><td>{row}</td></tr>" for row in SIGNATURE.split("\n"))
    hidden = "<div style='display:none'>x@y.example</div>"
    page = f"<html><body>{hidden}<table>{rows}</table></body></html>"
    plain = parse(signatures.read(SIGNATURE.encode()).lines, (), Hints()).contacts[0]
    assert parse(signatures.read(page.encode()).lines, (), Hints()).contacts[0] == plain


def test_an_older_message_above_is_left_out() -> None:
    text = f"> Bo Ek\n> Kund AB\n> Tel 031-390 06 44\n\nJa tack!\n\n-- \n{SIGNATURE}"
    assert texts(text) == SIGNATURE.split("\n")


def test_fine_print_is_left_out() -> None:
    text = f"{SIGNATURE}\n\nDetta meddelande är konfidentiellt och avsett endast för mottagaren."
    assert texts(text) == SIGNATURE.split("\n")


def test_private_stretches_are_cut_from_the_text_that_is_kept() -> None:
    lines = signatures.read(b"Norvika AB\nHem 08-465 004 10 kontor").lines
    span = PrivateSpan("home_phone", 0, 1, 0, 17)
    assert signatures.kept_text(lines, [span]) == "Norvika AB\nkontor"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", BrokenFileError),
        (b"\x00\x01\x02\x03" * 50, UnknownFormatError),
        (b"x" * 26_000_000, TooLargeError),
        (b"a" * 2_000_000, TooLargeError),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, error: type[ReadingError]) -> None:
    with pytest.raises(error):
        signatures.read(data, "x")


def test_those_who_answer_for_the_company_are_left_out_where_another_signed() -> None:
    officers = "Sitz der Gesellschaft: Norrheim, Amtsgericht Norrheim, Geschäftsführer: Max Muster"
    assert texts(f"{SIGNATURE}\n{officers}") == SIGNATURE.split("\n")
    alone = "Norvika GmbH\nTel 0911 123456\nGeschäftsführer: Max Muster"
    assert texts(alone) == alone.split("\n")


def test_a_mailing_lists_words_are_left_out() -> None:
    tail = "_______________________________________________\nDev mailing list\ndev@lists.example"
    assert texts(f"Hej!\n\n-- \n{SIGNATURE}\n{tail}") == SIGNATURE.split("\n")


def test_a_name_on_the_line_of_the_closing_words_is_kept() -> None:
    found = texts("Hej!\n\nMed vänlig hälsning, Åsa Öhrström\nNorvika Bygg AB\nTel 031-390 06 00")
    assert found == ["Åsa Öhrström", "Norvika Bygg AB", "Tel 031-390 06 00"]


def test_what_a_form_prints_before_values_is_left_out() -> None:
    assert texts("Namn: Åsa Öhrström\nFöretag: Norvika Bygg AB\nTel: 031-390 06 00") == [
        "Åsa Öhrström",
        "Norvika Bygg AB",
        "Tel: 031-390 06 00",
    ]


def test_columns_drawn_with_blanks_keep_all_their_parts() -> None:
    found = texts(
        "Åsa Öhrström          Phone: +46 31 390 06 00\n"
        "Norvika Bygg AB       Fax:   +46 31 390 06 01\n"
    )
    assert found == [
        "Åsa Öhrström",
        "Norvika Bygg AB",
        "Phone: +46 31 390 06 00",
        "Fax: +46 31 390 06 01",
    ]


def test_the_letter_above_tells_the_country_and_is_not_kept() -> None:
    letter = "Hei!\n\nTakk for et hyggelig møte.\n\nMed vennlig hilsen\n"
    document = signatures.read(f"{letter}Eva Ek\nLumex\nMobil 44 83 75 26".encode())
    assert "Takk for et hyggelig møte." in document.around
    hints = Hints(around=document.around)
    (contact,) = parse(document.lines, (), hints).contacts
    assert contact.phones[0].e164 == "+4744837526"


def test_paragraphs_of_html_stand_apart_and_lines_do_not() -> None:
    page = (
        "<html><body><p>Åsa Ek</p><div>Norvika AB</div><div>Tel 031-390 06 00</div></body></html>"
    )
    lines = [line.text for line in signatures.read(page.encode()).lines]
    assert lines == ["Åsa Ek", "Norvika AB", "Tel 031-390 06 00"]
    office = (
        "<html><body><p class=MsoNormal>Åsa Ek</p><p class=MsoNormal>VD</p><br>Norvika AB</html>"
    )
    lines = [line.text for line in signatures.read(office.encode()).lines]
    assert lines == ["Åsa Ek", "VD", "", "Norvika AB"]


@pytest.mark.parametrize(
    "closing",
    [
        "Avec nos meilleures salutations",
        "Beste Grüße aus Leipzig",
        "Yst. terv.",
        "Hjärtliga hälsningar",
    ],
)
def test_any_short_line_of_farewell_begins_the_signature(closing: str) -> None:
    text = f"Hej Bo,\n\nring 070-174 06 99.\n\n{closing}\n\n{SIGNATURE}"
    assert texts(text) == SIGNATURE.split("\n")


@pytest.mark.parametrize("called", ["Åsa", "/Åsa", "- Åsa,"])
def test_a_call_name_over_the_whole_name_is_left_out(called: str) -> None:
    assert texts(f"Tack!\n\nMvh\n{called}\n\n{SIGNATURE}") == SIGNATURE.split("\n")


def test_a_call_name_alone_is_kept() -> None:
    assert texts("Tack!\n\nMvh\nÅsa\n\nNorvika Bygg AB\nTel 031-390 06 00")[0] == "Åsa"


def test_a_name_over_the_delimiter_is_taken_into_a_signature_that_has_none() -> None:
    text = "Klart!\n\nÅsa Öhrström\n\n-- \nNorvika Bygg AB\n------\nTel 031-390 06 00"
    assert texts(text)[0] == "Åsa Öhrström"
    assert "Norvika Bygg AB" in texts(text)


def test_a_signature_on_the_line_of_the_closing_words_is_kept_whole() -> None:
    line = "Åsa Öhrström, inköpschef, Norvika Bygg, tfn 031-390 06 00, asa@norvika.example"
    assert texts(f"Hälsningar {line}") == [line]


def test_a_name_in_small_letters_behind_the_closing_words_is_a_name() -> None:
    text = "hej, se bild\n\nmvh åsa öhrström\ntfn 031-390 06 00"
    assert texts(text) == ["Åsa Öhrström", "tfn 031-390 06 00"]


def test_a_letter_of_numbers_is_prose_all_the_same() -> None:
    prose = (
        "Jag är borta 2 till 13 maj. Vid brådska ring Erik Dahl på 070-174 06 99 eller 08-465 10."
    )
    assert texts(f"{prose}\n\n{SIGNATURE}") == SIGNATURE.split("\n")


def test_those_who_answer_are_left_out_behind_a_name_no_list_knows() -> None:
    text = "Zyxa Qwerin\nSoftware Developer\nNorvika GmbH\nGeschäftsführung: David Falk"
    assert texts(text) == text.split("\n")[:3]


def test_what_a_mail_program_writes_for_pictures_is_left_out() -> None:
    text = f"{SIGNATURE}\n[cid:image003.jpg@01DA1234.5678ABCD]\n[Facebook]<https://facebook.com/norvika>"
    assert texts(text) == [*SIGNATURE.split("\n"), "<https://facebook.com/norvika>"]


def test_a_card_whose_firm_says_what_it_does_is_taken_whole() -> None:
    card = (
        "Åsa Öhrström\nInköpschef\n"
        "We make pumps, valves and other parts for ships of every size,\n"
        "Norvika Bygg AB\nTel 031-390 06 00"
    )
    assert texts(card) == card.split("\n")


def test_an_initial_on_the_first_line_is_no_farewell() -> None:
    card = "T. Venkanna Rao\nCFO\nNorvika Bygg AB\nTel 031-390 06 00"
    assert texts(card) == card.split("\n")


@pytest.mark.timeout(20)
@pytest.mark.parametrize("line", ["On Mar 3 2026", "We make pumps for the sea.", "Åsa Ek", "Ok."])
def test_thousands_of_lines_are_looked_at_once_each(line: str) -> None:
    found = signatures.read(f"{line}\n".encode() * 9000 + "\nÅsa Ek, tel 031-390 06 00".encode())
    assert found.lines


def test_what_says_nothing_has_no_signature() -> None:
    assert signatures.read(b"Sent from my iPhone\n").lines == ()

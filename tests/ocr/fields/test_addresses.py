"""Addresses: which lines belong to one, in the forms of many countries."""

import pytest

from ocr.fields.choose import parse
from ocr.types import Box, Hints, Line


def address(*texts: str) -> str | None:
    """The address of a card with these lines below a company's name."""
    lines = [
        Line(text, Box(100, y, 100 + 20 * len(text), y + 40), 0.99, 0)
        for y, text in enumerate(("Norvika Bygg AB", "", "", *texts))
        if text
        for y in [60 * y]
    ]
    return parse(lines, (), Hints()).contacts[0].address


@pytest.mark.parametrize(
    "lines",
    [
        ("Hamngatan 1", "411 14 Norrvik"),
        ("Av. Exemplo,2341- Bairro Novo", "São Paulo, SP"),
        ("Rua do Exemplo, 193 - 1º andar - CEP 01013-001", "São Paulo - SP"),
        ("Rua do Exemplo, nº 36", "Jd. Novo - SP - (Travessa da Ponte)"),
        ("450 S 700 E", "Norrbury, UT 84103"),
        ("2260 Norwick Run Dr NE", "Norrbury, MI 49501"),
        ("20145 Norwick Point Place", "Norrbury, Virginia 22150"),
        ("Post Office Box 40815", "Norrbury, TX 77001"),
        ("292, Example-cho, Totsuka-ku, Yokohama-shi,", "Kanagawa-ken, 244-0817 Japan"),
        ("38B Pho Vi Du, Bui Thi Xuan,", "Hai Ba Trung, Ha Noi"),
        ("Norrvikshaven 8", "3142 RT Norrvik"),
        ("Exempelin satama, Laituri 1", "FI-00580 Norrvik", "Finland"),
        ("Ctra. de Ejemplo, km 4", "30520 Norrvik"),
        ("Parque Industrial, Lote 4, 7005-600 Norrvik",),
        ("Unit 9, Example Business Park", "Dublin 2, D02 XY80"),
        ("Plot 80, Norvi Industrial Estate", "Norpur 411 020, India"),
        ("ul. Nowa 51", "00-800 Norrvik"),
        ("Borgo San Norvico 12r, Firenze",),
        ("Plot No. 214/B, Example Estate,", "Vatpur, Norpur - 382 445"),
        (
            "6-3-661/7/1, Near Example Institute,",
            "Behind Example Hall, Norpur-500082, Telangana.",
        ),
        ("105, Example Edifice, 6-3-639/40,", "Opp. Example Statue,", "Norpur - 500 004"),
        ("3rd Floor, Block C-1, Example Building, Norpur.",),
        ("Lot 210, Jalan Contoh,", "Kampung Contoh,", "42100 Klang,", "Selangor Darul Ehsan."),
        ("No. 21 Example Avenue 8, #03-11", "Singapore 639243"),
        ("2240 Example Highway", "Norridge VIC 3501"),
        ("The Old Pier, Ballynorr, Co. Clare, H91 XK27",),
        ("ul. Przykładowa 88/4", "81-388 Gdynia"),
        ("Příkladná 118", "468 22 Železný Norr"),
        ("Alte Mühle 2", "57392 Norrenberg"),
        ("Parauga iela 21, Liepāja, LV-3405",),
        ("Örnek Cad. No: 12", "16140 Nilüfer / BURSA - TÜRKİYE"),
        ("Blvd. Ejemplo 4210, Col. Ciudad Industrial", "C.P. 37490, León, Gto."),
        ("R. Exemplo, 1420 - Juveve", "80040-310 - Curitiba - PR"),
        ("312, Beonye-ro, Danwon-gu, Ansan-si, Gyeonggi-do, Korea",),
        ("4 Bvd. Exemple de la vie", "2058 Riadh Andalous", "Ariana - Tunisie"),
    ],
)
def test_all_lines_of_an_address_belong_to_it(lines: tuple[str, ...]) -> None:
    assert address(*lines) == ", ".join(line.strip(" ,") for line in lines)


def test_of_several_offices_the_first_is_given_without_its_heading() -> None:
    assert (
        address(
            "NORRVIK: Hamngatan 1, 411 14 Norrvik",
            "SUNDVIK: Strandgatan 7, 211 20 Sundvik",
        )
        == "Hamngatan 1, 411 14 Norrvik"
    )


def test_a_label_glued_to_the_postcode_is_no_part_of_the_address() -> None:
    assert address("12 Example Road, Springfield, VA 20151Tel: (212) 555-0123") == (
        "12 Example Road, Springfield, VA 20151"
    )


def test_letters_misread_in_a_postcode_and_an_ordinal_are_put_right() -> None:
    assert (
        address("Calle Ejemplo 45, 3° B", "28073 Madrid") == "Calle Ejemplo 45, 3º B, 28073 Madrid"
    )
    assert address("Rua do Exemplo, 406", "Cep OI137-000 - São Paulo - SP") == (
        "Rua do Exemplo, 406, Cep 01137-000 - São Paulo - SP"
    )
    assert address("Corso Vittorio Emanuele Il, 7", "1-00136 Roma") == (
        "Corso Vittorio Emanuele II, 7, I-00136 Roma"
    )
    assert address("Corso Vittorio Emanuele ll 7", "00136 Roma") == (
        "Corso Vittorio Emanuele II 7, 00136 Roma"
    )


def test_a_register_number_is_no_postcode() -> None:
    assert address("Am Norrwerk 12", "86320 Norrtal", "Amtsgericht Norrburg HRB 17332 Ust") == (
        "Am Norrwerk 12, 86320 Norrtal"
    )

"""Bars, brackets and icons that recognition took for letters and digits."""

import pytest

from ocr.fields.misread import mended, spelt


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("asa@norvika.seIwww.norvika.se", "asa@norvika.se|www.norvika.se"),
        ("Tel 08-465 004 10 IFax 08-465 004 11", "Tel 08-465 004 10 |Fax 08-465 004 11"),
        ("Pierre Lefèvre-BesançonI Architecte", "Pierre Lefèvre-Besançon| Architecte"),
        ("M +33 |0|6 39 98 57 67", "M +33 (0)6 39 98 57 67"),
        ("+358 (O)40 785 15 23", "+358 (0)40 785 15 23"),
        ("0+47 43 91 15 41", " +47 43 91 15 41"),
        ("Corso Vittorio Emanuele II 22", "Corso Vittorio Emanuele II 22"),
        ("Ivar Ek, IT-chef", "Ivar Ek, IT-chef"),
        ("asa@norvika.seIW norvika.se", "asa@norvika.se|W norvika.se"),
        ("070-174 06 05Iasa@norvika.se", "070-174 06 05|asa@norvika.se"),
        ("Karl I Gustav", "Karl I Gustav"),
        ("0470 12 34 56", "0470 12 34 56"),
    ],
)
def test_what_stands_there_is_read_and_nothing_else_changes(read: str, printed: str) -> None:
    assert mended(read) == printed


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("lnhaber", "Inhaber"),
        ("1ngenieur", "Ingenieur"),
        ("NORVlKA M0T0RS", "NORVIKA MOTORS"),
        ("PLUMB1NG & HEATlNG", "PLUMBING & HEATING"),
        ("SW1A 1AA", "SW1A 1AA"),
        ("SC041882", "SC041882"),
        ("WWW.N0RDL.SE", "WWW.N0RDL.SE"),
        ("1ste etage", "1ste etage"),
        ("lloyd", "lloyd"),
        ("lhanssonek@norvika.se", "lhanssonek@norvika.se"),
        ("www.lstrom.se lstromek.se", "www.lstrom.se lstromek.se"),
        ("norvika ltd", "norvika ltd"),
    ],
)
def test_letters_are_put_right_where_no_word_has_them(read: str, printed: str) -> None:
    assert spelt(read) == printed

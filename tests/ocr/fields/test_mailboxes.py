"""A mailbox is put right by a name on the card, and never on suspicion."""

import pytest

from ocr.fields.choose import parse
from ocr.types import Hints, Line, Word


def mailbox(*texts: str, sure: float = 0.99) -> str:
    lines = [
        Line(text, None, sure, 0, tuple(Word(word, None, sure) for word in text.split()))
        for text in texts
    ]
    return parse(lines, (), Hints()).contacts[0].emails[0]


@pytest.mark.parametrize(
    ("name", "printed", "meant"),
    [
        ("Tapio Järvinen", "etapio.jarvinen@borex.example", "tapio.jarvinen@borex.example"),
        ("Jens Kjærgaard", "E.jens@kjaergaard.example", "jens@kjaergaard.example"),
        ("Rasmus Ek, HD(R)", "Erasmus.ek@norvika.example", "rasmus.ek@norvika.example"),
        ("Ulla Falk", "Ej.falk@norvika.example", "j.falk@norvika.example"),
        ("Trond Vintlind", "etrond@norvika.example", "trond@norvika.example"),
        ("Jan Willem Dekker", "ejanwillem@norvika.example", "janwillem@norvika.example"),
        ("Sara Caputo", "5.caputo@kelvika.example", "s.caputo@kelvika.example"),
        ("Inès Mercier", "1.mercier@kelvika.example", "i.mercier@kelvika.example"),
        ("Luís Teixeira", "Iteixeira@kelvika.example", "lteixeira@kelvika.example"),
        ("Lucrezia Bianchini", "E. Bianchini.I@renex.example", "Bianchini.l@renex.example"),
        ("Ebba Ek", "E.ebba.ek@norvika.example", "ebba.ek@norvika.example"),
        ("Ebba Ek", "Iebba_ek@norvika.example", "ebba_ek@norvika.example"),
        ("Ivar Ek", "Ivar.ek@norvika.example", "Ivar.ek@norvika.example"),
        ("Takeo Mori", "Et_mori@norvika.example", "t_mori@norvika.example"),
        ("Ebba Ek", "ebba ek@norvika.example", "ebba.ek@norvika.example"),
        ("Ebba Ek", "ebba.ek@/norvika.example", "ebba.ek@norvika.example"),
        ("Åge Solbakken", "1a.solbakken@norvika.example", "a.solbakken@norvika.example"),
        (
            "Nuria Fernández Oliva",
            "e.fernandezoliva.n@vaxo.example",
            "fernandezoliva.n@vaxo.example",
        ),
        ("Joana Teixeira", "Ejote@norvika.example", "jote@norvika.example"),
        ("Tone Kvåle | Daglig leder", "E.tone.kvale@norvika.example", "tone.kvale@norvika.example"),
    ],
)
def test_what_was_glued_or_misread_is_undone_where_a_name_agrees(
    name: str, printed: str, meant: str
) -> None:
    assert mailbox(name, "M 070-174 06 05", printed) == meant


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Erik Larsson", "e.larsson@norvika.example"),
        ("Erik Rik", "erik@norvika.example"),
        ("Eva Nord", "eva.nord@norvika.example"),
        ("Åsa Ek", "order@norvika.example"),
        ("Eva Ebba Ek", "e.ebba.ek@norvika.example"),
        ("Inès Mercier", "l.blanc@norvika.example"),
        ("Åsa Ek", "5star@norvika.example"),
    ],
)
def test_what_agrees_or_agrees_with_nothing_stays_as_printed(name: str, printed: str) -> None:
    assert mailbox(name, "M 070-174 06 05", printed) == printed


@pytest.mark.parametrize(
    ("name", "read", "meant"),
    [
        ("Riikka Salo", "rikka_salo@norvika.example", "riikka_salo@norvika.example"),
        (
            "Torbjørn Nygård Lie",
            "torbjom.nygardlie@vaxo.example",
            "torbjorn.nygardlie@vaxo.example",
        ),
        ("Civ.ing. Håkan Falk", "Ehakar.falk@norvika.example", "hakan.falk@norvika.example"),
        ("Inês Pinto Leitão", "l.pintoleitao@vaxo.example", "i.pintoleitao@vaxo.example"),
        ("Karin Saarinen", "ksaarinan@norvika.example", "ksaarinen@norvika.example"),
    ],
)
def test_a_doubtful_letter_is_that_of_the_name(name: str, read: str, meant: str) -> None:
    assert mailbox(name, "M 070-174 06 05", read, sure=0.6) == meant


@pytest.mark.parametrize("printed", ["jon.falk@norvika.example", "johan.falck@norvika.example"])
def test_a_letter_that_was_read_surely_stays(printed: str) -> None:
    assert mailbox("Johan Falk", printed) == printed


def test_what_agrees_stays_though_it_is_doubtful() -> None:
    printed = "sonia.monteiro@norvika.example"
    assert mailbox("SÓNIA K.MONTEIRO", printed, sure=0.6) == printed


def test_an_at_sign_behind_a_given_name_is_one_too() -> None:
    assert mailbox("Tone Ek", "tonegnorvika.no", "norvika.no") == ("tone@norvika.no")


@pytest.mark.parametrize("sign", ["ä", "es", "G"])
def test_an_at_sign_read_as_letters_is_one_before_a_domain_of_the_card(sign: str) -> None:
    assert mailbox("Tone Ek", f"tone.ek{sign}norvika.no", "norvika.no") == "tone.ek@norvika.no"


@pytest.mark.parametrize("site", ["shop.norvika.no", "tone.norvika.no", "tone-ek.norvika.no"])
def test_what_a_dot_parts_from_the_domain_is_a_web_address(site: str) -> None:
    lines = [Line(text, None, 0.99, 0) for text in ("Tone Ek", site, "norvika.no")]
    found = parse(lines, (), Hints()).contacts[0]
    assert found.emails == ()
    assert found.websites == (site, "norvika.no")

"""A domain printed twice and read twice: the whole reading wins, and nothing else is touched."""

import pytest

from ocr.fields.choose import parse
from ocr.types import Contact, Hints, Line


def read(*texts: str) -> Contact:
    return parse([Line(text, None, 0.99, 0) for text in texts], (), Hints()).contacts[0]


@pytest.mark.parametrize(
    ("mail", "site", "domain"),
    [
        ("info@fjalllind.pt", "www.fjallind.pt", "fjalllind.pt"),
        ("info@vintera.com", "www.vinttera.com", "vinttera.com"),
        ("info@norix.nI", "www.norix.nl", "norix.nl"),
        ("info@norvika.f", "www.norvika.fi", "norvika.fi"),
        ("info@norvika.s", "www.norvika.se", "norvika.se"),
        ("info@norvika.no", "www.norvika.se", "norvika.no"),
    ],
)
def test_a_mailbox_and_a_web_address_mend_each_other(mail: str, site: str, domain: str) -> None:
    assert read("Norvika Bygg AB", mail, site).emails == (f"info@{domain}",)


def test_a_web_address_keeps_its_beginning_and_its_path() -> None:
    found = read("info@fjalllind.pt", "https://www.fjallind.pt/pt")
    assert found.websites == ("https://www.fjalllind.pt/pt",)


@pytest.mark.parametrize(
    ("phone", "mail", "meant"),
    [
        ("+358 40 123 4567", "asa@norvika.f", ("asa@norvika.fi",)),
        ("+31 6 12345678", "asa@norvika.n", ("asa@norvika.nl",)),
        ("+46 70 174 06 05", "asa@norvika.f", ()),
        ("+46 70 174 06 05", "asa@norvika.s", ()),
    ],
)
def test_an_ending_without_its_narrow_letter_is_that_of_the_cards_country(
    phone: str, mail: str, meant: tuple[str, ...]
) -> None:
    assert read("Norvika", phone, mail).emails == meant


def test_a_misread_at_sign_before_the_cards_domain_is_one() -> None:
    assert read("asa.ek/norvika.se", "www.norvika.se").emails == ("asa.ek@norvika.se",)
    assert read("fb/norvika.se", "www.norvika.se").emails == ()


def test_what_was_put_right_is_less_sure() -> None:
    printed, mended = (
        read("Åsa Ek", "asa.ek@norvika.se"),
        read("Åsa Ek", "asa.ek@norvika.s", "norvika.se"),
    )
    assert printed.confidence["emails.0"] > 0.99
    assert mended.confidence["emails.0"] <= 0.9


@pytest.mark.parametrize(
    ("name", "read", "mailbox"),
    [
        ("LINDVIKA", "asa.ek@iindvika.se", "asa.ek@lindvika.se"),
        ("Lindvika Bygg AB", "asa.ek@iindvika.se", "asa.ek@lindvika.se"),
        ("NORVIKA", "asa.ek@norvlka.se", "asa.ek@norvika.se"),
        ("Ilvesoja", "asa.ek@ilvesoja.fi", "asa.ek@ilvesoja.fi"),
        ("llvesoja", "asa.ek@ilvesoja.fi", "asa.ek@ilvesoja.fi"),
    ],
)
def test_a_capital_tells_l_from_i_in_the_domain(name: str, read: str, mailbox: str) -> None:
    for texts in ((name, "Åsa Ek", read), ("Åsa Ek", read, name)):
        parsed = parse([Line(text, None, 1.0, 0) for text in texts], (), Hints())
        assert parsed.contacts[0].emails == (mailbox,)

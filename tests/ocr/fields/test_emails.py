"""E-mail addresses: broken ones are mended, right ones left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.fields import emails


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("E-post: asa.ohrstrom@norvika.example", "asa.ohrstrom@norvika.example"),
        ("asa . ohrstrom @ norvika . example", "asa.ohrstrom@norvika.example"),
        ("info(at)norvika.example", "info@norvika.example"),
        ("e-mailinfo@norvika.example", "info@norvika.example"),
        ("info@norvika.com-W https://norvika.com", "info@norvika.com"),
        ("kontakt@räksmörgås.example", "kontakt@räksmörgås.example"),
        ("info@norvika.example. Välkommen", "info@norvika.example"),
        ("asa@norvika.co .uk", "asa@norvika.co.uk"),
        ("asa@norvika.com, in Malmö", "asa@norvika.com"),
        ("asa@norvika.f1", "asa@norvika.fi"),
        ("asa@norvika.c0m", "asa@norvika.com"),
        ("asa@norvika.nI", "asa@norvika.nl"),
        ("asa@norvika.le", "asa@norvika.ie"),
        ("e-post asa@norvika-bygg se", "asa@norvika-bygg.se"),
        ("a-b@norvika.example<mailto:other@norvika.example>", "a-b@norvika.example"),
    ],
)
def test_an_address_is_found_and_mended(text: str, address: str) -> None:
    assert [mark.value for mark in emails.find([text])] == [address]


def test_an_address_over_two_lines_is_one_value() -> None:
    marks = emails.find(["asa.ohrstrom@", "norvika.example"], [(0, 1)])
    assert [(mark.line, mark.value) for mark in marks] == [
        (0, "asa.ohrstrom@norvika.example"),
        (1, "asa.ohrstrom@norvika.example"),
    ]


@pytest.mark.parametrize(
    "text", ["möte @ kontoret", "meet us @ office it", "asa@norvika", "@norvika", "5 @ 12.50"]
)
def test_what_is_no_address_is_left(text: str) -> None:
    assert emails.find([text]) == []


@pytest.mark.row("C-6", part=True)
@given(st.emails())
def test_normalizing_an_address_twice_changes_nothing(address: str) -> None:
    once = emails.normalize(address)
    assert once is None or emails.normalize(once) == once

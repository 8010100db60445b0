"""Web addresses as printed, with what recognition lost of their beginning put back."""

import pytest

from ocr.fields.websites import normalize


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("https://ww.norvika.se/sv", "https://www.norvika.se/sv"),
        ("ww.norvika.se", "www.norvika.se"),
        ("www,norvika.se", "www.norvika.se"),
        ("wwwnorvika.se.", "www.norvika.se"),
        ("ww.se", "ww.se"),
        ("norvika.se", "norvika.se"),
    ],
)
def test_a_lost_letter_or_dot_of_www_is_put_back(read: str, printed: str) -> None:
    assert normalize(read) == printed


def test_what_has_no_known_ending_is_no_address() -> None:
    assert normalize("www.norvika.bygg-ab") is None

"""One written form for each way to reach somebody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.contacts.methods import (
    normalize_email,
    normalize_extension,
    normalize_phone,
    normalize_website,
)

_LETTERS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12)
# The Swedish ranges kept for fiction, as people write them.
_NUMBERS = st.sampled_from(
    ["070-174 06 05", "031-390 06 00", "08 46 50 04 00", "040/628 04 00", "+46 980 31 92 00"]
)


@pytest.mark.row("C-6")
@given(_NUMBERS, st.sampled_from(["", " ext. 12", " x12"]))
def test_normalizing_a_number_twice_changes_nothing(number: str, extension: str) -> None:
    e164, _ = normalize_phone(number + extension, "SE")
    assert normalize_phone(e164, "SE") == (e164, None)
    assert normalize_phone(e164, "US") == (e164, None)


@pytest.mark.row("C-6")
@given(_LETTERS, _LETTERS)
def test_normalizing_an_address_twice_changes_nothing(local: str, domain: str) -> None:
    try:
        once = normalize_email(f"{local}@{domain}.example")
    except ValueError:
        return
    assert normalize_email(once) == once


@pytest.mark.row("C-6")
@given(_LETTERS, st.text(max_size=8), st.sampled_from(["", "http://", "HTTPS://"]))
def test_normalizing_a_website_twice_changes_nothing(host: str, path: str, scheme: str) -> None:
    try:
        once = normalize_website(f"{scheme}{host}.example/{path}")
    except ValueError:
        return
    assert normalize_website(once) == once


@pytest.mark.row("C-6")
def test_an_internationalized_domain_keeps_its_letters() -> None:
    assert normalize_email("Åsa@xn--gteborg-90a.example") == "åsa@göteborg.example"


@pytest.mark.parametrize("text", ["", "hej", "12", "0700-SECRET", "+46", "1" * 40])
def test_what_is_no_number_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(ValueError, match="phone number") as refused:
        normalize_phone(text, "SE")
    assert not text or text not in str(refused.value)


@pytest.mark.parametrize("text", ["", "asa", "asa@", "@norvika.example", "a b@norvika.example"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an e-mail"):
        normalize_email(text)


@pytest.mark.parametrize("text", ["", "norvika", "inte en", "a@b.example", "ftp://norvika.example"])
def test_what_is_no_website_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a website"):
        normalize_website(text)


def test_an_extension_is_its_digits() -> None:
    assert normalize_extension("ankn. 12 34") == "1234"
    with pytest.raises(ValueError, match="not an extension"):
        normalize_extension("växeln")

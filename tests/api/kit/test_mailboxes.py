"""When two e-mail addresses are one mailbox."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.kit.mailboxes import canonical, is_private


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("asa@norvika.example", "ASA@Norvika.EXAMPLE"),
        ("asa@norvika.example", "asa+massa@norvika.example"),
        ("asa.ohrstrom@gmail.com", "a.s.a.ohrstrom+x@googlemail.com"),
        ("asa@göteborg.example", "Asa@xn--gteborg-90a.example"),
        ("asa@icloud.com", "asa@me.com"),
        ("asa@norvika.example", " asa@norvika.example. "),
    ],
)
def test_every_spelling_of_a_mailbox_is_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


def test_dots_count_where_the_provider_counts_them() -> None:
    assert canonical("a.b@norvika.example") != canonical("ab@norvika.example")


@given(st.emails())
def test_the_canonical_form_of_a_canonical_form_is_itself(email: str) -> None:
    assert canonical(canonical(email)) == canonical(email)


@pytest.mark.parametrize(
    ("email", "private"),
    [
        ("asa@gmail.com", True),
        ("asa@YAHOO.co.uk", True),
        ("asa@comhem.se", True),
        ("asa@norvika.example", False),
        ("asa@gmail.norvika.example", True),
        ("asa@mygmail.example", False),
    ],
)
def test_a_mailbox_that_anybody_may_have_is_told_by_its_domain(email: str, private: bool) -> None:  # noqa: FBT001 - the expectation
    assert is_private(email) is private

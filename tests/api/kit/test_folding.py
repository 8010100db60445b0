"""Folding for comparison and search."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from api.kit.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Åsa Öhrström", "asa ohrstrom"),
        ("SØREN Bjerregård", "soren bjerregard"),
        ("Łukasz  Weiß", "lukasz weiss"),
        ("O'Hara-Lind", "o hara lind"),
    ],
)
def test_marks_case_and_stops_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
@example("\N{MATHEMATICAL BOLD SCRIPT CAPITAL A}")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)

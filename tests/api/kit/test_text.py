"""Typed text that every database and every answer can hold."""

from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import StringConstraints, TypeAdapter, ValidationError

from api.kit.text import PRINTABLE, printable


@given(st.text(st.characters(codec=None)))
def test_a_text_keeps_its_length_and_can_be_encoded(text: str) -> None:
    kept = printable(text)
    assert len(kept) == len(text)
    assert "\0" not in kept
    kept.encode()


def test_what_holds_nothing_to_be_read_is_empty() -> None:
    adapter = TypeAdapter(
        Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), PRINTABLE]
    )
    assert adapter.validate_python("å\n\0") == "å"
    for text in (" \0 ", "\ud800", 7):
        with pytest.raises(ValidationError):
            adapter.validate_python(text)

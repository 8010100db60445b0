"""A value is marked as sure only where something else on the card agrees with it."""

import pytest

from ocr.fields.choose import parse
from ocr.fields.confidence import AGREED
from ocr.types import Box, Contact, Hints, Line

CARD = (
    "Norvika Bygg AB",
    "Åsa Öhrström",
    "Inköpschef",
    "Mobil 070-174 06 05",
    "asa.ohrstrom@norvikabygg.example",
    "www.norvikabygg.example",
)


def read(*texts: str, clear: float = 0.99) -> Contact:
    lines = [
        Line(text, Box(100, 60 * i, 100 + 20 * len(text), 60 * i + 40), clear, 0)
        for i, text in enumerate(texts)
    ]
    return parse(lines, (), Hints()).contacts[0]


@pytest.mark.parametrize("field", ["company", "person", "emails.0", "websites.0"])
def test_values_that_agree_with_each_other_are_sure(field: str) -> None:
    assert read(*CARD).confidence[field] >= AGREED


def test_a_value_alone_is_likely_and_not_sure() -> None:
    contact = read("Norvika Bygg AB", "Åsa Öhrström", "order@norvika.example", "070-174 06 05")
    for field in ("person", "emails.0", "phones.0"):
        assert contact.confidence[field] < AGREED, field


def test_what_was_not_clearly_recognized_is_never_sure() -> None:
    assert max(read(*CARD, clear=0.95).confidence.values()) < AGREED
    assert max(read(*CARD, clear=0.7).confidence.values()) <= 0.7

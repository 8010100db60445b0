"""A mark that recognition saw second is taken where the word with it is known, and only there."""

import pytest

from ocr.fields.marks import restored, spellings
from ocr.types import Line, Word


def line(*words: tuple[str, str]) -> Line:
    """A line of words as (read, as it would be with the marks seen second)."""
    seen = tuple(Word(text, None, 0.9, other) for text, other in words)
    return Line(" ".join(text for text, _ in words), None, 0.95, 0, seen)


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ([("9015", ""), ("Tromso", "Tromsø")], "9015 Tromsø"),
        ([("662", ""), ("76", ""), ("Åmal", "Åmál")], "662 76 Åmal"),
        ([("Soren", "Søren"), ("Møller", "")], "Søren Møller"),
        ([("Okonomisjef", "Økonomisjef")], "Økonomisjef"),
        ([("Direktor", "Direktør")], "Direktør"),
        ([("Hugo", ""), ("Falcao", "Falçao")], "Hugo Falcao"),
        ([("Tromso", "")], "Tromso"),
        ([("Åmål", "Ámål")], "Åmål"),
    ],
)
def test_a_known_word_gets_its_marks(words: list[tuple[str, str]], printed: str) -> None:
    assert restored(line(*words), frozenset()) == printed


def test_a_mailbox_spells_the_name_of_its_owner() -> None:
    owner, mail = line(("KJARGAARD", "KJÆRGAARD")), line(("rasmus.kjaergaard@norunda.example", ""))
    assert restored(owner, spellings([owner, mail])) == "KJÆRGAARD"
    assert restored(owner, spellings([owner])) == "KJARGAARD"


def test_a_mailbox_of_an_initial_and_a_name_spells_it_too() -> None:
    owner, mail = line(("HOJGAARD", "HØJGAARD")), line(("mhoejgaard@norunda.example", ""))
    assert restored(owner, spellings([owner, mail])) == "HØJGAARD"

"""A stretch of a line that was recognized as something."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ocr.types import PrivateKind

Value_co = TypeVar("Value_co", covariant=True)
# Where one thing on a line ends and another begins.
STOP = r"(?=[ \t]*(?:$|[\n|•·;]))"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (outside) of a text, and what sort of private thing they are."""

    kind: PrivateKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark(Generic[Value_co]):
    """`value` stands in characters `start` to `end` (outside) of line `line`."""

    line: int
    start: int
    end: int
    value: Value_co


def starting(body: str) -> str:
    """The expression where a label may stand: at a line's beginning or behind a separator."""
    return rf"(?<![^\s|•·:,;/(\[–—-])(?<!\w-)(?:{body})"


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these stretches made blanks, so that every other place keeps its number."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether the stretch shares a character with one of the spans."""
    return any(start < other_end and other_start < end for other_start, other_end in spans)


def on_line(marks: Sequence[Mark[object]], line: int) -> list[tuple[int, int]]:
    """The stretches of the marks on one line, from left to right."""
    return sorted((mark.start, mark.end) for mark in marks if mark.line == line)

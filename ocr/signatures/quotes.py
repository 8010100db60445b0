"""The newest message of a mail's text: older ones, above or below, are left out."""

import re
from collections.abc import Sequence

from ocr.data import pattern

# A line in a drawn box ends in a bar as well: that is no older message.
_QUOTED = re.compile(r"^\s{0,3}(?:>|\|\s(?!.*\|\s*$)|&gt;)")
_WROTE = re.compile(
    rf"\b(?:{pattern('mail_words', 'wrote')})\b[^\n]{{0,90}}:\s*$"
    rf"|^\s*(?:{pattern('mail_words', 'attribution')})\s.{{6,90}}"
    rf"(?:{pattern('mail_words', 'wrote')})",
    re.IGNORECASE,
)
_WROTE_BEGINS = re.compile(
    rf"^\s*(?:{pattern('mail_words', 'attribution')})\b.{{8,200}}\d", re.IGNORECASE
)
_ORIGINAL = re.compile(
    rf"^\s*[-_*]{{2,}}\s*(?:{pattern('mail_words', 'original')})\b[^\n]{{0,80}}$", re.IGNORECASE
)
_FROM = re.compile(rf"^\s*\*?(?:{pattern('mail_words', 'from')})\s?:\*?\s", re.IGNORECASE)
_SENT = re.compile(rf"^\s*\*?(?:{pattern('mail_words', 'header')})\s?:\*?\s", re.IGNORECASE)
_RULE = re.compile(r"^\s*[-_=]{5,}\s*$")


def newest(lines: Sequence[str]) -> list[str]:
    """The lines the sender wrote last. Where older text stands above, what follows it is taken.

    A message that is nothing but forwarded, or that was copied with its header, is read itself.
    """
    kept: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        if _QUOTED.match(line):
            place += 1
        elif length := _attribution(lines, place):
            place += length
            if not any(_QUOTED.match(text) for text in lines[place : place + 3]):
                break
        elif _ORIGINAL.match(line) or _header_block(lines, place):
            rest = _after_forward(lines, place)
            if rest is None and any(text.strip() for text in kept):
                break
            place = _behind_header(lines, place) if rest is None else rest
        else:
            kept.append(line)
            place += 1
    return kept


def _attribution(lines: Sequence[str], place: int) -> int:
    """How many lines say who wrote the older message: `On … wrote:` over up to three lines."""
    if not _WROTE_BEGINS.match(lines[place]) and not _WROTE.search(lines[place]):
        return 0
    for count in (1, 2, 3):
        joined = " ".join(line.strip() for line in lines[place : place + count])
        if len(joined) < 260 and _WROTE.search(joined) and joined.rstrip().endswith(":"):
            return count
    return 0


def _header_block(lines: Sequence[str], place: int) -> bool:
    if not _FROM.match(lines[place]):
        return False
    return sum(bool(_SENT.match(line)) for line in lines[place + 1 : place + 6]) >= 2


def _behind_header(lines: Sequence[str], place: int) -> int:
    """Where a message begins under its header, or the header under the words `Original message`."""
    if not _header_block(lines, place):
        return place + 1
    while place < len(lines) and lines[place].strip():
        place += 1
    return place


def _after_forward(lines: Sequence[str], place: int) -> int | None:
    """Where the sender goes on after a forwarded message that is closed by a rule of dashes."""
    for end in range(place + 1, len(lines)):
        if lines[end].rstrip() == "--" or lines[end] == "-- ":
            closed = any(_RULE.match(line) for line in lines[place + 1 : end])
            return end if closed else None
    return None

"""A picture of a mail: what stands under the header of an older message is of somebody else."""

import re
from collections.abc import Sequence

from ocr.data import pattern
from ocr.types import Line

_FROM = re.compile(rf"^\W{{0,3}}(?:{pattern('mail_words', 'from')})\s?:\s?\S", re.IGNORECASE)
_HEADER = re.compile(rf"^\W{{0,3}}(?:{pattern('mail_words', 'header')})\s?:\s?\S", re.IGNORECASE)
_WROTE = re.compile(
    rf"^\W{{0,3}}(?:{pattern('mail_words', 'attribution')})\s.*\d.*"
    rf"\b(?:{pattern('mail_words', 'wrote')})\b.{{0,60}}:\s*$",
    re.IGNORECASE,
)
_VALUE = re.compile(r"\w@\w|(?:\d[\s().-]{0,2}){6}")
_NEXT, _LEAST = 3, 4  # lines under `From:` that may go on the header; lines of a message above


def lines_of(lines: Sequence[Line]) -> list[int]:
    """Indexes of the lines of older messages, none where the first message is all there is.

    A message whose own header is in the picture has nothing above it that reaches anybody. Text
    documents have lost their older messages before.
    """
    boxed = [(line.box, i) for i, line in enumerate(lines) if line.box is not None]
    order = [i for _, i in sorted(boxed, key=lambda one: (lines[one[1]].side, one[0].top))]
    for place, i in enumerate(order):
        above = order[:place]
        if _begins(lines, order[place : place + 1 + _NEXT]) and _is_message(lines, above):
            return [one for one in order[place:] if lines[one].side == lines[i].side]
    return []


def _begins(lines: Sequence[Line], here: Sequence[int]) -> bool:
    first, *below = (lines[i].text for i in here)
    if _WROTE.search(first):
        return True
    told = "@" in first or any(_HEADER.match(text) for text in below)
    return _FROM.match(first) is not None and told


def _is_message(lines: Sequence[Line], above: Sequence[int]) -> bool:
    texts = [lines[i].text for i in above]
    told = [text for text in texts if not (_FROM.match(text) or _HEADER.match(text))]
    return len(told) >= _LEAST and any(_VALUE.search(text) for text in told)

"""What is private in typed text: a note about a meeting, an answer, a reason.

A card labels what is private, a note says it in a sentence: `nås hemma på 08-…`, `hans fru …`,
`har två barn`. Both ways are found here, in eleven languages, and only the kinds of `PrivateKind`:
opinions, health or faith are for the caller's word list.
"""

import re
from collections.abc import Sequence

from ocr.data import pattern
from ocr.fields import homes, private
from ocr.fields.spans import Span
from ocr.types import PrivateKind


def find(note: str) -> tuple[Span, ...]:
    """Return the private stretches of a note: kind, start and end (outside) in characters.

    They are in order, and none overlaps another. A stretch covers what tells it and its value, so
    that the note without the stretches says nothing private; an empty tuple means that nothing was
    found. The text itself is in no result: whoever logs a span logs kind and place alone.
    """
    said = [Span(kind, *match.span()) for kind, form in _FORMS for match in form.finditer(note)]
    chosen: list[Span] = []
    for span in [*said, *private.find(note)]:
        touched = [one for one in chosen if span.start < one.end and one.start < span.end]
        chosen = [one for one in chosen if one not in touched]
        chosen.append(_around([*touched, span]))
    return tuple(sorted(chosen, key=lambda span: span.start))


def _around(spans: Sequence[Span]) -> Span:
    """One stretch over some that overlap, of the first's kind."""
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return Span(spans[0].kind, start, end)


def _words(*sections: str) -> str:
    listed = pattern("private_prose", *sections).replace(r"\*", r"\w*")
    return rf"(?<!\w)(?:{listed})(?!\w)"


def _compile(body: str) -> re.Pattern[str]:
    return re.compile(body, re.IGNORECASE)


_LINK = rf"(?:[ \t:,(-]{{1,3}}{_words('link')}){{0,5}}[ \t:,(-]{{1,3}}"
_CLAUSE = r"[^\n.,;|•·!?]{0,60}"
_NAME = r"[^\W\d][\w'.’-]*"
_STREET = (
    rf"(?:(?:{_NAME}\s){{1,4}}\d{{1,4}}\s?(?:[a-z]\b)?|\d{{1,4}}[a-z]?,?\s(?:{_NAME}\s){{0,3}}{_NAME})"
    r"(?:,?\s+(?:[A-Z]{1,3}[- ])?\d{3,5}\s?(?:\d{2}|[A-Z]{2})?\s+[^\W\d]+)?"
)
# A guest's room, a stay or a distance is no home.
_NO_HOME = (
    r"(?![^\n.;]{0,40}\b(?:hotell?|motell?|rum|room|zimmer|monter|stand|hall|booth)\b)"
    r"(?![^\n.;\d]{0,40}\d+\s?(?:km|mil|min\w*|timm\w*|dag\w*|tag\w*|days?|hours?|år|weeks?|veck\w*)\b)"
)
_MONTH = _words("months")
_DAY = (
    rf"(?:\d{{1,2}}(?::?[ae]|\.|st|nd|rd|th|er)?\s(?:de\s|of\s)?{_MONTH}(?:,?\s(?:de\s)?\d{{4}})?"
    rf"|{_MONTH}(?:\s\d{{1,4}}(?:st|nd|rd|th)?)?(?:,?\s\d{{4}})?"
    r"|\d{1,4}[-./]\d{1,2}(?:[-./]\d{1,4})?\.?|(?:den\s)?\d{1,2}/\d{1,2}|(?:19|20)\d{2}|\d{6})"
)
_COUNT = rf"(?:(?:\d{{1,2}}|{pattern('private_labels', 'count')})\s)?(?:{_NAME}\s)?"
# `a kind offer` is no child.
_CHILDREN = rf"(?!kind\s(?!und\b|mit\b)\w)(?:{pattern('private_labels', 'kin')})(?!\w)"

_IN = r"(?:(?:den|i|in|on|am|le|el|il|a|em|op|de|the)\s)?"
_NOT_A_FIRM = rf"(?![ -](?:{pattern('private_prose', 'relative_no')})(?!\w))"
_RELATIVE = rf"{_words('owner')}\s(?:{_NAME}\s)?{_words('relative')}{_NOT_A_FIRM}"

_FORMS: tuple[tuple[PrivateKind, re.Pattern[str]], ...] = (
    ("home_phone", _compile(rf"{_words('home')}{_LINK}{homes.PHONE}")),
    ("private_email", _compile(rf"{_words('home')}{_LINK}{homes.MAIL}")),
    ("home_address", _compile(rf"{_words('lives')}\s+{_NO_HOME}{_STREET}")),
    ("birth_date", _compile(rf"{_words('born')}[ \t:]{{1,2}}{_IN}{_DAY}")),
    ("birth_date", _compile(rf"{_words('age')}\s?\d{{0,3}}(?!\w)")),
    ("family", _compile(rf"{_RELATIVE}{_CLAUSE}")),
    ("family", _compile(rf"{_words('has')}\s{_COUNT}{_CHILDREN}{_CLAUSE}")),
    ("family", _compile(rf"{_words('family')}{_CLAUSE}")),
    ("civil_status", _compile(rf"{_words('civil')}{_CLAUSE}")),
    ("civil_status", _compile(rf"{_words('is')}\s{_words('status')}{_CLAUSE}")),
)

"""Dates of birth, family and civil status, told by their words in eleven languages."""

import re
from collections.abc import Iterator

from ocr.data import pattern
from ocr.data.folding import fold
from ocr.fields.spans import Span, starting
from ocr.types import PrivateKind

_DAY, _YEAR, _MONTH = r"\d{1,2}", r"(?:19|20)\d{2}", r"[^\W\d]{3,12}"
_WHOLE_DATE = (
    rf"(?:{_DAY}[ \t]?[./-][ \t]?{_DAY}[ \t]?[./ -][ \t]?(?:{_YEAR}|\d{{2}})"
    rf"|{_DAY}[ \t]{_DAY}[ \t](?:{_YEAR}|\d{{2}})"
    rf"|{_YEAR}[ \t]?[-./][ \t]?{_DAY}[ \t]?[-./][ \t]?{_DAY}"
    rf"|{_DAY}(?:\.|st|nd|rd|th|er|º|:e|:a)?[ \t](?:(?:de|of)[ \t])?{_MONTH}\.?,?[ \t](?:de[ \t])?"
    rf"{_YEAR}"
    rf"|{_MONTH}[ \t]{_DAY}(?:st|nd|rd|th)?,?[ \t]{_YEAR})(?![ \t./-]?\d)"
)
_DATE = rf"(?:{_WHOLE_DATE}|(?:{_YEAR}|\d{{6}}|[-–’']\d{{2}})(?!\d))"
_AND = pattern("private_labels", "and")
_COUNT = rf"(?:\d{{1,2}}|{pattern('private_labels', 'count')})"
_KIN = (
    rf"(?:{_COUNT}[ \t]+(?:[^\W\d]+[ \t]+)?(?:{pattern('private_labels', 'kin')})(?!\w)"
    rf"(?:[ \t]?\((?:[^()\n]{{1,40}})\))?)"
)
_END = r"(?=[ \t]*(?:$|[|•·;]))"
_REST = rf"[^\n|•·;]{{1,80}}?(?:{_END}|(?=,[ \t]))"
_RELATIVE = rf"(?:{pattern('private_labels', 'relative')})(?!\w)[ \t:]{{1,2}}{_REST}"


def _compile(body: str) -> re.Pattern[str]:
    return re.compile(starting(body), re.IGNORECASE | re.MULTILINE)


_BIRTH = _compile(
    rf"(?:{pattern('private_labels', 'birth')})(?![^\W\d])[ \t.:)]{{0,4}}"
    rf"(?:[^\W\d]{{1,20}}[ \t]){{0,4}}\n?(?:{_DATE})"
)
_BIRTH_SHORT = _compile(
    rf"(?:{pattern('private_labels', 'birth_short')})(?!\w)[ \t:]{{0,2}}(?:{_WHOLE_DATE})"
)
_BIRTHDAY = _compile(
    rf"(?:{pattern('private_labels', 'birthday')})(?!\w)[ \t.:]{{0,3}}"
    rf"(?:{_DAY}[ \t]?[./][ \t]?{_DAY}(?!\d)|{_DAY}\.?[ \t](?:(?:de|of)[ \t])?{_MONTH}"
    rf"|{_MONTH}[ \t]{_DAY}(?!\d))"
)
_AGE = _compile(rf"(?:{pattern('private_labels', 'age')})[ \t]?:[ \t]?\d{{1,3}}(?!\d)")
_CIVIL = _compile(rf"(?:{pattern('private_labels', 'civil')})(?!\w)[ \t]?[:.–-]?[ \t]?\n?{_REST}")
_FAMILY = _compile(
    rf"(?<![^\W\d][ \t])(?:{pattern('private_labels', 'family')})[ \t]?:[ \t]?\n?{_REST}"
)
_PARENT = _compile(rf"(?:{pattern('private_labels', 'parent')})[ \t]{_REST}")
_CHILDREN = _compile(rf"{_KIN}(?:[ \t]?[:–-][ \t]?\n?{_REST}|(?=[ \t]*(?:$|[|•·,;.(])))")
_STATUS = _compile(
    rf"(?P<status>{pattern('private_labels', 'status')})(?!\w)"
    rf"(?:[ \t]?[,;.+&][ \t]?(?:(?:{_AND})[ \t])?(?:{_RELATIVE}|{_KIN}(?:[ \t]?:[ \t]?{_REST})?)"
    rf"|[ \t](?:{_AND})[ \t](?:{_RELATIVE}|{_KIN})|[ \t]{_KIN}|{_END}|(?=,))"
)
_FORMS: tuple[tuple[PrivateKind, re.Pattern[str]], ...] = (
    ("birth_date", _BIRTH),
    ("birth_date", _BIRTH_SHORT),
    ("birth_date", _BIRTHDAY),
    ("birth_date", _AGE),
    ("civil_status", _CIVIL),
    ("family", _PARENT),
    ("family", _FAMILY),
    ("family", _CHILDREN),
)


def find(text: str) -> Iterator[Span]:
    """The stretches that tell a birth, a family or a civil status."""
    named = _addresses(text)
    for match in _STATUS.finditer(text):
        # `Casado` is a surname as well: then it stands in a mailbox or web address too.
        if _alone(text, match) and fold(match["status"]) not in named:
            yield Span("civil_status", *match.span())
    for kind, form in _FORMS:
        for match in form.finditer(text):
            yield Span(kind, match.start(), _end(text, match, whole=kind != "birth_date"))


def _end(text: str, match: re.Match[str], *, whole: bool) -> int:
    """Where a stretch ends: a label that begins its line has the line, commas and all."""
    begins = match.start() == 0 or text[match.start() - 1] == "\n"
    if not (whole and begins and ":" in match[0]):
        return match.end()
    rest = re.compile(r",[^\n|•·;]{1,80}").match(text, match.end())
    return rest.end() if rest else match.end()


def _alone(text: str, status: re.Match[str]) -> bool:
    """Whether nothing but a separator stands before the word on its line."""
    line = text[text.rfind("\n", 0, status.start()) + 1 : status.start()].rstrip()
    return not line or line[-1] in "|•·,;/(–—-"


def _addresses(text: str) -> str:
    """The folded mailboxes and web addresses of a text."""
    return " ".join(part for part in fold(text).split() if "@" in part or "." in part[1:-1])

"""What is private on a card, in a signature or in a note, found by label and form.

In eleven languages: home telephone and address, a mailbox labelled private, identity numbers, dates
of birth, family and civil status. The stretches cover label and value, so that neither stays.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ocr.data import pattern
from ocr.fields import identity_numbers
from ocr.types import PrivateKind

_START = r"(?:(?<=^)|(?<=[\n|•·,;/(\[\t –—-]))"
PHONE = r"(?:\+|\(\+?)?\s?\d(?:[ ().\-–/]{0,3}\d){5,14}"
MAIL = r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w.-]{2,80}"
_GAP = r"[ \t.:)\]=–—-]{0,5}"
_SORT = rf"(?:[ ./-]{{0,2}}\(?(?:{pattern('private_labels', 'sort')})(?!\w)\.?\)?){{0,3}}"
_STOP = rf"(?=\s*(?:$|\n|[|•·;]|\s{{2,}}|(?:{pattern('private_labels', 'work')})\s?[:.]))"
_DAY, _YEAR = r"\d{1,2}", r"(?:19|20)\d{2}"
_DATE = (
    rf"(?:{_DAY}\s?[./ -]\s?{_DAY}\s?[./ -]\s?(?:19|20)?\d{{2}}"
    rf"|{_YEAR}(?:\s?[-./]\s?{_DAY}\s?[-./]\s?{_DAY})?"
    rf"|{_DAY}(?:\.|st|nd|rd|th|er)?\s(?:de\s)?[^\W\d]{{3,10}}\.?,?\s(?:de\s)?{_YEAR}"
    rf"|[^\W\d]{{3,10}}\s{_DAY},?\s{_YEAR}|\d{{6}}(?!\d))"
)
_COUNT = rf"(?:\d{{1,2}}|{pattern('private_labels', 'count')})"
_AND = pattern("private_labels", "and")
_KIN = rf"(?:{_COUNT}\s+(?:[^\W\d]+\s+)?(?:{pattern('private_labels', 'kin')}))"
# Status words that mean something else when they stand alone.
_AMBIGUOUS = (
    r"(?!(?:gift|ledig|skild|skilt|leski|engaged|separated|enke|single|separert)"
    rf"\s*(?:$|\n|[|•·;.]|,(?!\s?(?:(?:{_AND})\s)?{_KIN})))"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (outside) of a text, and what sort of private thing they are."""

    kind: PrivateKind
    start: int
    end: int


def _compile(body: str) -> re.Pattern[str]:
    return re.compile(body, re.IGNORECASE | re.MULTILINE)


_WEAK = pattern("private_labels", "weak_home")
_HOME = pattern("private_labels", "home")
_HOME_PHONE = _compile(
    rf"{_START}(?:{_HOME})(?!\w)\)?{_SORT}{_GAP}\n?[ \t]?({PHONE})(?:\s?[/,]\s?{PHONE})*"
)
_PHONE_HOME = _compile(rf"{PHONE}\s?[(\[–-]?\s?(?:{_HOME})(?!\w)(?!\s?:)(?:\s?[)\]])?")
_HOME_MAIL = _compile(rf"{_START}(?:{_HOME})(?!\w)\)?{_SORT}{_GAP}\n?[ \t]?({MAIL})")
_MAIL_HOME = _compile(rf"{MAIL}\s?[(\[]\s?(?:{_HOME})\s?[)\]]")
_HOME_ADDRESS = _compile(
    rf"{_START}(?!(?:{_WEAK})(?!\w)(?!{_SORT}\s?[:\n]))(?:{_HOME})(?!\w)\)?{_SORT}"
    rf"(?:[ \t.:)\]=–—-]{{1,5}}|[ \t]?\n[ \t]?)(?=[^\n|•·;]{{0,80}}\d)([^\n|•·;]{{4,120}}?){_STOP}"
)
_PRIVATE_STREET = _compile(
    rf"{_START}(?:privat|private|privado|privado|privato|privée?|personal|perso)[ \t]"
    r"(?![^\n|•·;]{0,40}\b(?:bank|ag|ab|gmbh|ltd|inc|sa|hospital|hotel|bv|as|oy)\b)"
    r"(?:[^\W\d][\w'.-]*[ \t]){1,4}\d{1,4}[a-z]?\b[^\n|•·;]{0,60}"
)
_ADDRESS_HOME = _compile(
    rf"(?<![^\n|•·;])[^\n|•·;(@]{{3,100}}\d[^\n|•·;(@]{{0,80}}[(\[]\s?(?:{_HOME})\s?[)\]]"
)
_CITY_LINE = _compile(
    r"\n[ \t]*(?:[A-Z]{1,3}[- ])?(?:\d{3}\s?\d{2}|\d{4,5}(?:\s?[A-Z]{2})?|\d{4,5}-\d{3})"
    r"\s+[^\W\d][^\n|•·;]{0,50}"
)
_IDENTITY = _compile(
    rf"{_START}(?:{pattern('private_labels', 'identity')})(?!\w)[ \t.:#)]{{0,4}}\n?[ \t]?"
    r"([A-Z]{0,3}[ -]?\d[\dA-Z]*(?:[ ./+-]?[\dA-Z]*\d[\dA-Z]*){0,7}(?:[ -]?[A-Z]\b)?"
    r"|[A-Z]{6}[\dA-Z]{10})"
)
_BIRTH = _compile(
    rf"{_START}(?:{pattern('private_labels', 'birth')})(?!\w)[ \t.:)]{{0,4}}"
    rf"(?:[^\W\d]{{2,15}}[ \t](?:(?:il|le|am|den|el|em|on|i|in)[ \t]){{0,1}}){{0,3}}\n?({_DATE})"
)
_CIVIL = _compile(
    rf"{_START}(?:{pattern('private_labels', 'civil')})[ \t]?[:.–-]?[ \t]?\n?[^\n|•·]{{2,60}}"
)
_MARRIED = (
    "gift|sambo|samboer|særbo|verheiratet|married|getrouwd|gehuwd|mari[ée]e?|"
    "casad[oa]|sposat[oa]|coniugat[oa]"
)
_FAMILY = _compile(
    rf"{_START}(?:(?:{pattern('private_labels', 'family')})[ \t]?:[ \t]?[^\n|•·]{{1,80}}"
    rf"|(?:{_MARRIED})[ \t](?:{pattern('private_labels', 'with')})[ \t][^\n|•·]{{2,60}}"
    rf"|{_KIN}(?=\s*(?:$|\n|[|•·,;.(])))"
)
_STATUS = _compile(
    rf"{_START}{_AMBIGUOUS}(?:{pattern('private_labels', 'status')})"
    rf"(?=\s*(?:$|\n|[|•·]|[,;.+&]?\s?(?:(?:{_AND})\s)?{_KIN}))"
    rf"(?:[,;.+&]?\s?(?:(?:{_AND})\s)?{_KIN})?"
)


def find(text: str) -> tuple[Span, ...]:
    """The private stretches of a text of one or more lines, in order, none overlapping another."""
    chosen: list[Span] = []
    for span in _candidates(text):
        if not any(span.start < other.end and other.start < span.end for other in chosen):
            chosen.append(span)
    return tuple(sorted(chosen, key=lambda span: span.start))


def find_in_lines(texts: Sequence[str]) -> list[tuple[int, Span]]:
    """The same for lines that follow each other; a stretch over two lines is told once for each."""
    found: list[tuple[int, Span]] = []
    starts, place = [], 0
    for text in texts:
        starts.append(place)
        place += len(text) + 1
    for span in find("\n".join(texts)):
        for line, (start, text) in enumerate(zip(starts, texts, strict=True)):
            first, last = max(span.start - start, 0), min(span.end - start, len(text))
            if first < last and text[first:last].strip():
                found.append((line, Span(span.kind, first, last)))
    return found


def _candidates(text: str) -> Iterator[Span]:
    for start, end in identity_numbers.find(text):
        yield Span("personal_identity_number", start, end)
    plain: tuple[tuple[PrivateKind, re.Pattern[str]], ...] = (
        ("personal_identity_number", _IDENTITY),
        ("birth_date", _BIRTH),
        ("private_email", _HOME_MAIL),
        ("private_email", _MAIL_HOME),
        ("home_phone", _HOME_PHONE),
        ("home_phone", _PHONE_HOME),
        ("home_address", _ADDRESS_HOME),
        ("home_address", _PRIVATE_STREET),
    )
    for kind, form in plain:
        for match in form.finditer(text):
            yield Span(kind, match.start(), match.end())
    for match in _HOME_ADDRESS.finditer(text):
        city = _CITY_LINE.match(text, match.end())
        yield Span("home_address", match.start(), city.end() if city else match.end())
    for kind, form in (("civil_status", _CIVIL), ("civil_status", _STATUS), ("family", _FAMILY)):
        for match in form.finditer(text):
            yield Span(kind, match.start(), match.end())

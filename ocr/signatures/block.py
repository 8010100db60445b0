"""The signature block in the text of one message."""

import re
from collections.abc import Callable, Sequence

from ocr.data import pattern, sections
from ocr.data.folding import fold
from ocr.fields import names

_DELIMITER = re.compile(r"^\s{0,2}(?:--|—|__|\*\*\*|-{3,}|_{3,}|={3,})\s*$")
_CONTACT = re.compile(
    r"@|\(at\)|www\.|https?://|(?:\+|\b0)\d[\d\s()./-]{5,40}\d|\d{3}[-. ]\d{3}[-. ]\d{4}"
    r"|\b(?:tel|mob|fax|phone|tlf|tfn|puh)\b"
)
_DEVICE = re.compile(rf"^(?:{pattern('mail_words', 'device')})\b", re.IGNORECASE)
_DISCLAIMER = re.compile(
    pattern("mail_words", "disclaimer").replace(r"\*", r"\w*"),
    re.IGNORECASE,
)
_OFFICERS = re.compile(
    rf"^(?:.*(?:{pattern('mail_words', 'register')})\b.*\b)?(?:{pattern('mail_words', 'officers')})"
    r"(?:/\w+)?\s?(?:\([^)]{1,30}\))?\s?:",
    re.IGNORECASE,
)
_LIST = re.compile(rf"\b(?:{pattern('mail_words', 'lists')})\b", re.IGNORECASE)
_FORM = re.compile(rf"^\s*(?:{pattern('mail_words', 'form')})\s?:\s+(?=\S)", re.IGNORECASE)
_CLOSINGS = frozenset(fold(x).rstrip(".") for x in sections("contact_labels")["closings"])
_CLOSED = re.compile(
    rf"(?:{pattern('contact_labels', 'closings')})(?!\w)[ ,.!–—/-]*(?P<rest>.*)", re.IGNORECASE
)
_GREETING = re.compile(
    rf"(?:{'|'.join(re.escape(fold(x)) for x in sections('contact_labels')['greetings'])})(?!\w)"
)


def parted(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines of the letter and those of the signature.

    The signature begins behind the delimiter or the closing words, else where contact details stand
    at the end; a text that is a signature as a whole has no letter.
    """
    text = _without_list([line.rstrip() if line != "-- " else line for line in lines])
    start = _start(text)
    named = _name_behind_closing(text[start - 1]) if start else None
    kept = [line for line in text[start:] if not _DEVICE.match(line.strip())]
    kept = _without_officers(_without_disclaimer(kept))
    said = [_FORM.sub("", line) for line in ([named, *kept] if named else kept)]
    return text[:start], _unspaced(_columns(said))


def _start(lines: Sequence[str]) -> int:
    closing = _last(lines, _is_closing)
    delimiter = _last(lines, lambda line: bool(_DELIMITER.match(line)))
    for found in sorted(place for place in (closing, delimiter) if place is not None):
        if _has_contact(lines[found + 1 :]):
            return found + 1
    if closing is not None and any(line.strip() for line in lines[closing + 1 :]):
        return closing + 1
    return _paragraph_start(lines)


def _last(lines: Sequence[str], holds: Callable[[str], bool]) -> int | None:
    return next((place for place in reversed(range(len(lines))) if holds(lines[place])), None)


def _has_contact(lines: Sequence[str]) -> bool:
    return any(_CONTACT.search(line.lower()) for line in lines)


def _is_closing(line: str) -> bool:
    text = fold(line).strip(" ,.!-–—*_/")
    if not text or len(text) > 70:
        return False
    first = re.split(r"\s*[/|,]\s*", text)[0]
    return first in _CLOSINGS or text in _CLOSINGS or _name_behind_closing(line) is not None


def _name_behind_closing(line: str) -> str | None:
    """The name on the line of the closing words: `Best, Åsa Ek`."""
    closed = _CLOSED.match(line.strip(" -–—*_/"))
    rest = closed["rest"].strip(" ,.!-–—/") if closed else ""
    return rest if names.likeness(rest) >= (1 if " " in rest else 0.5) else None


def _is_greeting(line: str) -> bool:
    text = fold(line).strip()
    return len(text) < 60 and bool(_GREETING.match(text))


def _paragraph_start(lines: Sequence[str]) -> int:
    """Where the last run of short lines with contact details begins; sentences are the letter."""
    start = 0
    last = _last(lines, lambda line: _has_contact([line])) or 0
    for place, line in enumerate(lines[:last]):
        greets = _is_greeting(line) and line.rstrip().endswith((",", "!", "."))
        if greets or _is_prose(line):
            start = place + 1
    return start


def _is_prose(line: str) -> bool:
    text = line.strip()
    words = text.split()
    if len(words) < 6 or _DISCLAIMER.search(text):
        return False
    lower = sum(word[0].islower() for word in words)
    return (text.endswith((".", "!", "?", ":", ",")) or len(text) > 70) and lower * 2 > len(words)


def _without_disclaimer(lines: Sequence[str]) -> list[str]:
    """Cuts at the first paragraph of fine print behind the details."""
    for place, line in enumerate(lines):
        long_words = len(line.split()) >= 7 or len(line) > 60
        if place and long_words and _DISCLAIMER.search(line) and not _has_contact([line[:40]]):
            return list(lines[:place])
    return list(lines)


def _without_list(lines: Sequence[str]) -> list[str]:
    """Cuts what a mailing list put under a rule."""
    for place, line in enumerate(lines[:-1]):
        if _DELIMITER.match(line) and any(
            _LIST.search(text) for text in lines[place + 1 : place + 3]
        ):
            return list(lines[:place])
    return list(lines)


def _without_officers(lines: Sequence[str]) -> list[str]:
    """Leaves out who answers for the company, where somebody else has signed before."""
    kept: list[str] = []
    signed = False
    for line in lines:
        if signed and _OFFICERS.match(line.strip()):
            continue
        kept.append(line)
        first = re.split(r"\s*[,|•]\s*", line.strip())[0]
        signed = signed or names.likeness(names.tidy(first)) >= 2
    return kept


def _columns(lines: Sequence[str]) -> list[str]:
    """Two columns drawn with blanks become one after the other."""
    parted = [re.split(r"\s{3,}|\t+", line.strip()) for line in lines]
    wide = [parts for parts in parted if len(parts) > 1 and len(parts[0]) > 4]
    if len(wide) < 2 or any(_is_label_cell(parts[0]) for parts in wide):
        return list(lines)
    left = [parts[0] for parts in parted]
    right = [" ".join(parts[1:]) for parts in parted if len(parts) > 1]
    return [*left, "", *right]


def _is_label_cell(text: str) -> bool:
    return (
        len(text) <= 12
        and bool(re.fullmatch(r"[^\W\d][\w.-]*\s?:?", text))
        and (text.endswith(":") or text.lower() in _LABELS)
    )


_LABELS = frozenset(
    fold(x)
    for lists in (
        sections("phone_labels").values(),
        [sections("contact_labels")["email"]],
        [sections("contact_labels")["web"]],
    )
    for part in lists
    for x in part
)


def _unspaced(lines: Sequence[str]) -> list[str]:
    """A signature with a blank between any two lines is written as if it had none."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    alone = [
        p
        for p in filled
        if not any(lines[q].strip() for q in (p - 1, p + 1) if 0 <= q < len(lines))
    ]
    if len(filled) > 3 and len(alone) * 10 >= len(filled) * 7:
        return [lines[place] for place in filled]
    return list(lines)

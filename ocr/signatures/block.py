"""The signature block in the text of one message."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from ocr.data import pattern, sections, words
from ocr.data.folding import fold
from ocr.fields import names, roles

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
_LIKE, _SURE, _TITLE = 0.8, 2.0, 1.0
_NAMED = 1.5  # of a name that heads a card, by its given name or an initial
_FEW = 7  # words of a line that only says goodbye
_HEAD = 24  # lines of a card above what its firm says of itself
_LIST = re.compile(rf"\b(?:{pattern('mail_words', 'lists')})\b", re.IGNORECASE)
_FORM = re.compile(rf"^\s*(?:{pattern('mail_words', 'form')})\s?:\s+(?=\S)", re.IGNORECASE)
_CLOSINGS = frozenset(fold(x).rstrip(".") for x in sections("contact_labels")["closings"])
_GOODBYE = pattern("contact_labels", "closing_words")
_CLOSED = re.compile(
    rf"(?:{pattern('contact_labels', 'closings')}|(?:[^\W\d]+\s){{0,3}}(?:{_GOODBYE}))(?!\w)"
    r"[ ,.!–—/-]*(?P<rest>.*)",
    re.IGNORECASE,
)
_SAYS_GOODBYE = re.compile(rf"(?<!\w)(?:{_GOODBYE})(?!\w)", re.IGNORECASE)
_CALL_NAME = re.compile(r"[/–—-]?\s?([^\W\d_][\w'’-]{1,19})\s?[,.!]?")
_PARTED = re.compile(r"\s*[,|•·]\s*|\s{3,}|\t")
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
    kept = [line for line in text[start:] if not _DEVICE.match(line.strip())]
    kept = _without_officers(_without_disclaimer(_signed(text[:start], kept)))
    said = [_FORM.sub("", line) for line in kept]
    return text[:start], _unspaced(_columns(said))


def _signed(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """The signature with the name the letter ends in, and without a call name over the whole one.

    `Best, Åsa Ek` and `Åsa Ek` over a rule stand in the letter; `Åsa` may stand over `Åsa Ek`.
    """
    if not above:
        return list(below)
    if named := _name_behind_closing(above[-1]):
        return [named, *below]
    if _DELIMITER.match(above[-1]):
        last = next((line.strip() for line in reversed(above[:-1]) if line.strip()), "")
        alone = not any(map(_is_named, below)) and _is_named(last) and not _is_closing(last)
        return [last, "", *below] if alone else list(below)
    return _without_call_name(below) if _is_closing(above[-1]) else list(below)


def _without_call_name(lines: Sequence[str]) -> list[str]:
    first = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    called = _CALL_NAME.fullmatch(lines[first].strip()) if first < len(lines) else None
    whole = called and next((line for line in lines[first + 1 :] if _is_named(line)), None)
    if called and whole and (_is_given(called[1]) or fold(whole).startswith(fold(called[1]))):
        return list(lines[first + 1 :])
    if first < len(lines) and (name := _small_name(lines[first].strip())):
        return [*lines[:first], name, *lines[first + 1 :]]
    return list(lines)


def _is_given(word: str) -> bool:
    return fold(word) in words("given_names")


def _is_named(line: str) -> bool:
    """Whether a line begins with a name of two words or more: `Åsa Ek | Inköpschef`."""
    head = names.tidy(re.sub(r"\s*\([^()]*\)$", "", _PARTED.split(line.strip())[0]))
    return " " in head and names.likeness(head) >= _LIKE


def _small_name(text: str) -> str | None:
    """A name written without capitals, with them: `emma ek`."""
    told = text.islower() and 1 < len(text.split()) < 4 and names.likeness(text.title()) >= _SURE
    return text.title() if told else None


def _start(lines: Sequence[str]) -> int:
    closing = _last(lines, _is_closing)
    if closing is not None and _is_initial(lines, closing):
        closing = None
    delimiter = _last(lines, lambda line: line in ("--", "-- "))  # RFC 3676 4.3
    delimiter = (
        _last(lines, lambda line: bool(_DELIMITER.match(line))) if delimiter is None else delimiter
    )
    for found in sorted(place for place in (closing, delimiter) if place is not None):
        if _has_contact([_name_behind_closing(lines[found]) or "", *lines[found + 1 :]]):
            return found + 1
    if closing is not None and any(line.strip() for line in lines[closing + 1 :]):
        return closing + 1
    return _paragraph_start(lines)


def _is_initial(lines: Sequence[str], place: int) -> bool:
    """Whether the first line of a text begins with an initial, which is no Finnish farewell."""
    first = not any(line.strip() for line in lines[:place])
    return first and re.match(r"\s*[A-Z]\.\s", lines[place]) is not None


def _last(lines: Sequence[str], holds: Callable[[str], bool]) -> int | None:
    return next((place for place in reversed(range(len(lines))) if holds(lines[place])), None)


def _has_contact(lines: Sequence[str]) -> bool:
    return any(_CONTACT.search(line.lower()) for line in lines)


def _is_closing(line: str) -> bool:
    text = fold(line).strip(" ,.!-–—*_/")
    first = re.split(r"\s*[/|,]\s*", text)[0]
    if len(text) < 2 or (len(text) > 70 and not _has_contact([text])):
        return False
    if first in _CLOSINGS or text in _CLOSINGS or _name_behind_closing(line) is not None:
        return True
    return _says_goodbye(line.strip())


def _says_goodbye(text: str) -> bool:
    """A short line with a word of farewell in it: `Avec mes meilleures salutations`."""
    short = len(text.split()) < _FEW and not re.search(r"[\d:@?]", text)
    return short and bool(_SAYS_GOODBYE.search(text))


def _name_behind_closing(line: str) -> str | None:
    """The name on the line of the closing words, and what follows it: `Best, Åsa Ek, CEO`."""
    closed = _CLOSED.match(line.strip(" -–—*_/"))
    rest = closed["rest"].strip(" ,.!-–—/") if closed else ""
    name = _PARTED.split(rest)[0]
    if names.likeness(name) >= (1 if " " in name else 0.5):
        return rest if name == rest or _has_contact([rest]) else name
    return _small_name(rest)


def _is_greeting(line: str) -> bool:
    text = fold(line).strip()
    return len(text) < 60 and bool(_GREETING.match(text))


def _paragraph_start(lines: Sequence[str]) -> int:
    """Where the last run of short lines with contact details begins; sentences are the letter."""
    start = 0
    last = _last(lines, lambda line: _has_contact([line])) or 0
    for place, line in enumerate(lines[:last]):
        greets = _is_greeting(line) and line.rstrip().endswith((",", "!", "."))
        prose = _is_prose(line) and not (start == 0 and _heads_card(lines[:place]))
        if greets or prose or _opens_letter(lines, start, place):
            start = place + 1
    return start


def _opens_letter(lines: Sequence[str], start: int, place: int) -> bool:
    """Whether a short sentence stands by itself before anything that signs: `Two weeks out.`"""
    if lines[place + 1].strip() or not _is_prose(lines[place], least=3):
        return False
    return not any(_is_named(line) or _has_contact([line]) for line in lines[start:place])


def _heads_card(lines: Sequence[str]) -> bool:
    """Whether short lines with a name among them stand first: a card whose firm says what it does.

    Nobody begins a letter so; `Åsa Ek` / `Inköpschef` / `We make pumps for …,`.
    """
    if len(lines) > _HEAD:
        return False
    said = [line.strip() for line in lines if line.strip()]
    short = all(len(line.split()) < _FEW and not _is_greeting(line) for line in said)
    head = [names.likeness(names.tidy(line)) >= _NAMED for line in said]
    return short and len(said) > 1 and any(head)


def _is_prose(line: str, least: int = 6) -> bool:
    """Whether a line is a sentence of at least so many words, most of them in small letters."""
    text = line.strip()
    spoken = [word for word in text.split() if word[0].isalpha()]
    if len(spoken) < least or _DISCLAIMER.search(text):
        return False
    lower = sum(word[0].islower() for word in spoken)
    return (text.endswith((".", "!", "?", ":", ",")) or len(text) > 70) and lower * 2 > len(spoken)


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
    for line, following in pairwise([*lines, ""]):
        if signed and _OFFICERS.match(line.strip()):
            continue
        kept.append(line)
        first = names.tidy(_PARTED.split(line.strip())[0])
        titled = _is_named(line) and roles.likeness(following) > _TITLE
        signed = signed or titled or names.likeness(first) >= _SURE
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

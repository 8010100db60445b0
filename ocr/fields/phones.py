"""Telephone numbers: found in lines, their kind told by label or range, numbers parted.

The kind comes from the label before the number (or behind it in brackets, or alone to its left or
above), in eleven languages; without one from the number's range.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ocr.data import sections
from ocr.data.folding import fold
from ocr.fields import numbers
from ocr.fields.numbers import MISREAD, Number
from ocr.fields.spans import Mark, blank, on_line
from ocr.types import PhoneKind

_D = rf"[\d{MISREAD}]"
_RUN = re.compile(
    rf"(?<![\w@#])(?:\+\s?|[(\[]\s?\+?\s?)?{_D}(?:[\s().\[\]–—‑·•/-]{{0,3}}{_D})*(?:\s?\))?"
)
_STRICT = re.compile(r"(?:\+\s?|[(\[]\s?\+?\s?)?\d(?:[\s().\[\]–—‑·•/-]{0,3}\d)*")
_VARIANT = re.compile(r"\s?/\s?(\d{1,4})(?![\d-]|\s\d)")
_KINDS: tuple[PhoneKind, ...] = ("mobile", "work", "switchboard", "fax")


@dataclass(frozen=True, slots=True)
class Found:
    """A number with the words that tell its kind; `labelled` is None where nothing told it."""

    number: Number
    labelled: PhoneKind | None
    extension: str | None
    text: str
    mended: bool = False

    @property
    def kind(self) -> PhoneKind:
        """The label's kind; a mobile range wins over a label that only says telephone."""
        if self.labelled is None or self.labelled == "work":
            return "mobile" if self.number.mobile else "work"
        return self.labelled


def _label_table() -> Mapping[str, PhoneKind]:
    lists = sections("phone_labels")
    return {
        re.sub(r"[\s.]+", " ", fold(label)).strip(): kind
        for kind in _KINDS
        for label in lists[kind]
    }


_LABELS = _label_table()
_LABEL = re.compile(
    r"(?<![\w])(?:"
    + "|".join(
        re.escape(x).replace(r"\ ", r"[\s.]+")
        for x in sorted(_LABELS, key=len, reverse=True)
        if len(x) > 1
    )
    + r")(?![^\W\d])"
)
_LETTER = re.compile(r"(?:^|[\s|•·,;/(\[])([a-z])\s?[.:)\]|]?\s*$")


def label_kind(text: str) -> PhoneKind | None:
    """The kind the last label in a text says, if it stands near the end."""
    folded = fold(text)
    found = list(_LABEL.finditer(folded))
    if found and len(folded) - found[-1].end() <= 26:
        return _LABELS[re.sub(r"[\s.]+", " ", found[-1][0]).strip()]
    letter = _LETTER.search(folded)
    return _LABELS.get(letter[1]) if letter else None


def is_label(text: str) -> bool:
    """Whether a text is a phone label and nothing else."""
    left = re.sub(r"[\W\d_]+", "", _LABEL.sub(" ", fold(text)))
    return len(left) <= 1 and label_kind(text) is not None


def find(
    texts: Sequence[str],
    taken: Sequence[Mark[object]],
    regions: Sequence[str],
    beside: Mapping[int, str],
) -> list[Mark[Found]]:
    """The numbers in the lines, outside the places already taken.

    `beside` gives for a line the text to its left or above that may be its label.
    """
    found: list[Mark[Found]] = []
    for line, text in enumerate(texts):
        spans = on_line(taken, line)
        found += _in_line(line, blank(text, spans), spans, regions, beside.get(line, ""))
    return found


def _in_line(
    line: int, text: str, spans: Sequence[tuple[int, int]], regions: Sequence[str], beside: str
) -> list[Mark[Found]]:
    found: list[Mark[Found]] = []
    kinds: list[PhoneKind] = []
    place = 0
    for match in _RUN.finditer(text):
        if match.start() < place:
            continue
        since = max([place, *(end for _, end in spans if end <= match.start())])
        before = text[since : match.start()]
        here = _labels_in(before)
        kinds = here or kinds
        kind = kinds.pop(0) if len(kinds) > 1 else kinds[0] if kinds else None
        told = kind or (
            label_kind(beside) if is_label(beside) and not before.strip(" .:") else None
        )
        marks = _read_run(
            Mark(line, match.start(), match.end(), match[0]), text, regions, told, before
        )
        if len(marks) > 1 and kinds and len(here) > 1:
            marks = [marks[0], *(_relabel(mark, kinds[0]) for mark in marks[1:])]
        found += marks
        place = max([match.end(), *(mark.end for mark in marks)]) if marks else place
    return found


def _labels_in(before: str) -> list[PhoneKind]:
    """The kinds of the labels right before a number; two for `Tel/Fax`."""
    last = label_kind(before)
    if last is None:
        return []
    both = re.search(
        r"(?:^|\W)(\w+)[.:]?\s?[/+&|]?\s?(?:och|and|und|og|et|e|y)?\s?\w+[\s.:]*$", fold(before)
    )
    first = _LABELS.get(both[1]) if both and len(both[1]) > 1 else None
    return [first, last] if first and first != last and "fax" in (first, last) else [last]


def _relabel(mark: Mark[Found], kind: PhoneKind) -> Mark[Found]:
    old = mark.value
    value = Found(old.number, kind, old.extension, old.text, old.mended)
    return Mark(mark.line, mark.start, mark.end, value)


def _read_run(
    run: Mark[str], text: str, regions: Sequence[str], told: PhoneKind | None, before: str
) -> list[Mark[Found]]:
    value = run.value.strip()
    if sum(c.isdigit() for c in value) < 6:
        return []
    parts = _parts(value, regions)
    mended = False
    if not parts and (mend := _mendable(value)):
        parts, mended = _parts(mend, regions), True
    if not parts:
        parts = _unknown(value, text, regions, told)
    if not parts or (told is None and _embedded(before, value, parts)):
        return []
    return _marks(run, text, parts, regions, told, mended=mended)


def _mendable(value: str) -> str | None:
    letters = sum(c in MISREAD for c in value)
    glued = re.search(rf"\d[.-]?[{MISREAD}]|[{MISREAD}][.-]?\d", value)
    return numbers.mend(value) if glued and letters <= 4 else None


def _embedded(before: str, value: str, parts: Sequence[tuple[str, Number]]) -> bool:
    """An unlabelled number in running text, as a house number or postcode, is no phone."""
    if value.startswith(("+", "00", "(+")) and parts[0][1].valid:
        return False
    word = re.search(r"([^\W\d_][\w.]*)[\s,]*$", before)
    sure = parts[0][1].valid and re.match(r"\(?0|\d{3}[-. ]\d{3}[-. ]\d{4}$|\(\d{2,4}\)", value)
    return bool(word) and not sure


def _parts(value: str, regions: Sequence[str]) -> list[tuple[str, Number]]:
    """The run as one number, or parted into several that are all valid."""
    if re.search(rf"[{MISREAD}]", value):
        strict = _STRICT.fullmatch(
            re.sub(rf"^[{MISREAD}](?=[\s(+])|(?<=[\d)\s])[{MISREAD}]$", "", value).strip()
        )
        if not strict:
            return []
        value = strict[0]
    whole = numbers.read(value, regions)
    shorter = re.match(r"(.*\d)\s?/\s?\d{1,3}$", value)
    if shorter and (first := numbers.read(shorter[1], regions)) and first.valid:
        return [(shorter[1], first)]
    if whole and whole.valid:
        return [(value, whole)]
    for gap in re.finditer(r"\s*[/•·]\s*|\s+[–—-]\s+|\s+", value):
        head, tail = value[: gap.start()], value[gap.end() :]
        first = numbers.read(head, regions)
        if first and first.valid and sum(c.isdigit() for c in head) >= 7:
            rest = _parts(tail, regions)
            if rest:
                return [(head, first), *rest]
    return [(value, whole)] if whole else []


def _unknown(
    value: str, text: str, regions: Sequence[str], told: PhoneKind | None
) -> list[tuple[str, Number]]:
    """A number no plan knows: believed behind a label, or alone on its line."""
    digits = re.sub(r"\D", "", value)
    if re.search(rf"[{MISREAD}]", value) or not 6 <= len(digits) <= 15:
        return []
    alone = not re.search(r"\w", text.replace(value, "", 1)) and len(digits) >= 7
    if told is None and not alone:
        return []
    possible = numbers.possible_in(value, regions[0]) if regions and told else None
    return [(value, possible or Number(None, mobile=False, valid=False))]


def _marks(
    run: Mark[str],
    text: str,
    parts: Sequence[tuple[str, Number]],
    regions: Sequence[str],
    told: PhoneKind | None,
    *,
    mended: bool,
) -> list[Mark[Found]]:
    found: list[Mark[Found]] = []
    place = run.start
    for printed, number in parts:
        start = text.find(printed, place)
        start = place if start < 0 else start
        end = start + len(printed)
        extension = numbers.extension_after(text, end)
        end = extension[1] if extension else end
        behind = told or _behind(text, end)
        shown = text[start:end].strip()
        value = Found(number, behind, extension[0] if extension else None, shown, mended)
        found.append(Mark(run.line, start, end, value))
        place = end
    variant = _VARIANT.match(text, place)
    if variant and found and (second := _varied(found[-1].value, variant[1], regions)):
        found.append(Mark(run.line, variant.start(), variant.end(), second))
    return found


def _behind(text: str, end: int) -> PhoneKind | None:
    """The label behind a number: `(direkt)`, `mobil`, as far as the next separator."""
    match = re.match(
        r"\s*[(\[]?\s?([^\W\d]{2,14}\.?)\s?[)\]]?\s*(?=$|[|•·,;/]|\s{2}|[+(\d])", text[end:]
    )
    return _LABELS.get(fold(match[1]).rstrip(".")) if match else None


def _varied(base: Found, tail: str, regions: Sequence[str]) -> Found | None:
    """`08-123 45 60/61`: the second number ends as the tail says."""
    if base.number.e164 is None:
        return None
    number = numbers.read(base.number.e164[: -len(tail)] + tail, regions)
    if number is None or not number.valid:
        return None
    return Found(number, base.labelled, None, tail)

"""Telephone numbers: found in lines, their kind told by label or range, numbers parted.

The kind comes from the label before the number (or behind it, or alone to its left or above), in
eleven languages; without one from the number's range.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ocr.fields import numbers
from ocr.fields.numbers import MISREAD, Number
from ocr.fields.phone_labels import is_label, kind_behind, kind_of, kinds_before
from ocr.fields.spans import Mark, blank, on_line
from ocr.types import PhoneKind

_D = rf"(?:\d|[{MISREAD}](?![^\W\d_])|(?<=[\d\s-])[OoIl](?=[OoIl](?![^\W\d_])))"
_FIRST = rf"(?:(?<![\d@#_])\d|(?<![\w@#])[{MISREAD}](?=[{MISREAD}]?\d))"
_RUN = re.compile(
    rf"(?:(?<![\d@#])\+\s?|[(\[]\s?\+?\s?)?{_FIRST}(?:[\s().\[\]–—‑·•/-]{{0,3}}{_D})*(?:\s?\))?"
)
# A label's l or o: `Vx1 08-…`, `1ok. 318`, `Ce11. 347…`, `M0B 070…`.
_LETTER_AS_DIGIT = re.compile(
    r"(?<=[^\W\d_OQIl])1{1,2}(?=[\s:.])|(?<![\w@])1(?=[a-z]{2})|(?<=[^\W\d_])0(?=[^\W\d_])"
)
# Behind a number that has one digit too many, a label: its last 1 was a bar.
_BAR_BEHIND = re.compile(r"\s?[^\W\d_]{2,}\.?[\s:]")
_INSIDE = re.compile(r"内線\s?[:\uff1a]?\s?$")  # an extension, in Japan
_BAR = re.compile(r"(?<=\s)\|(?=\s)")  # between two values, and no 1
_AS_LETTERS = str.maketrans("10", "lo")
_STRAY = re.compile(
    rf"^[{MISREAD}](?=[\s(+])|^0[\s.:]+(?=[0+(])|^1\s(?=0\d)|^\d\)\s(?=\d{{3}})|(?<=[\d)\s])[\s/•·-]*[{MISREAD}]$"
)
# At a number's end, a zero read as O, or a one read as l in a group of two: no bar beside it.
_LAST_MISREAD = re.compile(r"(?:\d[Oo]|[Oo]{2}|(?<=\d\d[ .])\d[lI])$")
_VARIANT = re.compile(r"\s?/\s?(\d{1,4})(?![\d-]|\s\d)")
# A second number behind a comma, without its area code: `(120) 4512 300, 4512 360`.
_AREA_SHARED = re.compile(r"\s?[,;]\s?(?!0)(\d[\d ]{4,9}\d)(?![\d-]|\s\d)")
_CASE = re.compile(r"(?:19|20)\d\d\s?[-/:]\s?\d{1,6}")  # an offer's or a case's: `2026-118`
_VANITY = re.compile(r"(?<!\w)\(?\d{3}\)?[\s./-]{1,2}\d{3}[\s.-]([A-Z]{4})(?!\w)")


@dataclass(frozen=True, slots=True)
class Found:
    """A number with what its label says; `labelled` is None where nothing told it."""

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


@dataclass(frozen=True, slots=True)
class _Run:
    """Digits on a line, what stands before them, and what a label says about them."""

    line: int
    start: int
    value: str
    text: str
    before: str
    told: PhoneKind | None


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
    for line, text in enumerate(_with_letters(text) for text in texts):
        spans = on_line(taken, line)
        found += _in_line(line, blank(text, spans), spans, regions, beside.get(line, ""))
    return found


def _with_letters(text: str) -> str:
    parted = _BAR.sub("¦", text)
    return _LETTER_AS_DIGIT.sub(lambda found: found[0].translate(_AS_LETTERS), parted)


def _in_line(
    line: int, text: str, spans: Sequence[tuple[int, int]], regions: Sequence[str], beside: str
) -> list[Mark[Found]]:
    found: list[Mark[Found]] = []
    kinds: list[PhoneKind] = []
    label_beside = kind_of(beside) if is_label(beside) else None
    place = 0
    for match in _RUN.finditer(text):
        if match.start() < place or not _may_start(text, match.start()):
            continue
        since = max([place, *(end for _, end in spans if end <= match.start())])
        before = text[since : match.start()]
        if _INSIDE.search(before):
            continue
        here = kinds_before(before)
        kinds = here or kinds
        told = kinds[0] if kinds else None if before.strip(" .:()") else label_beside
        behind = None if here else kind_behind(text, match.end())
        run = _Run(line, match.start(), match[0], text, before, behind[0] if behind else told)
        marks = _read_run(run, regions)
        if len(kinds) > 1 and marks:
            marks = [marks[0], *(_relabel(mark, kinds[1]) for mark in marks[1:])]
            kinds = kinds[1:]
        found += marks
        place = max([match.end(), *(mark.end for mark in marks)]) if marks else place
    lettered = _vanity(line, text)
    unknown = all(mark.value.number.e164 is None for mark in found)
    return lettered if lettered and unknown else found


def _may_start(text: str, start: int) -> bool:
    """A number stands apart, or is glued to its label and to nothing else: `Tel08…`."""
    glued = re.search(r"[^\W\d_]+$", text[:start])
    return glued is None or text[start] == "+" or (is_label(glued[0]) and not text[start].isalpha())


def _relabel(mark: Mark[Found], kind: PhoneKind) -> Mark[Found]:
    return replace(mark, value=replace(mark.value, labelled=kind))


def _read_run(run: _Run, regions: Sequence[str]) -> list[Mark[Found]]:
    whole = run.value.strip()
    value = _STRAY.sub("", whole).strip(" /•·-|")
    if run.told is None and _CASE.fullmatch(value):
        return []
    if sum(c.isdigit() for c in numbers.mend(value)) < 6:
        return []
    parts = _parts(value, regions)
    mended = False
    if not parts and (mend := _mendable(value)):
        parts, mended = _parts(mend, regions), True
    if _LAST_MISREAD.search(whole) and (mend := _mendable(whole)):
        longer = _parts(mend, regions)
        if longer and all(number.valid for _, number in longer):
            value, parts, mended = whole, longer, True
    if value.endswith("1") and not any(number.valid for _, number in parts):
        barred = _BAR_BEHIND.match(run.text, run.start + len(run.value))
        shorter = _parts(value[:-1], regions) if barred else []
        parts = shorter if shorter and all(number.valid for _, number in shorter) else parts
    if not parts:
        parts = _unknown(value, run, regions)
    if not parts or (run.told is None and _embedded(run, value, parts)):
        return []
    return _marks(run, parts, regions, mended=mended)


def _mendable(value: str) -> str | None:
    letters = sum(c in MISREAD for c in value)
    glued = re.search(rf"\d[.-]?[{MISREAD}]|[{MISREAD}][.-]?\d|\s[Oo]{{2}}$|\([Oo]\)", value)
    return numbers.mend(value) if glued and letters <= 4 else None


def _embedded(run: _Run, value: str, parts: Sequence[tuple[str, Number]]) -> bool:
    """An unlabelled number in running text, as a house number or postcode, is no phone."""
    valid = parts[0][1].valid
    if valid and value.startswith(("+", "00", "(+")):
        return False
    word = re.search(r"([^\W\d_][\w.]*)[\s,]*$", run.before)
    alone = (
        valid and len(run.before.split()) == 1 and not run.text[run.start :].strip()[len(value) :]
    )
    sure = valid and re.match(r"\(?0|\d{3}[-. ]\d{3}[-. ]\d{4}$|\(\d{2,4}\)", value)
    return word is not None and not sure and not alone


def _parts(value: str, regions: Sequence[str]) -> list[tuple[str, Number]]:
    """The run as one number, or parted into several that are all valid."""
    if re.search(rf"[{MISREAD}]", value):
        return []
    whole = numbers.read(value, regions)
    shorter = re.match(r"(.*\d)\s?/\s?\d{1,3}$", value)
    if shorter and (first := numbers.read(shorter[1], regions)) and first.valid:
        return [(shorter[1], first)]
    if whole and whole.valid:
        return [(value, whole)]
    ranged = re.match(r"(.*\d{4})-\d{1,2}$", value)  # `23456780-81`, two lines of one switchboard
    if ranged and (first := numbers.read(ranged[1], regions)) and first.valid:
        return [(ranged[1], first)]
    return _parted(value, regions) or ([(value, whole)] if whole else [])


def _parted(value: str, regions: Sequence[str]) -> list[tuple[str, Number]]:
    for gap in re.finditer(r"\s*[/•·]\s*|\s+[–—-]\s+|\s+", value):
        head, tail = value[: gap.start()], value[gap.end() :]
        first = numbers.read(head, regions)
        if first and first.valid and sum(c.isdigit() for c in head) >= 7:
            rest = _parts(tail, regions) or _same_area(first, tail, regions)
            if rest:
                return [(head, first), *rest]
    return []


def _same_area(first: Number, tail: str, regions: Sequence[str]) -> list[tuple[str, Number]]:
    """`(11) 3456-7810/3457-6620`: the second number has the area code of the first."""
    digits = re.sub(r"\D", "", tail)
    if first.e164 is None or not 6 <= len(digits) <= 8:
        return []
    number = numbers.read(first.e164[: -len(digits)] + digits, regions)
    return [(tail, number)] if number and number.valid else []


def _unknown(value: str, run: _Run, regions: Sequence[str]) -> list[tuple[str, Number]]:
    """A number no plan knows: believed behind a label, or alone on its line."""
    digits = re.sub(r"\D", "", value)
    if re.search(rf"[{MISREAD}]", value) or not 6 <= len(digits) <= 15:
        return []
    alone = not re.search(r"\w", run.text.replace(value, "", 1)) and len(digits) >= 7
    if run.told is None and not alone:
        return []
    possible = numbers.possible(value, regions)
    return [(value, possible or Number(None, mobile=False, valid=False))]


def _marks(
    run: _Run, parts: Sequence[tuple[str, Number]], regions: Sequence[str], *, mended: bool
) -> list[Mark[Found]]:
    found: list[Mark[Found]] = []
    place = run.start
    for printed, number in parts:
        start = max(run.text.find(printed, place), place)
        end = start + len(printed)
        extension = numbers.extension_after(run.text, end)
        end = extension[1] if extension else end
        shown = run.text[start:end].strip()
        behind = kind_behind(run.text, end)
        kind = behind[0] if behind and not kinds_before(run.before) else run.told
        value = Found(number, kind, extension[0] if extension else None, shown, mended)
        end = behind[1] if behind and kind == behind[0] else end
        found.append(Mark(run.line, start, end, value))
        place = end
    again = _AREA_SHARED.match(run.text, place)
    if again and found and (rest := _same_area(found[-1].value.number, again[1], regions)):
        found.append(
            Mark(
                run.line,
                again.start(1),
                again.end(1),
                replace(found[-1].value, number=rest[0][1], text=again[1]),
            )
        )
        place = again.end(1)
    variant = _VARIANT.match(run.text, place)
    if variant and found and (second := _varied(found[-1].value, variant[1], regions)):
        found.append(Mark(run.line, variant.start(), variant.end(), second))
    return found


def _varied(base: Found, tail: str, regions: Sequence[str]) -> Found | None:
    """`08-123 45 60/61`: the second number ends as the tail says."""
    if base.number.e164 is None:
        return None
    number = numbers.read(base.number.e164[: -len(tail)] + tail, regions)
    if number is None or not number.valid:
        return None
    return Found(number, base.labelled, None, tail)


def _vanity(line: int, text: str) -> list[Mark[Found]]:
    """`207/555.NORR`: North American numbers whose last four digits are a word."""
    match = _VANITY.search(text)
    number = numbers.read(numbers.dialled(match[0]), ("US",)) if match else None
    if match is None or number is None or not number.valid:
        return []
    kind = kind_of(text[: match.start()])
    return [Mark(line, match.start(), match.end(), Found(number, kind, None, match[0]))]

"""Personal identity numbers of Sweden, Norway, Denmark, Finland and others, told by their own form.

Each has the layout and the check digits its authority publishes; what fits no checksum is left to
the labels in `private`.
"""

import re
from collections.abc import Callable, Iterator

_BEFORE, _AFTER = r"(?<![\w+-])", r"(?![\w-])"


def find(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that are identity numbers by form and checksum."""
    for form, holds in _FORMS:
        for match in form.finditer(text):
            if holds(match):
                yield match.start(), match.end()


def _is_day(day: int, month: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _swedish(match: re.Match[str]) -> bool:
    """Luhn over ten digits; coordination numbers have 60 added to the day."""
    digits = match["date"] + match["tail"]
    day = int(digits[4:6])
    if not _is_day(day - 60 if day > 60 else day, int(digits[2:4])):
        return False
    total = 0
    for place, digit in enumerate(digits):
        product = int(digit) * (2 - place % 2)
        total += product // 10 + product % 10
    return total % 10 == 0


def _norwegian(match: re.Match[str]) -> bool:
    """Two digits modulo 11; D-numbers have 40 added to the day."""
    digits = match[1] + match[2]
    day = int(digits[:2])
    if not _is_day(day - 40 if day > 40 else day, int(digits[2:4])):
        return False
    first = -_weighted(digits[:9], (3, 7, 6, 1, 8, 9, 4, 5, 2)) % 11
    second = -_weighted(digits[:10], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return first == int(digits[9]) and second == int(digits[10])


def _danish(match: re.Match[str]) -> bool:
    """Modulo 11; numbers given out since 2007 may lack it and are then told by label alone."""
    digits = match[1] + match[2]
    if not _is_day(int(digits[:2]), int(digits[2:4])):
        return False
    return _weighted(digits, (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def _finnish(match: re.Match[str]) -> bool:
    date, serial, check = match[1], match[2], match[3]
    if not _is_day(int(date[:2]), int(date[2:4])):
        return False
    return "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(date + serial) % 31] == check.upper()


def _spanish(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match[0].upper().translate(str.maketrans("XYZ", "012"))[:-1])
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(digits) % 23] == match[0][-1].upper()


def _french(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match[0])
    return len(digits) == 15 and 97 - int(digits[:13]) % 97 == int(digits[13:])


def _brazilian(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match[0])
    first = _weighted(digits[:9], tuple(range(10, 1, -1))) * 10 % 11 % 10
    second = _weighted(digits[:10], tuple(range(11, 1, -1))) * 10 % 11 % 10
    return digits[9:] == f"{first}{second}"


def _always(_: re.Match[str]) -> bool:
    return True


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = tuple(
    (re.compile(_BEFORE + form + _AFTER), holds)
    for form, holds in (
        (r"(?:19|20)?(?P<date>\d{6})\s?[-+–]\s?(?P<tail>\d{4})", _swedish),
        (r"(?:19|20)(?P<date>\d{6})\s?(?P<tail>\d{4})", _swedish),
        (r"(\d{6})[\s-]?(\d{5})", _norwegian),
        (r"(\d{6})\s?[-–]\s?(\d{4})", _danish),
        (r"(\d{6})[-+A-FU-Ya-f](\d{3})([0-9A-FHJ-NPR-Ya-fhj-npr-y])", _finnish),
        (r"\d{2}\.?\d{3}\.?\d{3}[\s-]?[A-Z]", _spanish),
        (r"[XYZ][\s-]?\d{7}[\s-]?[A-Z]", _spanish),
        (r"[12]\s?\d{2}\s?(?:0[1-9]|1[0-2])\s?\d{2}\s?\d{3}\s?\d{3}\s?\d{2}", _french),
        (r"\d{3}\.\d{3}\.\d{3}-\d{2}", _brazilian),
        (r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]", _always),
        (
            r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?(?:\d{2}\s?){3}[A-D]",
            _always,
        ),
    )
)

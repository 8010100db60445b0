"""Personal identity numbers: told by label, or by their own form and check digits.

The forms are those the authorities publish: Skatteverket SKV 704, Skatteetaten, CPR-kontoret,
DVV, Ministerio del Interior, INSEE, Agenzia delle Entrate, Receita Federal, Autoridade Tributária,
IBZ (Belgium), ZAS (Switzerland). A number that has a date of birth in it and the form of one
country is taken even where a check digit fails: it may have been misread.
"""

import re
from collections.abc import Callable, Iterator

from ocr.data import pattern
from ocr.fields.spans import Span, starting

_BEFORE, _AFTER = r"(?<![\w+-])", r"(?![\w-])"
_LABEL_GAP = r"(?![^\W\d])[ \t.:#)]{0,4}\n?[ \t]?"
_LABELLED = re.compile(
    starting(
        rf"(?:{pattern('private_labels', 'identity')}){_LABEL_GAP}"
        r"(?:[A-Z]{0,3}[ -]?\d[\dA-Z]*(?:[ ./+-]?[\dA-Z]*\d[\dA-Z]*){0,7}(?:[ -]?[A-Z]\b)?"
        r"|[A-Z]{6}[\dA-Z]{10}|[A-Z]{4}\d{6}[A-Z]{6}[\dA-Z]\d)"
    ),
    re.IGNORECASE,
)
# A Portuguese person's number begins with 1 to 3, an Italian's has sixteen signs; a firm's do not.
_TAX = re.compile(
    starting(
        rf"(?:{pattern('private_labels', 'tax')})"
        r"(?:[ \t]?(?:n\.?[º°o]\.?|nr\.?))?" + _LABEL_GAP + r"(?:PT[ \t]?)?"
        r"(?:[123]\d{2}[ .]?\d{3}[ .]?\d{3}(?!\d)|[A-Z]{6}[\dA-Z]{2}[A-Z][\dA-Z]{7}"
        r"|[XYZ]?\d{7,8}[ -]?[A-Z](?!\w))"
    ),
    re.IGNORECASE,
)
_ORDER = re.compile(
    rf"(?<![\w.])(?:{pattern('private_labels', 'order')})\.?[ \t]?(?:nr|no)?[ \t.:#]{{0,3}}$",
    re.IGNORECASE,
)
_CALLED = re.compile(rf"(?<![\w.])(?:{pattern('phone_labels')})[ \t.:]{{0,3}}$", re.IGNORECASE)


def find(text: str) -> Iterator[Span]:
    """The stretches of a text that are identity numbers."""
    for form in (_LABELLED, _TAX):
        for match in form.finditer(text):
            yield Span("personal_identity_number", *match.span())
    for form, holds in _FORMS:
        for match in form.finditer(text):
            if holds(match) and not _ORDER.search(_before(text, match)):
                yield Span("personal_identity_number", *match.span())
    for match in _DATED.finditer(text):
        before = _before(text, match)
        if _is_dated(match) and not _ORDER.search(before) and not _CALLED.search(before):
            yield Span("personal_identity_number", *match.span())


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 40) : match.start()]


def _is_day(day: int, month: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12


def _is_dated(match: re.Match[str]) -> bool:
    """Year, month and day, or day, month and year: a firm's number has no such month."""
    first, month, last = (int(match[2][at : at + 2]) for at in (0, 2, 4))
    return _is_day(last, month) or (not match["century"] and _is_day(first, month))


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _swedish(match: re.Match[str]) -> bool:
    """Luhn over ten digits; coordination numbers have 60 added to the day."""
    digits = match[1] + match[2]
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


def _belgian(match: re.Match[str]) -> bool:
    """97 minus the rest; since 2000 with a 2 before."""
    digits = re.sub(r"\D", "", match[0])
    body, check = digits[:9], int(digits[9:])
    return check in (97 - int(body) % 97, 97 - int("2" + body) % 97)


def _swiss(match: re.Match[str]) -> bool:
    """EAN-13."""
    digits = [int(digit) for digit in match[0] if digit.isdigit()]
    return sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def _always(_: re.Match[str]) -> bool:
    return True


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = tuple(
    (re.compile(_BEFORE + form + _AFTER), holds)
    for form, holds in (
        (r"(?:19|20)?(\d{6})[ \t]?[-+–][ \t]?(\d{4})", _swedish),
        (r"(?:19|20)(\d{6})[ \t]?(\d{4})", _swedish),
        (r"([1-9]\d{5})[ \t](\d{4})", _swedish),
        (r"SE[ \t]?(\d{6})-?(\d{4})01", _swedish),  # the VAT number of a sole trader
        (r"(\d{6})[ \t-]?(\d{5})", _norwegian),
        (r"(\d{6})[ \t]?[-–][ \t]?(\d{4})", _danish),
        (r"(\d{6})[-+A-FU-Ya-f](\d{3})([0-9A-FHJ-NPR-Ya-fhj-npr-y])", _finnish),
        (r"\d{2}\.?\d{3}\.?\d{3}-?[A-Z]", _spanish),
        (r"[XYZ][ \t-]?\d{7}[ \t-]?[A-Z]", _spanish),
        (r"[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3} ?\d{2}", _french),
        (r"\d{3}\.\d{3}\.\d{3}-\d{2}", _brazilian),
        (r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}", _belgian),
        (r"756\.\d{4}\.\d{4}\.\d{2}", _swiss),
        (r"(?i:[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z])", _always),
        (r"\d{8}[ ]?\d[ ]?[A-Z]{2}\d", _always),  # of a Portuguese citizen's card
        (r"[A-Z]{2,5}9{0,3}\d{6}[A-Z9]{2}\d[A-Z]{2}", _always),  # of a British driving licence
        (r"(?i:[A-Z]{3} [A-Z]{3} \d{2}[A-EHLMPRST]\d{2} [A-Z]\d{3}[A-Z])", _always),
        (
            r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ ]?(?:\d{2}[ ]?){3}[A-D]",
            _always,
        ),
        (r"(?!000|666)[1-8]\d{2}-(?!00)\d{2}-(?!0000)\d{4}", _always),
    )
)
# The forms of Sweden, Denmark, Finland and Iceland: a date, a sign and four places.
_DATED = re.compile(
    _BEFORE + r"(?P<century>(?:19|20)(?=\d{6}))?(\d{6})[-+–](?:\d{4}|\d{3}[A-Z])" + _AFTER
)

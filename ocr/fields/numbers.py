"""One printed telephone number to E.164: country, trunk zero, extension, misread digits."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

_TRUNK = re.compile(r"[(\[]\s?0\s?[)\]]")
_EXTENSION = re.compile(
    r"[\s,;./(-]{0,4}\b(?:ankn(?:ytning)?|ext(?:ension)?|ex|x|poste|ramal|interno|int|lok(?:al)?nr|lokal|lok|linje|"
    r"durchwahl|dw|alanro|alanumero|toestel|toest|tst|extensi[oó]n|extens[aã]o|app(?:arat)?|anknr|nebenstelle|nst)"
    r"\b[.:\s-]{0,3}(\d{1,6})\b\)?|[\s,;]{0,3}(?:ext?|x)\.?(\d{2,6})\b",
    re.IGNORECASE,
)
MISREAD = "OoQIl|iSsBZz"
_DIGITS = str.maketrans(MISREAD, "000111155822")
_NORTH_AMERICAN = re.compile(r"\(?\d{3}\)?\s?[-./ ·•]?\s?\d{3}\s?[-. ·•]\s?\d{4}")
# Countries of the same plan, and others that print nine or ten digits in such groups.
_THREE_THREE_FOUR = frozenset(
    ("CA", "KY", "JM", "BS", "TT", "BM", "PR", "IT", "JP", "IN", "MX", "KR", "TR")
)
# Where whole numbers of six digits are in use.
_SHORT_NUMBERS = frozenset(("SE", "IS", "FO", "LU", "AT", "DE", "IT"))
# What mobile numbers begin with, for those in no range the plan is known to have: fiction, the new.
_MOBILE: Mapping[int | None, str | tuple[str, ...]] = {
    31: "6", 32: "4", 33: ("6", "7"), 34: ("6", "7"), 39: "3", 41: "7", 43: "6", 44: "7", 46: "7",
    47: ("4", "9"), 49: ("15", "16", "17"), 351: "9", 358: ("4", "50"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """`valid` tells whether the plan of its country has such a number, not only its length."""

    e164: str | None
    mobile: bool
    valid: bool


def extension_after(text: str, place: int) -> tuple[str, int] | None:
    """The extension printed right behind a number, and where it ends."""
    match = _EXTENSION.match(text, place)
    return (match[1] or match[2], match.end()) if match else None


def mend(text: str) -> str:
    """Letters that are misread digits made digits; only for text known to be a number."""
    return text.translate(_DIGITS)


def read(text: str, regions: Sequence[str]) -> Number | None:
    """The number a text stands for, in the first of the countries that fits; None if none does.

    A number of a possible length with its country code printed is taken though the plan does not
    know it; a national one only when valid in one of the countries.
    """
    digits = re.sub(r"\D", "", _TRUNK.sub("", text))
    if not 6 <= len(digits) <= 17:
        return None
    if _has_country_code(text):
        return _international(digits.removeprefix("00"), regions)
    return _national(text, digits, regions)


def _has_country_code(text: str) -> bool:
    return bool(re.match(r"[\s(\[]*(?:\+|00(?!\s?0))", text))


def _international(digits: str, regions: Sequence[str]) -> Number | None:
    number = _parse(f"+{digits}", None)
    if number and phonenumbers.is_valid_number(number):
        return _number(number, valid=True)
    trunk_kept = _without_trunk_zero(digits)
    if trunk_kept:
        return _number(trunk_kept, valid=True)
    if number and phonenumbers.is_possible_number(number):
        return _number(number, valid=False)
    return _national(digits, digits, regions) if digits.startswith("0") else None


def _without_trunk_zero(digits: str) -> PhoneNumber | None:
    """`+46 070…` with a trunk zero that should not be there."""
    for length in (1, 2, 3):
        if digits[length : length + 1] == "0":
            number = _parse(f"+{digits[:length]}{digits[length + 1 :]}", None)
            if number and phonenumbers.is_valid_number(number):
                return number
    return None


def _national(text: str, digits: str, regions: Sequence[str]) -> Number | None:
    inside_trunk = _TRUNK.search(text.lstrip(" (")[1:]) is not None
    if (
        inside_trunk
        and (number := _parse(f"+{digits}", None))
        and phonenumbers.is_valid_number(number)
    ):
        return _number(number, valid=True)
    for region in _likely(text, digits, regions):
        # There is no trunk zero in North America: the one that is read is an icon.
        icon = region in {"US", "CA"} and re.fullmatch(r"0[2-9]\d{9}", digits)
        number = _parse(digits[1:] if icon else digits, region)
        if number and phonenumbers.is_valid_number(number):
            return _number(number, valid=True)
        if bare := _bare_country_code(digits, region):
            return _number(bare, valid=True)
    return None


def _likely(text: str, digits: str, regions: Sequence[str]) -> Sequence[str]:
    """The countries to try; groups of three, three and four say North America."""
    if len(digits) == 10 and digits[0] not in "01" and _NORTH_AMERICAN.fullmatch(text.strip()):
        ahead = [region for region in regions[:1] if region in _THREE_THREE_FOUR]
        return [*ahead, "US", *regions]
    return (
        regions if len(digits) >= 7 else [region for region in regions if region in _SHORT_NUMBERS]
    )


def _bare_country_code(digits: str, region: str) -> PhoneNumber | None:
    """A number with its country code but without the plus, for a country the card speaks for."""
    code = str(phonenumbers.country_code_for_region(region))
    if code == "0" or not digits.startswith(code) or len(digits) < len(code) + 7:
        return None
    number = _parse(f"+{digits}", None)
    return number if number and phonenumbers.is_valid_number(number) else None


def possible(text: str, regions: Sequence[str]) -> Number | None:
    """A national number of a length one of the countries has, in no range it is known to have.

    Plans keep such ranges for fiction, and new ranges come before the library knows them.
    """
    digits = re.sub(r"\D", "", _TRUNK.sub("", text))
    for region in regions[:2]:
        number = _parse(digits, region)
        reason = number and phonenumbers.is_possible_number_with_reason(number)
        if number and reason == phonenumbers.ValidationResult.IS_POSSIBLE:
            return _number(number, valid=False)
    return None


def dialled(text: str) -> str:
    """The digits of a number with letters in it, as on a telephone's keys."""
    return phonenumbers.convert_alpha_characters_in_number(text)


def _parse(digits: str, region: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None


def _number(number: PhoneNumber, *, valid: bool) -> Number:
    mobile = phonenumbers.number_type(number) == PhoneNumberType.MOBILE or (
        not valid and str(number.national_number).startswith(_MOBILE.get(number.country_code, "-"))
    )
    return Number(phonenumbers.format_number(number, PhoneNumberFormat.E164), mobile, valid)

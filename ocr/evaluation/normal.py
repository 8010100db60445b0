"""Comparable forms of values: what two spellings of one value have in common."""

import re
import unicodedata

import phonenumbers

_EXTENSION = re.compile(
    r"(?:\b(?:ramal|poste|ext|extension|interno|anknytning|ankn|durchwahl)\b|轉|转|内線)",
    re.IGNORECASE,
)


def text_key(value: object) -> str:
    """The text without case, punctuation and spare spaces."""
    folded = unicodedata.normalize("NFKC", str(value or "")).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", folded).split())


def site_key(value: object) -> str:
    """A web address without scheme, www. and closing slash."""
    return re.sub(r"^(https?://)?(www\.)?", "", str(value).strip().casefold()).rstrip("/")


def mail_key(value: object) -> str:
    """An e-mail address without case."""
    return str(value).strip().casefold()


def phone_key(value: object, region: str | None) -> str | None:
    """A printed number as E.164, else `?` and its digits; None when it has no digit.

    Middle dots are read as points, an extension is left off, and a plus that was forgotten before
    a country code is added where that makes a valid number.
    """
    if re.fullmatch(r"\?\d+", str(value)):
        return str(value)
    text = _EXTENSION.split(re.sub("[·・]", ".", str(value)))[0]
    number = _parsed(text, region)
    if number and phonenumbers.is_possible_number(number):
        return _e164(number)
    if not text.strip().startswith("+"):
        other = _parsed("+" + text.lstrip(" +(").replace(")", " ", 1), region)
        good = phonenumbers.is_valid_number if number else phonenumbers.is_possible_number
        if other and good(other):
            return _e164(other)
        number = number or other
    digits = str(number.national_number) if number else re.sub(r"\D", "", text)
    return f"?{digits}" if digits else None


def _parsed(text: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return None


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def last_digits(key: str) -> str | None:
    """The national digits of a key that its plan does not know, None when the plan knows it.

    Printed numbers without area code, or of no plan, are compared by these.
    """
    if key.startswith("?"):
        return key[1:]
    number = phonenumbers.parse(key)
    return None if phonenumbers.is_valid_number(number) else str(number.national_number)

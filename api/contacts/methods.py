"""Ways to reach a contact, each in one written form. Normalizing twice changes nothing.

String arguments are named `text` as typed or printed; every function raises ValueError where the
text is no such thing, without repeating it: it is personal.
"""

import re

import email_validator
import phonenumbers

_WEBSITE = re.compile(
    r"(?i)(?:(?P<scheme>https?)://)?(?P<host>[^\s/@:]+\.[^\s/@:.]+)(?P<path>[/:]\S*)?"
)
_SWEDEN = 46
_EXTENSION = re.compile(r"\d{1,15}")


def normalize_phone(text: str, region: str) -> tuple[str, str | None]:
    """Return the number in E.164 and the extension written with it, if any.

    `region` (ISO 3166 alpha-2) is whose plan applies where no country code is written. A number
    of possible length is taken: whole ranges are opened faster than lists of them are updated.
    """
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException as error:
        raise ValueError("not a phone number") from error
    if not phonenumbers.is_possible_number(number):
        raise ValueError("not a possible phone number")
    if number.extension is None and any(character.isalpha() for character in text):
        # 0700-SECRET is no number of anybody on a card.
        raise ValueError("letters in a phone number")
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return e164, number.extension or None


def readable_phone(e164: str) -> str:
    """Return a number as people write it: Swedish ones as dialled here, others from abroad."""
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164  # as printed on a card, where it could not be dialled
    formats = phonenumbers.PhoneNumberFormat
    own = number.country_code == _SWEDEN
    return phonenumbers.format_number(number, formats.NATIONAL if own else formats.INTERNATIONAL)


def normalize_extension(text: str) -> str:
    """Return the digits of an extension."""
    digits = re.sub(r"\D", "", text)
    if not _EXTENSION.fullmatch(digits):
        raise ValueError("not an extension")
    return digits


def normalize_email(text: str) -> str:
    """Return the address in lower case, an internationalized domain in its own letters.

    Nobody is asked whether it can be delivered: that would tell an outsider of it.
    """
    try:
        return email_validator.validate_email(
            text.strip(), check_deliverability=False
        ).normalized.lower()
    except email_validator.EmailNotValidError as error:
        raise ValueError("not an e-mail address") from error


def normalize_website(text: str) -> str:
    """Return the address with host in lower case, its scheme only where one was written."""
    found = _WEBSITE.fullmatch(text.strip())
    if found is None:
        raise ValueError("not a website")
    scheme = f"{found['scheme'].lower()}://" if found["scheme"] else ""
    return f"{scheme}{found['host'].lower()}{(found['path'] or '').rstrip('/')}"

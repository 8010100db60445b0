"""How sure a value is: from its rule, its print, and what else on the card agrees with it.

Calibrated on invented cards and real ones: of the values marked `AGREED` more than 98.5 in a
hundred are right. That mark takes a second witness: a mailbox for a name, a name for a mailbox, a
mailbox's domain for a website, a label and a number plan for a phone, a legal form and a domain
for a company.
"""

from collections.abc import Iterable

from ocr.fields import names, organizations, websites
from ocr.fields.addresses import Address
from ocr.fields.companies import Company
from ocr.fields.domains import registered
from ocr.fields.people import Person
from ocr.fields.phones import Found

AGREED = 0.993
_CLEAR = 0.97  # of a line's recognition: below it no value is marked as agreed
_AGREES = 0.9
_PUT_RIGHT = 0.9  # letters of it were exchanged or put back


def printed(sure: float, clear: float) -> float:
    """The confidence of a value whose line was recognized so clearly."""
    return sure if sure < AGREED else (sure if clear >= _CLEAR else 0.97)


def company(found: Company) -> float:
    """By score: legal form, size and domain count in it."""
    if found.score >= 7.5 and organizations.legal_form(found.name):
        return AGREED
    return min(0.97, 0.4 + 0.08 * found.score)


def person(found: Person) -> float:
    """By score; a mailbox that spells the name settles it."""
    if found.agreement >= _AGREES and found.score >= 6:
        return AGREED
    return min(0.98, 0.5 + 0.07 * found.score)


def role(found: str, near: Person | None) -> float:
    """A title in the same piece as the name, or of its own."""
    return 0.96 if near and near.title == found else 0.93


def address(found: Address) -> float:
    """Whole with street and postcode, or a part."""
    return 0.97 if found.sureness >= 0.9 else 0.82


def mailbox(value: str, near: Person | None, text: str) -> float:
    """Agreed where the person's name spells it; less where it was put right."""
    if not _stands(value, text):
        return _PUT_RIGHT
    spelt = near and names.agreement(near.name, value.split("@", maxsplit=1)[0]) >= _AGREES
    return AGREED if spelt else 0.97


def website(value: str, mailboxes: Iterable[str], text: str) -> float:
    """Agreed where a mailbox is at the same domain; less where it was put right."""
    if not _stands(websites.host(value), text):
        return _PUT_RIGHT
    domains = {registered(mail.split("@")[1]) for mail in mailboxes}
    return AGREED if registered(websites.host(value)) in domains else 0.97


def _stands(value: str, text: str) -> bool:
    return value.lower() in "".join(text.split()).lower()


def phone(found: Found) -> float:
    """Agreed where a label names it and the plan of its country has it."""
    if found.number.e164 is None:
        return 0.6
    if found.mended or not found.number.valid:
        return 0.9
    return AGREED if found.labelled else 0.95

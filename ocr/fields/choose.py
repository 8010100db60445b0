"""Chooses a card's values among what its lines and codes offer."""

import re
from collections.abc import Sequence

import phonenumbers

from ocr.types import Code, Contact, Hints, Line, Parsed, Phone, Provenance

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def parse(lines: Sequence[Line], codes: Sequence[Code], hints: Hints) -> Parsed:  # noqa: ARG001  the seam's signature
    """Return the contact of one card, all its sides together."""
    emails: dict[str, Line] = {}
    phones: dict[str, Line] = {}
    for line in lines:
        for email in _EMAIL.findall(line.text):
            emails.setdefault(email, line)
        for match in phonenumbers.PhoneNumberMatcher(line.text, hints.region):
            number = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
            phones.setdefault(number, line)
    if not emails and not phones:
        return Parsed(())
    places = [(f"emails.{i}", line) for i, line in enumerate(emails.values())]
    places += [(f"phones.{i}", line) for i, line in enumerate(phones.values())]
    contact = Contact(
        phones=tuple(Phone("work", e164, None, line.text) for e164, line in phones.items()),
        emails=tuple(emails),
        confidence={field: line.confidence for field, line in places},
        provenance=tuple(
            Provenance(field, line.side, line.box, line.text, line.source) for field, line in places
        ),
    )
    return Parsed((contact,))

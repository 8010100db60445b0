"""Chooses values among what lines and codes offer, card by card."""

from collections.abc import Sequence

from ocr.fields import card, cards, coded, older
from ocr.fields.evidence import gather
from ocr.types import Code, Contact, Hints, Line, Parsed, PrivateSpan


def parse(lines: Sequence[Line], codes: Sequence[Code], hints: Hints) -> Parsed:
    """Return the contacts of one capture, all its sides together, private values left out.

    A picture of several cards gives the contacts of each; a card without any value gives none.
    Of an older message in a picture of a mail only what is private is told.
    """
    quoted = older.lines_of(lines)
    newest = [i for i in range(len(lines)) if i not in quoted]
    found = [
        (tuple(newest[i] for i in members), evidence)
        for members, evidence in cards.apart([lines[i] for i in newest], hints)
    ]
    contacts = [contact for _, evidence in found for contact in card.contacts(evidence)]
    regions = tuple(region for _, evidence in found for region in evidence.regions)
    merged = coded.merge([one for one in contacts if _says_something(one)], codes, regions)
    if quoted:
        found.append((tuple(quoted), gather([lines[i] for i in quoted], hints)))
    spans = tuple(
        PrivateSpan(span.kind, lines[members[line]].side, members[line], span.start, span.end)
        for members, evidence in found
        for line, span in evidence.private
    )
    return Parsed(tuple(contact for contact in merged if _says_something(contact)), spans)


def _says_something(contact: Contact) -> bool:
    singles = (contact.company, contact.person, contact.address)
    return any(singles) or any((contact.phones, contact.emails, contact.websites))

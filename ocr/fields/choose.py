"""Chooses a card's values among what its lines and codes offer."""

from collections.abc import Sequence

from ocr.data import sections
from ocr.data.folding import fold
from ocr.fields import coded, companies, organizations, people
from ocr.fields.contacts import Chosen, assemble
from ocr.fields.evidence import Evidence, gather
from ocr.fields.segments import Segment
from ocr.types import Code, Contact, Hints, Line, Parsed, PrivateSpan

_PHRASES = frozenset(
    fold(phrase).strip(" .")
    for key in ("greetings", "closings")
    for phrase in sections("contact_labels")[key]
)


def parse(lines: Sequence[Line], codes: Sequence[Code], hints: Hints) -> Parsed:
    """Return the contacts of one card, all its sides together, private values left out.

    A card without any value gives no contact.
    """
    evidence = gather(lines, hints)
    contacts = [assemble(evidence, chosen) for chosen in _choose(evidence)]
    merged = coded.merge(contacts, codes, evidence.regions)
    spans = tuple(
        PrivateSpan(span.kind, lines[line].side, line, span.start, span.end)
        for line, span in evidence.private
    )
    return Parsed(tuple(contact for contact in merged if _says_something(contact)), spans)


def _says_something(contact: Contact) -> bool:
    singles = (contact.company, contact.person, contact.address)
    return any(singles) or any((contact.phones, contact.emails, contact.websites))


def _choose(evidence: Evidence) -> list[Chosen]:
    placed = {segment for found in evidence.addresses for segment in found.parts}
    free = [s for s in evidence.segments if s not in placed and not _is_phrase(s)]
    persons = people.find(evidence, free)
    person = persons[0] if persons else None
    named = (person.segment, *person.parts) if person else ()
    left = [s for s in free if s not in named]
    role = people.role_of(person, [s for s in left if not organizations.legal_form(s.text)])
    used = set(role[1]) if role else set()
    unit = people.department_of(person, left, used)
    rest = [s for s in left if s not in used and s is not unit]
    address = evidence.addresses[0] if evidence.addresses else None
    return [Chosen(companies.find(evidence, rest), person, role, unit, address)]


def _is_phrase(segment: Segment) -> bool:
    return fold(segment.text).strip(" ,.!") in _PHRASES

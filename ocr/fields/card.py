"""One card: who and what is chosen among its pieces, for one person or for colleagues."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from ocr.data import pattern, sections, words
from ocr.data.folding import fold
from ocr.fields import companies, names, organizations, people, positions
from ocr.fields.contacts import Chosen, assemble
from ocr.fields.evidence import Evidence
from ocr.fields.people import Person
from ocr.fields.segments import Segment
from ocr.fields.spans import Mark
from ocr.types import Box, Contact

_PHRASES = frozenset(
    fold(phrase).strip(" .")
    for key in ("greetings", "closings")
    for phrase in sections("contact_labels")[key]
)
_FOLLOW = re.compile(rf"(?:{pattern('contact_labels', 'follow')})(?!\w)", re.IGNORECASE)
_OWN_MAILBOX, _NAME = 0.5, 0.8
_GREETED = 3  # words of a name behind a greeting, one more
_SURE = 3.0  # of a company: by its legal form or its domain
_Value = TypeVar("_Value")


def persons(evidence: Evidence) -> list[Person]:
    """Those who may stand on the card, most likely first."""
    return people.find(evidence, _free(evidence))


def contacts(evidence: Evidence) -> list[Contact]:
    """The contacts of a card: usually one; one each where colleagues share it."""
    free = _free(evidence)
    group = _colleagues(evidence, persons(evidence))
    if len(group) < 2:
        return [assemble(evidence, choose(evidence))]
    common = choose(evidence)
    return [_colleague(evidence, person, group, free, common) for person in group]


def choose(evidence: Evidence) -> Chosen:
    """What stands on a card of one person, or of none."""
    free = _free(evidence)
    person = next(iter(persons(evidence)), None)
    named = (person.segment, *person.parts) if person else ()
    left = [s for s in free if s not in named]
    role = positions.role_of(person, [s for s in left if not organizations.legal_form(s.text)])
    used = set(role[1]) if role else set()
    unit = positions.department_of(person, left, used, evidence.stems)
    rest = [s for s in left if s not in used and s is not unit]
    address = evidence.addresses[0] if evidence.addresses else None
    company = companies.find(evidence, rest)
    if person and company and company.score >= _SURE and role is None:
        below = positions.role_below(person, rest, company.parts[0])
        role = (below.text, (below,)) if below else None
    return Chosen(company, person, role, unit, address)


def _free(evidence: Evidence) -> list[Segment]:
    placed = {segment for found in evidence.addresses for segment in found.parts}
    return [s for s in evidence.segments if s not in placed and not _is_phrase(s)]


def _is_phrase(segment: Segment) -> bool:
    said = fold(segment.text).strip(" ,.!")
    first, *rest = said.split() or [""]
    greets = first in _PHRASES and 0 < len(rest) < _GREETED  # `Hej Hanna`
    named = greets and not organizations.legal_form(segment.text)
    if _FOLLOW.match(segment.text) and not organizations.legal_form(segment.text):
        return True
    return said in _PHRASES or (named and first not in words("given_names"))


def _colleagues(evidence: Evidence, persons: Sequence[Person]) -> list[Person]:
    """Those who each have a mailbox of their own on this card, in the order of the card."""
    named = [  # and not an office with a mailbox
        person for person in persons if person.segment.box and names.likeness(person.name) >= _NAME
    ]
    pairs = [
        (_agreement(person, mail), person, mail.value)
        for person in named
        for mail in evidence.emails
    ]
    own: dict[Segment, Person] = {}
    given: set[str] = set()
    for fit, person, mailbox in sorted(pairs, key=lambda pair: -pair[0]):
        # In a mail's head and under it, there perhaps with a word from the line above.
        known = any(_is_same(person, one) for one in own.values())
        if fit >= _OWN_MAILBOX and not known and mailbox not in given:
            own[person.segment] = person
            given.add(mailbox)
    return sorted(own.values(), key=lambda person: person.segment.order)


def _is_same(one: Person, other: Person) -> bool:
    left, right = (set(fold(person.name).split()) for person in (one, other))
    return left <= right or right <= left


def _agreement(person: Person, mail: Mark[str]) -> float:
    return names.agreement(person.name, mail.value.split("@")[0])


def _colleague(
    evidence: Evidence,
    person: Person,
    group: Sequence[Person],
    free: Sequence[Segment],
    common: Chosen,
) -> Contact:
    """One of several on a card: what stands nearest to the name; company and address are shared."""
    homes = {one: one.segment.box for one in group if one.segment.box}
    names_of_all = {piece for one in group for piece in (one.segment, *one.parts)}
    near = [s for s in free if s not in names_of_all and _home(s.box, homes) is person]
    role = positions.role_of(person, [s for s in near if not organizations.legal_form(s.text)])
    used = set(role[1]) if role else set()
    unit = positions.department_of(person, near, used, evidence.stems)
    mine = replace(
        evidence,
        emails=_own_mails(evidence, person, group, homes),
        phones=tuple(m for m in evidence.phones if _home(_box(evidence, m), homes) is person),
    )
    return assemble(mine, replace(common, person=person, role=role, unit=unit))


def _own_mails(
    evidence: Evidence, person: Person, group: Sequence[Person], homes: Mapping[Person, Box]
) -> tuple[Mark[str], ...]:
    own = []
    for mail in evidence.emails:
        likest = max(group, key=lambda one: _agreement(one, mail))
        if _agreement(likest, mail) < _OWN_MAILBOX:
            likest = _home(_box(evidence, mail), homes) or likest
        if likest is person:
            own.append(mail)
    return tuple(own)


def _home(box: Box | None, homes: Mapping[Person, Box]) -> Person | None:
    """Whose name a place stands under: the nearest one above it, its left edge counting most."""
    if box is None:
        return None
    above = [one for one, home in homes.items() if home.top < box.bottom]

    def distance(one: Person) -> float:
        home = homes[one]
        return abs(home.left - box.left) + abs(box.top - home.bottom) / 2

    return min(above or homes, key=distance)


def _box(evidence: Evidence, mark: Mark[_Value]) -> Box | None:
    return evidence.lines[mark.line].box

"""What a person does: role and department, among the pieces near the name."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from ocr.fields import names, organizations, roles
from ocr.fields.people import Person
from ocr.fields.segments import Segment

_DASHES = (" - ", " – ", " — ")
_FIRM = 0.8  # likeness to a domain
_CONTINUES = re.compile(
    r"(?:[&,/–-]|\b(?:and|och|und|og|et|y|e|of|for|för|für|de|en|ja))$", re.IGNORECASE
)
_CONTINUED = re.compile(
    r"^(?:&|and\b|och\b|und\b|og\b|et\b|y\b|of\b|for\b|för\b|für\b|de\b|des\b|[a-zåäöæøéü])"
)


def role_of(
    person: Person | None, free: Sequence[Segment]
) -> tuple[str, tuple[Segment, ...]] | None:
    """The role as printed, its lines joined, and the pieces it stands in; nobody, no role."""
    if person is None:
        return None
    if person.title and roles.likeness(person.title) > 0.5:
        return person.title, (person.segment,)
    best: tuple[float, Segment] | None = None
    for segment in free:
        score = roles.likeness(segment.text) + _nearness(person, segment)
        score -= 1.8 if roles.is_department(segment.text) else 0.0
        if score > 1.6 and (best is None or score > best[0]):
            best = score, segment
    if best is None:
        return None
    parts = _lines_of(best[1], free)
    text = parts[0].text
    for before, part in pairwise(parts):
        text += f" - {part.text}" if part.line == before.line else f" {part.text}"
    return " ".join(text.split()), parts


def role_below(person: Person, free: Sequence[Segment], company: Segment) -> Segment | None:
    """What stands between a name and the company, where no word tells a role: `Konstruktör`."""
    for segment in free:
        below = 0 < segment.order - person.segment.order <= 1 and segment.order < company.order
        if below and segment.block == person.segment.block and _may_be_role(segment.text):
            return segment
    return None


def _may_be_role(text: str) -> bool:
    return (
        3 < len(text) <= 50
        and len(text.split()) <= 6
        and not re.search(r"[\d@:!?]|\.$", text)
        and not organizations.legal_form(text)
        and not roles.is_department(text)
    )


def _nearness(person: Person, segment: Segment) -> float:
    distance = segment.order - person.segment.order
    if segment.line == person.segment.line:
        return 1.6
    near = 1.4 if 0 < distance <= 2 else 0.6 if abs(distance) <= 2 else 0.0
    return near + (0.6 if segment.block == person.segment.block else 0.0)


def _lines_of(first: Segment, free: Sequence[Segment]) -> tuple[Segment, ...]:
    """The piece and those it runs on into: `Sales &` / `Marketing Manager`."""
    parts = [first]
    by_order = {segment.order: segment for segment in free}
    while (following := by_order.get(parts[-1].order + 1)) and following.block == first.block:
        if _same_line(parts[-1], following):
            parts.append(following)
            continue
        open_end = _CONTINUES.search(parts[-1].text) or _CONTINUED.match(following.text)
        parted = following.line == parts[-1].line  # by a bar or a dot
        if not open_end or parted or len(parts) > 2 or re.search(r"\d", following.text):
            break
        parts.append(following)
    while (before := by_order.get(parts[0].order - 1)) and before.block == first.block:
        if not _CONTINUES.search(before.text) or len(parts) > 2:
            break
        parts.insert(0, before)
    return tuple(parts)


def _same_line(role: Segment, following: Segment) -> bool:
    """Whether what stands behind a role and a dash belongs to it: `Manager - Marketing`."""
    return (
        following.line == role.line
        and following.start - role.end == len(role.behind)
        and role.behind in _DASHES
        and (_may_be_role(following.text) or bool(re.fullmatch(r"[A-Z&]{2,3}", following.text)))
        and names.likeness(following.text) < 1
    )


def department_of(
    person: Person | None,
    free: Sequence[Segment],
    used: Collection[Segment],
    stems: Sequence[str] = (),
) -> Segment | None:
    """The unit nearest to the name, when a piece names one."""
    found = [s for s in free if s not in used and _is_unit(s.text, stems)]
    if not found or person is None:
        return None
    near = min(found, key=lambda s: abs(s.order - person.segment.order))
    return near if abs(near.order - person.segment.order) <= 4 else None


def _is_unit(text: str, stems: Sequence[str]) -> bool:
    """Whether a piece names a unit, and not a firm: `Bureau Norvika` of `norvika.nl`."""
    firm = organizations.legal_form(text) or organizations.resembles(text, stems) >= _FIRM
    return roles.is_department(text) and not firm

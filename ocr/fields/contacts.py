"""Chosen values to a contact, each with its place and how sure it is."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ocr.fields import confidence
from ocr.fields.addresses import Address
from ocr.fields.companies import Company
from ocr.fields.evidence import Evidence
from ocr.fields.people import Person
from ocr.fields.phones import Found
from ocr.fields.segments import Segment
from ocr.fields.spans import Mark
from ocr.types import Box, Contact, Line, Phone, Provenance

Groups = list[list[Mark[str]]]
Marks = Mapping[str, Sequence[Sequence[Mark[object]]]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen for one contact; `role` with the pieces it stands in."""

    company: Company | None
    person: Person | None
    role: tuple[str, tuple[Segment, ...]] | None
    unit: Segment | None
    address: Address | None


def assemble(evidence: Evidence, chosen: Chosen) -> Contact:
    """The contact of the chosen values and of every number and address of the card."""
    emails, websites = _unique(evidence.emails), _unique(evidence.websites)
    phones = _unique_phones(evidence.phones)
    marks: Marks = {"emails": emails, "websites": websites, "phones": phones}
    singles = _singles(chosen)
    values = [group[0].value for group in emails]
    sure_of: dict[str, Callable[[Any], float]] = {
        "emails": lambda mark: confidence.mailbox(mark.value, chosen.person, _text(evidence, mark)),
        "websites": lambda mark: confidence.website(mark.value, values, _text(evidence, mark)),
        "phones": lambda mark: confidence.phone(mark.value),
    }
    return Contact(
        company=chosen.company.name if chosen.company else None,
        person=chosen.person.name if chosen.person else None,
        role=chosen.role[0] if chosen.role else None,
        department=chosen.unit.text if chosen.unit else None,
        phones=tuple(_phone(group[0].value) for group in phones),
        emails=tuple(group[0].value for group in emails),
        websites=tuple(group[0].value for group in websites),
        address=chosen.address.text if chosen.address else None,
        confidence=_confidence(evidence, singles, marks, sure_of),
        provenance=tuple(_provenance(evidence, singles, marks)),
    )


def _text(evidence: Evidence, mark: Mark[object]) -> str:
    return evidence.lines[mark.line].text


def _singles(chosen: Chosen) -> dict[str, tuple[float, tuple[Segment, ...]]]:
    """For each single value how sure its rule is, and the pieces it was made of."""
    found: dict[str, tuple[float, tuple[Segment, ...]]] = {}
    if chosen.company:
        found["company"] = confidence.company(chosen.company), chosen.company.parts
    if chosen.person:
        found["person"] = (
            confidence.person(chosen.person),
            chosen.person.parts or (chosen.person.segment,),
        )
    if chosen.role:
        found["role"] = confidence.role(chosen.role[0], chosen.person), chosen.role[1]
    if chosen.unit:
        found["department"] = 0.7, (chosen.unit,)
    if chosen.address:
        found["address"] = confidence.address(chosen.address), chosen.address.parts
    return found


def _confidence(
    evidence: Evidence,
    singles: Mapping[str, tuple[float, tuple[Segment, ...]]],
    marks: Marks,
    sure_of: Mapping[str, Callable[[Any], float]],
) -> dict[str, float]:
    sure = {
        field: _seen(value, [part.confidence for part in parts])
        for field, (value, parts) in singles.items()
    }
    for field, groups in marks.items():
        for i, group in enumerate(groups):
            clear = [evidence.lines[mark.line].confidence for mark in group]
            sure[f"{field}.{i}"] = _seen(sure_of[field](group[0]), [max(clear)])
    return {field: round(value, 3) for field, value in sure.items()}


def _seen(value: float, clear: Sequence[float]) -> float:
    """A rule's confidence, held down where the print was not clearly recognized."""
    least = min(clear, default=1.0)
    return min(confidence.printed(value, least), least if least < 0.9 else 1.0)


def _provenance(
    evidence: Evidence,
    singles: Mapping[str, tuple[float, tuple[Segment, ...]]],
    marks: Marks,
) -> Iterable[Provenance]:
    for field, (_, parts) in singles.items():
        for part in parts:
            yield _place(field, evidence.lines[part.line], part.start, part.end)
    for field, groups in marks.items():
        for i, group in enumerate(groups):
            for mark in group:
                yield _place(f"{field}.{i}", evidence.lines[mark.line], mark.start, mark.end)


def _phone(found: Found) -> Phone:
    return Phone(found.kind, found.number.e164, found.extension, found.text)


def _unique(marks: Sequence[Mark[str]]) -> Groups:
    """The marks by value, each value once, in the order of the card."""
    groups: dict[str, list[Mark[str]]] = {}
    for mark in marks:
        groups.setdefault(_key(mark.value), []).append(mark)
    return list(groups.values())


def _key(value: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", value.lower()).rstrip("/")


def _unique_phones(marks: Sequence[Mark[Found]]) -> list[list[Mark[Found]]]:
    groups: dict[str, list[Mark[Found]]] = {}
    for mark in marks:
        key = mark.value.number.e164 or re.sub(r"\D", "", mark.value.text)
        groups.setdefault(key, []).append(mark)
    return list(groups.values())


def _place(field: str, line: Line, start: int, end: int) -> Provenance:
    return Provenance(field, line.side, _box(line, start, end), line.text[start:end], line.source)


def _box(line: Line, start: int, end: int) -> Box | None:
    """The place of some characters of a line: the hull of their words where there are words."""
    place = 0
    hull: list[Box] = []
    for word in line.words:
        if place < end and start < place + len(word.text) and word.box:
            hull.append(word.box)
        place += len(word.text) + 1
    if not hull:
        return line.box
    return Box(
        min(box.left for box in hull),
        min(box.top for box in hull),
        max(box.right for box in hull),
        max(box.bottom for box in hull),
    )

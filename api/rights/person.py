"""Whom a package is about, and what is theirs alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.contacts.removed import traces_in, traces_of
from api.models import CaptureFile, Contact, Interaction, Reading
from api.retention.scope import Scope, list_people, scope_of

# What a table holds of a person, as JSON values.
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a package is about: their entries, what there is of them, and what is theirs alone.

    `alone` are the captures on which nobody else was: pictures and words of others stay out
    (Art. 15(4)).
    """

    contacts: Sequence[Contact]
    scope: Scope
    alone: frozenset[UUID]
    traces: frozenset[str]


def find_person(session: Session, contact_id: UUID) -> Person | None:
    """Return the person behind a contact, or None where they are gone."""
    contacts = list_people(session, [contact_id])
    if not contacts:
        return None
    scope = scope_of(session, contacts)
    shared = session.scalars(
        sa.select(Interaction.capture_id).where(
            Interaction.capture_id.in_(scope.capture_ids),
            Interaction.contact_id.not_in(scope.contact_ids),
        )
    )
    traces: set[str] = set().union(*map(traces_of, contacts))
    others = set(shared) | _told_of_others(session, scope, traces)
    return Person(contacts, scope, frozenset(scope.capture_ids) - others, frozenset(traces))


def images_of(session: Session, person: Person) -> list[CaptureFile]:
    """Return the kept pictures and texts of cards that nobody else is on."""
    return list(
        session.scalars(
            sa.select(CaptureFile)
            .where(CaptureFile.capture_id.in_(person.alone), CaptureFile.kept_key.is_not(None))
            .order_by(CaptureFile.capture_id, CaptureFile.side)
        )
    )


def _told_of_others(session: Session, scope: Scope, traces: set[str]) -> set[UUID]:
    """Return the captures whose reading tells of somebody else as well."""
    rows = session.execute(
        sa.select(Reading.capture_id, Reading.result).where(
            Reading.capture_id.in_(scope.capture_ids)
        )
    )
    return {
        capture_id
        for capture_id, result in rows
        for read in result.get("contacts", [])
        if traces_in(read) and not traces_in(read) & traces
    }

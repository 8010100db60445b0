"""Queries over pairs of contacts."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from api.auth.subject import Subject
from api.contacts import repository as contacts
from api.errors import NotFoundError
from api.models import (
    Contact,
    ContactDistinction,
    ContactMerge,
    ContactMethod,
    Evidence,
    Interaction,
    Organization,
)

_PAIRS = 100


class Pair(NamedTuple):
    """Two ids, the older contact's first, and why they may be one person."""

    contact_id: UUID
    other_id: UUID
    reasons: list[str]


class Employment(NamedTuple):
    """Where a contact was met working, from the first to the last exchange there."""

    organization: Organization
    first_at: datetime
    last_at: datetime


def get_contact(session: Session, subject: Subject, contact_id: UUID) -> Contact:
    """Return a living contact, whole.

    Raises:
        NotFoundError: the subject sees no such contact.
    """
    contact = contacts.find(session, subject, contact_id)
    if contact is None:
        raise NotFoundError
    return contact


def list_pairs(session: Session) -> list[Pair]:
    """Return pairs of living contacts that share a name or a mobile, and nobody has judged."""
    one, two = aliased(Contact), aliased(Contact)
    mine, theirs = aliased(ContactMethod), aliased(ContactMethod)
    by_name = sa.select(one.id, two.id.label("other"), sa.literal("same_name")).join(
        two, two.person_folded == one.person_folded
    )
    by_mobile = (
        sa.select(one.id, two.id.label("other"), sa.literal("same_mobile"))
        .join(mine, (mine.contact_id == one.id) & (mine.kind == "mobile"))
        .join(theirs, (theirs.value == mine.value) & (theirs.kind == "mobile"))
        .join(two, two.id == theirs.contact_id)
    )
    judged = sa.exists().where(
        ContactDistinction.contact_id == one.id, ContactDistinction.other_id == two.id
    )
    found: dict[tuple[UUID, UUID], list[str]] = {}
    for query in (by_name, by_mobile):
        rows = session.execute(
            query.where(one.id < two.id, _lives(one), _lives(two), ~judged)
            .distinct()
            .order_by(one.id, two.id)
            .limit(_PAIRS)
        )
        for contact_id, other_id, reason in rows:
            found.setdefault((contact_id, other_id), []).append(reason)
    return [Pair(*ids, reasons) for ids, reasons in sorted(found.items())][:_PAIRS]


def _lives(contact: type[Contact]) -> sa.ColumnElement[bool]:
    return contact.deleted_at.is_(None) & contact.state.in_(("active", "needs_company"))


def list_contacts(session: Session, subject: Subject, ids: Iterable[UUID]) -> dict[UUID, Contact]:
    """Return those of `ids` the subject may see, whole, by id."""
    rows = session.scalars(contacts.readable(subject).where(Contact.id.in_(list(ids))))
    return {row.id: row for row in rows}


def count_evidence(session: Session, ids: Iterable[UUID]) -> dict[UUID, int]:
    """Return how many records prove each of these contacts."""
    rows = session.execute(
        sa.select(Evidence.contact_id, sa.func.count())
        .where(Evidence.contact_id.in_(list(ids)))
        .group_by(Evidence.contact_id)
    )
    return {contact_id: count for contact_id, count in rows if contact_id is not None}


def list_merges(session: Session, contact_id: UUID) -> Sequence[ContactMerge]:
    """Return the merges into a contact, the latest first."""
    return session.scalars(
        sa.select(ContactMerge)
        .where(ContactMerge.contact_id == contact_id)
        .order_by(ContactMerge.id.desc())
    ).all()


def list_employments(session: Session, contact_id: UUID) -> list[Employment]:
    """Return each organization a contact was met at, the latest first."""
    last = sa.func.max(Interaction.happened_at)
    rows = session.execute(
        sa.select(Organization, sa.func.min(Interaction.happened_at), last)
        .join(Interaction, Interaction.organization_id == Organization.id)
        .where(Interaction.contact_id == contact_id)
        .group_by(Organization.id)
        .order_by(last.desc())
    )
    return [Employment(*row) for row in rows]

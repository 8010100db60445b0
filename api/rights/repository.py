"""Queries over what people asked for."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.contacts.repository import WHOLE
from api.models import Contact, SubjectRequest


def find(session: Session, request_id: UUID, *, lock: bool = False) -> SubjectRequest | None:
    """Return one request; with `lock` for this transaction alone to change."""
    return session.get(SubjectRequest, request_id, with_for_update=lock)


def find_contact(session: Session, contact_id: UUID) -> Contact | None:
    """Return a contact that is still there, whole."""
    return session.scalar(
        sa.select(Contact)
        .where(Contact.id == contact_id, Contact.deleted_at.is_(None), Contact.state != "merged")
        .options(*WHOLE)
    )


def list_page(
    session: Session, *, state: str | None, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[SubjectRequest]:
    """Return up to `limit` requests, those due first."""
    query = sa.select(SubjectRequest).order_by(SubjectRequest.due_at, SubjectRequest.id)
    if state is not None:
        query = query.where(SubjectRequest.state == state)
    if after is not None:
        due_at, last = after
        query = query.where(
            sa.tuple_(SubjectRequest.due_at, SubjectRequest.id)
            > sa.tuple_(sa.literal(due_at, SubjectRequest.due_at.type), sa.literal(last))
        )
    return session.scalars(query.limit(limit)).all()


def list_of_contacts(session: Session, contact_ids: Sequence[UUID]) -> Sequence[SubjectRequest]:
    """Return what was asked about these contacts, the oldest first."""
    return session.scalars(
        sa.select(SubjectRequest)
        .where(SubjectRequest.contact_id.in_(contact_ids))
        .order_by(SubjectRequest.received_at)
    ).all()


def next_number(session: Session, year: int) -> str:
    """Return the next free number of `year`; the caller is alone in doing so."""
    taken = session.scalars(
        sa.select(SubjectRequest.number).where(SubjectRequest.number.startswith(f"{year}-"))
    ).all()
    last = max((int(number.partition("-")[2]) for number in taken), default=0)
    return f"{year}-{last + 1:03d}"


def count_open(session: Session) -> int:
    """Return how many requests wait for an answer."""
    query = sa.select(sa.func.count(SubjectRequest.id)).where(SubjectRequest.state == "open")
    return session.scalar(query) or 0


def find_waiting(
    session: Session, contact_id: UUID, kind: str, purpose: str | None
) -> SubjectRequest | None:
    """Return the open request of this kind about a contact, if there is one."""
    return session.scalar(
        sa.select(SubjectRequest)
        .where(
            SubjectRequest.contact_id == contact_id,
            SubjectRequest.kind == kind,
            SubjectRequest.purpose == purpose
            if purpose is not None
            else SubjectRequest.purpose.is_(None),
            SubjectRequest.state == "open",
        )
        .limit(1)
    )

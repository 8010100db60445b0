"""Queries over evidence rows."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.errors import NotFoundError
from api.models import Checkpoint, Contact, Evidence, LogEntry


def readable(subject: Subject) -> sa.Select[Evidence]:
    """Return the query for the evidence `subject` may see: that of contacts still there."""
    query = sa.select(Evidence).join(Contact, Contact.id == Evidence.contact_id)
    if not subject.holds("contacts:read"):
        return query.where(sa.false())
    return query.where(Contact.deleted_at.is_(None))


def get(session: Session, subject: Subject, evidence_id: UUID) -> Evidence:
    """Return the record `evidence_id`.

    Raises:
        NotFoundError: there is none, or the subject may not see whom it is about.
    """
    found = session.scalar(readable(subject).where(Evidence.id == evidence_id))
    if found is None:
        raise NotFoundError
    return found


def list_of_contact(session: Session, subject: Subject, contact_id: UUID) -> Sequence[Evidence]:
    """Return the records that prove this contact, the oldest first.

    Raises:
        NotFoundError: there is no such contact, or the subject may not see it.
    """
    found = session.scalars(
        readable(subject).where(Evidence.contact_id == contact_id).order_by(Evidence.index)
    ).all()
    if not found:
        raise NotFoundError  # a contact without evidence cannot be
    return found


def list_of_subjects(session: Session, subject_ids: Sequence[UUID]) -> Sequence[Evidence]:
    """Return every record sealed for these subjects (people, not callers), the oldest first."""
    return session.scalars(
        sa.select(Evidence).where(Evidence.subject_id.in_(subject_ids)).order_by(Evidence.index)
    ).all()


def get_entry(session: Session, index: int) -> LogEntry:
    """Return the leaf number `index`.

    Raises:
        NotFoundError: the log does not reach that far, or was damaged.
    """
    entry = session.get(LogEntry, index)
    if entry is None:
        raise NotFoundError
    return entry


def get_checkpoint(session: Session, size: int) -> Checkpoint:
    """Return the checkpoint taken when the log had `size` records.

    Raises:
        NotFoundError: none was taken at that size.
    """
    checkpoint = session.get(Checkpoint, size)
    if checkpoint is None:
        raise NotFoundError
    return checkpoint


def list_checkpoints(session: Session) -> Sequence[Checkpoint]:
    """Return every checkpoint, the first first."""
    return session.scalars(sa.select(Checkpoint).order_by(Checkpoint.size)).all()

"""Every query of reading."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from api.auth.subject import Subject
from api.captures.repository import readable
from api.jobs import statuses
from api.models import Capture, CaptureFile

_WAITS = Capture.state.in_(["received", "reading"])
# Every column that names a blob.
_NAMES = (CaptureFile.quarantine_key, CaptureFile.kept_key)
_WHOLE = (selectinload(Capture.files), selectinload(Capture.readings))


def lock(session: Session, capture_id: UUID) -> Capture | None:
    """Return one capture with files and readings, for this transaction alone to change."""
    return session.scalar(
        sa.select(Capture)
        .where(Capture.id == capture_id, Capture.erased_at.is_(None))
        .options(*_WHOLE)
        .with_for_update(of=Capture)
    )


def lock_readable(session: Session, subject: Subject, capture_id: UUID) -> Capture | None:
    """Return one capture the subject may see, for this transaction alone to change."""
    return session.scalar(
        readable(subject)
        .where(Capture.id == capture_id)
        .options(*_WHOLE)
        .with_for_update(of=Capture)
    )


def find_abandoned(session: Session) -> set[UUID]:
    """Return the captures that wait for a job which has ended without them."""
    waiting = session.scalars(sa.select(Capture.id).where(_WAITS)).all()
    return statuses.find_ended(session, waiting) if waiting else set()


def lock_waiting(session: Session, capture_ids: Collection[UUID]) -> Sequence[Capture]:
    """Return those of `capture_ids` that still wait, for this transaction alone to change."""
    return session.scalars(
        sa.select(Capture).where(Capture.id.in_(capture_ids), _WAITS).with_for_update()
    ).all()


def list_failed_before(session: Session, moment: datetime) -> Sequence[Capture]:
    """Return failed captures that came before `moment` and whose original is still there."""
    return session.scalars(
        sa.select(Capture)
        .where(
            Capture.state == "failed",
            Capture.received_at < moment,
            Capture.files.any(CaptureFile.quarantine_key.is_not(None)),
        )
        .options(selectinload(Capture.files))
        .with_for_update(of=Capture)
    ).all()


def named_among(session: Session, names: Collection[str]) -> set[str]:
    """Return those of `names` that a row points to."""
    named: set[str] = set()
    for column in _NAMES:
        rows = session.scalars(sa.select(column).where(column.in_(names)))
        named.update(name for name in rows if name)
    return named


def list_named(session: Session) -> set[str]:
    """Return the name of every blob that a row points to."""
    return {
        name
        for column in _NAMES
        for name in session.scalars(sa.select(column).where(column.is_not(None)))
        if name
    }

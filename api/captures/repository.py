"""Every query over captures. Those for callers start from `readable`."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from api.auth.subject import Subject
from api.models import Capture, CaptureDetails, CaptureFile


def own(subject: Subject) -> sa.ColumnElement[bool]:
    """Return the condition that a capture was sent by `subject`."""
    if subject.user_id is not None:
        return Capture.user_id == subject.user_id
    return sa.and_(Capture.user_id.is_(None), Capture.token_id == subject.token_id)


def readable(subject: Subject) -> sa.Select[Capture]:
    """Return the captures `subject` may see: one's own, and for reviewers everybody's."""
    everybodys = sa.literal(subject.holds("review:write"))
    return sa.select(Capture).where(Capture.erased_at.is_(None), sa.or_(everybodys, own(subject)))


def find(session: Session, subject: Subject, capture_id: UUID) -> Capture | None:
    """Return one capture with files and readings, or None."""
    return session.scalar(
        readable(subject)
        .where(Capture.id == capture_id)
        .options(selectinload(Capture.files), selectinload(Capture.readings))
    )


def find_any(session: Session, capture_id: UUID) -> Capture | None:
    """Return whatever stands under this id, whoever sent it, to compare an upload with."""
    return session.scalar(
        sa.select(Capture).where(Capture.id == capture_id).options(selectinload(Capture.files))
    )


def list_own(
    session: Session, subject: Subject, *, before: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Capture]:
    """Return up to `limit` captures the subject sent, latest received first."""
    query = sa.select(Capture).where(Capture.erased_at.is_(None), own(subject))
    if before is not None:
        query = query.where(
            sa.tuple_(Capture.received_at, Capture.id)
            < sa.tuple_(sa.literal(before[0], Capture.received_at.type), sa.literal(before[1]))
        )
    return session.scalars(
        query.order_by(Capture.received_at.desc(), Capture.id.desc())
        .limit(limit)
        .options(selectinload(Capture.readings))
    ).all()


def find_file(
    session: Session, subject: Subject, capture_id: UUID, part: str
) -> CaptureFile | None:
    """Return one kept file of a capture the subject may see, or None."""
    return session.scalar(
        sa.select(CaptureFile).where(
            CaptureFile.capture_id.in_(readable(subject).with_only_columns(Capture.id)),
            CaptureFile.capture_id == capture_id,
            CaptureFile.part == part,
            CaptureFile.kept_key.is_not(None),
        )
    )


def lock_details(session: Session, capture_id: UUID) -> CaptureDetails | None:
    """Return what a seller added to a capture, for this transaction alone to change."""
    return session.get(CaptureDetails, capture_id, with_for_update=True)

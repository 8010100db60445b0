"""Every query over the review queue; each starts from `reviewable`."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, selectinload

from api.auth.subject import Subject
from api.models import Capture, Evidence, Occasion, User


class Waiting(NamedTuple):
    """A capture with its setting; `seller` and `claimer` are names of colleagues."""

    capture: Capture
    seller: str | None
    occasion: Occasion | None
    claimer: str | None


# Nothing read is least certain of all.
_certainty = sa.func.coalesce(Capture.certainty, 0.0)


def reviewable(subject: Subject) -> sa.Select[Capture]:
    """Return the captures `subject` may decide on: everybody's, for who holds review:write."""
    return sa.select(Capture).where(
        Capture.erased_at.is_(None), sa.literal(subject.holds("review:write"))
    )


def lock(session: Session, subject: Subject, capture_id: UUID) -> Capture | None:
    """Return one capture, whole, for this transaction alone to change."""
    return session.scalar(
        reviewable(subject)
        .where(Capture.id == capture_id)
        .options(
            selectinload(Capture.files),
            selectinload(Capture.readings),
            selectinload(Capture.decision),
        )
        .with_for_update(of=Capture)
        .execution_options(populate_existing=True)
    )


def list_page(
    session: Session,
    subject: Subject,
    state: str,
    *,
    after: tuple[float, UUID] | None,
    limit: int,
) -> Sequence[Waiting]:
    """Return up to `limit` captures in `state`, least certain first, with seller and occasion."""
    query = _with_setting(reviewable(subject)).where(Capture.state == state)
    if after is not None:
        query = query.where(
            sa.tuple_(_certainty, Capture.id)
            > sa.tuple_(sa.literal(after[0]), sa.literal(after[1]))
        )
    rows = session.execute(query.order_by(_certainty, Capture.id).limit(limit))
    return [Waiting(*row) for row in rows]


def find(session: Session, subject: Subject, capture_id: UUID) -> Waiting | None:
    """Return one capture of whatever state, with seller and occasion, or None."""
    query = _with_setting(reviewable(subject)).where(Capture.id == capture_id)
    row = session.execute(query).one_or_none()
    return None if row is None else Waiting(*row)


def count(session: Session, subject: Subject, state: str) -> int:
    """Return how many captures wait in `state`."""
    waiting = reviewable(subject).where(Capture.state == state).subquery()
    return session.scalar(sa.select(sa.func.count()).select_from(waiting)) or 0


def list_evidence_of_mail(session: Session, capture: Capture) -> Sequence[Evidence]:
    """Return what is in evidence of the mail that `capture` is of, from another capture of it."""
    if capture.message_id_sha256 is None:
        return []
    return session.scalars(
        sa.select(Evidence)
        .join(Capture, Capture.id == Evidence.capture_id)
        .where(
            Capture.message_id_sha256 == capture.message_id_sha256,
            Capture.id != capture.id,
            Evidence.kind == "provided",
            Evidence.contact_id.is_not(None),
        )
        .order_by(Evidence.index)
    ).all()


def _with_setting(
    query: sa.Select[Capture],
) -> sa.Select[Capture, str, Occasion, str]:
    seller = aliased(User)
    claimer = aliased(User)
    return (
        query.add_columns(seller.name, Occasion, claimer.name)
        .outerjoin(seller, seller.id == Capture.user_id)
        .outerjoin(Occasion, Occasion.id == Capture.occasion_id)
        .outerjoin(claimer, claimer.id == Capture.claimed_by)
        .options(selectinload(Capture.files), selectinload(Capture.readings))
    )

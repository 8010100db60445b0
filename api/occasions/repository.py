"""Every query over occasions. They hold no personal data: who is signed in sees them all."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.errors import NotFoundError
from api.models import Occasion


def find(session: Session, occasion_id: UUID) -> Occasion | None:
    """Return one occasion, or None."""
    return session.get(Occasion, occasion_id)


def get(session: Session, occasion_id: UUID) -> Occasion:
    """Return one occasion.

    Raises:
        NotFoundError: there is none of this id.
    """
    occasion = find(session, occasion_id)
    if occasion is None:
        raise NotFoundError
    return occasion


def list_page(
    session: Session, *, closed: bool | None, before: UUID | None, limit: int
) -> Sequence[Occasion]:
    """Return up to `limit` occasions, newest first, older than `before`; all where `closed` is
    None.
    """
    query = sa.select(Occasion)
    if closed is not None:
        query = query.where(
            Occasion.closed_at.is_not(None) if closed else Occasion.closed_at.is_(None)
        )
    if before is not None:
        query = query.where(Occasion.id < before)
    return session.scalars(query.order_by(Occasion.id.desc()).limit(limit)).all()

"""Every query over interactions. Whoever asks has been let see the contact before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.models import CaptureDetails, Interaction, Occasion, Organization, User


class Told(NamedTuple):
    """An interaction with what a person wants to know beside it; `seller` is a name.

    `next_step` is as the seller's phone gave it.
    """

    interaction: Interaction
    occasion: Occasion | None
    organization: Organization | None
    seller: str | None
    next_step: dict[str, Any] | None


def list_page(
    session: Session, contact_id: UUID, *, before: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Told]:
    """Return up to `limit` interactions, latest first, with what stands beside them."""
    query = (
        sa.select(Interaction, Occasion, Organization, User.name, CaptureDetails.next_step)
        .outerjoin(Occasion, Occasion.id == Interaction.occasion_id)
        .outerjoin(Organization, Organization.id == Interaction.organization_id)
        .outerjoin(User, User.id == Interaction.user_id)
        .outerjoin(CaptureDetails, CaptureDetails.capture_id == Interaction.capture_id)
        .where(Interaction.contact_id == contact_id)
        .order_by(Interaction.happened_at.desc(), Interaction.id.desc())
        .limit(limit)
    )
    if before is not None:
        moment, last = before
        query = query.where(
            sa.or_(
                Interaction.happened_at < moment,
                sa.and_(Interaction.happened_at == moment, Interaction.id < last),
            )
        )
    return [Told(*row) for row in session.execute(query)]


def find_latest_moment(session: Session, contact_id: UUID) -> datetime | None:
    """Return when the contact was last met, or None for never."""
    return session.scalar(
        sa.select(Interaction.happened_at)
        .where(Interaction.contact_id == contact_id)
        .order_by(Interaction.happened_at.desc())
        .limit(1)
    )

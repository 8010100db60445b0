"""Reading the trail: who read, exported and changed what, and what vouches for it."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.evidence import log
from api.evidence.schemas import CheckpointRead
from api.models import ApiToken, AuditAnchor, AuditEvent, AuditHead, Checkpoint, Device, User
from api.oversight.schemas import AnchorRead, TrustRead

_ACTORS: tuple[type[User | ApiToken | Device], ...] = (User, ApiToken, Device)
_CHECKED = "worker:evidence:audited"


def list_acts(
    session: Session,
    *,
    tag: str | None,
    object_id: str | None,
    actor_id: UUID | None,
    before: int | None,
    limit: int,
) -> Sequence[AuditEvent]:
    """Return up to `limit` acts, the latest first, whose tag begins with `tag`."""
    query = sa.select(AuditEvent).order_by(AuditEvent.number.desc()).limit(limit)
    if tag is not None:
        query = query.where(AuditEvent.tag.startswith(tag, autoescape=True))
    if object_id is not None:
        query = query.where(AuditEvent.object_id == object_id)
    if actor_id is not None:
        query = query.where(AuditEvent.actor_id == actor_id)
    if before is not None:
        query = query.where(AuditEvent.number < before)
    return session.scalars(query).all()


def names_of(session: Session, events: Sequence[AuditEvent]) -> dict[UUID, str]:
    """Return the names of those who acted: colleagues, programs, phones. Who has left has none."""
    ids = {event.actor_id for event in events if event.actor_id is not None}
    named = sa.union_all(
        *(sa.select(table.id, table.name).where(table.id.in_(ids)) for table in _ACTORS)
    )
    return {row.id: row.name for row in session.execute(named)}


def trust(session: Session) -> TrustRead:
    """Return how far trail and log reach, and what was signed and checked last."""
    anchor = session.scalar(sa.select(AuditAnchor).order_by(AuditAnchor.number.desc()).limit(1))
    checkpoint = session.scalar(sa.select(Checkpoint).order_by(Checkpoint.size.desc()).limit(1))
    checked = session.scalar(
        sa.select(AuditEvent)
        .where(AuditEvent.tag == _CHECKED)
        .order_by(AuditEvent.number.desc())
        .limit(1)
    )
    return TrustRead(
        acts=session.get_one(AuditHead, 1).number,
        anchor=anchor and AnchorRead.model_validate(anchor, from_attributes=True),
        records=log.size(session),
        checkpoint=checkpoint and CheckpointRead.model_validate(checkpoint, from_attributes=True),
        checked_at=checked and checked.at,
        findings=checked and checked.facts["findings"],
    )

"""The trail of who read, exported and changed what."""

from uuid import UUID

from sqlalchemy.orm import Session

from api.kit import clock
from api.models import AuditEvent


def record(
    session: Session,
    tag: str,
    *,
    actor_kind: str,
    actor_id: UUID | None,
    object_id: UUID | str | None = None,
    **facts: str | int | None,
) -> None:
    """Add one act to the trail, in the caller's transaction.

    `tag` is `source:subject:action`, as `api:contact:read`. `facts` are ids, counts and kinds: no
    name, address, number or free text may be handed in.
    """
    session.add(
        AuditEvent(
            at=clock.now(),
            actor_kind=actor_kind,
            actor_id=actor_id,
            tag=tag,
            object_id=None if object_id is None else str(object_id),
            facts=facts,
        )
    )

"""The trail of who read, exported and changed what: each act chained to all before it."""

from uuid import UUID

from sqlalchemy.orm import Session

from api.audit import trail
from api.db.session import at_end
from api.kit import clock, ids
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
    """Add one act to the trail, in the caller's transaction, as the last thing it does.

    `tag` is `source:subject:action`, as `api:contact:read`. `facts` are ids, counts and kinds: no
    name, address, number or free text may be handed in.
    """
    waiting: list[AuditEvent] = session.info.setdefault("audit", [])
    if not waiting:
        at_end(session, _write)
    waiting.append(
        AuditEvent(
            id=ids.new_id(),
            at=clock.now(),
            actor_kind=actor_kind,
            actor_id=actor_id,
            tag=tag,
            object_id=None if object_id is None else str(object_id),
            facts=facts,
        )
    )


def _write(session: Session) -> None:
    trail.append(session, session.info.pop("audit"))

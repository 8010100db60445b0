"""What the job engine's own table says of jobs."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

# PENDING: a worker has it.
_ALIVE = ("ENQUEUED", "DELAYED", "PENDING")
ENDED = ("SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")


def list_owners_of_running(session: Session) -> list[str]:
    """Return the names of workers that have jobs under way, dead or alive."""
    table = _table(session)
    running = sa.select(table.c.executor_id).distinct().where(table.c.status == "PENDING")
    return [name for name in session.scalars(running) if name]


def find_ended(session: Session, capture_ids: Collection[UUID]) -> set[UUID]:
    """Return those of `capture_ids` that have no job waiting or under way any more."""
    table = _table(session)
    alive = sa.select(table.c.workflow_uuid).where(
        table.c.status.in_(_ALIVE), table.c.workflow_uuid.like("read:%")
    )
    # read:<capture id>, and for a further reading :<another id>.
    waiting = {UUID(name.split(":")[1]) for name in session.scalars(alive)}
    return set(capture_ids) - waiting


def _table(session: Session) -> sa.TableClause:
    on_server = session.get_bind().dialect.name == "postgresql"
    return sa.table(
        "workflow_status",
        sa.column("workflow_uuid"),
        sa.column("executor_id"),
        sa.column("status"),
        schema="dbos" if on_server else None,
    )

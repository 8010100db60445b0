"""What waits and the trail on the wire."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from api.evidence.schemas import CheckpointRead

Work = Literal["requests", "duties", "emergencies", "breaches", "exports", "purges", "mails"]


class DueRead(BaseModel):
    """One sort of work that waits: how much, of it soon due and late, and when the first is due."""

    work: Work
    waiting: int
    soon: int
    late: int
    due_at: datetime | None


class ActRead(BaseModel):
    """One act on the trail. `actor` is the name of who did it, null for who has left."""

    number: int
    at: datetime
    actor_kind: str
    actor_id: UUID | None
    actor: str | None
    tag: str
    object_id: str | None
    facts: dict[str, Any]


class AnchorRead(BaseModel):
    """A signed note over the trail's first `number` acts."""

    number: int
    note: str
    created_at: datetime


class TrustRead(BaseModel):
    """How far the trail and the log of evidence reach, what was signed last, and the last check.

    `findings` is how much that check found changed or missing; null where none was made yet.
    """

    acts: int
    anchor: AnchorRead | None
    records: int
    checkpoint: CheckpointRead | None
    checked_at: datetime | None
    findings: int | None

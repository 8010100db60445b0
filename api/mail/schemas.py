"""Letters on the wire: how far each has come, never to whom or what it says."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class MailRead(BaseModel):
    """A letter; `problem` is a slug for why the last attempt failed."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    request_id: UUID
    state: Literal["waiting", "sent", "failed"]
    attempts: int
    problem: str | None
    queued_at: datetime
    next_at: datetime
    sent_at: datetime | None

"""Who read, exported and changed what."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db.base import Base, Identified


class AuditEvent(Identified, Base):
    """One act. `tag` is `source:subject:action`; `facts` hold ids and kinds, never values.

    No foreign key to the actor: the trail outlives the account.
    """

    __tablename__ = "audit_events"

    at: Mapped[datetime] = mapped_column(index=True)
    actor_kind: Mapped[str] = mapped_column(sa.String(16))
    actor_id: Mapped[UUID | None] = mapped_column(index=True)
    tag: Mapped[str] = mapped_column(sa.String(80), index=True)
    object_id: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    facts: Mapped[dict[str, Any]]

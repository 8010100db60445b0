"""Who read, exported and changed what."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db.base import Base, Identified


class AuditEvent(Identified, Base):
    """One act. `tag` is `source:subject:action`; `facts` hold ids and kinds, never values.

    No foreign key to the actor: the trail outlives the account. `chain` is the SHA-256 over the
    chain before it and this act: whoever changes or takes out one must change all that follow.
    """

    __tablename__ = "audit_events"

    at: Mapped[datetime] = mapped_column(index=True)
    actor_kind: Mapped[str] = mapped_column(sa.String(16))
    actor_id: Mapped[UUID | None] = mapped_column(index=True)
    tag: Mapped[str] = mapped_column(sa.String(80), index=True)
    object_id: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    facts: Mapped[dict[str, Any]]
    number: Mapped[int] = mapped_column(sa.BigInteger, unique=True)
    chain: Mapped[bytes] = mapped_column(sa.LargeBinary(32))


class AuditHead(Base):
    """One row: how many acts the trail holds, and the chain over all of them."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    number: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    chain: Mapped[bytes] = mapped_column(sa.LargeBinary(32))


class AuditAnchor(Base):
    """A signed note over number and chain, copied out with the evidence log's checkpoints."""

    __tablename__ = "audit_anchors"

    number: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    note: Mapped[str]
    created_at: Mapped[datetime]

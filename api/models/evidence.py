"""The evidence log: leaves that tell nothing, a Merkle tree over them, sealed bodies beside.

`docs/evidence.md` names these tables for outsiders; keep it true.
"""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db.base import Base, Identified


class LogEntry(Base):
    """One leaf: `entry` (canonical JSON without personal data) and the commitment to the body."""

    __tablename__ = "evidence_log"

    index: Mapped[int] = mapped_column("idx", sa.BigInteger, primary_key=True, autoincrement=False)
    entry: Mapped[bytes]
    commitment: Mapped[bytes] = mapped_column(sa.LargeBinary(32))


class LogNode(Base):
    """A finished subtree of 2**level leaves: `position` counts subtrees of that level from 0."""

    __tablename__ = "evidence_nodes"

    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32))


class Checkpoint(Base):
    """A signed note over size and root (C2SP tlog-checkpoint)."""

    __tablename__ = "evidence_checkpoints"

    size: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    note: Mapped[str]
    created_at: Mapped[datetime]


class Evidence(Identified, Base):
    """A record in the log: whose it is, where its leaf stands, its sealed body.

    The body is readable as long as the subject's key exists; erasing the key erases it.
    """

    __tablename__ = "evidence"
    # What permissions point to: a record by its id and kind.
    __table_args__ = (sa.Index("uq_evidence_id_kind", "id", "kind", unique=True),)

    kind: Mapped[str] = mapped_column(sa.String(16))
    index: Mapped[int] = mapped_column(
        "idx", sa.BigInteger, sa.ForeignKey("evidence_log.idx"), unique=True
    )
    subject_id: Mapped[UUID | None] = mapped_column(index=True)
    capture_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("captures.id"), index=True)
    contact_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("contacts.id"), index=True)
    policy_version_id: Mapped[str | None] = mapped_column(sa.ForeignKey("policy_versions.id"))
    nonce: Mapped[bytes | None] = mapped_column(sa.LargeBinary(12))
    sealed_body: Mapped[bytes | None]
    created_at: Mapped[datetime]

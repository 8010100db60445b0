"""Captures: acts of a person handing over details, what was read, what was decided."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from api.db.base import Base, Identified, JsonOrNull


class Capture(Base):
    """One act. The device chose the id (UUIDv7); `content_sha256` is over the JSON part."""

    __tablename__ = "captures"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("users.id"), index=True)
    token_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("api_tokens.id"), index=True)
    state: Mapped[str] = mapped_column(sa.String(16), index=True)
    problem: Mapped[str | None] = mapped_column(sa.String(64))
    channel: Mapped[str] = mapped_column(sa.String(16))
    context_kind: Mapped[str] = mapped_column(sa.String(24))
    occasion_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("occasions.id"), index=True)
    reference: Mapped[str | None] = mapped_column(sa.String(200))
    answered_at: Mapped[datetime | None]
    url: Mapped[str | None] = mapped_column(sa.String(2000))
    note: Mapped[str | None] = mapped_column(sa.String(2000))
    register: Mapped[str] = mapped_column(sa.String(24))
    content_sha256: Mapped[str] = mapped_column(sa.String(64))
    # A mail's own id, so that the same mail twice gives one piece of evidence.
    message_id_sha256: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    taken_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    received_at: Mapped[datetime] = mapped_column(index=True)
    skew_ms: Mapped[int | None] = mapped_column(sa.BigInteger)
    clock_flagged: Mapped[bool] = mapped_column(default=False)
    policy_version_id: Mapped[str] = mapped_column(sa.ForeignKey("policy_versions.id"))
    # The least certain value of the reading, 0 to 1: the order of the review queue.
    certainty: Mapped[float | None]
    claimed_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("users.id"))
    claimed_until: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]

    files: Mapped[list["CaptureFile"]] = relationship(lazy="raise", order_by="CaptureFile.side")
    readings: Mapped[list["Reading"]] = relationship(lazy="raise", order_by="Reading.number")
    decision: Mapped["Decision | None"] = relationship(lazy="raise")


class CaptureFile(Identified, Base):
    """One file of a capture: what came in (digest, quarantine) and what is kept (redacted)."""

    __tablename__ = "capture_files"
    __table_args__ = (sa.UniqueConstraint("capture_id", "part"),)

    capture_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("captures.id", ondelete="CASCADE"), index=True
    )
    part: Mapped[str] = mapped_column(sa.String(8))
    side: Mapped[int]
    received_sha256: Mapped[str] = mapped_column(sa.String(64))
    received_bytes: Mapped[int]
    received_type: Mapped[str] = mapped_column(sa.String(64))
    quarantine_key: Mapped[str | None] = mapped_column(sa.String(200))
    kept_key: Mapped[str | None] = mapped_column(sa.String(200))
    kept_sha256: Mapped[str | None] = mapped_column(sa.String(64))
    kept_type: Mapped[str | None] = mapped_column(sa.String(64))
    width: Mapped[int | None]
    height: Mapped[int | None]


class CaptureDetails(Base):
    """What the seller added after the shot; the highest revision stands."""

    __tablename__ = "capture_details"

    capture_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("captures.id", ondelete="CASCADE"), primary_key=True
    )
    revision: Mapped[int]
    answers: Mapped[dict[str, Any]]
    note: Mapped[str | None] = mapped_column(sa.String(2000))
    next_step: Mapped[dict[str, Any] | None] = mapped_column(JsonOrNull)
    # What the seller put right in the reading.
    corrections: Mapped[dict[str, Any] | None] = mapped_column(JsonOrNull)


class Reading(Identified, Base):
    """One run of `ocr` on a capture, as the contract's reading; never changed."""

    __tablename__ = "readings"
    __table_args__ = (sa.UniqueConstraint("capture_id", "number"),)

    capture_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("captures.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    result: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class Decision(Identified, Base):
    """What a reviewer decided. One a capture: the key is what makes a second one a conflict."""

    __tablename__ = "decisions"

    capture_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("captures.id", ondelete="CASCADE"), unique=True
    )
    user_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("users.id"))
    token_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("api_tokens.id"))
    decision: Mapped[str] = mapped_column(sa.String(8))
    reason: Mapped[str | None] = mapped_column(sa.String(200))
    decided_at: Mapped[datetime]

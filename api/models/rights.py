"""What people ask for about their own details, and what follows from it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db.base import Base, Identified, JsonOrNull


class SubjectRequest(Identified, Base):
    """A request under GDPR Art. 15-21. `number` is what people call it: year and count.

    `state`: open, done, refused. `asked` is what the person wants put right or said; `result` tells
    what was done in counts and articles, of nobody. The clock runs from `received_at` to `due_at`.
    """

    __tablename__ = "subject_requests"

    number: Mapped[str] = mapped_column(sa.String(12), unique=True)
    kind: Mapped[str] = mapped_column(sa.String(16))
    contact_id: Mapped[UUID] = mapped_column(sa.ForeignKey("contacts.id"), index=True)
    state: Mapped[str] = mapped_column(sa.String(12), index=True)
    channel: Mapped[str] = mapped_column(sa.String(16))
    language: Mapped[str] = mapped_column(sa.String(2))
    purpose: Mapped[str | None] = mapped_column(sa.String(24))
    asked: Mapped[dict[str, Any] | None] = mapped_column(JsonOrNull)
    received_at: Mapped[datetime]
    due_at: Mapped[datetime]
    identity_method: Mapped[str | None] = mapped_column(sa.String(24))
    identified_at: Mapped[datetime | None]
    extended_at: Mapped[datetime | None]
    extension_reason: Mapped[str | None] = mapped_column(sa.String(500))
    refused_article: Mapped[str | None] = mapped_column(sa.String(40))
    refused_reason: Mapped[str | None] = mapped_column(sa.String(500))
    closed_at: Mapped[datetime | None]
    result: Mapped[dict[str, Any]]


class Objection(Base):
    """That a person said no to a purpose (GDPR Art. 21); it stands until that person says yes."""

    __tablename__ = "objections"

    contact_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True
    )
    purpose: Mapped[str] = mapped_column(sa.String(16), primary_key=True)
    made_at: Mapped[datetime]


class Correction(Identified, Base):
    """What was put right at a person's request: the values before and after, and the evidence."""

    __tablename__ = "corrections"

    contact_id: Mapped[UUID] = mapped_column(sa.ForeignKey("contacts.id"), index=True)
    request_id: Mapped[UUID] = mapped_column(sa.ForeignKey("subject_requests.id"), index=True)
    evidence_id: Mapped[UUID] = mapped_column(sa.ForeignKey("evidence.id"), index=True)
    at: Mapped[datetime]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]

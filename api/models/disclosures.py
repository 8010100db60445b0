"""What left the house: to whom, of whom, why, who allowed it."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db.base import Base, Identified


class Recipient(Identified, Base):
    """Somebody data may be handed to, of one of the policy's classes, or a system of our own.

    `regions` are the countries (ISO 3166-1) an established customer serves. `token_id` is the
    program's key, where the recipient is a program that reads the change feed.
    """

    __tablename__ = "recipients"

    name: Mapped[str] = mapped_column(sa.String(200))
    recipient_class: Mapped[str] = mapped_column(sa.String(24), index=True)
    purpose: Mapped[str] = mapped_column(sa.String(16))
    regions: Mapped[list[str]]
    token_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("api_tokens.id", ondelete="SET NULL"), unique=True
    )
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]


class Disclosure(Identified, Base):
    """One contact's data handed to one recipient. `fields` are names, never values.

    The row outlives the contact: who received an erased person's data must still be told of it
    (GDPR Art. 19). A secret row is told to nobody but the privacy officer.
    """

    __tablename__ = "disclosures"

    recipient_id: Mapped[UUID] = mapped_column(sa.ForeignKey("recipients.id"), index=True)
    contact_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("contacts.id", ondelete="SET NULL"), index=True
    )
    export_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("exports.id"), index=True)
    purpose: Mapped[str] = mapped_column(sa.String(16))
    fields: Mapped[list[str]]
    reason: Mapped[str | None] = mapped_column(sa.String(500))
    legal_reference: Mapped[str | None] = mapped_column(sa.String(200))
    region: Mapped[str | None] = mapped_column(sa.String(2))
    is_secret: Mapped[bool] = mapped_column(default=False)
    disclosed_at: Mapped[datetime] = mapped_column(index=True)
    disclosed_by: Mapped[UUID | None]
    # After an emergency somebody else looks: by then it must be done.
    review_due_at: Mapped[datetime | None] = mapped_column(index=True)
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[UUID | None]


class Export(Identified, Base):
    """A file asked for, allowed by another, made once. The id stands in the file as its watermark.

    `acceptance_sha256` is the digest of the document by which a buyer of the business binds
    themselves to the policy; without it no package is made.
    """

    __tablename__ = "exports"

    recipient_id: Mapped[UUID] = mapped_column(sa.ForeignKey("recipients.id"), index=True)
    purpose: Mapped[str] = mapped_column(sa.String(16))
    format: Mapped[str] = mapped_column(sa.String(8))
    register: Mapped[str | None] = mapped_column(sa.String(24))
    reason: Mapped[str] = mapped_column(sa.String(500))
    acceptance_sha256: Mapped[str | None] = mapped_column(sa.String(64))
    requested_at: Mapped[datetime]
    requested_by: Mapped[UUID | None]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[UUID | None]
    refused_at: Mapped[datetime | None]
    refused_by: Mapped[UUID | None]
    made_at: Mapped[datetime | None]
    row_count: Mapped[int | None]
    sha256: Mapped[str | None] = mapped_column(sa.String(64))

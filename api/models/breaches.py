"""Personal data breaches: what happened, what was done about it, and when (GDPR Art. 33 and 34)."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db.base import Base, Identified


class Breach(Identified, Base):
    """One breach. The texts tell of the event and name nobody; whom it meets stands beside.

    `risk`: unlikely, risk, high. The clock of 72 hours runs from `discovered_at`.
    """

    __tablename__ = "breaches"

    kind: Mapped[str] = mapped_column(sa.String(16))
    description: Mapped[str] = mapped_column(sa.String(1000))
    happened_at: Mapped[datetime | None]
    discovered_at: Mapped[datetime]
    # Whose phone it was, where it was one.
    user_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("users.id"), index=True)
    risk: Mapped[str | None] = mapped_column(sa.String(8))
    assessment: Mapped[str | None] = mapped_column(sa.String(1000))
    measures: Mapped[str | None] = mapped_column(sa.String(1000))
    reported_at: Mapped[datetime | None]
    report_reference: Mapped[str | None] = mapped_column(sa.String(80))
    late_reason: Mapped[str | None] = mapped_column(sa.String(1000))
    closed_at: Mapped[datetime | None]


class BreachContact(Base):
    """Somebody whose details a breach met, and when they were told of it."""

    __tablename__ = "breach_contacts"

    breach_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("breaches.id", ondelete="CASCADE"), primary_key=True
    )
    contact_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("contacts.id"), primary_key=True, index=True
    )
    told_at: Mapped[datetime | None]

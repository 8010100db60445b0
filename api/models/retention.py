"""How long people's details are kept, what stops their purge, and what is still to be destroyed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db.base import Base, Identified


class RetentionRule(Base):
    """How many months a class is kept, where the company has changed it; else the default holds."""

    __tablename__ = "retention_rules"

    name: Mapped[str] = mapped_column(sa.String(24), primary_key=True)
    months: Mapped[int]
    changed_at: Mapped[datetime]


class LegalHold(Identified, Base):
    """That a contact must not be purged or erased while a claim or a duty stands."""

    __tablename__ = "legal_holds"

    contact_id: Mapped[UUID] = mapped_column(sa.ForeignKey("contacts.id"), index=True)
    reason: Mapped[str | None] = mapped_column(sa.String(300))
    law: Mapped[str] = mapped_column(sa.String(120))
    until: Mapped[date | None]
    placed_at: Mapped[datetime]
    released_at: Mapped[datetime | None]


class Purge(Identified, Base):
    """One round of purging: announced first, carried out after the warning time, or cancelled.

    `certificate` is a signed note that tells what went and of nobody.
    """

    __tablename__ = "purges"

    state: Mapped[str] = mapped_column(sa.String(12), index=True)
    announced_at: Mapped[datetime]
    runs_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    counts: Mapped[dict[str, Any]]
    certificate: Mapped[str | None]


class PurgeItem(Base):
    """A contact that a round of purging announced."""

    __tablename__ = "purge_items"

    purge_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("purges.id", ondelete="CASCADE"), primary_key=True
    )
    contact_id: Mapped[UUID] = mapped_column(sa.ForeignKey("contacts.id"), primary_key=True)
    keep_until: Mapped[date]


class Destruction(Identified, Base):
    """A key or a blob that is to be destroyed since its rows are gone; deleted once that is done.

    On PostgreSQL also the pages in which the rows' bytes are left.

    Written in the transaction that removes the rows: a crash in between cannot leave it undone.
    """

    __tablename__ = "destructions"

    kind: Mapped[str] = mapped_column(sa.String(8))
    name: Mapped[str] = mapped_column(sa.String(200))
    ordered_at: Mapped[datetime]


class RemovedMethod(Base):
    """Keyed digest of an address or number whose owner was erased, and when.

    A card handed over before that moment, uploaded late, must not bring them back.
    """

    __tablename__ = "removed_methods"

    digest: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    removed_at: Mapped[datetime]

"""Two contacts that are one person, as somebody judged it, and how to take it back."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db.base import Base, Identified


class ContactMerge(Identified, Base):
    """That `merged_id` is the same person as `contact_id`, which stands for both since.

    `before` holds what the choice replaced; `moved` the ids of what went over, `copied` the ids of
    what was made, by table.
    """

    __tablename__ = "contact_merges"

    contact_id: Mapped[UUID] = mapped_column(sa.ForeignKey("contacts.id"), index=True)
    merged_id: Mapped[UUID] = mapped_column(sa.ForeignKey("contacts.id"), index=True)
    before: Mapped[dict[str, Any]]
    moved: Mapped[dict[str, Any]]
    copied: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    merged_by: Mapped[UUID | None]
    undone_at: Mapped[datetime | None]


class ContactDistinction(Base):
    """That two contacts are not the same person, as somebody judged it; the lower id first."""

    __tablename__ = "contact_distinctions"

    contact_id: Mapped[UUID] = mapped_column(sa.ForeignKey("contacts.id"), primary_key=True)
    other_id: Mapped[UUID] = mapped_column(sa.ForeignKey("contacts.id"), primary_key=True)
    at: Mapped[datetime]

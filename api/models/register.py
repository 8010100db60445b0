"""The register: organizations, contacts under them, how to reach them, and what happened when."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from api.db.base import Base, Identified, Json, Tracked
from api.models.permissions import Suppression


class Organization(Identified, Tracked, Base):
    """A company or other body. `name_folded` is `fold(name)` without its legal form.

    Where it is not known to be a legal person it may be a sole trader, and is treated as one.
    """

    __tablename__ = "organizations"

    name: Mapped[str] = mapped_column(sa.String(300))
    name_folded: Mapped[str] = mapped_column(sa.String(300), index=True)
    is_legal_person: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class Contact(Identified, Tracked, Base):
    """A person at an organization, or the organization's own entry where nobody is named.

    `subject_id` names the key that seals this person's evidence. `state`: active, needs_company
    (waits, never syncs), merged (another contact stands for it). While `restricted_at` is set the
    details are kept and not used (GDPR Art. 18).
    """

    __tablename__ = "contacts"

    organization_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("organizations.id"), index=True
    )
    subject_id: Mapped[UUID]
    person: Mapped[str | None] = mapped_column(sa.String(300))
    person_folded: Mapped[str | None] = mapped_column(sa.String(300), index=True)
    role: Mapped[str | None] = mapped_column(sa.String(300))
    department: Mapped[str | None] = mapped_column(sa.String(300))
    address: Mapped[str | None] = mapped_column(sa.String(500))
    state: Mapped[str] = mapped_column(sa.String(16), index=True)
    created_at: Mapped[datetime]
    restricted_at: Mapped[datetime | None]

    organization: Mapped[Organization | None] = relationship(lazy="raise")
    methods: Mapped[list["ContactMethod"]] = relationship(
        lazy="raise", order_by="ContactMethod.position", cascade="all, delete-orphan"
    )
    entries: Mapped[list["RegisterEntry"]] = relationship(
        lazy="raise", order_by="RegisterEntry.register", cascade="all, delete-orphan"
    )


class SearchDocument(Base):
    """The words a contact is found by, folded. The migration `search` indexes it per database.

    The id is a number because SQLite's full-text index points to rows by number only, and it is
    never used again, so that a page of results can go on where the last one ended.
    """

    __tablename__ = "search_documents"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own way

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("contacts.id", ondelete="CASCADE"), unique=True
    )
    text: Mapped[str]


class RegisterEntry(Identified, Base):
    """That a contact stands in a register, and the evidence that put it there (P1-6)."""

    __tablename__ = "register_entries"
    __table_args__ = (sa.UniqueConstraint("contact_id", "register"),)

    contact_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("contacts.id", ondelete="CASCADE"), index=True
    )
    register: Mapped[str] = mapped_column(sa.String(24), index=True)
    evidence_id: Mapped[UUID] = mapped_column(sa.ForeignKey("evidence.id"), index=True)
    created_at: Mapped[datetime]


class ContactMethod(Identified, Base):
    """A way to reach a contact, in the register its evidence belongs to (P6-46).

    `fingerprint` is what suppressions know the address by. A private mailbox is one that anybody
    may have; what is not known is taken for one.
    """

    __tablename__ = "contact_methods"
    __table_args__ = (sa.UniqueConstraint("contact_id", "kind", "value", "register"),)

    contact_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("contacts.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(12))
    value: Mapped[str] = mapped_column(sa.String(500), index=True)
    extension: Mapped[str | None] = mapped_column(sa.String(20))
    register: Mapped[str] = mapped_column(sa.String(24))
    evidence_id: Mapped[UUID] = mapped_column(sa.ForeignKey("evidence.id"), index=True)
    fingerprint: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    is_private_mailbox: Mapped[bool] = mapped_column(default=True)
    suppressed: Mapped[bool] = column_property(
        sa.exists().where(Suppression.fingerprint == fingerprint).correlate_except(Suppression)
    )


class Occasion(Identified, Base):
    """A dated setting with an edition: a fair, a service desk, a customer's premises."""

    __tablename__ = "occasions"

    kind: Mapped[str] = mapped_column(sa.String(16))
    name: Mapped[str] = mapped_column(sa.String(200))
    place: Mapped[str | None] = mapped_column(sa.String(200))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    # Asked after each card; see api/occasions/schemas.py.
    questions: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list, server_default="[]")
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Interaction(Identified, Base):
    """A dated exchange with a contact, in one of the policy's contexts."""

    __tablename__ = "interactions"

    contact_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("contacts.id", ondelete="CASCADE"), index=True
    )
    organization_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("organizations.id"), index=True
    )
    context_kind: Mapped[str] = mapped_column(sa.String(24))
    channel: Mapped[str] = mapped_column(sa.String(16))
    occasion_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("occasions.id"), index=True)
    capture_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("captures.id"), index=True)
    evidence_id: Mapped[UUID] = mapped_column(sa.ForeignKey("evidence.id"), index=True)
    user_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("users.id"))
    reference: Mapped[str | None] = mapped_column(sa.String(200))
    happened_at: Mapped[datetime] = mapped_column(index=True)

"""What the company may do with whom: purposes, bases, the evidence they rest on.

The rules that must never bend stand here as constraints, so that no code, job or hand can write a
row that breaks them: consent rests on evidence of consent, an interest on a balancing test, and
nothing of a supplier is marketing.
"""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db.base import Base, Identified


class BalancingTest(Identified, Base):
    """One version of why an interest outweighs the person's (GDPR Art. 6(1)(f)); never changed."""

    __tablename__ = "balancing_tests"
    __table_args__ = (sa.UniqueConstraint("purpose", "basis", "version"),)

    purpose: Mapped[str] = mapped_column(sa.String(16))
    basis: Mapped[str] = mapped_column(sa.String(32))
    version: Mapped[int]
    text: Mapped[str]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    decided_at: Mapped[datetime]
    decided_by: Mapped[UUID | None]


class Permission(Identified, Base):
    """That a contact's data of one register may serve one purpose, on one basis, by one record.

    No row means no. `until` is the last day that a law has the row kept. `end_reason`: withdrawn,
    objection, replaced.
    """

    __tablename__ = "permissions"
    __table_args__ = (
        sa.CheckConstraint(
            "purpose IN ('contract', 'relation', 'questions', 'tailoring', 'survey_invite',"
            " 'newsletter', 'security', 'legal')",
            name="purpose",
        ),
        sa.CheckConstraint(
            "basis IN ('contract', 'legitimate_interest', 'consent', 'supplier_customer_interest')",
            name="basis",
        ),
        sa.CheckConstraint(
            "basis <> 'consent' OR evidence_kind = 'agreed'", name="consent_is_agreed"
        ),
        sa.CheckConstraint(
            "basis IN ('contract', 'consent') OR balancing_test_id IS NOT NULL",
            name="interest_is_balanced",
        ),
        sa.CheckConstraint(
            "register = 'customer' OR purpose NOT IN ('tailoring', 'survey_invite', 'newsletter')",
            name="wall",
        ),
        sa.ForeignKeyConstraint(
            ["contact_id", "register"],
            ["register_entries.contact_id", "register_entries.register"],
            ondelete="CASCADE",
        ),
        # The kind stands in the key, so that it cannot be told otherwise here than in the record.
        sa.ForeignKeyConstraint(["evidence_id", "evidence_kind"], ["evidence.id", "evidence.kind"]),
        sa.Index(
            "uq_permissions_active",
            "contact_id",
            "register",
            "purpose",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )

    contact_id: Mapped[UUID] = mapped_column(index=True)
    register: Mapped[str] = mapped_column(sa.String(24))
    purpose: Mapped[str] = mapped_column(sa.String(16))
    basis: Mapped[str] = mapped_column(sa.String(32))
    evidence_id: Mapped[UUID] = mapped_column(index=True)
    evidence_kind: Mapped[str] = mapped_column(sa.String(16))
    balancing_test_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("balancing_tests.id"))
    until: Mapped[date | None]
    granted_at: Mapped[datetime]
    granted_by: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None] = mapped_column(sa.String(16))


class Suppression(Base):
    """An address never to be written to again, as a keyed hash of its canonical form.

    It names nobody, and so outlives the person's erasure; `reason`: unsubscribed, objection,
    bounced, requested.
    """

    __tablename__ = "suppressions"

    fingerprint: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(8))
    reason: Mapped[str] = mapped_column(sa.String(16))
    since: Mapped[datetime]
    added_by: Mapped[UUID | None]


class SecurityRecord(Identified, Base):
    """What is written down of a contact to look into fraud or a threat; for privacy officers."""

    __tablename__ = "security_records"

    contact_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("contacts.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str] = mapped_column(sa.String(2000))
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]

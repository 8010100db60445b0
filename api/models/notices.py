"""What people were shown and what they agreed to; who must still be told, and of which change."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db.base import Base, Identified


class Notice(Identified, Base):
    """That somebody was shown a version of the policy: how, in which language, when.

    What was shown with a card waits for its approval: then it is about a contact, and sealed.
    """

    __tablename__ = "notices"

    capture_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("captures.id"), index=True)
    contact_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("contacts.id"), index=True)
    campaign_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("campaigns.id"), index=True)
    policy_version_id: Mapped[str] = mapped_column(sa.ForeignKey("policy_versions.id"))
    how: Mapped[str] = mapped_column(sa.String(16))
    language: Mapped[str] = mapped_column(sa.String(2))
    shown_at: Mapped[datetime]
    evidence_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("evidence.id"), index=True)


class Consent(Identified, Base):
    """A person's answer to one question about one purpose. Nothing but a yes is consent."""

    __tablename__ = "consents"

    capture_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("captures.id"), index=True)
    contact_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("contacts.id"), index=True)
    campaign_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("campaigns.id"), index=True)
    purpose: Mapped[str] = mapped_column(sa.String(16))
    policy_version_id: Mapped[str] = mapped_column(sa.ForeignKey("policy_versions.id"))
    question: Mapped[str] = mapped_column(sa.String(1000))
    how: Mapped[str] = mapped_column(sa.String(16))
    answer: Mapped[str] = mapped_column(sa.String(3))
    answered_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    evidence_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("evidence.id"), index=True)


class NoticeDuty(Identified, Base):
    """That somebody whose details came from elsewhere must be told within a month (Art. 14).

    Closed by a notice, or by the exception of Art. 14(5) that frees the company of it.
    """

    __tablename__ = "notice_duties"

    contact_id: Mapped[UUID] = mapped_column(sa.ForeignKey("contacts.id"), index=True)
    source: Mapped[str] = mapped_column(sa.String(24))
    obtained_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    notice_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("notices.id"))
    exempt_article: Mapped[str | None] = mapped_column(sa.String(12))
    exempt_reason: Mapped[str | None] = mapped_column(sa.String(500))
    closed_at: Mapped[datetime | None]


class Campaign(Identified, Base):
    """A change of the policy that people are told of; with `purpose`, also asked about."""

    __tablename__ = "campaigns"

    policy_version_id: Mapped[str] = mapped_column(sa.ForeignKey("policy_versions.id"))
    purpose: Mapped[str | None] = mapped_column(sa.String(16))
    question: Mapped[str | None] = mapped_column(sa.String(1000))
    started_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class CampaignContact(Base):
    """Somebody a campaign is to reach."""

    __tablename__ = "campaign_contacts"

    campaign_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("campaigns.id", ondelete="CASCADE"), primary_key=True
    )
    contact_id: Mapped[UUID] = mapped_column(sa.ForeignKey("contacts.id"), primary_key=True)

"""Queries over what people were shown and answered."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.models import Campaign, CampaignContact, Consent, Contact, Notice


def list_notices(session: Session, contact_id: UUID) -> Sequence[Notice]:
    """Return what a contact was shown, the oldest first."""
    return session.scalars(
        sa.select(Notice).where(Notice.contact_id == contact_id).order_by(Notice.shown_at)
    ).all()


def list_consents(session: Session, contact_id: UUID) -> Sequence[Consent]:
    """Return what a contact answered, the oldest first."""
    return session.scalars(
        sa.select(Consent).where(Consent.contact_id == contact_id).order_by(Consent.answered_at)
    ).all()


def list_campaigns(session: Session) -> Sequence[Campaign]:
    """Return the campaigns, the latest first."""
    return session.scalars(sa.select(Campaign).order_by(Campaign.id.desc())).all()


def count_campaign(session: Session, campaign_id: UUID) -> dict[str, int]:
    """Return how many a campaign reaches, has told, and has a standing yes of."""
    reached = (
        sa.select(sa.func.count())
        .select_from(CampaignContact)
        .join(Contact, Contact.id == CampaignContact.contact_id)
        .where(CampaignContact.campaign_id == campaign_id, Contact.deleted_at.is_(None))
    )
    told = sa.select(sa.func.count(Notice.contact_id.distinct())).where(
        Notice.campaign_id == campaign_id
    )
    agreed = sa.select(sa.func.count(Consent.contact_id.distinct())).where(
        Consent.campaign_id == campaign_id,
        Consent.answer == "yes",
        Consent.withdrawn_at.is_(None),
    )
    return {
        "contacts": session.scalar(reached) or 0,
        "told": session.scalar(told) or 0,
        "agreed": session.scalar(agreed) or 0,
    }

"""Telling people of a change of the policy, and asking those whom a new purpose needs a yes of."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.errors import ApiError, NotFoundError
from api.evidence.vault import Vault
from api.kit import clock
from api.models import Campaign, CampaignContact, Consent, Contact, Notice
from api.notices import service
from api.notices.service import Answered, How, Purpose, Shown
from api.policies import service as policies


class NotInCampaignError(ApiError):
    """The campaign does not reach these people, or asks nothing."""

    status = 422
    type = "not-in-campaign"
    sv = "Utskicket gäller inte de personerna, eller ställer ingen fråga."
    en = "The campaign does not reach these people, or asks nothing."


class Reached(NamedTuple):
    """Somebody a campaign is to reach, what they were shown of it and what they answered."""

    contact: Contact
    notice: Notice | None
    consent: Consent | None


def start(
    session: Session, policy_version_id: str, purpose: Purpose | None, question: str | None
) -> Campaign:
    """Start telling every contact of a version of the policy.

    Raises:
        NotFoundError: there is no such version.
    """
    policies.get(session, policy_version_id)
    campaign = Campaign(
        policy_version_id=policy_version_id,
        purpose=purpose,
        question=question,
        started_at=clock.now(),
    )
    session.add(campaign)
    session.flush()  # whom it reaches points to it
    living = sa.select(sa.literal(campaign.id), Contact.id).where(
        Contact.deleted_at.is_(None), Contact.state != "merged"
    )
    session.execute(sa.insert(CampaignContact).from_select(["campaign_id", "contact_id"], living))
    return campaign


def get(session: Session, campaign_id: UUID) -> Campaign:
    """Return one campaign.

    Raises:
        NotFoundError: there is none.
    """
    campaign = session.get(Campaign, campaign_id)
    if campaign is None:
        raise NotFoundError
    return campaign


def tell(
    session: Session,
    vault: Vault,
    actor: Subject,
    campaign: Campaign,
    contact_ids: Sequence[UUID],
    how: How,
    language: service.Language,
) -> int:
    """Seal that these people were shown the change, and return how many had not been before.

    Raises:
        NotInCampaignError: the campaign does not reach one of them.
    """
    told = 0
    for contact_id in contact_ids:
        contact = _member(session, campaign, contact_id)
        known = sa.select(Notice.id).where(
            Notice.campaign_id == campaign.id, Notice.contact_id == contact_id
        )
        if session.scalar(known.limit(1)) is not None:
            continue
        shown = Shown(
            policy_version_id=campaign.policy_version_id,
            how=how,
            language=language,
            shown_at=clock.now(),
            campaign_id=campaign.id,
        )
        service.show(session, vault, actor, contact, shown)
        told += 1
    return told


def take_answer(
    session: Session,
    vault: Vault,
    actor: Subject,
    campaign: Campaign,
    contact_id: UUID,
    *,
    is_yes: bool,
    how: How,
) -> Consent:
    """Keep what somebody answered to the campaign's question; the latest answer stands.

    Raises:
        NotInCampaignError: the campaign does not reach them, or asks nothing.
    """
    contact = _member(session, campaign, contact_id)
    if campaign.purpose is None or campaign.question is None:
        raise NotInCampaignError
    answered = Answered(
        policy_version_id=campaign.policy_version_id,
        purpose=campaign.purpose,  # type: ignore[arg-type] # one of them, as it was stored
        question=campaign.question,
        how=how,
        answer="yes" if is_yes else "no",
        answered_at=clock.now(),
        campaign_id=campaign.id,
    )
    return service.answer(session, vault, actor, contact, answered)


def list_reached(
    session: Session, campaign_id: UUID, *, after: UUID | None, limit: int
) -> list[Reached]:
    """Return up to `limit` of those the campaign is to reach, with what they saw and answered."""
    latest = (
        sa.select(Consent.contact_id, sa.func.max(Consent.answered_at).label("at"))
        .where(Consent.campaign_id == campaign_id)
        .group_by(Consent.contact_id)
        .subquery()
    )
    query = (
        sa.select(Contact, Notice, Consent)
        .join(CampaignContact, CampaignContact.contact_id == Contact.id)
        .outerjoin(
            Notice, sa.and_(Notice.contact_id == Contact.id, Notice.campaign_id == campaign_id)
        )
        .outerjoin(latest, latest.c.contact_id == Contact.id)
        .outerjoin(
            Consent,
            sa.and_(
                Consent.contact_id == Contact.id,
                Consent.campaign_id == campaign_id,
                Consent.answered_at == latest.c.at,
            ),
        )
        .where(CampaignContact.campaign_id == campaign_id, Contact.deleted_at.is_(None))
        .order_by(Contact.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(Contact.id > after)
    return [Reached(*row) for row in session.execute(query)]


def _member(session: Session, campaign: Campaign, contact_id: UUID) -> Contact:
    if session.get(CampaignContact, (campaign.id, contact_id)) is None:
        raise NotInCampaignError
    contact = session.get_one(Contact, contact_id)
    if contact.deleted_at is not None:
        raise NotInCampaignError
    return contact

"""Campaigns: telling people of a change of the policy, asking where it needs their yes."""

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.orm import Session

from api.auth.guards import DatabaseDep, PrivacyOfficer
from api.errors import BadCursorError, NotFoundError, responses
from api.evidence.dependencies import VaultDep
from api.kit.paging import Limit, Page, as_id, cut, decode_cursor
from api.models import Campaign
from api.notices import campaigns, repository
from api.notices.endpoints.shared import record
from api.notices.schemas import (
    AnswerGiven,
    CampaignCreate,
    CampaignRead,
    ConsentRead,
    NoticeRead,
    ReachedRead,
    TellingDone,
    TellingGiven,
)

router = APIRouter(tags=["notices"])


@router.post("/campaigns", status_code=201, responses=responses(NotFoundError))
def start_campaign(
    database: DatabaseDep, subject: PrivacyOfficer, body: CampaignCreate
) -> CampaignRead:
    """Start telling every contact of a version of the policy, and asking where it needs a yes."""
    with database.write() as session:
        campaign = campaigns.start(session, body.policy_version_id, body.purpose, body.question)
        record(session, subject, "api:campaign:started", campaign.id)
        return _campaign(session, campaign)


@router.get("/campaigns")
def list_campaigns(database: DatabaseDep, _subject: PrivacyOfficer) -> list[CampaignRead]:
    """List the campaigns, the latest first."""
    with database.read() as session:
        return [_campaign(session, one) for one in repository.list_campaigns(session)]


@router.get("/campaigns/{campaign_id}/contacts", responses=responses(NotFoundError, BadCursorError))
def list_reached(
    database: DatabaseDep,
    _subject: PrivacyOfficer,
    campaign_id: UUID,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[ReachedRead]:
    """List whom the campaign is to reach: told which version, how, when, and what they answered."""
    after = None if cursor is None else as_id(decode_cursor(cursor, 1)[0])
    with database.read() as session:
        campaigns.get(session, campaign_id)
        rows = campaigns.list_reached(session, campaign_id, after=after, limit=limit + 1)
        page, next_cursor = cut(rows, limit, lambda row: [str(row.contact.id)])
        return Page(items=list(map(_reached, page)), next_cursor=next_cursor)


@router.post(
    "/campaigns/{campaign_id}/notices",
    responses=responses(NotFoundError, campaigns.NotInCampaignError),
)
def tell(
    database: DatabaseDep,
    vault: VaultDep,
    subject: PrivacyOfficer,
    campaign_id: UUID,
    body: TellingGiven,
) -> TellingDone:
    """Seal that these people were told of the change; who was told before is not told again."""
    with database.write() as session:
        campaign = campaigns.get(session, campaign_id)
        told = campaigns.tell(
            session, vault, subject, campaign, body.contact_ids, body.how, body.language
        )
        record(session, subject, "api:campaign:told", campaign_id)
        return TellingDone(told=told)


@router.post(
    "/campaigns/{campaign_id}/answers",
    status_code=201,
    responses=responses(NotFoundError, campaigns.NotInCampaignError),
)
def take_answer(
    database: DatabaseDep,
    vault: VaultDep,
    subject: PrivacyOfficer,
    campaign_id: UUID,
    body: AnswerGiven,
) -> ConsentRead:
    """Keep what somebody answered to the campaign's question; the latest answer stands."""
    with database.write() as session:
        campaign = campaigns.get(session, campaign_id)
        consent = campaigns.take_answer(
            session,
            vault,
            subject,
            campaign,
            body.contact_id,
            is_yes=body.answer == "yes",
            how=body.how,
        )
        session.flush()  # its id is told
        record(session, subject, f"api:consent:{body.answer}", body.contact_id)
        return ConsentRead.model_validate(consent)


def _campaign(session: Session, campaign: Campaign) -> CampaignRead:
    counts = repository.count_campaign(session, campaign.id)
    told = {
        name: getattr(campaign, name) for name in CampaignRead.model_fields if name not in counts
    }
    return CampaignRead(**told, **counts)


def _reached(row: campaigns.Reached) -> ReachedRead:
    return ReachedRead(
        contact_id=row.contact.id,
        person=row.contact.person,
        notice=row.notice and NoticeRead.model_validate(row.notice),
        consent=row.consent and ConsentRead.model_validate(row.consent),
    )

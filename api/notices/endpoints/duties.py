"""Whom the company must still tell, since their details came from elsewhere (Art. 14)."""

from uuid import UUID

from fastapi import APIRouter

from api.auth.guards import ContactWriter, DatabaseDep, PrivacyOfficer
from api.errors import BadCursorError, NotFoundError, responses
from api.kit import clock
from api.kit.paging import Limit, Page, as_id, as_moment, cut, decode_cursor
from api.models import NoticeDuty
from api.notices import duties
from api.notices.endpoints.shared import get_contact, record
from api.notices.schemas import DutyCreate, DutyListed, DutyRead, ExemptionGiven

router = APIRouter(tags=["notices"])


@router.get("/notice-duties", responses=responses(BadCursorError))
def list_duties(
    database: DatabaseDep, _subject: PrivacyOfficer, cursor: str | None = None, limit: Limit = 50
) -> Page[DutyListed]:
    """List whom the company must still tell that it has their details, those due first."""
    after = None
    if cursor is not None:
        due_at, last = decode_cursor(cursor, 2)
        after = as_moment(due_at), as_id(last)
    with database.read() as session:
        rows = duties.list_open(session, after=after, limit=limit + 1)
        page, next_cursor = cut(
            rows, limit, lambda row: [row[0].due_at.isoformat(), str(row[0].id)]
        )
        items = [
            DutyListed(**_duty(duty).model_dump(), person=person, organization=organization)
            for duty, person, organization in page
        ]
        return Page(items=items, next_cursor=next_cursor)


@router.post(
    "/contacts/{contact_id}/notice-duties", status_code=201, responses=responses(NotFoundError)
)
def open_duty(
    database: DatabaseDep, subject: ContactWriter, contact_id: UUID, body: DutyCreate
) -> DutyRead:
    """Start the clock for details that came from elsewhere, such as a forwarded mail."""
    with database.write() as session:
        get_contact(session, subject, contact_id)
        duty = duties.open_duty(session, contact_id, body.source, body.obtained_at)
        record(session, subject, "api:notice_duty:opened", contact_id)
        return _duty(duty)


@router.post(
    "/notice-duties/{duty_id}/exemption",
    responses=responses(NotFoundError, duties.DutyClosedError),
)
def exempt(
    database: DatabaseDep, subject: PrivacyOfficer, duty_id: UUID, body: ExemptionGiven
) -> DutyRead:
    """Write down why somebody need not be told, by the exception that applies."""
    with database.write() as session:
        duty = duties.exempt(session, duty_id, body.article, body.reason)
        record(session, subject, "api:notice_duty:exempted", duty.contact_id)
        return _duty(duty)


def _duty(duty: NoticeDuty) -> DutyRead:
    told = {name: getattr(duty, name) for name in DutyRead.model_fields if name != "overdue"}
    return DutyRead(**told, overdue=duty.closed_at is None and duty.due_at < clock.now())

"""What a visitor was shown and answered beside a card, and a contact at any time."""

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.orm import Session

from api.auth.guards import CaptureWriter, ContactReader, ContactWriter, DatabaseDep
from api.auth.subject import Subject
from api.errors import NotFoundError, responses
from api.evidence.dependencies import VaultDep
from api.models import Capture
from api.notices import repository, service
from api.notices.endpoints.shared import get_contact, record
from api.notices.schemas import ConsentGiven, ConsentRead, NoticeGiven, NoticeRead, ToldRead
from api.notices.service import Answered, CardDecidedError, Shown
from api.policies import service as policies

router = APIRouter(tags=["notices"])


@router.put(
    "/captures/{capture_id}/notice",
    status_code=204,
    responses=responses(NotFoundError, CardDecidedError),
)
def show_with_card(
    database: DatabaseDep, subject: CaptureWriter, capture_id: UUID, body: NoticeGiven
) -> None:
    """Keep what the visitor was shown beside their card. Sending it again changes nothing."""
    with database.write() as session:
        capture = _own_capture(session, subject, capture_id)
        policies.get(session, body.policy_version_id)
        service.keep_with_capture(session, capture, Shown(**body.model_dump()))


@router.put(
    "/captures/{capture_id}/consent",
    status_code=204,
    responses=responses(NotFoundError, CardDecidedError),
)
def answer_with_card(
    database: DatabaseDep, subject: CaptureWriter, capture_id: UUID, body: ConsentGiven
) -> None:
    """Keep what the visitor answered beside their card. Sending it again changes nothing."""
    with database.write() as session:
        capture = _own_capture(session, subject, capture_id)
        policies.get(session, body.policy_version_id)
        service.keep_with_capture(session, capture, Answered(**body.model_dump()))


@router.get("/contacts/{contact_id}/notices", responses=responses(NotFoundError))
def list_told(database: DatabaseDep, subject: ContactReader, contact_id: UUID) -> ToldRead:
    """Tell what a contact was shown and what they answered."""
    with database.read() as session:
        get_contact(session, subject, contact_id)
        return ToldRead(
            notices=list(
                map(NoticeRead.model_validate, repository.list_notices(session, contact_id))
            ),
            consents=list(
                map(ConsentRead.model_validate, repository.list_consents(session, contact_id))
            ),
        )


@router.post("/contacts/{contact_id}/notices", status_code=201, responses=responses(NotFoundError))
def show(
    database: DatabaseDep,
    vault: VaultDep,
    subject: ContactWriter,
    contact_id: UUID,
    body: NoticeGiven,
) -> NoticeRead:
    """Seal that a contact was shown a notice: evidence of the kind `shown`."""
    with database.write() as session:
        contact = get_contact(session, subject, contact_id)
        notice = service.show(session, vault, subject, contact, Shown(**body.model_dump()))
        record(session, subject, "api:notice:shown", contact_id)
        return NoticeRead.model_validate(notice)


@router.post("/contacts/{contact_id}/consents", status_code=201, responses=responses(NotFoundError))
def answer(
    database: DatabaseDep,
    vault: VaultDep,
    subject: ContactWriter,
    contact_id: UUID,
    body: ConsentGiven,
) -> ConsentRead:
    """Keep a contact's answer; a yes is sealed as evidence of the kind `agreed`."""
    with database.write() as session:
        contact = get_contact(session, subject, contact_id)
        consent = service.answer(session, vault, subject, contact, Answered(**body.model_dump()))
        session.flush()  # its id is told
        record(session, subject, f"api:consent:{body.answer}", contact_id)
        return ConsentRead.model_validate(consent)


def _own_capture(session: Session, subject: Subject, capture_id: UUID) -> Capture:
    capture = repository.find_own_capture(session, subject, capture_id)
    if capture is None:
        raise NotFoundError
    if capture.decision is not None:
        raise CardDecidedError
    return capture

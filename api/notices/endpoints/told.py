"""What a contact was shown and answered."""

from uuid import UUID

from fastapi import APIRouter

from api.auth.guards import ContactReader, ContactWriter, DatabaseDep
from api.errors import NotFoundError, responses
from api.evidence.dependencies import VaultDep
from api.notices import repository, service
from api.notices.endpoints.shared import get_contact, record
from api.notices.schemas import ConsentGiven, ConsentRead, NoticeGiven, NoticeRead, ToldRead
from api.notices.service import Answered, Shown

router = APIRouter(tags=["notices"])


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

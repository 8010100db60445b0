"""The answer to a person as a mail: a file to be sent by hand, or handed to the company's relay."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, make_msgid
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import AfterValidator, BaseModel, StringConstraints
from sqlalchemy.orm import Session

from api.auth.guards import DatabaseDep, PrivacyOfficer
from api.contacts.methods import normalize_email
from api.errors import ApiError, NotFoundError, responses
from api.kit import clock
from api.mail import queue
from api.mail.schemas import MailRead
from api.models import Controller, SubjectRequest
from api.policies import service as policies
from api.rights import service
from api.rights.endpoints import letter_of, request_of

router = APIRouter(tags=["rights"])

MEDIA_TYPE = "message/rfc822"
_SUBJECT = {"sv": "Din begäran {number}", "en": "Your request {number}"}


class Addressed(BaseModel):
    """To whom the letter goes."""

    to: Annotated[str, StringConstraints(max_length=254), AfterValidator(normalize_email)]


class NoRelayError(ApiError):
    """No mail relay is set up: letters are handed over as files."""

    status = 409
    type = "no-relay"
    sv = "Ingen e-postserver är inställd. Spara brevet som fil och skicka det själv."
    en = "No mail server is set up. Save the letter as a file and send it yourself."


class NoSenderError(ApiError):
    """The controller's address is not set, so a letter would come from nobody."""

    status = 409
    type = "no-sender"
    sv = "Företagets e-postadress för dataskydd saknas. Fyll i den först."
    en = "The company's address for privacy matters is missing. Fill it in first."


def compose(request: SubjectRequest, controller: Controller, letter: str, to: str) -> EmailMessage:
    """Return `letter` as a mail (RFC 5322) from the controller to the address `to`.

    Raises:
        NoSenderError: the controller has no address.
    """
    if not controller.privacy_email:
        raise NoSenderError
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr((controller.name, controller.privacy_email))
    message["To"] = to
    message["Subject"] = _SUBJECT[request.language].format(number=request.number)
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = make_msgid(domain=controller.privacy_email.rpartition("@")[2])
    message.set_content(letter)
    return message


def _written(session: Session, request: SubjectRequest, to: str) -> EmailMessage:
    controller = policies.get_controller(session)
    return compose(request, controller, letter_of(session, request), to)


@router.post(
    "/subject-requests/{request_id}/letter.eml",
    response_class=Response,
    responses={
        200: {"content": {MEDIA_TYPE: {}}},
        **responses(NotFoundError, NoSenderError),
    },
)
def save_letter(
    database: DatabaseDep, subject: PrivacyOfficer, request_id: UUID, body: Addressed
) -> Response:
    """Give the answer as a mail to be sent by hand. The address is in no URL and no log."""
    with database.write() as session:
        request = request_of(session, request_id)
        content = _written(session, request, body.to).as_bytes()
        service.record(session, subject, "letter", request)
        name = f"{request.number}.eml"
    return Response(
        content,
        media_type=MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.post(
    "/subject-requests/{request_id}/mails",
    status_code=201,
    responses=responses(NotFoundError, NoRelayError, NoSenderError),
)
def send_letter(
    http: Request,
    database: DatabaseDep,
    subject: PrivacyOfficer,
    request_id: UUID,
    body: Addressed,
) -> MailRead:
    """Hand the answer to the company's relay. How far it has come is told by `GET /mails`."""
    if http.app.state.relay is None:
        raise NoRelayError
    with database.write() as session:
        request = request_of(session, request_id)
        message = _written(session, request, body.to)
        mail = queue.put(session, http.app.state.keyring, subject, request.id, message)
        return MailRead.model_validate(mail)

"""Recipients and the ledger over HTTP."""

from typing import Annotated, TypedDict
from uuid import UUID

from fastapi import APIRouter, Query

from api.auth.guards import (
    ContactReader,
    DatabaseDep,
    NotAllowedError,
    NotSignedInError,
    PrivacyOfficer,
)
from api.disclosures import repository, service
from api.disclosures.classes import CLASSES, RecipientClass
from api.disclosures.repository import Told
from api.disclosures.schemas import (
    ClassRead,
    DisclosureGiven,
    DisclosureMade,
    DisclosureRead,
    RecipientGiven,
    RecipientRead,
    SecrecyGiven,
)
from api.errors import BadCursorError, NotFoundError, responses
from api.guard.notes import UnfitNoteError
from api.kit import clock
from api.kit.paging import Limit, Page, as_id, cut, decode_cursor
from api.models import Disclosure, Recipient
from api.registers.permissions import NotPermittedError

router = APIRouter(tags=["disclosures"])
_REFUSALS = (NotSignedInError, NotAllowedError)
Waiting = Annotated[bool, Query(description="emergencies alone that nobody has reviewed")]


class _Only(TypedDict, total=False):
    """Which lines of the ledger are asked for."""

    contact_id: UUID
    recipient_class: RecipientClass | None
    waiting: bool


@router.get("/recipient-classes", responses=responses(*_REFUSALS))
def list_classes(_subject: ContactReader) -> list[ClassRead]:
    """List the policy's classes of recipients, and the fields each is given."""
    return [
        ClassRead(
            name=name,
            sv=facts.sv,
            en=facts.en,
            fields=list(facts.fields),
            purposes=list(facts.purposes),
            needs_legal_reference=facts.needs_legal_reference,
            may_be_secret=facts.may_be_secret,
        )
        for name, facts in CLASSES.items()
    ]


@router.get("/recipients", responses=responses(*_REFUSALS))
def list_recipients(database: DatabaseDep, _subject: ContactReader) -> list[RecipientRead]:
    """List every named recipient, own programs included."""
    with database.read() as session:
        rows = repository.list_recipients(session)
        return [RecipientRead.model_validate(row) for row in rows]


@router.post(
    "/recipients",
    status_code=201,
    responses=responses(*_REFUSALS, service.WrongPurposeError),
)
def add_recipient(
    database: DatabaseDep, subject: PrivacyOfficer, body: RecipientGiven
) -> RecipientRead:
    """Name a recipient; who is not named is given nothing."""
    with database.write() as session:
        return RecipientRead.model_validate(service.add_recipient(session, subject, body))


@router.post(
    "/disclosures",
    status_code=201,
    responses=responses(
        *_REFUSALS,
        NotFoundError,
        NotPermittedError,
        UnfitNoteError,
        service.ExportOnlyError,
        service.LegalReferenceMissingError,
        service.NotSecretError,
        service.RegionMismatchError,
    ),
)
def disclose(
    database: DatabaseDep, subject: ContactReader, body: DisclosureGiven
) -> DisclosureMade:
    """Hand one contact to one recipient; the answer holds the few fields that may go out."""
    with database.write() as session:
        handed = service.disclose(session, subject, body)
    if handed is None:
        raise NotPermittedError
    told = _read(handed.disclosure, handed.recipient)
    return DisclosureMade(**told.model_dump(), data=handed.data)


@router.get("/disclosures", responses=responses(*_REFUSALS, BadCursorError))
def list_disclosures(
    database: DatabaseDep,
    subject: PrivacyOfficer,
    *,
    recipient_class: RecipientClass | None = None,
    waiting: Waiting = False,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[DisclosureRead]:
    """List the ledger, newest first, or one class of recipients in it."""
    only: _Only = {"recipient_class": recipient_class, "waiting": waiting}
    return _page(database, subject, only, cursor, limit)


@router.get("/disclosures/overdue", responses=responses(*_REFUSALS))
def list_overdue(database: DatabaseDep, _subject: PrivacyOfficer) -> list[DisclosureRead]:
    """List the emergencies that nobody has reviewed within seven days."""
    with database.read() as session:
        return [_of(row) for row in repository.list_unreviewed(session, clock.now())]


@router.get("/contacts/{contact_id}/disclosures", responses=responses(*_REFUSALS, BadCursorError))
def list_of_contact(
    database: DatabaseDep,
    subject: ContactReader,
    contact_id: UUID,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[DisclosureRead]:
    """List to whom a contact was disclosed; what is secret is told to the privacy officer alone."""
    return _page(database, subject, {"contact_id": contact_id}, cursor, limit)


@router.get("/disclosures/{disclosure_id}", responses=responses(*_REFUSALS, NotFoundError))
def get_disclosure(
    database: DatabaseDep, subject: PrivacyOfficer, disclosure_id: UUID
) -> DisclosureRead:
    """Tell who, when and why, by the id that a file carries."""
    with database.read() as session:
        found = repository.find(session, subject, disclosure_id)
        if found is None:
            raise NotFoundError
        return _of(found)


@router.patch("/disclosures/{disclosure_id}", responses=responses(*_REFUSALS, NotFoundError))
def set_secrecy(
    database: DatabaseDep, subject: PrivacyOfficer, disclosure_id: UUID, body: SecrecyGiven
) -> DisclosureRead:
    """Lift secrecy: from now on the person is told."""
    with database.write() as session:
        found = repository.find(session, subject, disclosure_id)
        if found is None:
            raise NotFoundError
        service.set_secrecy(session, subject, found[0], is_secret=body.is_secret)
        return _of(found)


@router.post(
    "/disclosures/{disclosure_id}/reviews",
    responses=responses(*_REFUSALS, NotFoundError, service.ReviewedByDiscloserError),
)
def review(database: DatabaseDep, subject: PrivacyOfficer, disclosure_id: UUID) -> DisclosureRead:
    """Note that an emergency was looked at by somebody else afterwards."""
    with database.write() as session:
        found = repository.find(session, subject, disclosure_id)
        if found is None:
            raise NotFoundError
        service.review(session, subject, found[0])
        return _of(found)


def _page(
    database: DatabaseDep,
    subject: ContactReader,
    only: _Only,
    cursor: str | None,
    limit: int,
) -> Page[DisclosureRead]:
    before = None if cursor is None else as_id(decode_cursor(cursor, 1)[0])
    with database.read() as session:
        rows = repository.list_page(session, subject, **only, before=before, limit=limit + 1)
    page, next_cursor = cut(rows, limit, lambda row: [str(row[0].id)])
    return Page(items=[_of(row) for row in page], next_cursor=next_cursor)


def _of(told: Told) -> DisclosureRead:
    disclosure, recipient = told
    return _read(disclosure, recipient)


def _read(disclosure: Disclosure, recipient: Recipient) -> DisclosureRead:
    columns = {name.key: getattr(disclosure, name.key) for name in Disclosure.__table__.columns}
    return DisclosureRead.model_validate(
        columns | {"recipient": RecipientRead.model_validate(recipient)}
    )

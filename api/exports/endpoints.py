"""Contacts as files over HTTP. Take this router in before that of contacts: `.vcf` is a suffix."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from sqlalchemy.orm import Session

from api import audit
from api.auth.guards import (
    ContactReader,
    DatabaseDep,
    NotAllowedError,
    NotSignedInError,
    PrivacyOfficer,
    requires,
)
from api.auth.subject import Subject
from api.contacts import repository as contacts
from api.disclosures import repository as ledger
from api.disclosures import service as disclosures
from api.disclosures.minimal import minimal, only, usable
from api.disclosures.schemas import RecipientRead
from api.errors import BadCursorError, NotFoundError, responses
from api.exports import gate, repository, vcard
from api.exports.repository import Told
from api.exports.schemas import AcceptanceGiven, ExportGiven, ExportRead
from api.guard.notes import UnfitNoteError
from api.kit.paging import Limit, Page, as_id, cut, decode_cursor
from api.models import Export, Recipient
from api.registers.permissions import NotPermittedError, may_use

router = APIRouter(tags=["exports"])
_REFUSALS = (NotSignedInError, NotAllowedError)

Exporter = Annotated[Subject, Depends(requires("exports:read", "privacy:write"))]


@router.get(
    "/contacts/{contact_id}.vcf",
    response_class=Response,
    responses={
        200: {"content": {"text/vcard": {}}},
        **responses(*_REFUSALS, NotFoundError, NotPermittedError),
    },
)
def get_vcard(database: DatabaseDep, subject: ContactReader, contact_id: UUID) -> Response:
    """Give one contact as a vCard 3.0, to keep in touch with. The card carries the ledger's id."""
    with database.write() as session:
        contact = contacts.find(session, subject, contact_id)
        if contact is None:
            raise NotFoundError
        card = None
        if may_use(session, subject, contact_id, "relation"):
            recipient = disclosures.own_recipient(session, subject, "Egen personal")
            facts = disclosures.facts_of(recipient)
            registers = ledger.registers_for(session, contact_id, "relation")
            methods = usable(contact, facts, registers)
            fields = list(minimal(contact, facts, methods))
            line = disclosures.enter(session, subject, recipient, contact, fields)
            told = only(contact, facts, methods)
            card = vcard.write(told.model_copy(update={"registers": sorted(registers)}), line.id)
            audit.record(
                session,
                "api:contact:vcard",
                actor_kind=subject.kind,
                actor_id=subject.id,
                object_id=contact_id,
                purpose="relation",
            )
    if card is None:
        raise NotPermittedError
    return Response(
        card,
        media_type=vcard.MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{contact_id}.vcf"'},
    )


@router.post(
    "/exports",
    status_code=201,
    responses=responses(*_REFUSALS, NotFoundError, UnfitNoteError, gate.NoExportError),
)
def request_export(database: DatabaseDep, subject: Exporter, body: ExportGiven) -> ExportRead:
    """Ask for a file for a named recipient. A privacy officer has to approve it."""
    with database.write() as session:
        export, recipient = gate.request(session, subject, body)
        return _of(session, (export, recipient))


@router.get("/exports", responses=responses(*_REFUSALS, BadCursorError))
def list_exports(
    database: DatabaseDep, subject: Exporter, cursor: str | None = None, limit: Limit = 50
) -> Page[ExportRead]:
    """List exports, newest first: one's own, and for the privacy officer everybody's."""
    before = None if cursor is None else as_id(decode_cursor(cursor, 1)[0])
    with database.read() as session:
        rows = repository.list_page(session, subject, before=before, limit=limit + 1)
        page, next_cursor = cut(rows, limit, lambda row: [str(row[0].id)])
        return Page(items=[_of(session, row) for row in page], next_cursor=next_cursor)


@router.get("/exports/{export_id}", responses=responses(*_REFUSALS, NotFoundError))
def get_export(database: DatabaseDep, subject: Exporter, export_id: UUID) -> ExportRead:
    """Tell who, when and why, by the id that stands in a file."""
    with database.read() as session:
        rows = session.execute(
            repository.readable(subject).where(Export.id == export_id)
        ).one_or_none()
        if rows is None:
            raise NotFoundError
        return _of(session, rows)


@router.post(
    "/exports/{export_id}/approvals",
    responses=responses(*_REFUSALS, NotFoundError, gate.OwnApprovalError, gate.RefusedError),
)
def approve_export(database: DatabaseDep, subject: PrivacyOfficer, export_id: UUID) -> ExportRead:
    """Allow an export that somebody else has asked for."""
    with database.write() as session:
        found = repository.lock(session, subject, export_id)
        if found is None:
            raise NotFoundError
        gate.approve(session, subject, found[0])
        return _of(session, found)


@router.put(
    "/exports/{export_id}/refusal",
    responses=responses(*_REFUSALS, NotFoundError, gate.AlreadyMadeError),
)
def refuse_export(database: DatabaseDep, subject: PrivacyOfficer, export_id: UUID) -> ExportRead:
    """Say no to an export that no file was made of."""
    with database.write() as session:
        found = repository.lock(session, subject, export_id)
        if found is None:
            raise NotFoundError
        gate.refuse(session, subject, found[0])
        return _of(session, found)


@router.put(
    "/exports/{export_id}/acceptance",
    responses=responses(*_REFUSALS, NotFoundError, gate.AlreadyMadeError),
)
def accept_terms(
    database: DatabaseDep, subject: PrivacyOfficer, export_id: UUID, body: AcceptanceGiven
) -> ExportRead:
    """Note the digest of the signed document that binds a buyer to the policy's terms."""
    with database.write() as session:
        found = repository.lock(session, subject, export_id)
        if found is None:
            raise NotFoundError
        gate.accept(session, subject, found[0], body.sha256)
        return _of(session, found)


@router.post(
    "/exports/{export_id}/file",
    response_class=Response,
    responses={
        200: {"content": {"application/octet-stream": {}}},
        **responses(
            *_REFUSALS,
            NotFoundError,
            gate.NotApprovedError,
            gate.AcceptanceMissingError,
            gate.AlreadyMadeError,
        ),
    },
)
def make_file(database: DatabaseDep, subject: Exporter, export_id: UUID) -> Response:
    """Make an approved file and hand it over, once; every contact in it gets its line."""
    with database.write() as session:
        found = repository.lock(session, subject, export_id)
        if found is None:
            raise NotFoundError
        made = gate.make(session, subject, *found)
    return Response(
        made.content,
        media_type=made.media_type,
        headers={"Content-Disposition": f'attachment; filename="{made.name}"'},
    )


def _of(session: Session, told: tuple[Export, Recipient] | Told) -> ExportRead:
    export, recipient = told
    columns = {column.key: getattr(export, column.key) for column in Export.__table__.columns}
    return ExportRead.model_validate(
        columns
        | {
            "recipient": RecipientRead.model_validate(recipient),
            "requester": repository.find_name(session, export.requested_by),
            "decider": repository.find_name(session, export.approved_by or export.refused_by),
        }
    )

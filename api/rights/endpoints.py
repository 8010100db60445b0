"""Requests over HTTP, for a privacy officer and for programs that vouch for who asks."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from api import audit
from api.auth.guards import DatabaseDep, PrivacyOfficer
from api.contacts.details import InvalidFieldsError
from api.errors import BadCursorError, NotFoundError, responses
from api.evidence.dependencies import SignerDep, VaultDep
from api.kit.paging import Limit, as_id, as_moment, cut, decode_cursor
from api.models import SubjectRequest
from api.policies import service as policies
from api.retention import destruction
from api.rights import archive, erasure, letters, repository, service
from api.rights.deadlines import TooLateToExtendError
from api.rights.person import find_person
from api.rights.present import present
from api.rights.schemas import (
    ExtensionGiven,
    IdentityGiven,
    LetterRead,
    PreviewRead,
    RefusalGiven,
    RequestCreate,
    RequestDone,
    RequestPage,
    RequestRead,
)
from api.storage.dependencies import BlobsDep

router = APIRouter(tags=["rights"])


@router.post(
    "/subject-requests",
    status_code=201,
    responses=responses(
        NotFoundError,
        service.NothingAskedError,
        service.NotYetReceivedError,
        InvalidFieldsError,
    ),
)
def open_request(
    database: DatabaseDep,
    vault: VaultDep,
    blobs: BlobsDep,
    subject: PrivacyOfficer,
    body: RequestCreate,
) -> RequestRead:
    """Open a request and start its clock.

    A program vouches for who asks, so its request is carried out at once where nothing stands in
    the way; else it stays open, and `result` says why. What a person opens here is carried out by
    `POST …/execution`, once the identity is noted.
    """
    is_program = subject.kind == "token"
    asked = service.Asked(
        kind=body.kind,
        contact_id=body.contact_id,
        channel=body.channel or ("program" if is_program else "mail"),
        language=body.language,
        received_at=body.received_at,
        identity=body.identity or ("vouched_by_program" if is_program else None),
        purpose=body.purpose,
        values=None if body.values is None else body.values.model_dump(exclude_unset=True),
    )
    with database.write() as session:
        request = service.open_request(session, vault, subject, asked)
        if is_program and request.state == "open":
            try:
                service.carry_out(session, vault, subject, request)
            except erasure.HeldError as error:
                request.result = {"held": error.facts["law"]}
        told = present(session, request)
    destruction.finish(database, vault, blobs)
    return told


@router.get("/subject-requests", responses=responses(BadCursorError))
def list_requests(
    database: DatabaseDep,
    _subject: PrivacyOfficer,
    state: Literal["open", "done", "refused"] | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> RequestPage:
    """List requests, those due first."""
    after = None
    if cursor is not None:
        due_at, last = decode_cursor(cursor, 2)
        after = as_moment(due_at), as_id(last)
    with database.read() as session:
        rows = repository.list_page(session, state=state, after=after, limit=limit + 1)
        page, next_cursor = cut(rows, limit, lambda row: [row.due_at.isoformat(), str(row.id)])
        return RequestPage(
            items=[present(session, row) for row in page],
            next_cursor=next_cursor,
            waiting=repository.count_open(session),
        )


@router.get("/subject-requests/{request_id}", responses=responses(NotFoundError))
def get_request(database: DatabaseDep, _subject: PrivacyOfficer, request_id: UUID) -> RequestRead:
    """Read one request: its state, its clock, its result."""
    with database.read() as session:
        return present(session, request_of(session, request_id))


@router.get("/subject-requests/{request_id}/preview", responses=responses(NotFoundError))
def preview_erasure(
    database: DatabaseDep, _subject: PrivacyOfficer, request_id: UUID
) -> PreviewRead:
    """Tell what erasing this person would take and what must stay. Nothing is done."""
    with database.read() as session:
        contact_id = request_of(session, request_id).contact_id
        return PreviewRead.model_validate(erasure.preview(session, contact_id))


@router.put(
    "/subject-requests/{request_id}/identity",
    responses=responses(NotFoundError, service.RequestClosedError),
)
def note_identity(
    database: DatabaseDep, subject: PrivacyOfficer, request_id: UUID, body: IdentityGiven
) -> RequestRead:
    """Note by what it is known that the right person asks."""
    with database.write() as session:
        request = request_of(session, request_id, lock=True)
        service.identify(session, subject, request, body.method)
        return present(session, request)


@router.post(
    "/subject-requests/{request_id}/extension",
    responses=responses(NotFoundError, service.RequestClosedError, TooLateToExtendError),
)
def extend_request(
    database: DatabaseDep, subject: PrivacyOfficer, request_id: UUID, body: ExtensionGiven
) -> RequestRead:
    """Give a request two more months, for a reason the person is told."""
    with database.write() as session:
        request = request_of(session, request_id, lock=True)
        service.extend(session, subject, request, body.reason)
        return present(session, request)


@router.post(
    "/subject-requests/{request_id}/refusal",
    responses=responses(NotFoundError, service.RequestClosedError, service.AbsoluteError),
)
def refuse_request(
    database: DatabaseDep, subject: PrivacyOfficer, request_id: UUID, body: RefusalGiven
) -> RequestDone:
    """Refuse a request with the article that allows it; the letter names the authority."""
    with database.write() as session:
        request = request_of(session, request_id, lock=True)
        service.refuse(session, subject, request, body.article, body.reason)
        told = present(session, request)
        return RequestDone(**told.model_dump(), letter=letter_of(session, request))


@router.post(
    "/subject-requests/{request_id}/execution",
    responses=responses(
        NotFoundError,
        service.RequestClosedError,
        service.IdentityNeededError,
        erasure.HeldError,
        InvalidFieldsError,
    ),
)
def execute_request(
    database: DatabaseDep,
    vault: VaultDep,
    blobs: BlobsDep,
    subject: PrivacyOfficer,
    request_id: UUID,
) -> RequestDone:
    """Do what the request asks. An erasure cannot be undone."""
    with database.write() as session:
        request = request_of(session, request_id, lock=True)
        letter = service.carry_out(session, vault, subject, request)
        told = RequestDone(**present(session, request).model_dump(), letter=letter)
    destruction.finish(database, vault, blobs)
    return told


@router.get("/subject-requests/{request_id}/letter", responses=responses(NotFoundError))
def get_letter(database: DatabaseDep, _subject: PrivacyOfficer, request_id: UUID) -> LetterRead:
    """Give the answer to the person as it stands; without their name once they are gone."""
    with database.read() as session:
        return LetterRead(letter=letter_of(session, request_of(session, request_id)))


@router.get(
    "/subject-requests/{request_id}/package",
    response_class=Response,
    responses={
        200: {"content": {archive.MEDIA_TYPE: {}}},
        **responses(NotFoundError, service.IdentityNeededError),
    },
)
def get_package(
    database: DatabaseDep,
    vault: VaultDep,
    signer: SignerDep,
    blobs: BlobsDep,
    subject: PrivacyOfficer,
    request_id: UUID,
) -> Response:
    """Give what answers a request for access or portability, as one ZIP."""
    with database.write() as session:
        request = request_of(session, request_id)
        if request.kind not in ("access", "portability"):
            raise NotFoundError
        if request.identity_method is None:
            raise service.IdentityNeededError
        person = find_person(session, request.contact_id)
        if person is None:
            raise NotFoundError
        if request.kind == "access":
            files, pictures = archive.gather(session, vault, signer, person, request.language)
        else:
            files, pictures = archive.portable(session, vault, person), []
        service.record(session, subject, "package", request)
        name = f"{request.kind}-{request.number}.zip"
    return Response(
        archive.pack(files, pictures, blobs),
        media_type=archive.MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.get(
    "/contacts/{contact_id}/proof-bundle",
    response_class=Response,
    responses={200: {"content": {archive.MEDIA_TYPE: {}}}, **responses(NotFoundError)},
)
def get_bundle(
    database: DatabaseDep,
    vault: VaultDep,
    signer: SignerDep,
    blobs: BlobsDep,
    subject: PrivacyOfficer,
    contact_id: UUID,
) -> Response:
    """Give what proves a contact as one ZIP that an outsider checks without this service."""
    with database.write() as session:
        person = find_person(session, contact_id)
        if person is None:
            raise NotFoundError
        files, artefacts = archive.bundle(session, vault, signer, person)
        audit.record(
            session,
            "api:evidence:bundle",
            actor_kind=subject.kind,
            actor_id=subject.id,
            object_id=contact_id,
        )
    return Response(
        archive.pack(files, artefacts, blobs),
        media_type=archive.MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="proof-{contact_id}.zip"'},
    )


@router.delete(
    "/contacts/{contact_id}/restriction", status_code=204, responses=responses(NotFoundError)
)
def lift_restriction(database: DatabaseDep, subject: PrivacyOfficer, contact_id: UUID) -> None:
    """Let a contact's details be used again; tell the person before (GDPR Art. 18(3))."""
    with database.write() as session:
        service.lift_restriction(session, subject, contact_id)


def request_of(session: Session, request_id: UUID, *, lock: bool = False) -> SubjectRequest:
    """Return one request.

    Raises:
        NotFoundError: there is none.
    """
    request = repository.find(session, request_id, lock=lock)
    if request is None:
        raise NotFoundError
    return request


def letter_of(session: Session, request: SubjectRequest) -> str:
    """Return the answer; of an erasure that waits, what it will say by what is there now."""
    contact = repository.find_contact(session, request.contact_id)
    name = None if contact is None else contact.person
    kept = request.result.get("kept", [])
    if request.kind == "erasure" and request.state == "open":
        kept = [one.told() for one in erasure.kept_of(session, [request.contact_id])]
    return letters.write(request, policies.get_controller(session), name, kept)

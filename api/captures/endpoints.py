"""Captures over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response
from pydantic import BaseModel

from api import audit
from api.auth.devices import DeviceRevokedError
from api.auth.guards import CaptureReader, CaptureSender, CaptureWriter, DatabaseDep
from api.captures import details, incoming, repository, sealed, service
from api.captures.incoming import IncomingDep, Part
from api.captures.schemas import (
    CaptureGiven,
    CaptureRead,
    DetailsGiven,
    DetailsRead,
    DetailsStanding,
    OwnCapture,
)
from api.errors import BadCursorError, NotFoundError, responses
from api.guard.notes import UnfitNoteError
from api.jobs.dependencies import JobsDep
from api.kit.moments import Moment
from api.kit.paging import Limit, Page, as_id, as_moment, cut, decode_cursor
from api.middleware import TooLargeError
from api.models import Capture
from api.notices.service import CardDecidedError
from api.policies.service import NoPolicyInForceError
from api.storage.blobs import BlobMissingError
from api.storage.dependencies import BlobsDep

router = APIRouter(tags=["captures"])


def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return a model's schema in one piece: bodies that are read by hand are told by hand."""

    def whole(part: Any) -> Any:  # noqa: ANN401 - any JSON value
        if isinstance(part, list):
            return [whole(one) for one in part]
        if not isinstance(part, dict):
            return part
        if "$ref" in part:
            return whole(definitions[part["$ref"].rpartition("/")[2]])
        return {name: whole(value) for name, value in part.items()}

    schema = model.model_json_schema()
    definitions = schema.pop("$defs", {})
    told: dict[str, Any] = whole(schema)
    return told


_UPLOAD: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["capture"],
                    "properties": {
                        "capture": _schema_of(CaptureGiven),
                        "front": {"type": "string", "format": "binary"},
                        "back": {"type": "string", "format": "binary"},
                        "document": {"type": "string", "format": "binary"},
                    },
                }
            }
        },
    }
}


_DETAILS: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": _schema_of(DetailsGiven)}},
    }
}


async def take_details(request: Request, _subject: CaptureSender) -> DetailsGiven:
    """Return what the seller adds, whether it was sealed or not.

    Raises:
        SealBrokenError: it does not open.
        InvalidError: it is no JSON, or not of the form of details.
    """
    _, stream = await sealed.opened(request)
    return details.parse(b"".join([chunk async for chunk in stream]))


DetailsDep = Annotated[DetailsGiven, Depends(take_details)]


@router.put(
    "/captures/{capture_id}",
    status_code=201,
    openapi_extra=_UPLOAD,
    responses={
        200: {"model": CaptureRead, "description": "the same again"},
        **responses(
            service.CaptureIdTakenError,
            service.CaptureDiffersError,
            service.CaptureErasedError,
            service.TakenAfterSentError,
            service.UnknownOccasionError,
            service.ContextIncompleteError,
            DeviceRevokedError,
            sealed.SealBrokenError,
            incoming.BrokenUploadError,
            incoming.WrongPartsError,
            incoming.EmptyFileError,
            incoming.UnknownFileKindError,
            NoPolicyInForceError,
            TooLargeError,
        ),
    },
)
def put_capture(  # noqa: PLR0913 - what FastAPI hands in
    *,
    capture_id: UUID,
    subject: CaptureSender,
    upload: IncomingDep,
    database: DatabaseDep,
    blobs: BlobsDep,
    jobs: JobsDep,
    response: Response,
    handslag_sent_at: Annotated[Moment | None, Header()] = None,
) -> CaptureRead:
    """Take a capture in. Sending it again changes nothing and answers 200.

    The answer comes once files, row and job outlive a power cut. `Handslag-Sent-At` is the phone's
    clock when sending: with it a wrong clock is seen, told and corrected for.
    """
    receipt = service.receive(
        database, blobs, jobs, subject, capture_id, upload, sent_at=handslag_sent_at
    )
    response.status_code = 201 if receipt.is_new else 200
    return _read(receipt.capture, None)


@router.get("/captures", responses=responses(BadCursorError))
def list_captures(
    database: DatabaseDep, subject: CaptureWriter, cursor: str | None = None, limit: Limit = 50
) -> Page[OwnCapture]:
    """List what one sent, latest first, and how far each has come."""
    before = None
    if cursor is not None:
        moment, last = decode_cursor(cursor, 2)
        before = as_moment(moment), as_id(last)
    with database.read() as session:
        rows = repository.list_own(session, subject, before=before, limit=limit + 1)
        page, next_cursor = cut(rows, limit, lambda row: [row.received_at.isoformat(), str(row.id)])
        return Page(items=[_own(row) for row in page], next_cursor=next_cursor)


@router.get("/captures/{capture_id}", responses=responses(NotFoundError))
def get_capture(database: DatabaseDep, subject: CaptureReader, capture_id: UUID) -> CaptureRead:
    """Read how far a capture has come, and its reading once there is one."""
    with database.read() as session:
        capture = repository.find(session, subject, capture_id)
        if capture is None:
            raise NotFoundError
        return _read(capture, capture.readings[-1].result if capture.readings else None)


@router.get(
    "/captures/{capture_id}/files/{part}",
    response_class=Response,
    responses={
        200: {"description": "the kept file", "content": {"image/jpeg": {}, "text/plain": {}}},
        **responses(NotFoundError),
    },
)
def get_file(
    database: DatabaseDep, blobs: BlobsDep, subject: CaptureReader, capture_id: UUID, part: Part
) -> Response:
    """Give a kept picture or text, in which nothing private is left."""
    with database.write() as session:
        file = repository.find_file(session, subject, capture_id, part)
        if file is None or file.kept_key is None:
            raise NotFoundError
        audit.record(
            session,
            "api:capture:file_read",
            actor_kind=subject.kind,
            actor_id=subject.id,
            object_id=capture_id,
        )
    try:
        content = blobs.get(file.kept_key)
    except BlobMissingError as error:
        raise NotFoundError from error  # refused or erased just now: the picture goes last
    return Response(content, media_type=file.kept_type)


@router.put(
    "/captures/{capture_id}/details",
    openapi_extra=_DETAILS,
    responses=responses(
        NotFoundError,
        service.CaptureErasedError,
        UnfitNoteError,
        details.UnknownColleagueError,
        CardDecidedError,
        DeviceRevokedError,
        sealed.SealBrokenError,
    ),
)
def put_details(
    database: DatabaseDep, subject: CaptureSender, capture_id: UUID, body: DetailsDep
) -> DetailsRead:
    """Keep what the seller adds after the shot; answers the revision that stands."""
    with database.write() as session:
        standing = details.put(session, subject, capture_id, body)
        return DetailsRead(revision=standing.revision)


@router.get("/captures/{capture_id}/details", responses=responses(NotFoundError))
def get_details(database: DatabaseDep, subject: CaptureReader, capture_id: UUID) -> DetailsStanding:
    """Read what was added after the shot, as it stands."""
    with database.read() as session:
        return details.get(session, subject, capture_id)


def _read(capture: Capture, reading: dict[str, Any] | None) -> CaptureRead:
    return CaptureRead(
        id=capture.id,
        state=capture.state,
        occasion_id=capture.occasion_id,
        reading=reading,
        problem=capture.problem,
        taken_at=capture.taken_at,
        received_at=capture.received_at,
        clock_flagged=capture.clock_flagged,
        policy_version=capture.policy_version_id,
    )


def _own(capture: Capture) -> OwnCapture:
    contacts = capture.readings[-1].result["contacts"] if capture.readings else []
    first = contacts[0] if contacts else {}
    return OwnCapture(
        id=capture.id,
        state=capture.state,
        problem=_problem(capture),
        taken_at=capture.taken_at,
        received_at=capture.received_at,
        person=first.get("person"),
        company=first.get("company"),
    )


def _problem(capture: Capture) -> str | None:
    if capture.problem is not None or not capture.readings:
        return capture.problem
    reasons: list[str] = capture.readings[-1].result["quality"]["reasons"]
    return reasons[0] if reasons else None

"""The rules of taking in: once in effect, and never acknowledged before it is safe."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.captures import repository
from api.captures.incoming import Incoming, Part
from api.captures.schemas import CaptureGiven
from api.db.session import Database
from api.errors import ApiError, InvalidError
from api.jobs.client import Jobs
from api.kit import clock
from api.kit.digest import canonical_json, sha256_hex
from api.models import Capture, CaptureFile
from api.occasions import repository as occasions
from api.policies import service as policies
from api.storage.blobs import Blobs

# How far a phone's clock may be off before a person is told.
_SKEW_TOLD = timedelta(minutes=5)


class CaptureIdTakenError(ApiError):
    """The id belongs to another user's capture."""

    status = 409
    type = "capture-id-taken"
    sv = "Ett annat kort har redan det här numret. Inget är borttaget."
    en = "Another card already has this number. Nothing was removed."


class CaptureDiffersError(ApiError):
    """The id is known with other content; what is stored stays."""

    status = 409
    type = "capture-differs"
    sv = "Kortet är redan mottaget med annat innehåll. Det som finns står kvar."
    en = "This card was already received with other content. What is stored stays."


class CaptureErasedError(ApiError):
    """The person asked to be erased; nothing of the capture is kept, and none comes back."""

    status = 410
    type = "capture-erased"
    sv = "Personen har bett att bli raderad. Kortet sparas inte."
    en = "The person asked to be erased. The card is not stored."


class TakenAfterSentError(ApiError):
    """By the phone's own clock the card was photographed after it was sent."""

    status = 422
    type = "taken-after-sent"
    sv = "Kortet är enligt telefonens klocka taget efter att det skickades."
    en = "By the phone's clock the card was taken after it was sent."


class UnknownOccasionError(ApiError):
    """There is no occasion of this id."""

    status = 422
    type = "unknown-occasion"
    sv = "Tillfället finns inte längre. Välj ett annat och ta om."
    en = "The occasion no longer exists. Choose another and retake."


class ContextIncompleteError(ApiError):
    """The context needs more to be evidence: the policy's list says what."""

    status = 422
    type = "context-incomplete"
    sv = "Sammanhanget behöver också: {missing}."
    en = "The context also needs: {missing}."


@dataclass(frozen=True, slots=True)
class Receipt:
    """A capture that is safe here; `is_new` where this upload brought it."""

    capture: Capture
    is_new: bool


def receive(
    database: Database,
    blobs: Blobs,
    jobs: Jobs,
    subject: Subject,
    capture_id: UUID,
    incoming: Incoming,
    *,
    sent_at: datetime | None,
) -> Receipt:
    """Take a capture in and ask for its reading, once however often it is sent.

    When this returns, files, row and job outlive a power cut.

    Raises:
        CaptureIdTakenError, CaptureDiffersError, CaptureErasedError: the id is known.
        InvalidError, TakenAfterSentError, UnknownOccasionError, ContextIncompleteError,
        NoPolicyInForceError: it cannot be taken in as it is.
    """
    given, digest = parse(incoming.capture)
    with database.read() as session:
        known = repository.find_any(session, capture_id)
        if known is not None:
            return Receipt(_same(known, subject, incoming, digest), is_new=False)
        capture = _capture(session, subject, capture_id, given, sent_at)
    capture.content_sha256 = digest
    capture.message_id_sha256 = _digest_of(incoming.message_id)
    names = {file.part: blobs.put("quarantine", file.data) for file in incoming.files}
    capture.files = _files(incoming, names)
    try:
        with database.write() as session:
            session.add(capture)
            session.flush()  # a second upload of the same id is found out here, before the job
            jobs.enqueue_reading(session, capture_id)
    except IntegrityError:
        # Another upload of this id was faster.
        blobs.delete(names.values())
        with database.read() as session:
            known = repository.find_any(session, capture_id)
        if known is None:
            raise
        return Receipt(_same(known, subject, incoming, digest), is_new=False)
    return Receipt(capture, is_new=True)


def parse(part: bytes) -> tuple[CaptureGiven, str]:
    """Return the JSON part of an upload and the digest by which a second one is the same.

    Raises:
        InvalidError: it is no JSON, or not of a capture's form.
    """
    try:
        given = CaptureGiven.model_validate_json(part)
    except ValidationError as error:
        told = [
            {"where": ["capture", *map(str, e["loc"])], "rule": e["type"]} for e in error.errors()
        ]
        raise InvalidError(errors=told) from error
    return given, sha256_hex(canonical_json(given.model_dump(mode="json", by_alias=True)))


def _same(known: Capture, subject: Subject, incoming: Incoming, digest: str) -> Capture:
    if not is_own(known, subject):
        raise CaptureIdTakenError
    if known.erased_at is not None:
        raise CaptureErasedError
    stored = {file.part: file.received_sha256 for file in known.files}
    if known.content_sha256 != digest or stored != incoming.digests:
        raise CaptureDiffersError
    return known


def is_own(capture: Capture, subject: Subject) -> bool:
    """Return whether `subject` sent the capture."""
    if capture.user_id is not None or subject.user_id is not None:
        return capture.user_id == subject.user_id
    return capture.token_id == subject.token_id


def _capture(
    session: Session,
    subject: Subject,
    capture_id: UUID,
    given: CaptureGiven,
    sent_at: datetime | None,
) -> Capture:
    _check(given, sent_at)
    context = given.context
    if context.occasion_id and occasions.find(session, context.occasion_id) is None:
        raise UnknownOccasionError
    now = clock.now()
    # Ahead is positive. The way here counts as well: at most what a slow network takes.
    skew = timedelta(0) if sent_at is None else sent_at - now
    # Corrected, a card of before midnight keeps the policy of before midnight.
    policy = policies.get_in_force(session, given.taken_at - skew)
    return Capture(
        id=capture_id,
        user_id=subject.user_id,
        token_id=subject.token_id,
        state="received",
        channel=given.channel,
        context_kind=context.kind,
        occasion_id=context.occasion_id,
        reference=context.reference,
        answered_at=context.answered_at,
        url=context.url,
        note=context.note,
        register=given.in_register,
        taken_at=given.taken_at,
        sent_at=sent_at,
        received_at=now,
        skew_ms=None if sent_at is None else round(skew / timedelta(milliseconds=1)),
        clock_flagged=abs(skew) > _SKEW_TOLD or given.taken_at > now + _SKEW_TOLD,
        policy_version_id=policy.id,
    )


def _check(given: CaptureGiven, sent_at: datetime | None) -> None:
    if sent_at is not None and given.taken_at > sent_at:
        raise TakenAfterSentError
    context = given.context
    needed = {
        "reference": context.kind in ("transaction", "survey") and context.reference is None,
        "answered_at": context.kind == "survey" and context.answered_at is None,
        "url": "website" in (context.kind, given.channel) and context.url is None,
        "note": given.channel == "other" and context.note is None,
    }
    missing = [name for name, is_missing in needed.items() if is_missing]
    if missing:
        raise ContextIncompleteError(
            errors=[{"where": ["capture", "context", name], "rule": "missing"} for name in missing],
            missing=", ".join(missing),
        )


def _files(incoming: Incoming, names: Mapping[Part, str]) -> list[CaptureFile]:
    return [
        CaptureFile(
            part=file.part,
            side=file.side,
            received_sha256=file.sha256,
            received_bytes=len(file.data),
            received_type=file.media_type,
            quarantine_key=names[file.part],
        )
        for file in incoming.files
    ]


def _digest_of(message_id: str | None) -> str | None:
    return None if message_id is None else sha256_hex(message_id.encode("utf-8", "replace"))

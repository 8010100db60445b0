"""Review over HTTP."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.orm import Session

from api.auth.guards import DatabaseDep, NotAllowedError, Reviewer
from api.auth.schemas import Colleague
from api.captures import details
from api.contacts.details import InvalidFieldsError
from api.contacts.service import OwnStaffError
from api.errors import BadCursorError, NotFoundError, responses
from api.evidence.dependencies import VaultDep
from api.evidence.vault import Vault
from api.guard.notes import UnfitNoteError
from api.kit.paging import Limit, as_id, cut, decode_cursor
from api.organizations import service as organizations
from api.review import repository, service
from api.review.repository import Waiting
from api.review.schemas import (
    Claim,
    DecisionGiven,
    DecisionRead,
    QueueState,
    ReviewContext,
    ReviewFile,
    ReviewItem,
    ReviewPage,
)
from api.storage.dependencies import BlobsDep
from api.suppressions import service as suppressions

router = APIRouter(tags=["review"])


@router.get("/review", responses=responses(BadCursorError))
def list_review(
    database: DatabaseDep,
    vault: VaultDep,
    subject: Reviewer,
    state: QueueState = "needs_review",
    cursor: str | None = None,
    limit: Limit = 20,
) -> ReviewPage:
    """List what waits for a decision, least certain first, with reading and picture links."""
    after = None
    if cursor is not None:
        certainty, last = decode_cursor(cursor, 2)
        if not isinstance(certainty, int | float):
            raise BadCursorError
        after = float(certainty), as_id(last)
    with database.read() as session:
        rows = repository.list_page(session, subject, state, after=after, limit=limit + 1)
        page, next_cursor = cut(
            rows, limit, lambda row: [row.capture.certainty or 0.0, str(row.capture.id)]
        )
        return ReviewPage(
            items=[_present(session, vault, row) for row in page],
            next_cursor=next_cursor,
            total=repository.count(session, subject, state),
        )


@router.get("/review/{capture_id}", responses=responses(NotFoundError))
def get_review(
    database: DatabaseDep, vault: VaultDep, subject: Reviewer, capture_id: UUID
) -> ReviewItem:
    """Read one capture as the queue tells it."""
    with database.read() as session:
        row = repository.find(session, subject, capture_id)
        if row is None:
            raise NotFoundError
        return _present(session, vault, row)


@router.post(
    "/captures/{capture_id}/claims",
    responses=responses(
        NotFoundError, NotAllowedError, service.ClaimedError, service.AlreadyDecidedError
    ),
)
def claim_capture(database: DatabaseDep, subject: Reviewer, capture_id: UUID) -> Claim:
    """Hold a capture for 15 minutes, so that two do not review it at once."""
    with database.write() as session:
        capture = service.claim(session, subject, capture_id)
        assert capture.claimed_until is not None  # noqa: S101 - claiming sets it
        return Claim(claimed_until=capture.claimed_until)


@router.delete(
    "/captures/{capture_id}/claims",
    status_code=204,
    responses=responses(NotFoundError, service.ClaimedError, service.AlreadyDecidedError),
)
def release_capture(database: DatabaseDep, subject: Reviewer, capture_id: UUID) -> None:
    """Give a claimed capture back to the queue."""
    with database.write() as session:
        service.release(session, subject, capture_id)


@router.post(
    "/captures/{capture_id}/review",
    responses=responses(
        NotFoundError,
        service.AlreadyDecidedError,
        service.NotReadyError,
        service.ClaimedError,
        service.NobodyNamedError,
        InvalidFieldsError,
        OwnStaffError,
        UnfitNoteError,
    ),
)
def decide(
    database: DatabaseDep,
    vault: VaultDep,
    blobs: BlobsDep,
    subject: Reviewer,
    capture_id: UUID,
    body: DecisionGiven,
) -> DecisionRead:
    """Approve or reject a capture. The first decision stands; a second one gets 409.

    What is approved enters the register with its evidence, all or nothing. Of what is rejected no
    personal data is kept.
    """
    with database.write() as session:
        outcome = service.decide(session, vault, subject, capture_id, body)
    blobs.delete(outcome.blobs)
    return DecisionRead(
        contact_ids=outcome.contact_ids,
        evidence_ids=outcome.evidence_ids,
        suppressed=outcome.suppressed,
    )


def _present(session: Session, vault: Vault, row: Waiting) -> ReviewItem:
    capture, seller, occasion, claimer = row
    reading = capture.readings[-1].result if capture.readings else None
    return ReviewItem(
        id=capture.id,
        state=capture.state,
        problem=capture.problem,
        channel=capture.channel,
        register=capture.register,
        context=ReviewContext(
            kind=capture.context_kind,
            occasion_id=capture.occasion_id,
            occasion_name=occasion and occasion.name,
            occasion_place=occasion and occasion.place,
            reference=capture.reference,
            answered_at=capture.answered_at,
            url=capture.url,
            note=capture.note,
        ),
        seller=seller,
        taken_at=capture.taken_at,
        received_at=capture.received_at,
        clock_flagged=capture.clock_flagged,
        policy_version=capture.policy_version_id,
        certainty=capture.certainty,
        reading=reading,
        files=[
            ReviewFile(
                part=file.part,
                side=file.side,
                type=file.kept_type or file.received_type,
                width=file.width,
                height=file.height,
                url=f"/api/v1/captures/{capture.id}/files/{file.part}",
            )
            for file in capture.files
            if file.kept_key
        ],
        claimed_by=Colleague(id=capture.claimed_by, name=claimer)
        if capture.claimed_by and claimer
        else None,
        claimed_until=capture.claimed_until,
        known_organization=any(
            contact["company"] and organizations.find(session, contact["company"])
            for contact in _contacts_of(reading)
        ),
        suppressed=suppressions.list_suppressed(
            session, vault, [e for contact in _contacts_of(reading) for e in contact["emails"]]
        ),
        details=details.find(session, capture.id),
    )


def _contacts_of(reading: dict[str, Any] | None) -> list[dict[str, Any]]:
    contacts = (reading or {}).get("contacts", [])
    return [{"company": None, "emails": [], **contact} for contact in contacts]

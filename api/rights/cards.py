"""What the tables of captures hold of one person: nothing of others on the same card."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.contacts.removed import traces_in
from api.models import Capture, CaptureDetails, CaptureFile, Decision, Reading
from api.rights.person import Person, Rows


def captures(session: Session, person: Person) -> Rows:
    """Return the acts of handing over; the note only where nobody else is on the card."""
    rows = session.scalars(
        sa.select(Capture).where(Capture.id.in_(person.scope.capture_ids)).order_by(Capture.id)
    )
    return [
        {
            "id": str(one.id),
            "channel": one.channel,
            "context": one.context_kind,
            "taken_at": one.taken_at.isoformat(),
            "received_at": one.received_at.isoformat(),
            "reference": one.reference,
            "url": one.url,
            "policy": one.policy_version_id,
            "content_sha256": one.content_sha256,
            "message_id_sha256": one.message_id_sha256,
            "note": one.note if one.id in person.alone else None,
        }
        for one in rows
    ]


def details(session: Session, person: Person) -> Rows:
    """Return what sellers added to cards that nobody else is on."""
    rows = session.scalars(
        sa.select(CaptureDetails).where(CaptureDetails.capture_id.in_(person.alone))
    )
    return [
        {
            "capture_id": str(one.capture_id),
            "answers": one.answers,
            "note": one.note,
            "next_step": one.next_step,
            "corrections": one.corrections,
        }
        for one in rows
    ]


def files(session: Session, person: Person) -> Rows:
    """Return the digests of what came in and of what is kept."""
    rows = session.scalars(
        sa.select(CaptureFile).where(CaptureFile.capture_id.in_(person.scope.capture_ids))
    )
    return [
        {
            "capture_id": str(one.capture_id),
            "part": one.part,
            "received_sha256": one.received_sha256,
            "kept_sha256": one.kept_sha256,
            "shared_with_others": one.capture_id not in person.alone,
        }
        for one in rows
    ]


def readings(session: Session, person: Person) -> Rows:
    """Return what was read of this person."""
    rows = session.scalars(
        sa.select(Reading).where(Reading.capture_id.in_(person.scope.capture_ids))
    )
    return [
        {
            "capture_id": str(one.capture_id),
            "read_at": one.created_at.isoformat(),
            "contacts": [
                read
                for read in one.result.get("contacts", [])
                if one.capture_id in person.alone or traces_in(read) & person.traces
            ],
        }
        for one in rows
    ]


def decisions(session: Session, person: Person) -> Rows:
    """Return what reviewers decided on cards that nobody else is on."""
    rows = session.scalars(sa.select(Decision).where(Decision.capture_id.in_(person.alone)))
    return [
        {
            "capture_id": str(one.capture_id),
            "decision": one.decision,
            "reason": one.reason,
            "decided_at": one.decided_at.isoformat(),
        }
        for one in rows
    ]

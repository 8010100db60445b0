"""What happened at the stand beside the card: a notice shown, a consent given; sealed apart."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.evidence.service import Kind, Record, seal
from api.evidence.vault import Vault
from api.models import Capture, CaptureDetails, Contact, PolicyVersion


def seal_what_happened(
    session: Session, vault: Vault, actor: Subject, capture: Capture, contact: Contact
) -> list[UUID]:
    """Seal what `contact` was shown and agreed to at the stand, if anything, and return the ids.

    A card handed over, a notice shown and a consent given are three records: none implies another
    (GDPR articles 7 and 13).
    """
    details = session.get(CaptureDetails, capture.id)
    if details is None:
        return []
    happened: list[tuple[Kind, dict[str, Any] | None]] = [
        ("shown", details.notice),
        ("agreed", details.consent),
    ]
    return [
        seal(session, vault, actor, _record(session, capture, contact, kind, told)).id
        for kind, told in happened
        if told is not None
    ]


def _record(
    session: Session, capture: Capture, contact: Contact, kind: Kind, told: dict[str, Any]
) -> Record:
    shown = session.get(PolicyVersion, told.get("policy_version", ""))
    return Record(
        kind=kind,
        subject_id=contact.subject_id,
        capture_id=capture.id,
        contact_id=contact.id,
        policy_version_id=shown.id if shown else capture.policy_version_id,
        body={
            **told,
            "channel": capture.channel,
            "seller_id": None if capture.user_id is None else str(capture.user_id),
        },
    )

"""The rules of evidence: three kinds kept apart, each sealed into the log, none changed later."""

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.evidence import log, records
from api.evidence.vault import Vault
from api.kit import clock, ids
from api.kit.digest import canonical_json
from api.models import Evidence

# A card handed over, a notice shown and a consent given are three things; none implies another.
Kind = Literal["provided", "shown", "agreed"]

VERSION = "handslag-evidence-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is to be proved. `body` holds JSON values without floats."""

    kind: Kind
    subject_id: UUID
    capture_id: UUID | None = None
    contact_id: UUID | None = None
    policy_version_id: str | None = None
    body: dict[str, Any]


def seal(session: Session, vault: Vault, actor: Subject, record: Record) -> Evidence:
    """Add `record` to the log, in the caller's transaction, and return its row, flushed.

    What the row says is sealed with the body, so that no column can be changed later unseen.

    Raises:
        SubjectErasedError: the subject's key is gone.
    """
    key = vault.get_key(record.subject_id)
    evidence_id, now = ids.new_id(), clock.now()
    log.lock(session)
    index = log.size(session)
    entry = canonical_json(
        {
            "actor": vault.pseudonym(actor.kind, actor.id),
            "at": now.isoformat(),
            "index": index,
            "kind": record.kind,
            "version": VERSION,
        }
    )
    sealed = records.seal(
        key,
        entry,
        {
            **record.body,
            "id": str(evidence_id),
            "kind": record.kind,
            "capture_id": _text(record.capture_id),
            "contact_id": _text(record.contact_id),
            "policy_version_id": record.policy_version_id,
        },
    )
    log.append(session, index, entry, sealed.commitment)
    evidence = Evidence(
        id=evidence_id,
        kind=record.kind,
        index=index,
        subject_id=record.subject_id,
        capture_id=record.capture_id,
        contact_id=record.contact_id,
        policy_version_id=record.policy_version_id,
        nonce=sealed.nonce,
        sealed_body=sealed.body,
        created_at=now,
    )
    session.add(evidence)
    session.flush()  # the caller's rows refer to it
    return evidence


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)

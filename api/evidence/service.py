"""The rules of evidence: three kinds kept apart, each sealed into the log, none changed later."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.errors import ApiError
from api.evidence import checkpoints, log, merkle, records, repository, verifier
from api.evidence.checkpoints import Signer
from api.evidence.vault import SubjectErasedError, Vault
from api.kit import clock, ids
from api.kit.digest import canonical_json
from api.models import Evidence

# A card handed over, a notice shown and a consent given are three things; none implies another.
Kind = Literal["provided", "shown", "agreed"]

VERSION = "handslag-evidence-1"


class EvidenceErasedError(ApiError):
    """The record's body was lawfully erased; the log still shows that there was one."""

    status = 410
    type = "evidence-erased"
    sv = "Underlaget är raderat. Loggen visar bara att det fanns."
    en = "The evidence has been erased. The log only shows that it was there."


class EvidenceDamagedError(ApiError):
    """The record, or the log around it, is not as it was sealed."""

    status = 409
    type = "evidence-damaged"
    sv = "Underlaget är inte som när det förseglades. Kontakta den som driver tjänsten."
    en = "The evidence is not as it was sealed. Tell whoever runs the service."


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
    evidence = Evidence(
        id=ids.new_id(),
        kind=record.kind,
        subject_id=record.subject_id,
        capture_id=record.capture_id,
        contact_id=record.contact_id,
        policy_version_id=record.policy_version_id,
        created_at=clock.now(),
    )
    log.lock(session)
    evidence.index = log.size(session)
    entry = _entry(vault, actor, evidence.index, record.kind)
    sealed = records.seal(key, entry, {**record.body, **told_by(evidence)})
    log.append(session, evidence.index, entry, sealed.commitment)
    evidence.nonce, evidence.sealed_body = sealed.nonce, sealed.body
    session.add(evidence)
    session.flush()  # the caller's rows refer to it
    return evidence


def told_by(evidence: Evidence) -> dict[str, str | None]:
    """Return what the row says of a record and the sealed body must say too."""
    return {
        "id": str(evidence.id),
        "kind": evidence.kind,
        "capture_id": _text(evidence.capture_id),
        "contact_id": _text(evidence.contact_id),
        "policy_version_id": evidence.policy_version_id,
    }


def open_record(session: Session, vault: Vault, evidence: Evidence) -> records.Opened:
    """Return the body of `evidence` and the salt that proves it.

    Raises:
        EvidenceErasedError: the body or its key was erased.
        EvidenceDamagedError: row, entry, commitment or body was changed after sealing.
    """
    if evidence.subject_id is None or evidence.nonce is None or evidence.sealed_body is None:
        raise EvidenceErasedError
    try:
        key = vault.get_key(evidence.subject_id)
    except SubjectErasedError as error:
        raise EvidenceErasedError from error
    leaf = repository.get_entry(session, evidence.index)
    nonce, sealed = evidence.nonce, evidence.sealed_body
    try:
        return records.unseal(key, leaf.entry, leaf.commitment, nonce, sealed)
    except records.RecordBrokenError as error:
        raise EvidenceDamagedError from error


def prove(session: Session, vault: Vault, signer: Signer, evidence: Evidence) -> dict[str, Any]:
    """Return the proof of `evidence`, which an outsider checks with `verifier.py` alone.

    A checkpoint is taken if the log has grown since the last one.

    Raises:
        EvidenceErasedError: the body or its key was erased.
        EvidenceDamagedError: it, or the tree above it, was changed after sealing.
    """
    opened = open_record(session, vault, evidence)
    leaf = repository.get_entry(session, evidence.index)
    checkpoint = checkpoints.take(session, signer)
    proof = {
        "format": verifier.PROOF,
        "record": opened.body,
        "salt": opened.salt.hex(),
        "index": evidence.index,
        "entry": leaf.entry.decode(),
        "commitment": leaf.commitment.hex(),
        "path": _path(session, merkle.inclusion_ranges(evidence.index, checkpoint.size)),
        "checkpoint": checkpoint.note,
        "public_key": signer.public_key,
    }
    try:
        verifier.check_proof(proof, signer.public_key)
    except verifier.NotProvedError as error:
        raise EvidenceDamagedError from error  # nobody is handed a proof that does not hold
    return proof


def prove_consistency(session: Session, signer: Signer, old: int, new: int) -> dict[str, Any]:
    """Return the proof that the checkpoint over `new` records continues the one over `old`.

    Raises:
        NotFoundError: no checkpoint was taken at one of these sizes.
        EvidenceDamagedError: a node of the tree is missing.
    """
    return {
        "format": verifier.CONSISTENCY,
        "old": repository.get_checkpoint(session, old).note,
        "new": repository.get_checkpoint(session, new).note,
        "path": _path(session, merkle.consistency_ranges(old, new)),
        "public_key": signer.public_key,
    }


def erase(session: Session, vault: Vault, actor: Subject, subject_ids: Sequence[UUID]) -> int:
    """Blank every record of these subjects, log that it was done, and return how many there were.

    After the commit the caller destroys the subjects' keys and scrubs the database: from then on
    the leaves that stay in the log are noise to everybody.
    """
    log.lock(session)
    found = repository.list_of_subjects(session, subject_ids)
    if not found:
        return 0
    index = log.size(session)
    entry = _entry(vault, actor, index, "erased", records=[one.index for one in found])
    log.append(session, index, entry, vault.seal_erasure(entry))
    for evidence in found:
        evidence.subject_id = evidence.contact_id = None
        evidence.nonce = evidence.sealed_body = None
    session.flush()  # the contact the rows were about may be deleted next
    return len(found)


def _entry(
    vault: Vault,
    actor: Subject,
    index: int,
    kind: str,
    **more: Any,  # noqa: ANN401 - JSON values
) -> bytes:
    return canonical_json(
        {
            "actor": vault.pseudonym(actor.kind, actor.id),
            "at": clock.now().isoformat(),
            "index": index,
            "kind": kind,
            "version": VERSION,
            **more,
        }
    )


def _path(session: Session, ranges: list[tuple[int, int]]) -> list[str]:
    try:
        hashes = log.hashes(session, ranges)
    except KeyError as error:
        raise EvidenceDamagedError from error
    return [base64.b64encode(hash_).decode() for hash_ in hashes]


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)

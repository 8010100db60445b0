"""Routes of evidence: what proves a contact, proofs for outsiders, and the means to check them."""

from pathlib import Path
from typing import Annotated, cast
from uuid import UUID

import structlog
from fastapi import APIRouter, Query, Response
from sqlalchemy.orm import Session

from api import audit
from api.auth.guards import ContactReader, DatabaseDep, NotAllowedError, NotSignedInError
from api.errors import NotFoundError, responses
from api.evidence import checkpoints, repository, service, verifier
from api.evidence.dependencies import SignerDep, VaultDep
from api.evidence.schemas import (
    CheckpointRead,
    ConsistencyProof,
    EvidenceRead,
    Proof,
    PublicKey,
)
from api.evidence.service import EvidenceDamagedError, EvidenceErasedError
from api.evidence.vault import Vault
from api.kit.paging import Page
from api.models import Evidence

router = APIRouter(tags=["evidence"])
_log = structlog.get_logger()

Size = Annotated[int, Query(ge=0, le=2**62)]
_REFUSALS = (NotSignedInError, NotAllowedError, NotFoundError, EvidenceDamagedError)


@router.get("/contacts/{contact_id}/evidence", responses=responses(*_REFUSALS))
def list_evidence(
    contact_id: UUID, subject: ContactReader, database: DatabaseDep, vault: VaultDep
) -> Page[EvidenceRead]:
    """List what proves a contact, the oldest first: what was provided, shown and agreed."""
    with database.write() as session:
        found = repository.list_of_contact(session, subject, contact_id)
        audit.record(
            session,
            "api:evidence:list",
            actor_kind=subject.kind,
            actor_id=subject.id,
            object_id=contact_id,
        )
        return Page(items=[_read(session, vault, evidence) for evidence in found])


@router.get("/evidence/{evidence_id}/proof", responses=responses(*_REFUSALS, EvidenceErasedError))
def get_proof(
    evidence_id: UUID,
    subject: ContactReader,
    database: DatabaseDep,
    vault: VaultDep,
    signer: SignerDep,
) -> Proof:
    """Give the proof of one record, for `handslag evidence verify` or the stand-alone verifier."""
    with database.write() as session:
        evidence = repository.get(session, subject, evidence_id)
        proof = Proof.model_validate(service.prove(session, vault, signer, evidence))
        audit.record(
            session,
            "api:evidence:prove",
            actor_kind=subject.kind,
            actor_id=subject.id,
            object_id=evidence_id,
        )
    try:
        checkpoints.copy_out(database, signer)
    except OSError as error:
        # The proof holds without the copy; the hourly job tries again.
        _log.warning("evidence:checkpoint:not-copied", error=type(error).__name__)
    return proof


@router.get("/evidence/checkpoints", responses=responses(NotSignedInError, NotAllowedError))
def list_checkpoints(_subject: ContactReader, database: DatabaseDep) -> Page[CheckpointRead]:
    """List every checkpoint of the log, the first first."""
    with database.read() as session:
        found = repository.list_checkpoints(session)
        return Page(
            items=[CheckpointRead.model_validate(one, from_attributes=True) for one in found]
        )


@router.get("/evidence/consistency", responses=responses(*_REFUSALS))
def get_consistency(
    old: Size, new: Size, _subject: ContactReader, database: DatabaseDep, signer: SignerDep
) -> ConsistencyProof:
    """Give the proof that the checkpoint at size `new` continues the one at size `old`."""
    with database.read() as session:
        sizes = sorted((old, new))
        return ConsistencyProof.model_validate(service.prove_consistency(session, signer, *sizes))


@router.get("/evidence/key")
def get_key(signer: SignerDep) -> PublicKey:
    """Give the log's public key, to anybody."""
    return PublicKey(public_key=signer.public_key)


@router.get(
    "/evidence/verifier",
    response_class=Response,
    responses={200: {"content": {"text/x-python": {}}}},
)
def get_verifier() -> Response:
    """Give the stand-alone verifier, to anybody: one file of Python."""
    return Response(
        Path(verifier.__file__).read_bytes(),
        media_type="text/x-python",
        headers={"Content-Disposition": 'attachment; filename="verifier.py"'},
    )


def _read(session: Session, vault: Vault, evidence: Evidence) -> EvidenceRead:
    try:
        record = service.open_record(session, vault, evidence).body
    except EvidenceErasedError:
        record = None
    return EvidenceRead(
        id=evidence.id,
        kind=cast("service.Kind", evidence.kind),
        index=evidence.index,
        created_at=evidence.created_at,
        capture_id=evidence.capture_id,
        policy_version_id=evidence.policy_version_id,
        record=record,
    )

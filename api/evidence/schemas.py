"""What the evidence routes give."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from api.evidence.service import Kind


class EvidenceRead(BaseModel):
    """One record: provided, shown or agreed. `record` is what was sealed, null once erased."""

    id: UUID
    kind: Kind
    index: int
    created_at: datetime
    capture_id: UUID | None
    policy_version_id: str | None
    record: dict[str, Any] | None


class Proof(BaseModel):
    """All an outsider needs to check one record with the verifier; see docs/evidence.md."""

    format: Literal["handslag-evidence-proof-1"]
    record: dict[str, Any]
    salt: str
    index: int
    entry: str
    commitment: str
    path: list[str]
    checkpoint: str
    public_key: str


class ConsistencyProof(BaseModel):
    """All an outsider needs to check that a later checkpoint continues an earlier one."""

    format: Literal["handslag-evidence-consistency-1"]
    old: str
    new: str
    path: list[str]
    public_key: str


class PublicKey(BaseModel):
    """The log's public key, in one line: name, key id, base64."""

    public_key: str


class CheckpointRead(BaseModel):
    """A signed note over the log's size and root."""

    size: int
    note: str
    created_at: datetime

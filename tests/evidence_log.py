"""Records of evidence in bulk, as sealing one after another leaves them, but written in one go.

The nodes of the tree are worked out as the log grows, every record has a key of its own, and bodies
are as long as those of a card.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.db.session import Database
from api.evidence import merkle, records, service
from api.evidence.vault import Vault, WrappedKey
from api.evidence.verifier import leaf_hash, node_hash
from api.kit import clock, ids
from api.models import Evidence, LogEntry, LogNode

BATCH = 2000
_ACTOR = Subject("token", None, ids.new_id(), frozenset())


@dataclass(slots=True)
class Log:
    """The Merkle log as it grows: how many leaves, and the latest subtree of each level."""

    size: int = 0
    latest: dict[int, bytes] = field(default_factory=dict)

    def nodes(self, leaf: bytes) -> list[dict[str, Any]]:
        """Take one more leaf and return the rows of every subtree it finishes."""
        whole, index = leaf_hash(leaf), self.size
        rows: list[dict[str, Any]] = [{"level": 0, "position": index, "hash": whole}]
        for level, position in merkle.merged_by(index):
            whole = node_hash(self.latest[level], whole)
            rows.append({"level": level + 1, "position": position >> 1, "hash": whole})
        self.latest[len(rows) - 1] = whole
        self.size += 1
        return rows


def grow(database: Database, vault: Vault, log: Log, size: int) -> None:
    """Seal records about nobody in the register until the log holds `size`."""
    while log.size < size:
        people = new_subjects(vault, min(BATCH, size - log.size))
        with database.write() as session:
            seal(session, vault, log, ((key, one, None, None) for one, key in people.items()))


def new_subjects(vault: Vault, count: int) -> dict[UUID, bytes]:
    """Return so many new subjects with their keys, which are in the vault by then."""
    keys = {ids.new_id(): AESGCM.generate_key(256) for _ in range(count)}
    vault.put_wrapped([_wrapped(vault, one, key) for one, key in keys.items()])
    return keys


def seal(
    session: Session,
    vault: Vault,
    log: Log,
    people: Iterable[tuple[bytes, UUID, UUID | None, str | None]],
) -> Sequence[UUID]:
    """Seal a record for each key, subject, contact and name; return the records' ids in order."""
    rows: list[dict[str, Any]] = []
    leaves: list[dict[str, Any]] = []
    nodes: list[dict[str, Any]] = []
    for key, subject_id, contact_id, name in people:
        evidence = Evidence(
            id=ids.new_id(),
            kind="provided",
            contact_id=contact_id,
            capture_id=None,
            policy_version_id="2018-05",
        )
        entry = service._entry(vault, _ACTOR, log.size, "provided")
        sealed = records.seal(key, entry, {**_body(name), **service.told_by(evidence)})
        rows.append(
            {
                "id": evidence.id,
                "kind": "provided",
                "index": log.size,
                "subject_id": subject_id,
                "contact_id": contact_id,
                "policy_version_id": "2018-05",
                "nonce": sealed.nonce,
                "sealed_body": sealed.body,
                "created_at": clock.now(),
            }
        )
        leaves.append({"index": log.size, "entry": entry, "commitment": sealed.commitment})
        nodes += log.nodes(entry + sealed.commitment)
    session.execute(sa.insert(LogEntry), leaves)
    session.execute(sa.insert(LogNode), nodes)
    session.execute(sa.insert(Evidence), rows)
    return [row["id"] for row in rows]


def _wrapped(vault: Vault, subject_id: UUID, key: bytes) -> WrappedKey:
    nonce = os.urandom(12)
    wrapped = nonce + vault._wrapping.encrypt(nonce, key, subject_id.bytes)
    return WrappedKey(subject_id, wrapped, clock.now())


def _body(name: str | None) -> dict[str, Any]:
    now = clock.now().isoformat()
    return {
        "channel": "card",
        "context": {
            "kind": "fair",
            "occasion": {"id": str(ids.new_id()), "kind": "fair", "name": "Ljudmässan"},
            "reference": None,
            "answered_at": None,
            "url": None,
            "note": None,
        },
        "taken_at": now,
        "sent_at": now,
        "received_at": now,
        "skew_ms": 12,
        "clock_flagged": False,
        "seller_id": str(ids.new_id()),
        "reviewer_id": str(ids.new_id()),
        "policy": {"id": "2018-05", "sha256": "0" * 64},
        "message_id_sha256": None,
        "artefacts": [
            {
                "part": "front",
                "side": 0,
                "received_sha256": os.urandom(32).hex(),
                "received_bytes": 412_233,
                "received_type": "image/jpeg",
                "kept_sha256": os.urandom(32).hex(),
                "kept_type": "image/webp",
            }
        ],
        "registers": ["customer"],
        "details": {"person": name, "company": "Norvika Bygg AB", "role": "Inköpschef"},
    }

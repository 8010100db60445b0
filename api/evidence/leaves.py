"""What the leaves of the log, and the sealed bodies beside them, say against themselves.

Read in chunks and without the ORM: the audit of a million records spends its time here.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, get_args
from uuid import UUID

import sqlalchemy as sa
from pydantic_core import from_json
from sqlalchemy.orm import Session

from api.evidence import records
from api.evidence.service import Kind
from api.evidence.vault import Vault
from api.models import Evidence, LogEntry

_SEALED_KINDS = frozenset(get_args(Kind))


class Leaf(NamedTuple):
    """A row of the log with what stands beside it in `evidence`: all None where that is missing.

    Ids that are only compared stay the text the database tells.
    """

    idx: int
    entry: bytes
    commitment: bytes
    id: str | None
    kind: str | None
    subject_id: UUID | None
    capture_id: str | None
    policy_version_id: str | None
    nonce: bytes | None
    sealed_body: bytes | None


def read(session: Session, start: int, end: int) -> dict[int, Leaf]:
    """Return the leaves from `start` to `end` (excluded) that are there, by their index."""
    leaf = LogEntry.__table__
    query = (
        sa.select(
            leaf.c.idx,
            leaf.c.entry,
            leaf.c.commitment,
            sa.cast(Evidence.id, sa.String),
            Evidence.kind,
            Evidence.subject_id,
            sa.cast(Evidence.capture_id, sa.String),
            Evidence.policy_version_id,
            Evidence.nonce,
            Evidence.sealed_body,
        )
        .outerjoin(Evidence, Evidence.index == leaf.c.idx)
        .where(leaf.c.idx >= start, leaf.c.idx < end)
    )
    return {row[0]: Leaf._make(row) for row in session.connection().execute(query).all()}


class Bodies:
    """Opens the bodies as the leaves go by, and remembers those that do not open.

    `unreadable` says of each why, by index: whether that was lawful only a later entry tells, of
    kind `erased`. Without a vault bodies stay closed and nothing is remembered.
    """

    def __init__(self, vault: Vault | None) -> None:
        self._vault = vault
        self._keys: dict[UUID, bytes] = {}
        self.unreadable: dict[int, str] = {}

    def load(self, leaves: Mapping[int, Leaf]) -> None:
        """Get the keys of the leaves that come next."""
        if self._vault is not None:
            wanted = {one.subject_id for one in leaves.values() if one.subject_id is not None}
            self._keys = self._vault.find_keys(wanted)

    def vouch(self, leaf: Leaf) -> bool:
        """Return whether the body of a leaf that `examine` found nothing against has opened."""
        return self._vault is not None and leaf.id is not None and leaf.idx not in self.unreadable

    def examine(self, leaf: Leaf) -> str | None:
        """Return what is wrong with one leaf and its body, told by themselves."""
        try:
            told = from_json(leaf.entry, cache_strings="keys")
            index, kind = told["index"], told["kind"]
        except (ValueError, TypeError, KeyError):
            return "its entry was changed"
        if index != leaf.idx:
            return f"its place holds the entry of record {index}"
        if kind == "erased":
            return self._settle(leaf, told)
        if leaf.id is None:
            return "its row in the table evidence is missing"
        if kind != leaf.kind or kind not in _SEALED_KINDS:
            return "its entry, or its kind, was changed"
        return None if self._vault is None else self._open(leaf)

    def _settle(self, leaf: Leaf, told: dict[str, Any]) -> str | None:
        if leaf.id is not None:
            return "it tells of an erasure, and a row in the table evidence stands beside it"
        if self._vault is not None:
            if self._vault.seal_erasure(leaf.entry) != leaf.commitment:
                return "it tells of an erasure that the service did not make"
            for index in told["records"]:
                self.unreadable.pop(index, None)
        return None

    def _open(self, leaf: Leaf) -> str | None:
        if leaf.subject_id is None or leaf.nonce is None or leaf.sealed_body is None:
            self.unreadable[leaf.idx] = "its sealed body is missing, and no erasure tells of it"
            return None
        key = self._keys.get(leaf.subject_id)
        if key is None:
            self.unreadable[leaf.idx] = "its key is missing, and no erasure tells of it"
            return None
        try:
            body = records.unseal(
                key, leaf.entry, leaf.commitment, leaf.nonce, leaf.sealed_body
            ).body
        except records.RecordBrokenError:
            return "its entry, commitment or sealed body was changed"
        sealed = [body.get(name) for name in ("id", "kind", "capture_id", "policy_version_id")]
        row = [_dashed(leaf.id), leaf.kind, _dashed(leaf.capture_id), leaf.policy_version_id]
        return None if row == sealed else "its row in the table evidence was changed"


def _dashed(id_: str | None) -> str | None:
    # SQLite keeps ids without dashes, PostgreSQL tells them with.
    if id_ is None or len(id_) != 32:  # noqa: PLR2004 - hex digits of a UUID
        return id_
    return f"{id_[:8]}-{id_[8:12]}-{id_[12:16]}-{id_[16:20]}-{id_[20:]}"

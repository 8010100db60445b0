"""Reads the whole log once and names every record that is not as it was sealed.

One pass in chunks, so that memory stays flat. Four witnesses are held against each other: the
leaves, the stored nodes of the tree, the sealed bodies beside it, and the signed checkpoints in the
database and in the folder they are copied to. Where a change is consistent in all that the
database holds, the checkpoint between two others still tells within which records it lies.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, get_args

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session
from typing_extensions import override

from api import audit as trail
from api.db.session import Database
from api.evidence import checkpoints, log, merkle, records, repository, verifier
from api.evidence.checkpoints import Signer
from api.evidence.service import Kind
from api.evidence.vault import Vault
from api.evidence.verifier import NotProvedError, leaf_hash, node_hash
from api.models import Checkpoint, Evidence, LogEntry, LogNode

_CHUNK = 1 << 12
# A log that is damaged throughout is told of, not listed.
_MOST_TOLD = 100
_SEALED_KINDS = frozenset(get_args(Kind))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was sealed: which record (from 0), and what about it."""

    index: int
    what: str

    @override
    def __str__(self) -> str:
        return f"record {self.index}: {self.what}"


@dataclass(slots=True)
class _Walk:
    """What the pass over the log carries from chunk to chunk."""

    vault: Vault | None
    due: dict[int, list[tuple[str, bytes]]]
    # Hashes of the finished subtrees that the leaves so far are made of; None where unknown.
    peaks: list[bytes | None] = field(default_factory=list)
    erased: set[int] = field(default_factory=set)
    unreadable: dict[int, str] = field(default_factory=dict)


def verify(session: Session, vault: Vault | None, signer: Signer) -> Iterator[Finding]:
    """Yield what is wrong with the log; nothing where it is whole.

    Without `vault` the tree and the checkpoints are checked, and the sealed bodies are not opened.
    `session` should see one moment for as long as this takes.
    """
    due: dict[int, list[tuple[str, bytes]]] = {}
    yield from _read_checkpoints(session, signer, due)
    reached = max([0, *due, *_furthest(session)])
    size = log.size(session)
    walk = _Walk(vault, due)
    yield from _check_size_zero(walk)
    for start in range(0, size, _CHUNK):
        yield from _check_chunk(session, walk, start, min(start + _CHUNK, size))
    for index in range(size, reached):
        yield Finding(index, "is missing: the log was cut off before it")
    for index, what in walk.unreadable.items():
        if index not in walk.erased:
            yield Finding(index, what)


def audit(database: Database, vault: Vault, signer: Signer) -> int:
    """Verify the whole log, tell the trail and the programs' log what was found, return how much.

    The trail names the records; the privacy officer sees it there.
    """
    with database.read() as session:
        findings = list(islice(verify(session, vault, signer), _MOST_TOLD))
    if findings:
        structlog.get_logger().error("evidence damaged", count=len(findings))
    with database.write() as session:
        for finding in findings:
            trail.record(
                session,
                "worker:evidence:damaged",
                actor_kind="service",
                actor_id=None,
                object_id=str(finding.index),
            )
        trail.record(
            session,
            "worker:evidence:audited",
            actor_kind="service",
            actor_id=None,
            findings=len(findings),
        )
    return len(findings)


def _read_checkpoints(
    session: Session, signer: Signer, due: dict[int, list[tuple[str, bytes]]]
) -> Iterator[Finding]:
    """Put the root each good checkpoint names into `due`, by size; yield the bad ones."""
    stored = {row.size: row.note for row in repository.list_checkpoints(session)}
    places = {"database": stored}
    if signer.folder is not None:
        copies = checkpoints.list_copies(signer.folder)
        places["folder"] = {size: path.read_text() for size, path in copies.items()}
    for place, notes in places.items():
        for size, note in notes.items():
            last = max(0, size - 1)
            if place == "folder" and size not in stored:
                yield Finding(last, f"the checkpoint after it ({size}) is not in the database")
            try:
                told = verifier.open_checkpoint(note, signer.public_key)
            except NotProvedError as error:
                yield Finding(last, f"the checkpoint after it ({size}, {place}): {error}")
                continue
            if told.size != size:
                yield Finding(last, f"the checkpoint after it ({size}, {place}) is another's")
            due.setdefault(told.size, []).append((place, told.root))


def _furthest(session: Session) -> list[int]:
    """Return how many records the rows beside the log know of."""
    known = (
        sa.select(sa.func.max(Evidence.index)),
        sa.select(sa.func.max(LogNode.position)).where(LogNode.level == 0),
        sa.select(sa.func.max(Checkpoint.size) - 1),
    )
    return [last + 1 for query in known if (last := session.scalar(query)) is not None]


def _check_size_zero(walk: _Walk) -> Iterator[Finding]:
    for place, root in walk.due.get(0, []):
        if root != merkle.EMPTY_ROOT:
            yield Finding(0, f"the checkpoint before it ({place}) is not of an empty log")


def _check_chunk(session: Session, walk: _Walk, start: int, end: int) -> Iterator[Finding]:
    rows = {row.idx: row for row in session.execute(_rows(start, end))}
    stored = _nodes(session, start, end)
    keys = _keys(walk.vault, rows.values())
    for index in range(start, end):
        leaf, what = _judge(walk, rows.get(index), stored.get((0, index)), keys)
        if what is not None:
            yield Finding(index, what)
        yield from _climb(walk, stored, index, leaf)
        yield from _compare(walk, index + 1)


def _judge(
    walk: _Walk, row: sa.Row[Any] | None, known: bytes | None, keys: dict[Any, bytes]
) -> tuple[bytes | None, str | None]:
    """Return the hash to go on with, and what is wrong with this leaf or its node."""
    if row is None:
        return known, "is missing from the log"
    what = _examine(walk, row, keys)
    leaf = leaf_hash(row.entry + row.commitment)
    if leaf == known:
        return leaf, what
    if known is None:
        return leaf, what or "its node is missing"
    # A body that opens vouches for its entry; where none does, the node is the better witness.
    opened = walk.vault is not None and row.id is not None and row.idx not in walk.unreadable
    if what is None and opened:
        return leaf, "its node was changed"
    return known, what or "its entry, its commitment or its node was changed"


def _examine(walk: _Walk, row: sa.Row[Any], keys: dict[Any, bytes]) -> str | None:
    """Return what is wrong with one leaf and its body, told by themselves."""
    try:
        told = json.loads(row.entry)
        index, kind = told["index"], told["kind"]
    except (ValueError, TypeError, KeyError):
        return "its entry was changed"
    if index != row.idx:
        return f"its place holds the entry of record {index}"
    if kind == "erased":
        walk.erased.update(told["records"])
        return None if row.id is None else "its entry was changed"
    if row.id is None:
        return "its row in the table evidence is missing"
    if kind != row.kind or kind not in _SEALED_KINDS:
        return "its entry, or its kind, was changed"
    return None if walk.vault is None else _open(walk, row, keys)


def _open(walk: _Walk, row: sa.Row[Any], keys: dict[Any, bytes]) -> str | None:
    if row.subject_id is None or row.nonce is None or row.sealed_body is None:
        walk.unreadable[row.idx] = "its sealed body is missing, and no erasure tells of it"
        return None
    key = keys.get(row.subject_id)
    if key is None:
        walk.unreadable[row.idx] = "its key is missing, and no erasure tells of it"
        return None
    try:
        body = records.unseal(key, row.entry, row.commitment, row.nonce, row.sealed_body).body
    except records.RecordBrokenError:
        return "its entry, commitment or sealed body was changed"
    columns = (str(row.id), row.kind, _text(row.capture_id), row.policy_version_id)
    sealed = tuple(body.get(name) for name in ("id", "kind", "capture_id", "policy_version_id"))
    return None if columns == sealed else "its row in the table evidence was changed"


def _climb(
    walk: _Walk, stored: dict[merkle.Subtree, bytes], index: int, leaf: bytes | None
) -> Iterator[Finding]:
    """Add the leaf's hash to the peaks, and compare each subtree it finishes."""
    whole = leaf
    for level in range(1, len(merkle.merged_by(index)) + 1):
        left, position = walk.peaks.pop(), index >> level
        known = stored.get((level, position))
        whole = known if left is None or whole is None else node_hash(left, whole)
        if known is None or whole != known:
            first = position << level
            yield Finding(
                index,
                f"node ({level}, {position}) over records {first} to {index} is missing,"
                " or it or one of these was changed",
            )
    walk.peaks.append(whole)


def _compare(walk: _Walk, size: int) -> Iterator[Finding]:
    """Compare the peaks with the checkpoints taken at this size."""
    if size not in walk.due:
        return
    peaks = list(walk.peaks)
    root = peaks.pop()
    while peaks and root is not None:
        left = peaks.pop()
        root = None if left is None else node_hash(left, root)
    for place, signed in walk.due[size]:
        if root != signed:
            yield Finding(
                size - 1,
                f"the records up to it are not those of the checkpoint ({size}, {place})",
            )


def _rows(start: int, end: int) -> sa.Select[Any]:
    leaf = LogEntry.__table__
    return (
        sa.select(
            leaf.c.idx,
            leaf.c.entry,
            leaf.c.commitment,
            Evidence.id,
            Evidence.kind,
            Evidence.subject_id,
            Evidence.capture_id,
            Evidence.policy_version_id,
            Evidence.nonce,
            Evidence.sealed_body,
        )
        .outerjoin(Evidence, Evidence.index == leaf.c.idx)
        .where(leaf.c.idx >= start, leaf.c.idx < end)
    )


def _nodes(session: Session, start: int, end: int) -> dict[merkle.Subtree, bytes]:
    """Return the stored nodes that leaves `start` to `end` (excluded) finish."""
    stored = {}
    level = 0
    while end >> level:
        query = sa.select(LogNode.position, LogNode.hash).where(
            LogNode.level == level,
            LogNode.position >= start >> level,
            LogNode.position < end >> level,
        )
        stored.update({(level, position): hash_ for position, hash_ in session.execute(query)})
        level += 1
    return stored


def _keys(vault: Vault | None, rows: Any) -> dict[Any, bytes]:  # noqa: ANN401 - rows of a query
    if vault is None:
        return {}
    return vault.find_keys({row.subject_id for row in rows if row.subject_id is not None})


def _text(value: object) -> str | None:
    return None if value is None else str(value)

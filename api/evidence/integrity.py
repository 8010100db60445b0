"""Reads the whole log once and names every record that is not as it was sealed.

One pass in chunks, so that memory stays flat, however long the log is. Four witnesses are held
against each other: the leaves, the stored nodes of the tree, the sealed bodies beside it, and the
signed checkpoints in the database and in the folder they are copied to. Where a change is
consistent in all that the database holds, the checkpoint between two others still tells within
which records it lies.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session
from typing_extensions import override

from api import audit as trail
from api.db.session import Database
from api.evidence import anchors, checkpoints, leaves, log, merkle, repository, verifier
from api.evidence.checkpoints import Signer
from api.evidence.leaves import Bodies, Leaf
from api.evidence.vault import Vault
from api.evidence.verifier import NotProvedError, leaf_hash, node_hash
from api.models import Checkpoint, Evidence, LogNode

_CHUNK = 1 << 10
# A log that is damaged throughout is told of, not listed.
_MOST_TOLD = 100


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

    bodies: Bodies
    due: dict[int, list[tuple[str, bytes]]]
    # Hashes of the finished subtrees that the leaves so far are made of; None where unknown.
    peaks: list[bytes | None] = field(default_factory=list)


def verify(session: Session, vault: Vault | None, signer: Signer) -> Iterator[Finding]:
    """Yield what is wrong with the log; nothing where it is whole.

    Without `vault` the tree and the checkpoints are checked, and the sealed bodies are not opened.
    `session` sees one moment, and is rolled back at the end.
    """
    due: dict[int, list[tuple[str, bytes]]] = {}
    yield from _read_checkpoints(session, signer, due)
    reached = max([0, *due, *_furthest(session)])
    size = log.size(session)
    walk = _Walk(Bodies(vault), due)
    yield from _check_size_zero(walk)
    for start in range(0, size, _CHUNK):
        yield from _check_chunk(session, walk, start, min(start + _CHUNK, size))
    for index in range(size, reached):
        yield Finding(index, "is missing: the log was cut off before it")
    if walk.bodies.unreadable:
        _look_again(session, walk.bodies, size)
    for index, what in walk.bodies.unreadable.items():
        yield Finding(index, what)


def audit(database: Database, vault: Vault, signer: Signer) -> int:
    """Verify the whole log and the trail, write down what was found, and return how much.

    The trail names the records, and the acts of its own; the privacy officer sees it there.
    """
    with database.read() as session:
        findings = list(islice(verify(session, vault, signer), _MOST_TOLD))
    if findings:
        structlog.get_logger().error("evidence damaged", count=len(findings))
    with database.read() as session:
        acts = list(islice(anchors.verify(session, signer), _MOST_TOLD))
    if acts:
        structlog.get_logger().error("trail damaged", count=len(acts))
    with database.write() as session:
        for act in acts:
            trail.record(
                session,
                "worker:trail:damaged",
                actor_kind="service",
                actor_id=None,
                object_id=str(act.number),
            )
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
            findings=len(findings) + len(acts),
        )
    return len(findings) + len(acts)


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


def _look_again(session: Session, bodies: Bodies, size: int) -> None:
    # Who was erased while the log was read has no key, and an entry behind the moment we saw.
    session.rollback()
    for leaf in leaves.read(session, size, log.size(session)).values():
        bodies.examine(leaf)


def _check_chunk(session: Session, walk: _Walk, start: int, end: int) -> Iterator[Finding]:
    rows = leaves.read(session, start, end)
    stored = _nodes(session, start, end)
    walk.bodies.load(rows)
    for index in range(start, end):
        whole, what = _judge(walk.bodies, rows.get(index), stored.get((0, index)))
        if what is not None:
            yield Finding(index, what)
        yield from _climb(walk, stored, index, whole)
        if index + 1 in walk.due:
            yield from _compare(walk, index + 1)


def _judge(
    bodies: Bodies, leaf: Leaf | None, known: bytes | None
) -> tuple[bytes | None, str | None]:
    """Return the hash to go on with, and what is wrong with this leaf or its node."""
    if leaf is None:
        return known, "is missing from the log"
    what = bodies.examine(leaf)
    whole = leaf_hash(leaf.entry + leaf.commitment)
    if whole == known:
        return whole, what
    if known is None:
        return whole, what or "its node is missing"
    # A body that opens vouches for its entry; where none does, the node is the better witness.
    if what is None and bodies.vouch(leaf):
        return whole, "its node was changed"
    return known, what or "its entry, its commitment or its node was changed"


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


def _nodes(session: Session, start: int, end: int) -> dict[merkle.Subtree, bytes]:
    """Return the stored nodes that leaves `start` to `end` (excluded) finish."""
    node = LogNode.__table__.c
    stored = {}
    level = 0
    while end >> level:
        query = sa.select(node.position, node.hash).where(
            node.level == level,
            node.position >= start >> level,
            node.position < end >> level,
        )
        rows = session.connection().execute(query).all()
        stored.update({(level, position): hash_ for position, hash_ in rows})
        level += 1
    return stored

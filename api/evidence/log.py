"""The log in the database: leaves in order, and the hash of every finished subtree over them."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.evidence import merkle
from api.evidence.verifier import leaf_hash, node_hash
from api.models import LogEntry, LogNode

# Any number will do, as long as nothing else in the database locks it: "hsev" in ASCII.
_APPENDING = 0x68736576


def lock(session: Session) -> None:
    """Keep other transactions from appending until this one ends.

    SQLite has one writer anyway. Take it before other rows where a transaction seals several
    records, so that two of them never wait for each other.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(_APPENDING)))


def size(session: Session) -> int:
    """Return how many leaves the log has."""
    last = session.scalar(sa.select(sa.func.max(LogEntry.index)))
    return 0 if last is None else last + 1


def append(session: Session, index: int, entry: bytes, commitment: bytes) -> None:
    """Add the leaf `entry` + `commitment` as number `index`, which must be the log's size.

    The caller holds `lock` and has asked for the size after that.
    """
    session.execute(
        sa.insert(LogEntry).values(index=index, entry=entry, commitment=commitment),
    )
    whole = leaf_hash(entry + commitment)
    finished = [{"level": 0, "position": index, "hash": whole}]
    left = merkle.merged_by(index)
    known = find_nodes(session, left)
    for level, position in left:
        whole = node_hash(known[level, position], whole)
        finished.append({"level": level + 1, "position": position >> 1, "hash": whole})
    session.execute(sa.insert(LogNode), finished)


def find_nodes(session: Session, wanted: Iterable[merkle.Subtree]) -> dict[merkle.Subtree, bytes]:
    """Return the stored hashes of those `wanted` subtrees that are finished."""
    keys = list(wanted)
    if not keys:
        return {}
    # Not as pairs in a list: SQLite would read the whole table for that, here it uses the key.
    named = (sa.and_(LogNode.level == level, LogNode.position == place) for level, place in keys)
    rows = session.execute(
        sa.select(LogNode.level, LogNode.position, LogNode.hash).where(sa.or_(*named))
    )
    return {(level, position): hash_ for level, position, hash_ in rows}


def hashes(session: Session, ranges: list[tuple[int, int]]) -> list[bytes]:
    """Return the hash over each range of leaves (first, one past the last).

    Raises:
        KeyError: a stored subtree is missing; `handslag evidence verify --all` names it.
    """
    wanted = [subtree for low, high in ranges for subtree in merkle.subtrees(low, high)]
    stored = find_nodes(session, wanted)
    return [merkle.fold(low, high, stored) for low, high in ranges]


def root(session: Session, leaves: int) -> bytes:
    """Return the root over the first `leaves` leaves."""
    return hashes(session, [(0, leaves)])[0]

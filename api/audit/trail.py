"""The chain over the trail: how acts are added, and how a change to any is found."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from typing_extensions import override

from api.kit.digest import canonical_json
from api.models import AuditEvent, AuditHead

# What the first act is chained to.
GENESIS = bytes(32)
_CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written: which act (from 1), and what about it."""

    number: int
    what: str

    @override
    def __str__(self) -> str:
        return f"act {self.number}: {self.what}"


def append(session: Session, events: Sequence[AuditEvent]) -> None:
    """Add `events` to the trail. The head's lock, held to the commit, puts writers in line."""
    head = session.get_one(AuditHead, 1, with_for_update=True, populate_existing=True)
    for event in events:
        event.number = head.number + 1
        event.chain = chained(head.chain, event)
        head.number, head.chain = event.number, event.chain
    session.add_all(events)
    session.flush()


def chained(before: bytes, event: AuditEvent | sa.Row[Any]) -> bytes:
    """Return the chain up to and with `event` (or its bare row), which has its number."""
    told = {
        "number": event.number,
        "id": str(event.id),
        "at": event.at.isoformat(),
        "actor": [event.actor_kind, None if event.actor_id is None else str(event.actor_id)],
        "tag": event.tag,
        "object": event.object_id,
        "facts": event.facts,
    }
    return hashlib.sha256(before + canonical_json(told)).digest()


def verify(session: Session) -> Iterator[Finding]:
    """Yield what is wrong with the trail, reading it once in chunks; nothing where it is whole."""
    number, chain = 0, GENESIS
    while chunk := _after(session, number):
        for event in chunk:
            for missing in range(number + 1, event.number):
                yield Finding(missing, "is missing")
            if chained(chain, event) != event.chain and event.number == number + 1:
                yield Finding(event.number, "was changed, or an act before it")
            number, chain = event.number, event.chain
    head = session.get_one(AuditHead, 1)
    for missing in range(number + 1, head.number + 1):
        yield Finding(missing, "is missing: the trail was cut off before it")
    if number >= head.number and chain != head.chain:
        yield Finding(number, "is not the last act the head tells of")


def chain_at(session: Session, number: int) -> bytes | None:
    """Return the chain up to act `number`, or None where it is missing."""
    if number == 0:
        return GENESIS
    return session.scalar(sa.select(AuditEvent.chain).where(AuditEvent.number == number))


def _after(session: Session, number: int) -> Sequence[sa.Row[Any]]:
    # Bare rows: the trail is as long as everything anybody ever did.
    event = AuditEvent.__table__
    query = sa.select(event).where(event.c.number > number).order_by(event.c.number).limit(_CHUNK)
    return session.connection().execute(query).all()

"""Signed statements of how far the audit trail had come, beside the log's checkpoints.

Whoever holds the database can chain the trail anew from any act on. They cannot make it fit a note
that was signed before and lies elsewhere.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.audit import trail
from api.audit.trail import Finding
from api.db.session import Database
from api.evidence.checkpoints import Signer
from api.evidence.verifier import NotProvedError, open_note
from api.kit import clock
from api.models import AuditAnchor, AuditHead

_KIND = "handslag.trail/1"
_SUFFIX = ".trail"


def take_and_copy(database: Database, signer: Signer) -> int:
    """Sign how far the trail has come, copy out what is not yet copied, return how many acts.

    Raises:
        OSError: the folder cannot be written to; the note stands in the database all the same.
    """
    with database.write() as session:
        head = session.get_one(AuditHead, 1)
        if session.get(AuditAnchor, head.number) is None:
            note = signer.sign_text(f"{_KIND}\n{head.number}\n{head.chain.hex()}\n")
            session.add(AuditAnchor(number=head.number, note=note, created_at=clock.now()))
        number = head.number
    if signer.folder is not None:
        _copy_out(database, signer.folder)
    return number


def verify(session: Session, signer: Signer) -> Iterator[Finding]:
    """Yield what is wrong with the trail: in its own chain, and against every signed note."""
    yield from trail.verify(session)
    notes = [row.note for row in session.scalars(sa.select(AuditAnchor))]
    if signer.folder is not None:
        notes += [path.read_text() for path in sorted(signer.folder.glob(f"*{_SUFFIX}"))]
    for note in dict.fromkeys(notes):
        try:
            kind, told, chain = open_note(note, signer.public_key).splitlines()
            number = int(told)
        except (NotProvedError, ValueError):
            yield Finding(0, "a signed note over the trail was changed")
            continue
        if kind != _KIND or trail.chain_at(session, number) != bytes.fromhex(chain):
            yield Finding(number, "is not what the signed note over it says, or an act before it")


def _copy_out(database: Database, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with database.read() as session:
        for row in session.scalars(sa.select(AuditAnchor)):
            path = folder / f"{row.number:012d}{_SUFFIX}"
            if path.exists():
                continue
            with path.open("x", encoding="utf-8", newline="") as file:
                file.write(row.note)
                file.flush()
                os.fsync(file.fileno())

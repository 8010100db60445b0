"""What programs left behind when they were killed, told by the database and the disk."""

from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from api.db.session import Database
from api.kit.digest import sha256_hex
from api.models import Capture
from api.settings import Settings
from api.storage import blobs, keyring


class Run(NamedTuple):
    """A job by the job engine's own table: who has or had it, and how often it was begun."""

    status: str
    worker: str | None
    attempts: int


def runs_of(database: Database, capture_id: UUID) -> list[Run]:
    """Return every job that was ever asked for to read a capture."""
    query = sa.text(
        "select status, executor_id, recovery_attempts from workflow_status"
        " where workflow_uuid like :name"
    )
    with database.read() as session:
        return [Run(*row) for row in session.execute(query, {"name": f"read:{capture_id}%"})]


def find_capture(database: Database, capture_id: UUID) -> Capture | None:
    """Return a capture with its files and readings, or None."""
    whole = (selectinload(Capture.files), selectinload(Capture.readings))
    with database.read() as session:
        return session.get(Capture, capture_id, options=whole)


def state_of(database: Database, capture_id: UUID) -> str:
    """Return where a capture stands; nothing where there is none."""
    capture = find_capture(database, capture_id)
    return "" if capture is None else capture.state


def check_unread(settings: Settings, database: Database, capture_id: UUID) -> None:
    """Check that a capture nobody has read is here whole: once, with one job and its originals."""
    capture = find_capture(database, capture_id)
    assert capture is not None
    assert len(runs_of(database, capture_id)) == 1
    store = blobs.open_store(None, settings.data / "blobs", keyring.load(settings.master_key))
    assert capture.files
    for file in capture.files:
        assert file.quarantine_key is not None
        assert sha256_hex(store.get(file.quarantine_key)) == file.received_sha256


def check_database(database: Database) -> None:
    """Check that the database's file is sound and that every reference in it has its row."""
    with database.read() as session:
        assert session.execute(sa.text("PRAGMA integrity_check")).all() == [("ok",)]
        assert session.execute(sa.text("PRAGMA foreign_key_check")).all() == []

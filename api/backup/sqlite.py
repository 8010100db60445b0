"""The database as one file, by SQLite's online backup (https://sqlite.org/backup.html)."""

import contextlib
import sqlite3
from pathlib import Path

from sqlalchemy.orm import Session

from api.backup.manifest import Manifest
from api.db.session import Database

_NAME = "database.db"


def dump(session: Session, folder: Path, manifest: Manifest) -> None:
    """Write the moment `session` sees into `folder`; writers go on meanwhile."""
    source = session.connection().connection.driver_connection
    assert isinstance(source, sqlite3.Connection)  # noqa: S101 - the caller asked for the dialect
    with contextlib.closing(sqlite3.connect(folder / _NAME)) as target:
        # All pages in one step: between steps other writers would make it begin anew.
        source.backup(target, pages=-1)
        # One file that can be read where nothing may be written beside it.
        target.execute("PRAGMA journal_mode = DELETE")
    manifest.tables = [_NAME]


def load(database: Database, folder: Path, _manifest: Manifest) -> None:
    """Fill the empty `database`, schema included."""
    connection = database.writer.raw_connection()
    target = connection.driver_connection
    assert isinstance(target, sqlite3.Connection)  # noqa: S101 - the caller asked for the dialect
    source = sqlite3.connect(f"{(folder / _NAME).absolute().as_uri()}?mode=ro", uri=True)
    with contextlib.closing(connection), contextlib.closing(source):
        source.backup(target)

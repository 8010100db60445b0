"""A person of twenty words that occur nowhere else, and a search for these in every byte kept."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa
from fastapi import FastAPI

from api.db.session import Database
from api.models import Base

CANARIES = [
    *("kanariefornamn", "kanarieefternamn", "kanarieroll", "kanarieavdelning", "kanariebolag"),
    *("kanariegatan", "kanarieadress", "kanarieandra", "kanariewebb", "kanarieanteckning"),
    *("kanariesvar", "kanarietillagg", "kanariesteg", "kanariemening", "kanarieorsak"),
    *("kanarieurl", "kanariereferens", "kanariehall", "7700900677", "7700900688"),
]
PERSON = {
    "company": "Kanariebolag AB",
    "person": "Kanariefornamn Kanarieefternamn",
    "role": "Kanarieroll",
    "department": "Kanarieavdelning",
    "phones": [
        {"kind": "mobile", "e164": "+447700900677", "extension": None, "text": "+44 7700 900677"}
    ],
    "emails": ["kanarieadress@kanariebolag.example"],
    "websites": ["www.kanariewebb.example"],
    "address": "Kanariegatan 1, 111 47 Stockholm",
    "provenance": [{"field": "person", "side": 0, "box": None, "text": "Kanariemening"}],
}


def canaries_in(told: str | bytes) -> set[str]:
    """Return the canaries that `told` holds, in whatever case."""
    folded = (told.encode() if isinstance(told, str) else told).lower()
    return {canary for canary in CANARIES if canary.encode() in folded}


def found(app: FastAPI, database: Database) -> dict[str, set[str]]:
    """Return where which canaries are: in every table, every file, all the server keeps."""
    told: dict[str, set[str]] = {}
    for place, kept in _everything(app, database):
        if there := canaries_in(kept):
            told[place] = there
    return told


def _everything(app: FastAPI, database: Database) -> Iterator[tuple[str, str | bytes]]:
    yield from tables(database)
    yield from _files(app)
    yield from _server(database)


def tables(database: Database) -> Iterator[tuple[str, str]]:
    """Yield every table's name and rows."""
    with database.read() as session:
        for name, table in Base.metadata.tables.items():
            rows = session.execute(sa.select(table)).all()
            yield f"table {name}", str(rows)


def _files(app: FastAPI) -> Iterator[tuple[str, bytes]]:
    folder: Path = app.state.settings.data
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()


def _server(database: Database) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the PostgreSQL server but other databases' tables: its log too."""
    if database.is_sqlite:
        return
    with database.writer.connect() as server:
        # A file may go between being listed and being read: each is asked for by itself.
        server.execution_options(isolation_level="AUTOCOMMIT")
        own = server.exec_driver_sql(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).scalar_one()
        folders = ["."]
        while folders:
            folder = folders.pop()
            for name, is_folder in server.execute(_LISTED, {"folder": folder}).all():
                path = f"{folder}/{name}"
                if is_folder:
                    folders += [path] if folder != "./base" or name == str(own) else []
                elif is_folder is not None and not name.startswith(".s.PGSQL"):  # the socket
                    with suppress(sa.exc.OperationalError):
                        yield path, server.execute(_READ, {"path": path}).scalar_one()


_LISTED = sa.text(
    "SELECT name, (pg_stat_file(:folder || '/' || name, true)).isdir"
    " FROM pg_ls_dir(:folder, true, false) AS name"
)
_READ = sa.text("SELECT pg_read_binary_file(:path)")

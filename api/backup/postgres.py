"""The database as a file a table, by COPY.

Not by pg_dump: it must be as new as the server, and where the service runs there need not be one.
"""

from collections.abc import Iterable
from pathlib import Path

import psycopg
import sqlalchemy as sa
from psycopg import sql
from sqlalchemy.orm import Session

from api.backup.manifest import Manifest
from api.db import migrate
from api.db.session import Database
from api.jobs import runner

# The job engine's tables have a schema of their own. The key store's has, too: it stays out.
SCHEMAS = ("public", "dbos")
# Where the two tools that make tables note how far they are: they do so again on restore.
_NOTES = ("alembic_version", "dbos_migrations")
_CHUNK = 1 << 20


def dump(session: Session, folder: Path, manifest: Manifest) -> None:
    """Write the moment `session` sees into `folder`; writers go on meanwhile."""
    connection = session.connection()
    driver = _driver(connection)
    (folder / "tables").mkdir(exist_ok=True)
    manifest.tables = []
    for table in _tables(connection):
        name = f"tables/{table.schema}.{table.name}"
        columns = [column.name for column in table.columns if column.computed is None]
        with (folder / name).open("wb") as file, driver.cursor() as cursor:
            file.write(f"{' '.join(columns)}\n".encode())
            with cursor.copy(
                _copy("COPY {} ({}) TO STDOUT", table.name, table.schema, columns)
            ) as rows:
                for row in rows:
                    file.write(row)
        manifest.tables.append(name)
    manifest.sequences = _sequences(session)


def load(database: Database, folder: Path, manifest: Manifest) -> None:
    """Make the schema the backup was taken of in the empty `database`, and fill it."""
    migrate.upgrade(database.writer, manifest.revision)
    runner.migrate(database.url)
    with database.write() as session:
        connection = session.connection()
        driver = _driver(connection)
        # Migrations put rows of their own into some.
        whole = ", ".join(f'"{table.schema}"."{table.name}"' for table in _tables(connection))
        connection.exec_driver_sql(f"TRUNCATE {whole}")
        for name in manifest.tables:
            schema, table = name.removeprefix("tables/").split(".")
            with (folder / name).open("rb") as file, driver.cursor() as cursor:
                columns = file.readline().decode().split()
                with cursor.copy(_copy("COPY {} ({}) FROM STDIN", table, schema, columns)) as rows:
                    while chunk := file.read(_CHUNK):
                        rows.write(chunk)
        for sequence, value in manifest.sequences.items():
            session.execute(
                sa.text("SELECT setval(CAST(:name AS regclass), :value)"),
                {"name": sequence, "value": value},
            )


def _tables(connection: sa.Connection) -> Iterable[sa.Table]:
    """Return the tables, each after those it refers to."""
    found = sa.MetaData()
    for schema in SCHEMAS:
        found.reflect(connection, schema=schema)
    return [table for table in found.sorted_tables if table.name not in _NOTES]


def _sequences(session: Session) -> dict[str, int]:
    # A number that was given out and is gone must not be given out again.
    rows = session.execute(
        sa.text(
            "SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences"
            " WHERE last_value IS NOT NULL AND schemaname = ANY(:schemas)"
        ),
        {"schemas": list(SCHEMAS)},
    )
    return {str(name): int(value) for name, value in rows}


def _copy(statement: str, table: str, schema: str | None, columns: list[str]) -> sql.Composed:
    return sql.SQL(statement).format(
        sql.Identifier(schema or "public", table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )


def _driver(connection: sa.Connection) -> psycopg.Connection[tuple[object, ...]]:
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)  # noqa: S101 - the caller asked for the dialect
    return driver

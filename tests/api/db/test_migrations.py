"""Migrations: one line of them, equal to the models, and each can be undone."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from api.db import migrate
from api.db.session import Database
from api.models import Base

_FOLDER = Path(migrate.__file__).parent.parent / "migrations"


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    return ScriptDirectory.from_config(config)


def test_there_is_one_head() -> None:
    assert len(_scripts().get_heads()) == 1


def test_a_migrated_database_is_what_the_models_say(database: Database) -> None:
    with database.writer.connect() as connection:
        tables = set(Base.metadata.tables)
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: kind != "table" or name in tables,
                # The full-text index is written by hand: no model knows it.
                "include_object": lambda _one, name, *_: not str(name).startswith("contact_search"),
            },
        )
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize("revision", [script.revision for script in _scripts().walk_revisions()])
def test_each_migration_can_be_undone_and_done_again(database: Database, revision: str) -> None:
    migrate.downgrade(database.writer, "base")
    migrate.upgrade(database.writer, revision)
    migrate.downgrade(database.writer, "-1")
    migrate.upgrade(database.writer, revision)
    with database.writer.connect() as connection:
        assert sa.inspect(connection).has_table("captures")

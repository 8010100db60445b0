"""Brings a database to the present schema."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

_MIGRATIONS = Path(__file__).parent.parent / "migrations"


def upgrade(engine: sa.Engine, revision: str = "head") -> None:
    """Run every migration up to `revision` that `engine`'s database has not seen."""
    _run(engine, lambda config: command.upgrade(config, revision))


def downgrade(engine: sa.Engine, revision: str) -> None:
    """Undo migrations down to `revision`."""
    _run(engine, lambda config: command.downgrade(config, revision))


def revisions() -> set[str]:
    """Return every revision this version of the service knows."""
    scripts = ScriptDirectory(str(_MIGRATIONS))
    return {script.revision for script in scripts.walk_revisions()}


def new_revision(engine: sa.Engine, slug: str) -> None:
    """Write a migration file for what the models have and the database has not."""
    _run(engine, lambda config: command.revision(config, slug, autogenerate=True))


def _run(engine: sa.Engine, work: Callable[[Config], object]) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("file_template", "%%(year)d-%%(month).2d-%%(day).2d_%%(slug)s")
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        work(config)
        connection.commit()

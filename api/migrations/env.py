"""How Alembic meets the database: one connection, batch mode for SQLite."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from api.db.base import Json, Utc
from api.models import Base


def _render(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:  # noqa: ANN401 - Alembic's signature
    # A migration must still run when today's column types have been renamed.
    if kind == "type" and isinstance(item, Utc):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, type(Json)):
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


def _include(_object: object, name: str | None, *_rest: object) -> bool:
    # The full-text index is written by hand: no model knows its tables.
    return not (name or "").startswith("contact_search")


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=_render,
    include_object=_include,
    compare_type=True,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()

"""Each act on the trail is chained to all before it; how far it came is signed."""

import hashlib
import json
from datetime import UTC

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "audit_chain"
down_revision = "breaches"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_EVENTS = sa.table(
    "audit_events",
    sa.column("id", sa.Uuid()),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("actor_kind", sa.String()),
    sa.column("actor_id", sa.Uuid()),
    sa.column("tag", sa.String()),
    sa.column("object_id", sa.String()),
    sa.column("facts", _JSON),
    sa.column("number", sa.BigInteger()),
    sa.column("chain", sa.LargeBinary()),
)


def upgrade() -> None:
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("chain", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "audit_anchors",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_anchors")),
    )
    with op.batch_alter_table("audit_events", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("chain", sa.LargeBinary(length=32), nullable=True))
    number, chain = _chain_what_is_there(op.get_bind())
    op.execute(sa.insert(head).values(id=1, number=number, chain=chain))
    with op.batch_alter_table("audit_events", schema=None) as batch_op:
        batch_op.alter_column("number", existing_type=sa.BigInteger(), nullable=False)
        batch_op.alter_column("chain", existing_type=sa.LargeBinary(length=32), nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_audit_events_number"), ["number"])


def _chain_what_is_there(connection: sa.Connection) -> tuple[int, bytes]:
    # As `api.audit.trail.chained` did it when this was written.
    number, chain = 0, bytes(32)
    for row in connection.execute(sa.select(_EVENTS).order_by(_EVENTS.c.id)).all():
        number += 1
        at = row.at.replace(tzinfo=UTC) if row.at.tzinfo is None else row.at.astimezone(UTC)
        told = {
            "number": number,
            "id": str(row.id),
            "at": at.isoformat(),
            "actor": [row.actor_kind, None if row.actor_id is None else str(row.actor_id)],
            "tag": row.tag,
            "object": row.object_id,
            "facts": row.facts,
        }
        text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        chain = hashlib.sha256(chain + text.encode()).digest()
        connection.execute(
            sa.update(_EVENTS).where(_EVENTS.c.id == row.id).values(number=number, chain=chain)
        )
    return number, chain


def downgrade() -> None:
    with op.batch_alter_table("audit_events", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_audit_events_number"), type_="unique")
        batch_op.drop_column("chain")
        batch_op.drop_column("number")
    op.drop_table("audit_anchors")
    op.drop_table("audit_head")

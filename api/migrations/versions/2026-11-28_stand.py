"""What happens at the stand: an occasion's questions, corrections, the notice shown, a consent."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "stand"
down_revision = "rights"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_ADDED = ("corrections", "notice", "consent")


def upgrade() -> None:
    with op.batch_alter_table("occasions") as batch_op:
        batch_op.add_column(sa.Column("questions", _JSON, nullable=False, server_default="[]"))
    with op.batch_alter_table("capture_details") as batch_op:
        for name in _ADDED:
            batch_op.add_column(sa.Column(name, sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("capture_details") as batch_op:
        for name in reversed(_ADDED):
            batch_op.drop_column(name)
    with op.batch_alter_table("occasions") as batch_op:
        batch_op.drop_column("questions")

"""What happens at the stand: an occasion's questions, and what the seller puts right."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "stand"
down_revision = "wall"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("occasions") as batch_op:
        batch_op.add_column(sa.Column("questions", _JSON, nullable=False, server_default="[]"))
    with op.batch_alter_table("capture_details") as batch_op:
        batch_op.add_column(sa.Column("corrections", _JSON, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("capture_details") as batch_op:
        batch_op.drop_column("corrections")
    with op.batch_alter_table("occasions") as batch_op:
        batch_op.drop_column("questions")

"""That an export was refused, when and by whom."""

import sqlalchemy as sa
from alembic import op

revision = "export_refusals"
down_revision = "merges"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("exports") as batch_op:
        batch_op.add_column(sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("refused_by", sa.Uuid(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("exports") as batch_op:
        batch_op.drop_column("refused_by")
        batch_op.drop_column("refused_at")

"""The step of the last one-time code used, so that none is used twice."""

import sqlalchemy as sa
from alembic import op

revision = "second_factor"
down_revision = "audit_chain"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("users") as batch_op:
        batch_op.add_column(sa.Column("totp_step", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("users") as batch_op:
        batch_op.drop_column("totp_step")

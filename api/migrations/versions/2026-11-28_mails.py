"""Letters on their way out."""

import sqlalchemy as sa
from alembic import op

revision = "mails"
down_revision = "export_refusals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mails",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(24), nullable=True),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("queued_by", sa.Uuid(), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["subject_requests.id"],
            name=op.f("fk_mails_request_id_subject_requests"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
    )
    with op.batch_alter_table("mails") as batch_op:
        batch_op.create_index(batch_op.f("ix_mails_request_id"), ["request_id"])
        batch_op.create_index(batch_op.f("ix_mails_state"), ["state"])


def downgrade() -> None:
    op.drop_table("mails")

"""The register of breaches."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "breaches"
down_revision = "stand"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "breaches",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("description", sa.String(length=1000), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("discovered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("risk", sa.String(length=8), nullable=True),
        sa.Column("assessment", sa.String(length=1000), nullable=True),
        sa.Column("measures", sa.String(length=1000), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("report_reference", sa.String(length=80), nullable=True),
        sa.Column("late_reason", sa.String(length=1000), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_breaches_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breaches")),
    )
    with op.batch_alter_table("breaches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_breaches_user_id"), ["user_id"], unique=False)

    op.create_table(
        "breach_contacts",
        sa.Column("breach_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["breach_id"],
            ["breaches.id"],
            name=op.f("fk_breach_contacts_breach_id_breaches"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_breach_contacts_contact_id_contacts")
        ),
        sa.PrimaryKeyConstraint("breach_id", "contact_id", name=op.f("pk_breach_contacts")),
    )
    with op.batch_alter_table("breach_contacts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_breach_contacts_contact_id"), ["contact_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("breach_contacts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_breach_contacts_contact_id"))

    op.drop_table("breach_contacts")
    with op.batch_alter_table("breaches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_breaches_user_id"))

    op.drop_table("breaches")

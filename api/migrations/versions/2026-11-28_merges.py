"""Merges of contacts, and pairs that are not the same person."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "merges"
down_revision = "second_factor"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "contact_merges",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("merged_id", sa.Uuid(), nullable=False),
        sa.Column("before", _JSON, nullable=False),
        sa.Column("moved", _JSON, nullable=False),
        sa.Column("copied", _JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_by", sa.Uuid(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_contact_merges_contact_id_contacts")
        ),
        sa.ForeignKeyConstraint(
            ["merged_id"], ["contacts.id"], name=op.f("fk_contact_merges_merged_id_contacts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_merges")),
    )
    with op.batch_alter_table("contact_merges") as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_merges_contact_id"), ["contact_id"])
        batch_op.create_index(batch_op.f("ix_contact_merges_merged_id"), ["merged_id"])
    op.create_table(
        "contact_distinctions",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contacts.id"],
            name=op.f("fk_contact_distinctions_contact_id_contacts"),
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["contacts.id"], name=op.f("fk_contact_distinctions_other_id_contacts")
        ),
        sa.PrimaryKeyConstraint("contact_id", "other_id", name=op.f("pk_contact_distinctions")),
    )


def downgrade() -> None:
    op.drop_table("contact_distinctions")
    op.drop_table("contact_merges")

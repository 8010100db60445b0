"""What people were shown and agreed to, whom the company must still tell, and campaigns."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "notices"
down_revision = "rights"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaigns",
        sa.Column("policy_version_id", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=True),
        sa.Column("question", sa.String(length=1000), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["policy_version_id"],
            ["policy_versions.id"],
            name=op.f("fk_campaigns_policy_version_id_policy_versions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
    )
    op.create_table(
        "campaign_contacts",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name=op.f("fk_campaign_contacts_campaign_id_campaigns"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_campaign_contacts_contact_id_contacts")
        ),
        sa.PrimaryKeyConstraint("campaign_id", "contact_id", name=op.f("pk_campaign_contacts")),
    )
    op.create_table(
        "consents",
        sa.Column("capture_id", sa.Uuid(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("campaign_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("policy_version_id", sa.String(length=40), nullable=False),
        sa.Column("question", sa.String(length=1000), nullable=False),
        sa.Column("how", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.String(length=3), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("evidence_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_consents_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["captures.id"], name=op.f("fk_consents_capture_id_captures")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_consents_contact_id_contacts")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_consents_evidence_id_evidence")
        ),
        sa.ForeignKeyConstraint(
            ["policy_version_id"],
            ["policy_versions.id"],
            name=op.f("fk_consents_policy_version_id_policy_versions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consents_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consents_capture_id"), ["capture_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consents_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consents_evidence_id"), ["evidence_id"], unique=False)

    op.create_table(
        "notices",
        sa.Column("capture_id", sa.Uuid(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("campaign_id", sa.Uuid(), nullable=True),
        sa.Column("policy_version_id", sa.String(length=40), nullable=False),
        sa.Column("how", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_notices_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["captures.id"], name=op.f("fk_notices_capture_id_captures")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_notices_contact_id_contacts")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_notices_evidence_id_evidence")
        ),
        sa.ForeignKeyConstraint(
            ["policy_version_id"],
            ["policy_versions.id"],
            name=op.f("fk_notices_policy_version_id_policy_versions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notices_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notices_capture_id"), ["capture_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notices_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notices_evidence_id"), ["evidence_id"], unique=False)

    op.create_table(
        "notice_duties",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=24), nullable=False),
        sa.Column("obtained_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=True),
        sa.Column("exempt_article", sa.String(length=12), nullable=True),
        sa.Column("exempt_reason", sa.String(length=500), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_notice_duties_contact_id_contacts")
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_notice_duties_notice_id_notices")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_duties")),
    )
    with op.batch_alter_table("notice_duties", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_notice_duties_contact_id"), ["contact_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_notice_duties_due_at"), ["due_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("notice_duties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_duties_due_at"))
        batch_op.drop_index(batch_op.f("ix_notice_duties_contact_id"))

    op.drop_table("notice_duties")
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notices_evidence_id"))
        batch_op.drop_index(batch_op.f("ix_notices_contact_id"))
        batch_op.drop_index(batch_op.f("ix_notices_capture_id"))
        batch_op.drop_index(batch_op.f("ix_notices_campaign_id"))

    op.drop_table("notices")
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consents_evidence_id"))
        batch_op.drop_index(batch_op.f("ix_consents_contact_id"))
        batch_op.drop_index(batch_op.f("ix_consents_capture_id"))
        batch_op.drop_index(batch_op.f("ix_consents_campaign_id"))

    op.drop_table("consents")
    op.drop_table("campaign_contacts")
    op.drop_table("campaigns")

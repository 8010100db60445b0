"""Purposes, permissions and the wall; suppressions; recipients, disclosures, exports.

`marketing_audience` is the only door through which marketing reaches an address, whatever asks. On
SQLite a view is in the way of rebuilding the tables it reads: a later migration that does so drops
it first and makes it anew.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "wall"
down_revision = "notices"
branch_labels = None
depends_on = None

# Each line takes people out. What is not known is taken for what keeps them out.
_AUDIENCE = """
    CREATE VIEW marketing_audience AS
    SELECT permissions.purpose, permissions.basis, permissions.id AS permission_id,
           contacts.id AS contact_id, contact_methods.id AS method_id,
           contact_methods.kind, contact_methods.value, contact_methods.evidence_id
    FROM permissions
    JOIN contacts ON contacts.id = permissions.contact_id
    JOIN register_entries ON register_entries.contact_id = contacts.id
                         AND register_entries.register = 'customer'
    JOIN contact_methods ON contact_methods.contact_id = contacts.id
                        AND contact_methods.register = 'customer'
    LEFT JOIN organizations ON organizations.id = contacts.organization_id
    WHERE permissions.purpose IN ('tailoring', 'survey_invite', 'newsletter')
      AND permissions.register = 'customer'
      AND permissions.ended_at IS NULL
      AND contacts.state = 'active'
      AND contacts.deleted_at IS NULL
      AND contacts.restricted_at IS NULL
      AND contact_methods.kind = 'email'
      AND contact_methods.fingerprint IS NOT NULL
      AND (permissions.basis = 'consent' OR permissions.purpose = 'tailoring'
           OR (organizations.is_legal_person AND NOT contact_methods.is_private_mailbox))
      AND NOT EXISTS (SELECT 1 FROM suppressions
                      WHERE suppressions.fingerprint = contact_methods.fingerprint)
      AND NOT EXISTS (SELECT 1 FROM objections
                      WHERE objections.contact_id = contacts.id
                        AND objections.purpose = permissions.purpose)
"""

# Purpose follows the evidence: what was given as a supplier's never becomes a customer's.
_KEEP_REGISTER = {
    "sqlite": [
        """
        CREATE TRIGGER contact_methods_keep_register
        BEFORE UPDATE OF register ON contact_methods WHEN new.register <> old.register BEGIN
            SELECT RAISE(ABORT, 'a contact method keeps its register');
        END
        """
    ],
    "postgresql": [
        """
        CREATE FUNCTION contact_methods_keep_register() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'a contact method keeps its register';
        END $$
        """,
        """
        CREATE TRIGGER contact_methods_keep_register
        BEFORE UPDATE OF register ON contact_methods FOR EACH ROW
        WHEN (new.register IS DISTINCT FROM old.register)
        EXECUTE FUNCTION contact_methods_keep_register()
        """,
    ],
}


def upgrade() -> None:
    op.create_table(
        "balancing_tests",
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("basis", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_balancing_tests")),
        sa.UniqueConstraint(
            "purpose", "basis", "version", name=op.f("uq_balancing_tests_purpose_basis_version")
        ),
    )
    op.create_table(
        "suppressions",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_suppressions")),
    )
    op.create_table(
        "recipients",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("recipient_class", sa.String(length=24), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column(
            "regions", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("token_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["token_id"],
            ["api_tokens.id"],
            name=op.f("fk_recipients_token_id_api_tokens"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipients")),
        sa.UniqueConstraint("token_id", name=op.f("uq_recipients_token_id")),
    )
    with op.batch_alter_table("recipients", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recipients_recipient_class"), ["recipient_class"], unique=False
        )

    op.create_table(
        "security_records",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contacts.id"],
            name=op.f("fk_security_records_contact_id_contacts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_security_records")),
    )
    with op.batch_alter_table("security_records", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_security_records_contact_id"), ["contact_id"], unique=False
        )

    op.create_table(
        "exports",
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("register", sa.String(length=24), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("acceptance_sha256", sa.String(length=64), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_count", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["recipients.id"], name=op.f("fk_exports_recipient_id_recipients")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
    )
    with op.batch_alter_table("exports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exports_recipient_id"), ["recipient_id"], unique=False)

    op.create_table(
        "disclosures",
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("export_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column(
            "fields", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("legal_reference", sa.String(length=200), nullable=True),
        sa.Column("region", sa.String(length=2), nullable=True),
        sa.Column("is_secret", sa.Boolean(), nullable=False),
        sa.Column("disclosed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disclosed_by", sa.Uuid(), nullable=True),
        sa.Column("review_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contacts.id"],
            name=op.f("fk_disclosures_contact_id_contacts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["export_id"], ["exports.id"], name=op.f("fk_disclosures_export_id_exports")
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["recipients.id"], name=op.f("fk_disclosures_recipient_id_recipients")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosures")),
    )
    with op.batch_alter_table("disclosures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_disclosures_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_disclosures_disclosed_at"), ["disclosed_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_disclosures_export_id"), ["export_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_disclosures_recipient_id"), ["recipient_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_disclosures_review_due_at"), ["review_due_at"], unique=False
        )

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index("uq_evidence_id_kind", ["id", "kind"], unique=True)

    op.create_table(
        "permissions",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("register", sa.String(length=24), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("basis", sa.String(length=32), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_kind", sa.String(length=16), nullable=False),
        sa.Column("balancing_test_id", sa.Uuid(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(length=16), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "basis <> 'consent' OR evidence_kind = 'agreed'",
            name=op.f("ck_permissions_consent_is_agreed"),
        ),
        sa.CheckConstraint(
            "basis IN ('contract', 'consent') OR balancing_test_id IS NOT NULL",
            name=op.f("ck_permissions_interest_is_balanced"),
        ),
        sa.CheckConstraint(
            "basis IN ('contract', 'legitimate_interest', 'consent', 'supplier_customer_interest')",
            name=op.f("ck_permissions_basis"),
        ),
        sa.CheckConstraint(
            "purpose IN ('contract', 'relation', 'questions', 'tailoring', 'survey_invite', 'newsletter', 'security', 'legal')",
            name=op.f("ck_permissions_purpose"),
        ),
        sa.CheckConstraint(
            "register = 'customer' OR purpose NOT IN ('tailoring', 'survey_invite', 'newsletter')",
            name=op.f("ck_permissions_wall"),
        ),
        sa.ForeignKeyConstraint(
            ["balancing_test_id"],
            ["balancing_tests.id"],
            name=op.f("fk_permissions_balancing_test_id_balancing_tests"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_id", "register"],
            ["register_entries.contact_id", "register_entries.register"],
            name=op.f("fk_permissions_contact_id_register_register_entries"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id", "evidence_kind"],
            ["evidence.id", "evidence.kind"],
            name=op.f("fk_permissions_evidence_id_evidence_kind_evidence"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permissions")),
    )
    with op.batch_alter_table("permissions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_permissions_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_permissions_evidence_id"), ["evidence_id"], unique=False
        )
        batch_op.create_index(
            "uq_permissions_active",
            ["contact_id", "register", "purpose"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    with op.batch_alter_table("contact_methods", schema=None) as batch_op:
        batch_op.add_column(sa.Column("fingerprint", sa.String(length=64), nullable=True))
        batch_op.add_column(
            sa.Column("is_private_mailbox", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.create_index(
            batch_op.f("ix_contact_methods_fingerprint"), ["fingerprint"], unique=False
        )

    with op.batch_alter_table("organizations", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_legal_person", sa.Boolean(), nullable=False, server_default=sa.false())
        )

    op.execute(_AUDIENCE)
    for statement in _KEEP_REGISTER[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP VIEW marketing_audience")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER contact_methods_keep_register ON contact_methods")
        op.execute("DROP FUNCTION contact_methods_keep_register")
    else:
        op.execute("DROP TRIGGER contact_methods_keep_register")
    # Said plainly: batch mode would rebuild tables that others point to.
    op.execute("ALTER TABLE organizations DROP COLUMN is_legal_person")
    with op.batch_alter_table("contact_methods", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_methods_fingerprint"))
    op.execute("ALTER TABLE contact_methods DROP COLUMN is_private_mailbox")
    op.execute("ALTER TABLE contact_methods DROP COLUMN fingerprint")

    with op.batch_alter_table("permissions", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_permissions_active",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_permissions_evidence_id"))
        batch_op.drop_index(batch_op.f("ix_permissions_contact_id"))

    op.drop_table("permissions")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index("uq_evidence_id_kind")

    with op.batch_alter_table("disclosures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_disclosures_review_due_at"))
        batch_op.drop_index(batch_op.f("ix_disclosures_recipient_id"))
        batch_op.drop_index(batch_op.f("ix_disclosures_export_id"))
        batch_op.drop_index(batch_op.f("ix_disclosures_disclosed_at"))
        batch_op.drop_index(batch_op.f("ix_disclosures_contact_id"))

    op.drop_table("disclosures")
    with op.batch_alter_table("exports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exports_recipient_id"))

    op.drop_table("exports")
    with op.batch_alter_table("security_records", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_security_records_contact_id"))

    op.drop_table("security_records")
    with op.batch_alter_table("recipients", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recipients_recipient_class"))

    op.drop_table("recipients")
    op.drop_table("suppressions")
    op.drop_table("balancing_tests")

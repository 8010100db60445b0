"""Full-text index over search_documents: FTS5 on SQLite, GIN over a tsvector on PostgreSQL.

Both index exactly the words of `api.kit.folding.fold`, so that both find the same.
"""

from alembic import op

revision = "search"
down_revision = "initial"
branch_labels = None
depends_on = None

_SQLITE = (
    """
    CREATE VIRTUAL TABLE contact_search USING fts5(
        text, content = 'search_documents', content_rowid = 'id', prefix = '2 3',
        tokenize = 'unicode61 remove_diacritics 0'
    )
    """,
    """
    CREATE TRIGGER contact_search_insert AFTER INSERT ON search_documents BEGIN
        INSERT INTO contact_search (rowid, text) VALUES (new.id, new.text);
    END
    """,
    """
    CREATE TRIGGER contact_search_delete AFTER DELETE ON search_documents BEGIN
        INSERT INTO contact_search (contact_search, rowid, text)
        VALUES ('delete', old.id, old.text);
    END
    """,
    """
    CREATE TRIGGER contact_search_update AFTER UPDATE ON search_documents BEGIN
        INSERT INTO contact_search (contact_search, rowid, text)
        VALUES ('delete', old.id, old.text);
        INSERT INTO contact_search (rowid, text) VALUES (new.id, new.text);
    END
    """,
)

# array_to_tsvector takes our words as they are; to_tsvector would cut them up by rules of its own.
_POSTGRESQL = """
    CREATE INDEX contact_search ON search_documents
    USING gin (array_to_tsvector(string_to_array(text, ' ')))
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_POSTGRESQL)
        return
    for statement in _SQLITE:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX contact_search")
        return
    for trigger in ("insert", "delete", "update"):
        op.execute(f"DROP TRIGGER contact_search_{trigger}")
    op.execute("DROP TABLE contact_search")

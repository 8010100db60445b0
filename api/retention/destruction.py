"""Carries out what was ordered destroyed: keys that open evidence, blobs, traces on disk."""

from uuid import UUID

import sqlalchemy as sa

from api.db.session import Database
from api.evidence.vault import Vault
from api.models import Destruction
from api.retention.removal import PAGES, REMOVED
from api.storage.blobs import Blobs


def finish(database: Database, vault: Vault, blobs: Blobs) -> int:
    """Destroy everything that is ordered, wipe what deleted rows left on disk, return how many.

    Call it outside of any transaction, after the one that ordered; and at start and by schedule,
    for what a crash left over. Doing it twice does no harm.
    """
    with database.read() as session:
        orders = session.scalars(sa.select(Destruction).where(Destruction.kind != PAGES)).all()
    if not orders:
        return 0
    for order in orders:
        if order.kind == "key":
            vault.destroy(UUID(order.name))
    blobs.delete(order.name for order in orders if order.kind == "blob")
    with database.write() as session:
        session.execute(sa.delete(Destruction).where(Destruction.id.in_([o.id for o in orders])))
        if database.is_sqlite:
            # FTS5 only marks words as deleted; merging its segments is what takes them out.
            session.execute(
                sa.text("INSERT INTO contact_search (contact_search) VALUES ('optimize')")
            )
    database.scrub()
    return len(orders)


def rewrite(database: Database, vault: Vault) -> bool:
    """Wipe what deleting leaves in PostgreSQL's pages and log, if anything was removed since.

    For the night: it locks one table after the other. SQLite has nothing left by then.
    """
    with database.read() as session:
        orders = session.scalars(sa.select(Destruction.id).where(Destruction.kind == PAGES)).all()
    if not orders:
        return False
    vault.rewrite()
    database.rewrite(sorted(REMOVED))
    with database.write() as session:
        session.execute(sa.delete(Destruction).where(Destruction.id.in_(orders)))
    return True

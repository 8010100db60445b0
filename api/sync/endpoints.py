"""The change feed over HTTP."""

from fastapi import APIRouter

from api import audit
from api.auth.guards import DatabaseDep, SyncReader
from api.errors import BadCursorError, responses
from api.kit.paging import Limit
from api.sync import service
from api.sync.schemas import Changes

router = APIRouter(tags=["sync"])


@router.get("/sync/changes", responses=responses(BadCursorError, service.ResyncRequiredError))
def get_changes(
    database: DatabaseDep, subject: SyncReader, cursor: str | None = None, limit: Limit = 200
) -> Changes:
    """Tell what changed after `cursor`, and where to go on from; ask again while `has_more`."""
    with database.read() as session:
        page = service.read_changes(session, cursor, limit)
    if page.changes:
        with database.write() as session:
            audit.record(
                session,
                "api:sync:read",
                actor_kind=subject.kind,
                actor_id=subject.id,
                count=len(page.changes),
            )
    return page

"""The change feed over HTTP."""

from fastapi import APIRouter

from api import audit
from api.auth.guards import DatabaseDep, SyncReader
from api.disclosures import service as disclosures
from api.errors import BadCursorError, responses
from api.kit.paging import Limit
from api.registers.purposes import Purpose
from api.sync import service
from api.sync.schemas import Changes

router = APIRouter(tags=["sync"])
_PURPOSE: Purpose = "relation"


@router.get("/sync/changes", responses=responses(BadCursorError, service.ResyncRequiredError))
def get_changes(
    database: DatabaseDep, subject: SyncReader, cursor: str | None = None, limit: Limit = 200
) -> Changes:
    """Tell what changed after `cursor`, and where to go on from; ask again while `has_more`.

    The program is a named recipient, and reads to keep in touch: who may not be kept in touch with
    is told as gone.
    """
    with database.read() as session:
        page = service.read_changes(session, cursor, limit, _PURPOSE)
    if page.changes:
        with database.write() as session:
            recipient = disclosures.own_recipient(session, subject, "Eget program")
            audit.record(
                session,
                "api:sync:read",
                actor_kind=subject.kind,
                actor_id=subject.id,
                object_id=recipient.id,
                purpose=_PURPOSE,
                count=len(page.changes),
            )
    return page

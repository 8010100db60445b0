"""What is due and the trail over HTTP, for privacy officers."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api import audit
from api.auth.guards import DatabaseDep, NotAllowedError, NotSignedInError, PrivacyOfficer
from api.errors import BadCursorError, responses
from api.kit.paging import Limit, Page, as_number, cut, decode_cursor
from api.models import AuditEvent
from api.oversight import due, trail
from api.oversight.schemas import ActRead, DueRead, TrustRead

router = APIRouter(prefix="/oversight", tags=["oversight"])
_REFUSALS = (NotSignedInError, NotAllowedError)

Tag = Annotated[
    str | None, Query(max_length=80, description="how the tags begin, as `api:export:`")
]


@router.get("/due", responses=responses(*_REFUSALS))
def list_due(database: DatabaseDep, _subject: PrivacyOfficer) -> list[DueRead]:
    """Tell what waits for the privacy officer, and how much of it is soon due or late."""
    with database.read() as session:
        return due.list_due(session)


@router.get("/acts", responses=responses(*_REFUSALS, BadCursorError))
def list_acts(
    database: DatabaseDep,
    subject: PrivacyOfficer,
    tag: Tag = None,
    object_id: Annotated[str | None, Query(max_length=64)] = None,
    actor_id: UUID | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[ActRead]:
    """List who read, exported and changed what, the latest first. Reading it is an act as well."""
    before = None if cursor is None else as_number(decode_cursor(cursor, 1)[0])
    with database.write() as session:
        rows = trail.list_acts(
            session,
            tag=tag,
            object_id=object_id,
            actor_id=actor_id,
            before=before,
            limit=limit + 1,
        )
        page, next_cursor = cut(rows, limit, lambda row: [row.number])
        names = trail.names_of(session, page)
        audit.record(session, "api:trail:read", actor_kind=subject.kind, actor_id=subject.id)
        return Page(
            items=[_act(row, names.get(row.actor_id) if row.actor_id else None) for row in page],
            next_cursor=next_cursor,
        )


@router.get("/trust", responses=responses(*_REFUSALS))
def get_trust(database: DatabaseDep, _subject: PrivacyOfficer) -> TrustRead:
    """Tell how far trail and evidence reach, what was signed last, what the last check found."""
    with database.read() as session:
        return trail.trust(session)


def _act(event: AuditEvent, actor: str | None) -> ActRead:
    return ActRead(
        number=event.number,
        at=event.at,
        actor_kind=event.actor_kind,
        actor_id=event.actor_id,
        actor=actor,
        tag=event.tag,
        object_id=event.object_id,
        facts=event.facts,
    )

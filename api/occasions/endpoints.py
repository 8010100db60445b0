"""Occasions over HTTP. A seller may set one up: at a fair there is nobody else to ask."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session

from api import audit
from api.auth.guards import DatabaseDep, requires
from api.auth.subject import Subject
from api.errors import ApiError, BadCursorError, NotFoundError, responses
from api.kit import clock
from api.kit.paging import Limit, Page, as_id, cut, decode_cursor
from api.models import Occasion
from api.occasions import overview, repository
from api.occasions.overview import Overview
from api.occasions.schemas import OccasionChange, OccasionCreate, OccasionRead, Question

router = APIRouter(tags=["occasions"])

_Colleague = Annotated[
    Subject, Depends(requires("captures:write", "review:write", "contacts:read"))
]
_ShiftPlanner = Annotated[Subject, Depends(requires("captures:write", "review:write"))]


class DatesCrossedError(ApiError):
    """The change would let the occasion end before it starts."""

    status = 422
    type = "dates-crossed"
    sv = "Slutdatumet ligger före startdatumet."
    en = "The end date lies before the start date."


@router.get("/occasions", responses=responses(BadCursorError))
def list_occasions(
    database: DatabaseDep,
    _subject: _Colleague,
    closed: bool | None = None,  # noqa: FBT001 - a query parameter
    cursor: str | None = None,
    limit: Limit = 100,
) -> Page[OccasionRead]:
    """List occasions, newest first; `closed=false` gives those a shift can be at."""
    before = None if cursor is None else as_id(decode_cursor(cursor, 1)[0])
    with database.read() as session:
        rows = repository.list_page(session, closed=closed, before=before, limit=limit + 1)
        page, next_cursor = cut(rows, limit, lambda row: [str(row.id)])
        return Page(items=[_read(row) for row in page], next_cursor=next_cursor)


@router.post("/occasions", status_code=201, responses=responses())
def add_occasion(
    database: DatabaseDep, subject: _ShiftPlanner, body: OccasionCreate
) -> OccasionRead:
    """Add an occasion, open at once."""
    with database.write() as session:
        occasion = Occasion(**body.model_dump(), created_at=clock.now())
        session.add(occasion)
        session.flush()  # the trail names its id
        _record(session, subject, occasion, "added")
        return _read(occasion)


@router.get("/occasions/{occasion_id}", responses=responses(NotFoundError))
def get_occasion(database: DatabaseDep, _subject: _Colleague, occasion_id: UUID) -> OccasionRead:
    """Return one occasion, with the questions that are asked at it."""
    with database.read() as session:
        return _read(repository.get(session, occasion_id))


@router.get("/occasions/{occasion_id}/overview", responses=responses(NotFoundError))
def get_overview(
    database: DatabaseDep,
    _subject: _ShiftPlanner,
    occasion_id: UUID,
    day: date | None = None,
) -> Overview:
    """Count what was taken at an occasion and how far it has come. No visitor is named.

    `day` is the one whose hours are told: today, or the occasion's nearest day to it.
    """
    with database.read() as session:
        occasion = repository.get(session, occasion_id)
        return overview.of(session, occasion, day or overview.nearest_day(occasion))


@router.patch("/occasions/{occasion_id}", responses=responses(NotFoundError, DatesCrossedError))
def change_occasion(
    database: DatabaseDep, subject: _ShiftPlanner, occasion_id: UUID, body: OccasionChange
) -> OccasionRead:
    """Change what the body names; evidence keeps the words it was sealed with."""
    with database.write() as session:
        occasion = repository.get(session, occasion_id)
        changes = body.model_dump(exclude_unset=True)
        closed = changes.pop("closed", None)
        if closed is not None:
            occasion.closed_at = (occasion.closed_at or clock.now()) if closed else None
        for field, value in changes.items():
            if value is not None or field not in {"name", "questions"}:
                setattr(occasion, field, value)
        if occasion.starts_on and occasion.ends_on and occasion.ends_on < occasion.starts_on:
            raise DatesCrossedError
        _record(session, subject, occasion, "changed")
        return _read(occasion)


def _record(session: Session, subject: Subject, occasion: Occasion, action: str) -> None:
    audit.record(
        session,
        f"api:occasion:{action}",
        actor_kind=subject.kind,
        actor_id=subject.id,
        object_id=occasion.id,
    )


def _read(occasion: Occasion) -> OccasionRead:
    return OccasionRead(
        id=occasion.id,
        kind=occasion.kind,
        name=occasion.name,
        place=occasion.place,
        starts_on=occasion.starts_on,
        ends_on=occasion.ends_on,
        closed=occasion.closed_at is not None,
        questions=[Question.model_validate(one) for one in occasion.questions],
    )

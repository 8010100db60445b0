"""Readings over HTTP."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.auth.guards import CaptureReader, DatabaseDep
from api.errors import NotFoundError, responses
from api.jobs.dependencies import JobsDep
from api.readings import service

router = APIRouter(tags=["captures"])


class ReadingAsked(BaseModel):
    """That a capture waits to be read."""

    id: UUID
    state: str


@router.post(
    "/captures/{capture_id}/readings",
    status_code=202,
    responses=responses(NotFoundError, service.NotFailedError),
)
def read_again(
    database: DatabaseDep, jobs: JobsDep, subject: CaptureReader, capture_id: UUID
) -> ReadingAsked:
    """Read a capture once more whose reading failed."""
    capture = service.read_again(database, jobs, subject, capture_id)
    return ReadingAsked(id=capture.id, state=capture.state)

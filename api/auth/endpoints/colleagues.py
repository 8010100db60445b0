"""The own people by name, for giving a next step to one of them."""

from fastapi import APIRouter

from api.auth import users
from api.auth.guards import CaptureReader, DatabaseDep, NotAllowedError, NotSignedInError
from api.auth.schemas import Colleague, ColleagueList
from api.errors import responses

router = APIRouter()


@router.get("/colleagues", responses=responses(NotSignedInError, NotAllowedError))
def list_colleagues(subject: CaptureReader, database: DatabaseDep) -> ColleagueList:
    """List whom a next step may be given to. Programs have no colleagues."""
    if subject.user_id is None:
        raise NotAllowedError
    with database.read() as session:
        return ColleagueList(
            items=[Colleague.model_validate(user) for user in users.list_active(session)]
        )

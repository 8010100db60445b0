"""What a route asks of its caller."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from api.auth import tokens
from api.auth.subject import Subject
from api.db.session import Database
from api.errors import ApiError


class NotSignedInError(ApiError):
    """No session or token, or one that is no longer good."""

    status = 401
    type = "not-signed-in"
    sv = "Du är utloggad. Logga in och försök igen."
    en = "You are signed out. Sign in and try again."


class NotAllowedError(ApiError):
    """The caller is known and may not do this."""

    status = 403
    type = "not-allowed"
    sv = "Du har inte rätt att göra det här."
    en = "You may not do this."


def get_database(request: Request) -> Database:
    """Return the database the app was built with."""
    database: Database = request.app.state.database
    return database


DatabaseDep = Annotated[Database, Depends(get_database)]


def get_subject(request: Request, database: DatabaseDep) -> Subject:
    """Return who is asking.

    Raises:
        NotSignedInError: nobody who is known.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        with database.read() as session:
            subject = tokens.find_subject(session, token)
        if subject is not None:
            return subject
    raise NotSignedInError(headers={"WWW-Authenticate": "Bearer"})


def requires(*scopes: str) -> Callable[[Subject], Subject]:
    """Return a dependency that lets through who holds at least one of `scopes`."""

    def check(subject: Annotated[Subject, Depends(get_subject)]) -> Subject:
        if not subject.holds(*scopes):
            raise NotAllowedError
        return subject

    return check


CaptureWriter = Annotated[Subject, Depends(requires("captures:write"))]
CaptureReader = Annotated[Subject, Depends(requires("captures:write", "review:write"))]
Reviewer = Annotated[Subject, Depends(requires("review:write"))]
ContactReader = Annotated[Subject, Depends(requires("contacts:read"))]
ContactWriter = Annotated[Subject, Depends(requires("contacts:write"))]
SyncReader = Annotated[Subject, Depends(requires("sync:read"))]
PrivacyOfficer = Annotated[Subject, Depends(requires("privacy:write"))]
Administrator = Annotated[Subject, Depends(requires("admin:write"))]

"""What a route asks of its caller."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from api.auth import cookies, devices, second_factor, sessions, tokens
from api.auth.subject import Subject
from api.db.session import Database
from api.errors import ApiError
from api.settings import Settings


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


def get_settings(request: Request) -> Settings:
    """Return the settings the app was built with."""
    settings: Settings = request.app.state.settings
    return settings


SettingsDep = Annotated[Settings, Depends(get_settings)]


def get_subject(request: Request, database: DatabaseDep) -> Subject:
    """Return who is asking: by token where one is sent, else by the session's cookie.

    Raises:
        NotSignedInError: nobody who is known.
        ForeignRequestError: an unsafe call with a cookie, not made by our own page.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    secret = cookies.secret_in(request)
    subject = None
    if scheme.lower() == "bearer":
        with database.read() as session:
            subject = tokens.find_subject(session, token)
    elif secret is not None:
        subject = _subject_of_session(request.app.state.settings, database, secret)
        cookies.check_own_page(request)
    if subject is None:
        raise NotSignedInError(headers={"WWW-Authenticate": "Bearer"})
    return subject


def get_sender(request: Request, database: DatabaseDep) -> Subject:
    """Return who sends a capture: a device by its upload token, else whoever may capture.

    Raises:
        NotSignedInError: nobody who is known.
        DeviceRevokedError: the device was taken off.
        NotAllowedError: somebody who may not capture.
        ForeignRequestError: an unsafe call with a cookie, not made by our own page.
    """
    _, _, token = request.headers.get("authorization", "").partition(" ")
    if token.startswith(devices.PREFIX):
        subject = _subject_of_device(database, token)
    else:
        subject = get_subject(request, database)
    if not subject.holds("captures:write"):
        raise NotAllowedError
    return subject


def _subject_of_device(database: Database, token: str) -> Subject:
    with database.read() as session:
        found = devices.find(session, token)
    if found is None:
        raise NotSignedInError(headers={"WWW-Authenticate": "Bearer"})
    device, subject = found
    if devices.is_stale(device):
        with database.write() as session:
            devices.touch(session, device)
    return subject


def _subject_of_session(settings: Settings, database: Database, secret: str) -> Subject | None:
    with database.read() as session:
        found = sessions.find(session, secret)
    if found is None:
        return None
    row, user = found
    if sessions.is_stale(row):
        # A transaction of its own, over before the endpoint begins: no lock is held across hops.
        with database.write() as session:
            sessions.touch(session, row)
    return sessions.subject_of(row, user, second_factor.scopes_now(settings, user))


SubjectDep = Annotated[Subject, Depends(get_subject)]


def requires(*scopes: str) -> Callable[[Subject], Subject]:
    """Return a dependency that lets through who holds at least one of `scopes`."""

    def check(subject: SubjectDep) -> Subject:
        if not subject.holds(*scopes):
            raise NotAllowedError
        return subject

    return check


CaptureWriter = Annotated[Subject, Depends(requires("captures:write"))]
CaptureSender = Annotated[Subject, Depends(get_sender)]
CaptureReader = Annotated[Subject, Depends(requires("captures:write", "review:write"))]
Reviewer = Annotated[Subject, Depends(requires("review:write"))]
ContactReader = Annotated[Subject, Depends(requires("contacts:read"))]
ContactWriter = Annotated[Subject, Depends(requires("contacts:write"))]
SyncReader = Annotated[Subject, Depends(requires("sync:read"))]
PrivacyOfficer = Annotated[Subject, Depends(requires("privacy:write"))]
Administrator = Annotated[Subject, Depends(requires("admin:write"))]

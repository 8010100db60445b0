"""Signing in and out, and who one is."""

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from api import audit
from api.auth import cookies, passwords, sessions, users
from api.auth.guards import DatabaseDep, NotSignedInError, SettingsDep, SubjectDep
from api.auth.schemas import Me, SignIn, UserRead
from api.auth.subject import scopes_of
from api.errors import ApiError, responses
from api.models import User

router = APIRouter()


class WrongCredentialsError(ApiError):
    """No such account, or not its password: which of the two is not told."""

    status = 401
    type = "wrong-credentials"
    sv = "E-postadressen eller lösenordet stämmer inte."
    en = "The e-mail address or the password is wrong."


@router.post(
    "/session",
    status_code=201,
    responses=responses(WrongCredentialsError, cookies.ForeignRequestError),
)
def post_session(
    request: Request, response: Response, body: SignIn, database: DatabaseDep, settings: SettingsDep
) -> Me:
    """Sign in: the answer sets the session's cookie."""
    cookies.check_origin(request)
    with database.read() as session:
        user = users.find_by_email(session, body.email)
    known = user is not None and user.disabled_at is None
    right, newer = passwords.verify(body.password, user.password_hash if user and known else None)
    if user is None or not right:
        raise WrongCredentialsError
    with database.write() as session:
        secret = _sign_in(session, session.get_one(User, user.id), newer, request)
        me = describe(user)
    cookies.put(response, settings, secret)
    return me


@router.get("/session", responses=responses(NotSignedInError))
def get_session(subject: SubjectDep, database: DatabaseDep) -> Me:
    """Say who is asking and what they may."""
    with database.read() as session:
        user = None if subject.user_id is None else session.get(User, subject.user_id)
        told = None if user is None else UserRead.model_validate(user)
        return Me(user=told, scopes=sorted(subject.scopes))


@router.delete(
    "/session",
    status_code=204,
    responses=responses(NotSignedInError, cookies.ForeignRequestError),
)
def delete_session(
    request: Request,
    response: Response,
    _subject: SubjectDep,
    database: DatabaseDep,
    settings: SettingsDep,
) -> None:
    """Sign out: the session ends here and in the browser."""
    secret = cookies.secret_in(request)
    if secret is not None:
        with database.write() as session:
            sessions.end(session, secret)
    cookies.drop(response, settings)


def describe(user: User) -> Me:
    """Return what `user` is told about themselves."""
    return Me(user=UserRead.model_validate(user), scopes=sorted(scopes_of(user.roles)))


def _sign_in(session: Session, user: User, newer_hash: str | None, request: Request) -> str:
    if newer_hash is not None:
        user.password_hash = newer_hash
    old = cookies.secret_in(request)
    if old is not None:
        sessions.end(session, old)
    audit.record(session, "api:session:begun", actor_kind="user", actor_id=user.id)
    return sessions.begin(session, user)

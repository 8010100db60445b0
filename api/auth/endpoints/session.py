"""Signing in and out, and who one is."""

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from api import audit
from api.auth import attempts, cookies, passwords, second_factor, sessions, users
from api.auth.guards import DatabaseDep, NotSignedInError, SettingsDep, SubjectDep
from api.auth.schemas import Me, SignIn, UserRead
from api.db.session import Database
from api.errors import ApiError, responses
from api.models import User
from api.settings import Settings

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
    responses=responses(
        WrongCredentialsError,
        second_factor.CodeNeededError,
        second_factor.WrongCodeError,
        cookies.ForeignRequestError,
        attempts.TooManyAttemptsError,
    ),
)
def post_session(
    request: Request, response: Response, body: SignIn, database: DatabaseDep, settings: SettingsDep
) -> Me:
    """Sign in: the answer sets the session's cookie."""
    cookies.check_origin(request)
    keyring, address = request.app.state.keyring, cookies.address_of(request)
    counted = attempts.counters(keyring, users.normalize_email(body.email), address)
    with database.write() as session:
        attempts.count(session, counted)
    with database.read() as session:
        user = users.find_by_email(session, body.email)
    known = user is not None and user.disabled_at is None
    right, newer = passwords.verify(body.password, user.password_hash if user and known else None)
    if user is None or not right:
        _record_refusal(database, user)
        raise WrongCredentialsError
    with database.write() as session:
        user = session.get_one(User, user.id)
        second_factor.use_code(session, keyring, user, body.totp)
        attempts.forgive(session, counted)
        secret = _sign_in(session, user, newer, request)
        me = describe(settings, user)
    cookies.put(response, settings, secret)
    return me


@router.get("/session", responses=responses(NotSignedInError))
def get_session(subject: SubjectDep, database: DatabaseDep, settings: SettingsDep) -> Me:
    """Say who is asking and what they may."""
    with database.read() as session:
        user = None if subject.user_id is None else session.get(User, subject.user_id)
        if user is None or subject.session_id is None:
            told = None if user is None else UserRead.model_validate(user)
            return Me(user=told, scopes=sorted(subject.scopes))
        return describe(settings, user)


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


def describe(settings: Settings, user: User) -> Me:
    """Return what `user` is told about themselves in a browser."""
    return Me(
        user=UserRead.model_validate(user),
        scopes=sorted(second_factor.scopes_now(settings, user)),
        second_factor=user.totp_secret is not None,
        second_factor_due=second_factor.is_due(settings, user),
    )


def _record_refusal(database: Database, user: User | None) -> None:
    with database.write() as session:
        audit.record(
            session,
            "api:session:refused",
            actor_kind="nobody",
            actor_id=None,
            object_id=user.id if user else None,
        )


def _sign_in(session: Session, user: User, newer_hash: str | None, request: Request) -> str:
    if newer_hash is not None:
        user.password_hash = newer_hash
    old = cookies.secret_in(request)
    if old is not None:
        sessions.end(session, old)
    audit.record(session, "api:session:begun", actor_kind="user", actor_id=user.id)
    return sessions.begin(session, user)

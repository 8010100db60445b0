"""Setting up a second factor for oneself; taking off somebody's that was lost."""

from uuid import UUID

from fastapi import APIRouter, Request
from sqlalchemy.orm import Session

from api.auth import attempts, cookies, passwords, second_factor, sessions
from api.auth.endpoints.session import describe
from api.auth.guards import (
    Administrator,
    DatabaseDep,
    NotAllowedError,
    NotSignedInError,
    SettingsDep,
    SubjectDep,
)
from api.auth.schemas import Me, SecondFactor, SecondFactorOffer
from api.auth.subject import Subject
from api.errors import NotFoundError, responses
from api.models import User

router = APIRouter()
_REFUSALS = (NotSignedInError, NotAllowedError, cookies.ForeignRequestError)


@router.post("/session/second-factor", status_code=201, responses=responses(*_REFUSALS))
def post_second_factor(
    subject: SubjectDep, request: Request, database: DatabaseDep
) -> SecondFactorOffer:
    """Offer a fresh secret to set up a second factor with; nothing is stored yet."""
    with database.read() as session:
        user = _own(session, subject)
    secret = second_factor.new_secret()
    host = request.headers.get("host", "")
    return SecondFactorOffer(secret=secret, uri=second_factor.uri(user, secret, host))


@router.put(
    "/session/second-factor",
    responses=responses(*_REFUSALS, second_factor.NotConfirmedError, attempts.TooManyAttemptsError),
)
def put_second_factor(
    subject: SubjectDep,
    request: Request,
    body: SecondFactor,
    database: DatabaseDep,
    settings: SettingsDep,
) -> Me:
    """Set up the second factor offered, by one's password and its first code.

    It takes the place of the one there was. Every other session of one's own ends.
    """
    keyring = request.app.state.keyring
    with database.read() as session:
        known = _own(session, subject)
    counted = attempts.counters(keyring, known.email, cookies.address_of(request))
    with database.write() as session:
        attempts.count(session, counted)
    right, _ = passwords.verify(body.password, known.password_hash)
    if not right:
        raise second_factor.NotConfirmedError
    with database.write() as session:
        user = _own(session, subject)
        second_factor.enrol(session, keyring, user, body.secret, body.code)
        attempts.forgive(session, counted)
        sessions.end_others(session, user, subject.session_id)
        return describe(settings, user)


@router.delete(
    "/users/{user_id}/second-factor",
    status_code=204,
    responses=responses(*_REFUSALS, NotFoundError),
)
def delete_second_factor(subject: Administrator, user_id: UUID, database: DatabaseDep) -> None:
    """Take off a second factor that was lost; every session of its owner ends."""
    with database.write() as session:
        user = session.get(User, user_id)
        if user is None:
            raise NotFoundError
        second_factor.remove(session, subject, user)
        sessions.end_all(session, user)


def _own(session: Session, subject: Subject) -> User:
    if subject.kind != "user" or subject.session_id is None or subject.user_id is None:
        raise NotAllowedError
    return session.get_one(User, subject.user_id)

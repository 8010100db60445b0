"""The first user: made with a code that the service prints once, where only its owner reads."""

import hashlib
import secrets
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.auth import users
from api.auth.users import Language
from api.errors import ApiError
from api.kit import clock
from api.models import SetupCode, User

LIFETIME = timedelta(hours=1)


class SetupDoneError(ApiError):
    """There are users: who is to be let in is added by an administrator."""

    status = 410
    type = "setup-done"
    sv = "Handslag är redan igång. Be en administratör lägga till dig."
    en = "Handslag is already set up. Ask an administrator to add you."


class SetupCodeError(ApiError):
    """The code is not the one that was printed last, or its hour is over."""

    status = 403
    type = "setup-code-wrong"
    sv = "Koden stämmer inte eller är för gammal. Starta om Handslag, så skrivs en ny länk ut."
    en = "The code is wrong or too old. Restart Handslag, and a new link is printed."


def new_code(session: Session) -> str | None:
    """Return a fresh code that voids older ones, or None where set-up is done."""
    if not users.there_are_none(session):
        return None
    session.execute(sa.delete(SetupCode))
    code = secrets.token_urlsafe(16)
    session.add(SetupCode(secret_sha256=_digest(code), ends_at=clock.now() + LIFETIME))
    return code


def check_code(session: Session, code: str) -> None:
    """Pass where `code` would make the first user now.

    Raises:
        SetupDoneError: there are users.
        SetupCodeError: the code is wrong or past its hour.
    """
    if not users.there_are_none(session):
        raise SetupDoneError
    ends_at = session.scalar(
        sa.select(SetupCode.ends_at).where(SetupCode.secret_sha256 == _digest(code))
    )
    if ends_at is None or ends_at <= clock.now():
        raise SetupCodeError


def make_first_user(
    session: Session, code: str, *, email: str, name: str, language: Language, password_hash: str
) -> User:
    """Use up `code` and return the first user, who may do everything but a privacy officer's work.

    Raises:
        SetupDoneError: there are users.
        SetupCodeError: the code is wrong, past its hour, or was used a moment ago.
    """
    check_code(session, code)
    # Who deletes the row has it: of two at once, the second finds none.
    used = session.execute(
        sa.delete(SetupCode).where(SetupCode.secret_sha256 == _digest(code)).returning(SetupCode.id)
    ).first()
    if used is None:
        raise SetupCodeError
    return users.create(
        session,
        None,
        email=email,
        name=name,
        roles=["seller", "reviewer", "admin"],
        language=language,
        password_hash=password_hash,
    )


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()

"""Browser sessions: an opaque secret in a cookie, known here by its digest only."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.kit import clock
from api.models import BrowserSession, User


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lives unused, and at most."""

    idle: timedelta
    absolute: timedelta


# A seller works a whole fair on one sign-in; who sees the register or runs the service signs in
# each day and is signed out after an hour away (NIST SP 800-63B-4, AAL2: one hour, one day).
SELLER = Limits(idle=timedelta(hours=12), absolute=timedelta(days=7))
OFFICE = Limits(idle=timedelta(hours=1), absolute=timedelta(hours=12))

# `seen_at` costs a transaction: it is written when it is this much out of date.
_SEEN_STEP = timedelta(minutes=5)


def limits_of(roles: list[str]) -> Limits:
    """Return the limits for a user with `roles`."""
    return SELLER if roles == ["seller"] else OFFICE


def begin(session: Session, user: User) -> str:
    """Open a session for `user` and return its secret, of 256 random bits."""
    secret = secrets.token_urlsafe(32)
    now = clock.now()
    session.add(
        BrowserSession(
            user_id=user.id,
            secret_sha256=_digest(secret),
            created_at=now,
            seen_at=now,
            ends_at=now + limits_of(user.roles).absolute,
        )
    )
    return secret


def find(session: Session, secret: str) -> tuple[BrowserSession, User] | None:
    """Return the living session of `secret` and its user, else None."""
    found = session.execute(
        sa.select(BrowserSession, User)
        .join(User, User.id == BrowserSession.user_id)
        .where(BrowserSession.secret_sha256 == _digest(secret))
    ).one_or_none()
    if found is None:
        return None
    row, user = found
    now = clock.now()
    idle_ends = row.seen_at + limits_of(user.roles).idle
    if user.disabled_at is not None or now >= min(row.ends_at, idle_ends):
        return None
    return row, user


def subject_of(row: BrowserSession, user: User, scopes: frozenset[str]) -> Subject:
    """Return the one who acts in session `row`, with `scopes`."""
    return Subject("user", user.id, None, scopes, session_id=row.id)


def is_stale(row: BrowserSession) -> bool:
    """Return whether `touch` is due for `row`."""
    return clock.now() - row.seen_at >= _SEEN_STEP


def touch(session: Session, row: BrowserSession) -> None:
    """Note that the session is in use."""
    session.execute(
        sa.update(BrowserSession).where(BrowserSession.id == row.id).values(seen_at=clock.now())
    )


def end(session: Session, secret: str) -> None:
    """End the session of `secret`, if there is one; nobody signs in with it again."""
    session.execute(
        sa.delete(BrowserSession).where(BrowserSession.secret_sha256 == _digest(secret))
    )


def end_others(session: Session, user: User, kept: UUID | None) -> None:
    """End every session of `user` but the one of id `kept`."""
    others = BrowserSession.user_id == user.id, BrowserSession.id != kept
    session.execute(sa.delete(BrowserSession).where(*others))


def end_all(session: Session, user: User) -> None:
    """End every session of `user`, on every device."""
    session.execute(sa.delete(BrowserSession).where(BrowserSession.user_id == user.id))


def _digest(secret: str) -> str:
    # 256 random bits need no slow hash.
    return hashlib.sha256(secret.encode()).hexdigest()

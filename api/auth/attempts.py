"""How often signing in may fail: for an account from one address, for an address, for an account.

An attempt is counted before the password is looked at, so that many at once gain nothing. Whoever
fails from elsewhere does not lock the owner out: the limit that counts is of the pair. The other
two are for one who tries many accounts, and for many who try one.
"""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from api.errors import ApiError
from api.kit import clock
from api.models import SignInAttempt
from api.storage.keyring import Keyring

_FIRST = timedelta(seconds=15)  # doubled by each further failure
_LONGEST = timedelta(minutes=15)
_FORGOTTEN = timedelta(hours=1)


class TooManyAttemptsError(ApiError):
    """Signing in failed too often; `Retry-After` says when the next attempt is looked at."""

    status = 429
    type = "too-many-attempts"
    sv = "Det blev fel för många gånger. Vänta {seconds} sekunder och försök igen."
    en = "That went wrong too many times. Wait {seconds} seconds and try again."


class Counter(NamedTuple):
    """Something failures are counted for, by a keyed digest, and how many are let pass."""

    subject: str
    limit: int


def counters(keyring: Keyring, email: str, address: str) -> list[Counter]:
    """Return what an attempt to sign in as `email` from `address` counts for, the address last."""
    return [
        _counter(keyring, 5, "pair", email, address),
        _counter(keyring, 100, "account", email),
        _counter(keyring, 50, "address", address),
    ]


def count(session: Session, counted: Sequence[Counter]) -> None:
    """Count one more attempt; it is a failure until `forgive` takes it back.

    Raises:
        TooManyAttemptsError: it is too soon. Roll back, so that waiting does not grow by asking.
    """
    now = clock.now()
    for subject, limit in counted:
        failures, blocked_until = session.execute(_one_more(session, subject)).one()
        if blocked_until is not None and blocked_until > now:
            seconds = ceil((blocked_until - now).total_seconds())
            raise TooManyAttemptsError(headers={"Retry-After": str(seconds)}, seconds=seconds)
        if failures >= limit:
            wait = min(_LONGEST, _FIRST * 2 ** min(failures - limit, 10))
            session.execute(
                sa.update(SignInAttempt)
                .where(SignInAttempt.subject == subject)
                .values(blocked_until=now + wait)
            )


def forgive(session: Session, counted: Sequence[Counter]) -> None:
    """Take back an attempt that succeeded, and forget what is long past.

    The account's failures are over; of the address only this attempt is taken back, or one good
    account would open it for trying others.
    """
    *own, address = [counter.subject for counter in counted]
    session.execute(
        sa.delete(SignInAttempt).where(
            SignInAttempt.subject.in_(own) | (SignInAttempt.updated_at < clock.now() - _FORGOTTEN)
        )
    )
    session.execute(
        sa.update(SignInAttempt)
        .where(SignInAttempt.subject == address)
        .values(failures=SignInAttempt.failures - 1, blocked_until=None)
    )


def _counter(keyring: Keyring, limit: int, *what: str) -> Counter:
    key = keyring.derive("sign-in attempts")
    return Counter(hmac.new(key, "\0".join(what).encode(), hashlib.sha256).hexdigest(), limit)


def _one_more(session: Session, subject: str) -> ReturningInsert[int, datetime | None]:
    now = clock.now()
    on_server = session.get_bind().dialect.name == "postgresql"
    insert = (postgresql.insert if on_server else sqlite.insert)(SignInAttempt)
    is_past = SignInAttempt.updated_at < now - _FORGOTTEN
    return (
        insert.values(subject=subject, failures=1, updated_at=now)
        .on_conflict_do_update(
            index_elements=[SignInAttempt.subject],
            set_={
                "failures": sa.case((is_past, 1), else_=SignInAttempt.failures + 1),
                "updated_at": now,
            },
        )
        .returning(SignInAttempt.failures, SignInAttempt.blocked_until)
    )

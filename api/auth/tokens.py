"""Tokens for programs: made once, shown once, kept as a digest."""

import base64
import binascii
import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api import audit
from api.auth.subject import Subject, scopes_of
from api.kit import clock
from api.models import ApiToken, User

YEAR = timedelta(days=365)
# A token says what it is, so that a leaked one can be searched for; the tail is a checksum.
_PREFIX = "hsl_"


def create(session: Session, *, name: str, scopes: list[str], lifetime: timedelta = YEAR) -> str:
    """Store a token of the service's own with `scopes` and return it; it is shown this once."""
    return make(session, None, name=name, scopes=scopes, lifetime=lifetime)[1]


def make(
    session: Session,
    actor: Subject | None,
    *,
    name: str,
    scopes: list[str],
    user_id: UUID | None = None,
    lifetime: timedelta = YEAR,
) -> tuple[ApiToken, str]:
    """Store a token and return its row and itself.

    `actor` is None where the command line acts. With `user_id` the token acts for that user and
    never may more than the user may at the time.
    """
    body = secrets.token_urlsafe(32)
    checksum = binascii.crc32(body.encode()).to_bytes(4, "big")
    token = f"{_PREFIX}{body}{base64.b32encode(checksum).decode().rstrip('=').lower()}"
    now = clock.now()
    row = ApiToken(
        name=name,
        user_id=user_id,
        scopes=sorted(set(scopes)),
        secret_sha256=_digest(token),
        created_at=now,
        ends_at=now + lifetime,
    )
    session.add(row)
    session.flush()  # the trail names the new id
    _record(session, actor, "api:token:created", row, scopes=",".join(row.scopes))
    return row, token


def revoke(session: Session, actor: Subject, row: ApiToken) -> None:
    """End a token at once; revoking it again changes nothing."""
    if row.revoked_at is None:
        row.revoked_at = clock.now()
        _record(session, actor, "api:token:revoked", row)


def find_subject(session: Session, token: str) -> Subject | None:
    """Return whom `token` stands for, or None where it is unknown, revoked or past its end."""
    row = session.scalar(sa.select(ApiToken).where(ApiToken.secret_sha256 == _digest(token)))
    if row is None or row.revoked_at is not None or row.ends_at <= clock.now():
        return None
    scopes = frozenset(row.scopes)
    if row.user_id is not None:
        user = session.get(User, row.user_id)
        if user is None or user.disabled_at is not None:
            return None
        scopes &= scopes_of(user.roles)
    return Subject("token", row.user_id, row.id, scopes)


def _record(session: Session, actor: Subject | None, tag: str, row: ApiToken, **facts: str) -> None:
    audit.record(
        session,
        tag,
        actor_kind=actor.kind if actor else "service",
        actor_id=actor.id if actor else None,
        object_id=row.id,
        **facts,
    )


def _digest(token: str) -> str:
    # 256 random bits need no slow hash.
    return hashlib.sha256(token.encode()).hexdigest()

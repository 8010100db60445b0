"""Tokens for programs: made once, shown once, kept as a digest."""

import base64
import binascii
import hashlib
import secrets
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.kit import clock
from api.models import ApiToken

# A token says what it is, so that a leaked one can be searched for; the tail is a checksum.
_PREFIX = "hsl_"


def create(
    session: Session, *, name: str, scopes: list[str], lifetime: timedelta = timedelta(days=365)
) -> str:
    """Store a token with `scopes` and return it; it cannot be shown again."""
    body = secrets.token_urlsafe(32)
    checksum = binascii.crc32(body.encode()).to_bytes(4, "big")
    token = f"{_PREFIX}{body}{base64.b32encode(checksum).decode().rstrip('=').lower()}"
    now = clock.now()
    session.add(
        ApiToken(
            name=name,
            scopes=scopes,
            secret_sha256=_digest(token),
            created_at=now,
            ends_at=now + lifetime,
        )
    )
    return token


def find_subject(session: Session, token: str) -> Subject | None:
    """Return whom `token` stands for, or None where it is unknown, revoked or past its end."""
    row = session.scalar(sa.select(ApiToken).where(ApiToken.secret_sha256 == _digest(token)))
    if row is None or row.revoked_at is not None or row.ends_at <= clock.now():
        return None
    return Subject("token", row.user_id, row.id, frozenset(row.scopes))


def _digest(token: str) -> str:
    # 256 random bits need no slow hash.
    return hashlib.sha256(token.encode()).hexdigest()

"""Who may use the service: people, their sessions, and tokens for programs."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db.base import Base, Identified


class User(Identified, Base):
    """A member of the company's own staff. Never a contact, never exported."""

    __tablename__ = "users"

    email: Mapped[str] = mapped_column(sa.String(320), unique=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    roles: Mapped[list[str]]
    language: Mapped[str] = mapped_column(sa.String(2), default="sv")
    password_hash: Mapped[str | None]
    # Sealed. The step is that of the last code used: none is good twice.
    totp_secret: Mapped[bytes | None]
    totp_step: Mapped[int | None] = mapped_column(sa.BigInteger)
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class BrowserSession(Identified, Base):
    """A signed-in browser. The cookie's value is kept only as its SHA-256."""

    __tablename__ = "browser_sessions"

    user_id: Mapped[UUID] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    secret_sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class Device(Identified, Base):
    """A phone or browser that sends captures for a user, also while nobody is signed in on it.

    `key` is the device's own choice. The upload token is kept only as its SHA-256.
    """

    __tablename__ = "devices"
    __table_args__ = (sa.UniqueConstraint("user_id", "key"),)

    user_id: Mapped[UUID] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"))
    key: Mapped[UUID]
    name: Mapped[str] = mapped_column(sa.String(80))
    # The session it was last signed in with: revoking the device ends it.
    session_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("browser_sessions.id", ondelete="SET NULL"), index=True
    )
    secret_sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class PairingCode(Identified, Base):
    """Ten characters that sign a phone in as a user, once and soon. Kept as their SHA-256."""

    __tablename__ = "pairing_codes"

    user_id: Mapped[UUID] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    secret_sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    ends_at: Mapped[datetime]


class ApiToken(Identified, Base):
    """A program's key, with scopes. The token is kept only as its SHA-256."""

    __tablename__ = "api_tokens"

    name: Mapped[str] = mapped_column(sa.String(200))
    user_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    scopes: Mapped[list[str]]
    secret_sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class SetupCode(Identified, Base):
    """The one-time code that makes the first user. Kept as its SHA-256; gone once used."""

    __tablename__ = "setup_codes"

    secret_sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    ends_at: Mapped[datetime]


class SignInAttempt(Base):
    """How often signing in failed lately, for an account or an address (both as keyed hashes)."""

    __tablename__ = "sign_in_attempts"

    subject: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    blocked_until: Mapped[datetime | None]
    updated_at: Mapped[datetime]

"""Devices: what they send counts as their user's, also while nobody is signed in on them.

A device's token uploads captures and does nothing else. It outlives the session, so that a phone
empties its outbox after its seller has signed out; it ends when the device is revoked.
"""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api import audit
from api.auth.subject import Subject, scopes_of
from api.errors import ApiError
from api.kit import clock
from api.models import BrowserSession, Device, PairingCode, User

PREFIX = "hsd_"
CODE_LIFETIME = timedelta(minutes=10)
# Crockford's base 32: nothing in it is taken for something else. Ten of them are 50 bits, which
# nobody guesses in ten minutes.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 10
_ALIKE = str.maketrans("OIL", "011")
# Being seen costs a transaction: it is written when it is this much out of date.
_SEEN_STEP = timedelta(minutes=5)


class DeviceRevokedError(ApiError):
    """The device was taken off: what it still holds stays sealed on it."""

    status = 401
    type = "device-revoked"
    sv = "Telefonen är bortkopplad. Be kontoret koppla den igen. Korten ligger kvar, förseglade."
    en = (
        "This phone is no longer paired. Ask the office to pair it again. The cards are kept, "
        "sealed."
    )


class PairingCodeError(ApiError):
    """The code is not one that waits, was used, or is older than ten minutes."""

    status = 403
    type = "pairing-code-wrong"
    sv = "Koden stämmer inte eller är för gammal. Ta fram en ny på datorn."
    en = "The code is wrong or too old. Make a new one on the computer."


def new_code(session: Session, actor: Subject, user: User) -> str:
    """Return a fresh code that signs one phone in as `user`; older ones of theirs are void."""
    session.execute(sa.delete(PairingCode).where(PairingCode.user_id == user.id))
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    ends_at = clock.now() + CODE_LIFETIME
    session.add(PairingCode(user_id=user.id, secret_sha256=_digest(code), ends_at=ends_at))
    _record(session, actor, "api:pairing:offered", user.id)
    return code


def use_code(session: Session, typed: str) -> User:
    """Use up a code, typed as people type it, and return whose it is.

    Raises:
        PairingCodeError: it is unknown, used or past its time, or its user may not sign in.
    """
    code = "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_ALIKE)
    # Who deletes the row has it: of two at once, the second finds none.
    used = session.execute(
        sa.delete(PairingCode)
        .where(PairingCode.secret_sha256 == _digest(code))
        .returning(PairingCode.user_id, PairingCode.ends_at)
    ).one_or_none()
    user = None if used is None else session.get(User, used.user_id)
    if used is None or user is None or user.disabled_at or used.ends_at <= clock.now():
        raise PairingCodeError
    return user


def enlist(session: Session, user: User, *, key: UUID, name: str, session_id: UUID | None) -> str:
    """Note that `user` sends from device `key`, and return its upload token, shown this once.

    A device that is known, revoked or not, gets a new token: whoever calls has just signed in.
    """
    device = session.scalar(sa.select(Device).where(Device.user_id == user.id, Device.key == key))
    token = PREFIX + secrets.token_urlsafe(32)
    now = clock.now()
    if device is None:
        device = Device(user_id=user.id, key=key, created_at=now)
        session.add(device)
    device.name = name
    device.session_id = session_id
    device.secret_sha256 = _digest(token)
    device.seen_at = now
    device.revoked_at = None
    session.flush()  # the trail names its id
    actor = Subject("user", user.id, None, scopes_of(user.roles))
    _record(session, actor, "api:device:enlisted", device.id)
    return token


def revoke(session: Session, actor: Subject, device: Device) -> None:
    """Take a device off: its token and its session end. Again changes nothing."""
    if device.revoked_at is not None:
        return
    device.revoked_at = clock.now()
    if device.session_id is not None:
        session.execute(sa.delete(BrowserSession).where(BrowserSession.id == device.session_id))
    _record(session, actor, "api:device:revoked", device.id)


def find(session: Session, token: str) -> tuple[Device, Subject] | None:
    """Return the device of an upload token and whom it sends for, or None where it is unknown.

    Raises:
        DeviceRevokedError: the device was taken off, or its user may no longer sign in.
    """
    device = session.scalar(sa.select(Device).where(Device.secret_sha256 == _digest(token)))
    if device is None:
        return None
    user = session.get_one(User, device.user_id)
    if device.revoked_at is not None or user.disabled_at is not None:
        raise DeviceRevokedError
    scopes = scopes_of(user.roles) & {"captures:write"}
    return device, Subject("device", user.id, None, scopes)


def is_stale(device: Device) -> bool:
    """Return whether `touch` is due for `device`."""
    return clock.now() - device.seen_at >= _SEEN_STEP


def touch(session: Session, device: Device) -> None:
    """Note that the device was heard."""
    session.execute(sa.update(Device).where(Device.id == device.id).values(seen_at=clock.now()))


def _record(session: Session, actor: Subject, tag: str, object_id: UUID) -> None:
    audit.record(session, tag, actor_kind=actor.kind, actor_id=actor.id, object_id=object_id)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

"""The second factor: one-time codes by the clock (TOTP, RFC 6238) from an app of one's own."""

import base64
import binascii
import os
import secrets

import pyotp
import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session

from api import audit
from api.auth.subject import Subject, scopes_of
from api.errors import ApiError
from api.kit import clock
from api.models import User
from api.settings import Settings
from api.storage.keyring import Keyring

_BYTES = 20  # 160 bits, as RFC 4226 asks for
_STEP = 30  # seconds
_NONCE = 12


class CodeNeededError(ApiError):
    """The password is right; the account also asks for a one-time code."""

    status = 401
    type = "totp-needed"
    sv = "Skriv också koden från din kodapp."
    en = "Also enter the code from your authenticator app."


class WrongCodeError(ApiError):
    """The code is not the one of this moment, or it has been used."""

    status = 401
    type = "totp-wrong"
    sv = "Koden stämmer inte. Vänta på nästa kod i appen och försök igen."
    en = "That code is not right. Wait for the next code in the app and try again."


class NotConfirmedError(ApiError):
    """The password or the first code was wrong: the second factor is not set up."""

    status = 422
    type = "second-factor-not-confirmed"
    sv = "Lösenordet eller koden stämmer inte. Inget är ändrat."
    en = "The password or the code is not right. Nothing has changed."


def new_secret() -> str:
    """Return a fresh secret in base 32, as authenticator apps take it."""
    return base64.b32encode(secrets.token_bytes(_BYTES)).decode()


def uri(user: User, secret: str, host: str) -> str:
    """Return what the QR code for an authenticator app says."""
    return pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name=f"Handslag {host}")


def enrol(session: Session, keyring: Keyring, user: User, secret: str, code: str) -> None:
    """Let `user` sign in with codes of `secret` from now on, the first of which is `code`.

    Raises:
        NotConfirmedError: `code` is none of this moment, or `secret` none of ours.
    """
    step = _step_of(secret, code) if _is_secret(secret) else None
    if step is None:
        raise NotConfirmedError
    nonce = os.urandom(_NONCE)
    user.totp_secret = nonce + _sealing(keyring).encrypt(nonce, secret.encode(), user.id.bytes)
    user.totp_step = step
    audit.record(
        session,
        "api:second_factor:enrolled",
        actor_kind="user",
        actor_id=user.id,
        object_id=user.id,
    )


def use_code(session: Session, keyring: Keyring, user: User, code: str | None) -> None:
    """Pass where `user` has no second factor, or `code` is a right one; it is used up by that.

    Raises:
        CodeNeededError: there is no code.
        WrongCodeError: it is wrong, past or used.
    """
    if user.totp_secret is None:
        return
    if not code:
        raise CodeNeededError
    nonce, sealed = user.totp_secret[:_NONCE], user.totp_secret[_NONCE:]
    step = _step_of(_sealing(keyring).decrypt(nonce, sealed, user.id.bytes).decode(), code)
    if step is None:
        raise WrongCodeError
    # Of two at once with one code, the second finds the step taken.
    fresh = sa.update(User).where(User.id == user.id, User.totp_step < step).returning(User.id)
    if session.scalar(fresh.values(totp_step=step)) is None:
        raise WrongCodeError


def remove(session: Session, actor: Subject | None, user: User) -> None:
    """Let `user` sign in by password alone; again changes nothing. `actor` None: the operator."""
    if user.totp_secret is None:
        return
    user.totp_secret = user.totp_step = None
    audit.record(
        session,
        "api:second_factor:removed",
        actor_kind=actor.kind if actor else "service",
        actor_id=actor.id if actor else None,
        object_id=user.id,
    )


def is_due(settings: Settings, user: User) -> bool:
    """Return whether `user` must set up a second factor before anything else."""
    return settings.second_factor == "required" and user.totp_secret is None


def scopes_now(settings: Settings, user: User) -> frozenset[str]:
    """Return what `user` may in a browser: nothing while the second factor is due."""
    return frozenset() if is_due(settings, user) else scopes_of(user.roles)


def _step_of(secret: str, code: str) -> int | None:
    # One step to either side: a phone's clock is seldom right to the second (RFC 6238, 5.2).
    now = int(clock.now().timestamp()) // _STEP
    typed = code.replace(" ", "")
    for step in (now, now - 1, now + 1):
        if secrets.compare_digest(pyotp.TOTP(secret).at(step * _STEP).encode(), typed.encode()):
            return step
    return None


def _is_secret(text: str) -> bool:
    try:
        return len(base64.b32decode(text)) == _BYTES
    except binascii.Error:
        return False


def _sealing(keyring: Keyring) -> AESGCM:
    return AESGCM(keyring.derive("second factor"))

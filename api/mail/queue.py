"""The letters that wait for the relay: tried again for a day, then somebody has to see to them."""

import os
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session

from api import audit
from api.auth.subject import Subject
from api.db.session import Database
from api.errors import ApiError, NotFoundError
from api.kit import clock, ids
from api.mail.relay import Relay, UndeliveredError, deliver
from api.models import Mail
from api.storage.keyring import Keyring

# How long after each attempt the next one comes; after the last it has failed.
_PAUSES = [timedelta(minutes=m) for m in (1, 5, 30, 120, 480, 960)]
# A worker that died in the middle of handing over lets go of the letter by then.
_HELD = timedelta(minutes=5)
_KEPT_FAILED = timedelta(days=30)
_NONCE = 12


class MailNotFailedError(ApiError):
    """Only a letter that failed is tried again by hand."""

    status = 409
    type = "mail-not-failed"
    sv = "Brevet är redan skickat eller på väg."
    en = "The letter has been sent already, or is on its way."


def put(
    session: Session, keyring: Keyring, actor: Subject, request_id: UUID, message: EmailMessage
) -> Mail:
    """Have `message` sent; it is on its way once the caller's transaction is committed."""
    now, mail_id = clock.now(), ids.new_id()
    nonce = os.urandom(_NONCE)
    cipher = AESGCM(keyring.derive("outgoing mail"))
    mail = Mail(
        id=mail_id,
        request_id=request_id,
        state="waiting",
        sealed=nonce + cipher.encrypt(nonce, message.as_bytes(), mail_id.bytes),
        attempts=0,
        queued_at=now,
        queued_by=actor.id,
        next_at=now,
    )
    session.add(mail)
    _record(session, actor, "queued", mail_id)
    return mail


def try_again(session: Session, actor: Subject, mail_id: UUID) -> Mail:
    """Let a letter that failed be tried again, from the first pause on.

    Raises:
        NotFoundError: there is no such letter.
        MailNotFailedError: it has not failed, or its text is gone.
    """
    mail = session.get(Mail, mail_id, with_for_update=True)
    if mail is None:
        raise NotFoundError
    if mail.state != "failed" or mail.sealed is None:
        raise MailNotFailedError
    mail.state, mail.problem, mail.attempts, mail.next_at = "waiting", None, 0, clock.now()
    _record(session, actor, "again", mail_id)
    return mail


def deliver_due(database: Database, keyring: Keyring, relay: Relay | None) -> int:
    """Hand over every letter that is due, and return how many the relay took.

    No transaction is open while the relay is spoken to. A crash in between sends a letter twice,
    with the same Message-ID, rather than never.
    """
    _forget(database)
    sent = 0
    while relay is not None and (mail := _claim(database)) is not None:
        try:
            deliver(relay, _open(keyring, mail))
        except UndeliveredError as error:
            _put_off(database, mail.id, error)
        else:
            sent += 1
            _settle(database, mail.id)
    return sent


def _claim(database: Database) -> Mail | None:
    with database.write() as session:
        due = sa.select(Mail).where(Mail.state == "waiting", Mail.next_at <= clock.now())
        mail = session.scalar(due.order_by(Mail.next_at).limit(1).with_for_update(skip_locked=True))
        if mail is not None:
            mail.next_at, mail.attempts = clock.now() + _HELD, mail.attempts + 1
        return mail


def _open(keyring: Keyring, mail: Mail) -> EmailMessage:
    sealed = mail.sealed or b""
    cipher = AESGCM(keyring.derive("outgoing mail"))
    told = cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], mail.id.bytes)
    return message_from_bytes(told, policy=policy.SMTP)


def _put_off(database: Database, mail_id: UUID, error: UndeliveredError) -> None:
    with database.write() as session:
        mail = session.get(Mail, mail_id)
        if mail is None:
            return  # the person was erased meanwhile
        mail.problem = error.problem
        if error.is_final or mail.attempts > len(_PAUSES):
            mail.state = "failed"
        else:
            mail.next_at = clock.now() + _PAUSES[mail.attempts - 1]


def _settle(database: Database, mail_id: UUID) -> None:
    with database.write() as session:
        mail = session.get(Mail, mail_id)
        if mail is not None:
            mail.state, mail.sent_at, mail.sealed, mail.problem = "sent", clock.now(), None, None


def _forget(database: Database) -> None:
    """Blank what failed and nobody has seen to for a month."""
    stale = sa.and_(
        Mail.state == "failed", Mail.sealed.is_not(None), Mail.next_at < clock.now() - _KEPT_FAILED
    )
    with database.read() as session:
        if session.scalar(sa.select(Mail.id).where(stale).limit(1)) is None:
            return
    with database.write() as session:
        session.execute(sa.update(Mail).where(stale).values(sealed=None))


def _record(session: Session, actor: Subject, action: str, mail_id: UUID) -> None:
    audit.record(
        session,
        f"api:mail:{action}",
        actor_kind=actor.kind,
        actor_id=actor.id,
        object_id=mail_id,
    )

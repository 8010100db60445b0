"""The rules of suppressions: by canonical form, at once, for ever, lifted by a newer yes alone."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from api import audit
from api.auth.subject import Subject
from api.errors import ApiError
from api.evidence.vault import Vault
from api.kit import clock, mailboxes
from api.models import Contact, ContactMethod, Evidence, Suppression
from api.suppressions.schemas import Kind, PhoneSet, Reason

# Short enough to say nothing of an address for sure, long enough that one in 2**40 is mistaken.
_MEMBER_BYTES = 6


class NoNewerConsentError(ApiError):
    """Only the person can lift a suppression, by a consent given after it."""

    status = 409
    type = "no-newer-consent"
    sv = "Spärren hävs bara av ett samtycke som personen har lämnat efter den."
    en = "The block is lifted only by a consent the person gave after it."


class NotAnAddressError(ApiError):
    """What was given is neither an e-mail address nor a number with its country code."""

    status = 422
    type = "not-an-address"
    sv = "Det är varken en e-postadress eller ett telefonnummer med landskod."
    en = "That is neither an e-mail address nor a phone number with its country code."


def fingerprint(vault: Vault, kind: str, value: str) -> str | None:
    """Return what suppressions know an address by; None where nobody can be written to there.

    `kind` is that of a contact method, or "phone".
    """
    if kind == "website":
        return None
    if kind == "email":
        return vault.suppression_mark(mailboxes.canonical(value))
    digits = "".join(character for character in value if character.isdigit())
    return vault.suppression_mark(f"+{digits}")


def suppress(
    session: Session, vault: Vault, actor: Subject | None, kind: Kind, value: str, reason: Reason
) -> Suppression:
    """Suppress an address from now on; again changes nothing. Whoever has it is told as changed.

    `actor` is None where the person acts, by the link in a letter.

    Raises:
        NotAnAddressError: `value` is none of its kind.
    """
    mark = _checked(vault, kind, value)
    known = session.get(Suppression, mark)
    if known is not None:
        return known
    row = Suppression(
        fingerprint=mark,
        kind=kind,
        reason=reason,
        since=clock.now(),
        added_by=actor.id if actor else None,
    )
    session.add(row)
    _tell(session, mark)
    _record(session, actor, "api:suppression:added", kind=kind, reason=reason)
    return row


def suppress_contact(
    session: Session, vault: Vault, actor: Subject | None, contact: Contact, reason: Reason
) -> int:
    """Suppress every address of `contact` and return how many; call it before an erasure."""
    methods = session.scalars(
        sa.select(ContactMethod).where(
            ContactMethod.contact_id == contact.id, ContactMethod.kind != "website"
        )
    ).all()
    addresses = {("email" if m.kind == "email" else "phone", m.value) for m in methods}
    for kind, value in sorted(addresses):
        suppress(session, vault, actor, "email" if kind == "email" else "phone", value, reason)
    return len(addresses)


def find(session: Session, vault: Vault, kind: Kind, value: str) -> Suppression | None:
    """Return the suppression of an address, however it is spelt.

    Raises:
        NotAnAddressError: `value` is none of its kind.
    """
    return session.get(Suppression, _checked(vault, kind, value))


def list_suppressed(session: Session, vault: Vault, emails: Iterable[str]) -> Sequence[str]:
    """Return those of `emails` that are suppressed, as they were given."""
    marks = {fingerprint(vault, "email", email): email for email in emails}
    known = session.scalars(
        sa.select(Suppression.fingerprint).where(Suppression.fingerprint.in_(marks))
    )
    return [marks[mark] for mark in known]


def lift(
    session: Session, vault: Vault, actor: Subject, kind: Kind, value: str, evidence_id: UUID
) -> None:
    """Let an address be written to again, by a consent given after it was suppressed.

    Raises:
        NotAnAddressError: `value` is none of its kind.
        NoNewerConsentError: there is no such consent, or it is older, or another person's.
    """
    row = find(session, vault, kind, value)
    if row is None:
        return
    evidence = session.get(Evidence, evidence_id)
    if (
        evidence is None
        or evidence.kind != "agreed"
        or evidence.created_at <= row.since
        or not _has_address(session, evidence.contact_id, row.fingerprint)
    ):
        raise NoNewerConsentError
    session.delete(row)
    _tell(session, row.fingerprint)
    _record(session, actor, "api:suppression:lifted", kind=kind)


def phone_set(session: Session, vault: Vault) -> PhoneSet:
    """Return every suppression as a phone can test addresses against, and can list none.

    Whoever takes a phone apart can try addresses one by one, as the app does; it holds no address.
    """
    salt = os.urandom(16)
    marks = session.scalars(sa.select(Suppression.fingerprint))
    members = sorted(
        hashlib.sha256(salt + bytes.fromhex(mark)).digest()[:_MEMBER_BYTES].hex() for mark in marks
    )
    return PhoneSet(
        key=vault.suppression_key.hex(), salt=salt.hex(), bytes=_MEMBER_BYTES, members=members
    )


def _checked(vault: Vault, kind: Kind, value: str) -> str:
    local, _, domain = value.strip().rpartition("@")
    is_email = bool(local and domain)
    digits = sum(character.isdigit() for character in value)
    is_phone = value.strip().startswith("+") and digits >= 7  # noqa: PLR2004 - shortest in E.164
    mark = fingerprint(vault, kind, value) if (is_email if kind == "email" else is_phone) else None
    if mark is None:
        raise NotAnAddressError
    return mark


def _has_address(session: Session, contact_id: UUID | None, mark: str) -> bool:
    held = sa.select(ContactMethod.id).where(
        ContactMethod.contact_id == contact_id, ContactMethod.fingerprint == mark
    )
    return session.scalar(held.limit(1)) is not None


def _tell(session: Session, mark: str) -> None:
    # Whoever keeps in step must hear that an address may, or may no more, be written to.
    reached = sa.select(ContactMethod.contact_id).where(ContactMethod.fingerprint == mark)
    for contact in session.scalars(sa.select(Contact).where(Contact.id.in_(reached))):
        flag_modified(contact, "state")


def _record(session: Session, actor: Subject | None, tag: str, **facts: str) -> None:
    audit.record(
        session,
        tag,
        actor_kind=actor.kind if actor else "person",
        actor_id=actor.id if actor else None,
        **facts,
    )

"""Every query over recipients and the ledger of disclosures."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.models import ApiToken, Contact, Disclosure, Permission, Recipient
from api.registers import repository as permissions

Told = sa.Row[Disclosure, Recipient]


def readable(subject: Subject) -> sa.Select[Disclosure, Recipient]:
    """Return the disclosures `subject` may see; a secret one is for the privacy officer."""
    query = (
        sa.select(Disclosure, Recipient)
        .join(Recipient, Recipient.id == Disclosure.recipient_id)
        .where(sa.literal(subject.holds("contacts:read", "privacy:write")))
    )
    if not subject.holds("privacy:write"):
        query = query.where(~Disclosure.is_secret)
    return query


def find(session: Session, subject: Subject, disclosure_id: UUID) -> Told | None:
    """Return one disclosure with its recipient, or None where the subject may not see it."""
    return session.execute(readable(subject).where(Disclosure.id == disclosure_id)).one_or_none()


def list_page(
    session: Session,
    subject: Subject,
    *,
    contact_id: UUID | None = None,
    recipient_class: str | None = None,
    waiting: bool = False,
    before: UUID | None = None,
    limit: int,
) -> Sequence[Told]:
    """Return up to `limit` disclosures, newest first, of one contact or of all.

    `waiting`: emergencies alone that nobody has reviewed.
    """
    query = readable(subject)
    if contact_id is not None:
        query = query.where(Disclosure.contact_id == contact_id)
    if recipient_class is not None:
        query = query.where(Recipient.recipient_class == recipient_class)
    if waiting:
        query = query.where(Disclosure.review_due_at.is_not(None), Disclosure.reviewed_at.is_(None))
    if before is not None:
        query = query.where(Disclosure.id < before)
    return session.execute(query.order_by(Disclosure.id.desc()).limit(limit)).all()


def list_unreviewed(session: Session, due_before: datetime) -> Sequence[Told]:
    """Return the emergency disclosures that somebody should have looked at by `due_before`."""
    return session.execute(
        sa.select(Disclosure, Recipient)
        .join(Recipient, Recipient.id == Disclosure.recipient_id)
        .where(Disclosure.review_due_at <= due_before, Disclosure.reviewed_at.is_(None))
        .order_by(Disclosure.review_due_at)
    ).all()


def list_recipients(session: Session) -> Sequence[Recipient]:
    """Return every recipient, by class and name."""
    return session.scalars(
        sa.select(Recipient).order_by(Recipient.recipient_class, Recipient.name, Recipient.id)
    ).all()


def find_own_recipient(session: Session, name: str, token_id: UUID | None) -> Recipient | None:
    """Return the recipient that stands for a program's key, or for own staff by name."""
    query = sa.select(Recipient).where(Recipient.recipient_class == "own_system")
    by = Recipient.name == name if token_id is None else Recipient.token_id == token_id
    return session.scalar(query.where(by).limit(1))


def find_token(session: Session, token_id: UUID) -> ApiToken | None:
    """Return a program's key."""
    return session.get(ApiToken, token_id)


def registers_for(session: Session, contact_id: UUID, purpose: str) -> set[str]:
    """Return the registers in which a contact's data may serve `purpose`."""
    rows = permissions.active(purpose).where(Permission.contact_id == contact_id)
    return {row.register for row in session.scalars(rows)}


def permitted(session: Session, ids: Sequence[UUID], purpose: str) -> set[UUID]:
    """Return those of the contacts `ids` whose data may serve `purpose`."""
    rows = permissions.active(purpose).where(Contact.id.in_(ids))
    return {row.contact_id for row in session.scalars(rows)}

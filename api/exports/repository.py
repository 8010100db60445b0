"""Every query over exports, and over whom one may hold."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.contacts.repository import WHOLE
from api.models import Contact, Export, Permission, Recipient, User
from api.registers import repository as permissions

Told = sa.Row[Export, Recipient]


def readable(subject: Subject) -> sa.Select[Export, Recipient]:
    """Return the exports `subject` may see: its own, and for the privacy officer everybody's."""
    query = sa.select(Export, Recipient).join(Recipient, Recipient.id == Export.recipient_id)
    if subject.holds("privacy:write"):
        return query
    return query.where(Export.requested_by == subject.id, sa.literal(subject.holds("exports:read")))


def lock(session: Session, subject: Subject, export_id: UUID) -> Told | None:
    """Return one export for this transaction alone to change."""
    return session.execute(
        readable(subject).where(Export.id == export_id).with_for_update(of=Export)
    ).one_or_none()


def list_page(
    session: Session, subject: Subject, *, before: UUID | None, limit: int
) -> Sequence[Told]:
    """Return up to `limit` exports, newest first."""
    query = readable(subject)
    if before is not None:
        query = query.where(Export.id < before)
    return session.execute(query.order_by(Export.id.desc()).limit(limit)).all()


def find_name(session: Session, user_id: UUID | None) -> str | None:
    """Return the name of a colleague, or None for a program and who has left."""
    user = None if user_id is None else session.get(User, user_id)
    return None if user is None else user.name


def list_permitted(session: Session, purpose: str, register: str | None) -> dict[UUID, set[str]]:
    """Return the contacts that may serve `purpose`, with the registers they may in."""
    query = permissions.active(purpose).where(Contact.state == "active")
    if register is not None:
        query = query.where(Permission.register == register)
    found: dict[UUID, set[str]] = {}
    for row in session.scalars(query):
        found.setdefault(row.contact_id, set()).add(row.register)
    return found


def list_contacts(session: Session, ids: Sequence[UUID]) -> Sequence[Contact]:
    """Return these contacts, whole, in order."""
    return session.scalars(
        sa.select(Contact).where(Contact.id.in_(ids)).options(*WHOLE).order_by(Contact.id)
    ).all()

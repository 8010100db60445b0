"""Every query over contacts; reads on behalf of somebody start from `readable`."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from api.auth.subject import Subject
from api.models import Contact, ContactMethod, RegisterEntry, SearchDocument

WHOLE = (
    selectinload(Contact.organization),
    selectinload(Contact.methods),
    selectinload(Contact.entries),
)


def readable(subject: Subject) -> sa.Select[Contact]:
    """Return the contacts `subject` may see, whole.

    Sellers and reviewers read the whole register: it is the company's, and a seller at a fair must
    see whom colleagues have met. Captures are another matter (a seller sees their own). Without
    contacts:read nothing is seen; that every read is on the trail is the endpoints' part.
    """
    return (
        sa.select(Contact)
        .where(
            Contact.deleted_at.is_(None),
            Contact.state != "merged",
            sa.literal(subject.holds("contacts:read")),
        )
        .options(*WHOLE)
    )


def find(session: Session, subject: Subject, contact_id: UUID) -> Contact | None:
    """Return one contact, or None where the subject may not see it or there is none."""
    return session.scalar(readable(subject).where(Contact.id == contact_id))


def list_page(
    session: Session,
    subject: Subject,
    *,
    register: str | None = None,
    organization_id: UUID | None = None,
    before: UUID | None = None,
    limit: int,
) -> Sequence[Contact]:
    """Return up to `limit` contacts, newest first, older than `before`."""
    query = readable(subject)
    if register is not None:
        query = query.where(in_register(register))
    if organization_id is not None:
        query = query.where(Contact.organization_id == organization_id)
    if before is not None:
        query = query.where(Contact.id < before)
    return session.scalars(query.order_by(Contact.id.desc()).limit(limit)).all()


def in_register(register: str) -> sa.ColumnElement[bool]:
    """Return the condition that a contact stands in `register`."""
    return (
        sa.select(RegisterEntry.id)
        .where(RegisterEntry.contact_id == Contact.id, RegisterEntry.register == register)
        .exists()
    )


def list_known_by_email(session: Session, emails: Sequence[str]) -> Sequence[Contact]:
    """Return the living contacts that any of `emails` reaches, oldest first."""
    if not emails:
        return []
    reached = sa.select(ContactMethod.contact_id).where(
        ContactMethod.kind == "email", ContactMethod.value.in_(emails)
    )
    return session.scalars(_living().where(Contact.id.in_(reached)).order_by(Contact.id)).all()


def list_known_by_name(
    session: Session, organization_id: UUID, person_folded: str | None
) -> Sequence[Contact]:
    """Return the organization's living contacts of that folded name; None is its own entry."""
    return session.scalars(
        _living()
        .where(
            Contact.organization_id == organization_id,
            Contact.person_folded.is_(None)
            if person_folded is None
            else Contact.person_folded == person_folded,
        )
        .order_by(Contact.id)
    ).all()


def put_words(session: Session, contact_id: UUID, text: str) -> None:
    """Let `contact_id` be found by `text` from the commit of this transaction on."""
    document = session.scalar(
        sa.select(SearchDocument).where(SearchDocument.contact_id == contact_id)
    )
    if document is None:
        session.add(SearchDocument(contact_id=contact_id, text=text))
    elif document.text != text:
        document.text = text


def drop_words(session: Session, contact_id: UUID) -> None:
    """Let `contact_id` be found no more."""
    session.execute(sa.delete(SearchDocument).where(SearchDocument.contact_id == contact_id))


def _living() -> sa.Select[Contact]:
    return (
        sa.select(Contact)
        .where(Contact.deleted_at.is_(None), Contact.state.in_(("active", "needs_company")))
        .options(*WHOLE)
    )

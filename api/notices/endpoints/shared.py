"""What the routes of notices share."""

from uuid import UUID

from sqlalchemy.orm import Session

from api import audit
from api.auth.subject import Subject
from api.contacts import repository as contacts
from api.errors import NotFoundError
from api.models import Contact


def get_contact(session: Session, subject: Subject, contact_id: UUID) -> Contact:
    """Return a contact the subject may see.

    Raises:
        NotFoundError: there is none.
    """
    contact = contacts.find(session, subject, contact_id)
    if contact is None:
        raise NotFoundError
    return contact


def record(session: Session, subject: Subject, tag: str, object_id: UUID) -> None:
    """Put an act on the trail."""
    audit.record(session, tag, actor_kind=subject.kind, actor_id=subject.id, object_id=object_id)

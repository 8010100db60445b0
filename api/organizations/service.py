"""The rules of organizations: one entry per company, under the name it was first printed with."""

from sqlalchemy.orm import Session

from api.kit import clock
from api.models import Organization
from api.organizations import repository
from api.organizations.legal_forms import fold_name, is_legal_person


def find(session: Session, name: str) -> Organization | None:
    """Return the organization that `name` means, whatever legal form is printed with it."""
    return repository.find_by_name(session, fold_name(name))


def get_or_add(session: Session, name: str) -> Organization:
    """Return the organization that `name` means; a new one keeps the name as printed.

    The caller sees to it that no other transaction adds the same one meanwhile.
    """
    known = find(session, name)
    if known is not None:
        return known
    organization = Organization(
        name=name,
        name_folded=fold_name(name),
        is_legal_person=is_legal_person(name),
        created_at=clock.now(),
    )
    session.add(organization)
    session.flush()  # its id is what contacts and the next search by name go by
    return organization

"""Whether the one who hands their details over is in the register already."""

from sqlalchemy.orm import Session

from api.contacts import repository
from api.contacts.details import Details
from api.kit.folding import fold
from api.models import Contact, Organization

# Addresses that reach an office, not a person: two people may well share one.
_OFFICE_ADDRESSES = frozenset(
    {
        *("admin", "contact", "ekonomi", "export", "faktura", "firmapost", "hej", "hello", "info"),
        *("infos", "invoice", "kontakt", "kontor", "mail", "marketing", "myynti", "office"),
        *("order", "orders", "post", "reception", "salg", "sales", "salj", "service", "support"),
        *("vaxel", "verkauf"),
    }
)


def find_known(
    session: Session, details: Details, organization: Organization | None
) -> Contact | None:
    """Return the contact that `details` are of, or None for somebody new.

    It is the same one where an e-mail address is the same, or the name within the organization;
    a company without a name is the organization's own entry. Likeness short of that is for a
    person to judge: two contacts can be merged, melted ones are hard to tell apart again.
    """
    for contact in repository.list_known_by_email(session, details.emails):
        if _is_same_person(contact, details):
            return contact
    if organization is None:
        return None
    folded = fold_person(details.person)
    return next(iter(repository.list_known_by_name(session, organization.id, folded)), None)


def is_office_address(email: str) -> bool:
    """Return whether the address reaches an office, where two people may well share it."""
    return email.partition("@")[0] in _OFFICE_ADDRESSES


def fold_person(person: str | None) -> str | None:
    """Return a name as people are compared by; None stays None."""
    return None if person is None else fold(person)


def _is_same_person(contact: Contact, details: Details) -> bool:
    # They share an address. One that reaches a person is that person's under any spelling of the
    # name; an office's address says nothing about who reads it.
    known, given = contact.person_folded, fold_person(details.person)
    if known == given:
        return True
    shared = {m.value for m in contact.methods if m.kind == "email"} & set(details.emails)
    if all(map(is_office_address, shared)):
        return False
    return known is None or given is None or bool(set(known.split()) & set(given.split()))

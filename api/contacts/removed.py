"""Whether a card is of somebody who was erased after they had handed it over."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.contacts.details import Details
from api.contacts.known import fold_person, is_office_address
from api.errors import ApiError
from api.evidence.vault import Vault
from api.kit import clock
from api.models import Contact, RemovedMethod
from api.organizations.legal_forms import fold_name


class PersonErasedError(ApiError):
    """Whose card this is was erased at their own request after it had been handed over."""

    status = 410
    type = "erased"
    sv = "Personen har bett om radering. Kortet sparas inte."
    en = "The person asked to be erased. The card is not stored."


def traces_of(contact: Contact) -> set[str]:
    """Return what tells `contact` from everybody else; it must be loaded whole."""
    return _traces(
        (method.value for method in contact.methods if method.kind == "email"),
        (method.value for method in contact.methods if method.kind == "mobile"),
        contact.person_folded,
        None if contact.organization is None else contact.organization.name_folded,
    )


def traces_in(read: dict[str, Any]) -> set[str]:
    """Return the same of a contact as a reading has it."""
    return _traces(
        (email.lower() for email in read.get("emails") or ()),
        (
            phone["e164"]
            for phone in read.get("phones") or ()
            if phone.get("kind") == "mobile" and phone.get("e164")
        ),
        fold_person(read.get("person")),
        fold_name(read["company"]) if read.get("company") else None,
    )


def remember(session: Session, vault: Vault, traces: Iterable[str]) -> None:
    """Keep digests of `traces`, so that what is on its way here still is known when it comes."""
    for trace in sorted(traces):
        session.merge(RemovedMethod(digest=vault.fingerprint(trace), removed_at=clock.now()))


def refuse_removed(session: Session, vault: Vault, details: Details, given_at: datetime) -> None:
    """Pass unless `details`, handed over at `given_at`, are of somebody erased since.

    Who hands over a card after their erasure enters like anybody else: it is a new act of theirs.

    Raises:
        PersonErasedError: they were.
    """
    traces = _traces(
        details.emails,
        (method.value for method in details.methods if method.kind == "mobile"),
        fold_person(details.person),
        fold_name(details.company) if details.company else None,
    )
    digests = [vault.fingerprint(trace) for trace in traces]
    if session.scalar(
        sa.select(RemovedMethod.digest)
        .where(RemovedMethod.digest.in_(digests), RemovedMethod.removed_at > given_at)
        .limit(1)
    ):
        raise PersonErasedError


def _traces(
    emails: Iterable[str], mobiles: Iterable[str], person: str | None, company: str | None
) -> set[str]:
    # A switchboard or an office's address is shared by colleagues who asked for nothing.
    traces = {f"email {email}" for email in emails if not is_office_address(email)}
    traces |= {f"mobile {number}" for number in mobiles}
    if person and company:
        traces.add(f"name {person}, {company}")
    return traces

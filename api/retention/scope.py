"""What there is of a person: which rows of which tables are theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.contacts.removed import traces_in, traces_of
from api.contacts.repository import WHOLE
from api.models import Capture, Contact, ContactMerge, Evidence, Interaction, Reading

UNDECIDED = ("received", "reading", "needs_review", "failed")


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows to start from: a person's contacts, subjects, captures, and acts the law keeps."""

    contact_ids: tuple[UUID, ...]
    subject_ids: tuple[UUID, ...]
    organization_ids: tuple[UUID, ...]
    capture_ids: tuple[UUID, ...]
    kept_interaction_ids: tuple[UUID, ...] = ()


def list_people(session: Session, contact_ids: Sequence[UUID]) -> Sequence[Contact]:
    """Return every entry of the people behind `contact_ids`, whole: merged ones too.

    Who is gone already is left out.
    """
    # Several steps: who was merged into the one may have had others merged into it before.
    entries = sa.select(Contact.id).where(Contact.id.in_(contact_ids)).cte(recursive=True)
    entries = entries.union(
        sa.select(ContactMerge.merged_id).where(
            ContactMerge.contact_id == entries.c.id, ContactMerge.undone_at.is_(None)
        )
    )
    return session.scalars(
        sa.select(Contact)
        .where(Contact.id.in_(sa.select(entries.c.id)), Contact.deleted_at.is_(None))
        .options(*WHOLE)
        .order_by(Contact.id)
    ).all()


def scope_of(
    session: Session, contacts: Sequence[Contact], kept_interaction_ids: Sequence[UUID] = ()
) -> Scope:
    """Return what there is of the person whose entries are `contacts`."""
    contact_ids = tuple(contact.id for contact in contacts)
    subject_ids = tuple({contact.subject_id for contact in contacts})
    given = session.scalars(
        sa.union(
            sa.select(Interaction.capture_id).where(Interaction.contact_id.in_(contact_ids)),
            sa.select(Evidence.capture_id).where(Evidence.subject_id.in_(subject_ids)),
        )
    )
    captures = {capture_id for capture_id in given if capture_id is not None}
    captures |= _waiting(session, set().union(*map(traces_of, contacts)))
    organizations = {contact.organization_id for contact in contacts}
    organizations |= set(
        session.scalars(
            sa.select(Interaction.organization_id).where(Interaction.contact_id.in_(contact_ids))
        )
    )
    return Scope(
        contact_ids=contact_ids,
        subject_ids=subject_ids,
        organization_ids=tuple(one for one in organizations if one is not None),
        capture_ids=tuple(captures),
        kept_interaction_ids=tuple(kept_interaction_ids),
    )


def _waiting(session: Session, traces: set[str]) -> set[UUID]:
    """Return the captures that nobody has decided on and whose reading tells of the person."""
    rows = session.execute(
        sa.select(Reading.capture_id, Reading.result)
        .join(Capture, Capture.id == Reading.capture_id)
        .where(Capture.state.in_(UNDECIDED), Capture.erased_at.is_(None))
    )
    return {
        capture_id
        for capture_id, result in rows
        for read in result.get("contacts", [])
        if traces & traces_in(read)
    }

"""The rules of merging: nothing is lost by it, nothing allowed by it, and it can be taken back.

The one that goes keeps its own rows; the one that stays gets copies of what says how to reach the
person and what for, and takes over the acts and what proves them. Each record stays sealed under
the key it was sealed with, so that parting the two again mixes nothing.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api import audit
from api.auth.subject import Subject
from api.contacts import repository as contacts
from api.contacts.wording import searchable
from api.errors import ApiError, NotFoundError
from api.evidence import log
from api.kit import clock
from api.merges import repository
from api.merges.moving import copy_rows, give_back, move_rows, withdraw
from api.merges.schemas import Single
from api.models import Contact, ContactDistinction, ContactMerge, Objection

_COLUMNS: dict[Single, tuple[str, ...]] = {
    "person": ("person", "person_folded"),
    "organization": ("organization_id",),
    "role": ("role",),
    "department": ("department",),
    "address": ("address",),
}


class SameContactError(ApiError):
    """A contact cannot be merged with itself."""

    status = 422
    type = "same-contact"
    sv = "Välj två olika kontakter."
    en = "Choose two different contacts."


class NotUndoableError(ApiError):
    """The merge was undone before, or one of the two has been removed since."""

    status = 409
    type = "not-undoable"
    sv = "Den sammanslagningen går inte att dela upp längre."
    en = "That merge can no longer be split."


def merge(
    session: Session, actor: Subject, contact_id: UUID, other_id: UUID, take: Collection[Single]
) -> ContactMerge:
    """Let `contact_id` stand for both; of `other_id`'s single values those in `take` hold.

    What the person objected to as either, or had paused, holds for both.

    Raises:
        NotFoundError: the actor sees no such contacts.
        SameContactError: they are one.
    """
    if contact_id == other_id:
        raise SameContactError
    log.lock(session)
    kept = repository.get_contact(session, actor, contact_id)
    gone = repository.get_contact(session, actor, other_id)
    before = _take(kept, gone, take)
    copied = copy_rows(session, kept, gone)
    _keep_refusals(session, kept, gone)
    moved = move_rows(session, kept, gone)
    gone.state = "merged"
    row = ContactMerge(
        contact_id=kept.id,
        merged_id=gone.id,
        before=before,
        moved=moved,
        copied=copied,
        at=clock.now(),
        merged_by=actor.id,
    )
    session.add(row)
    _settle(session, kept)
    contacts.drop_words(session, gone.id)
    _record(session, actor, kept.id, "merged")
    return row


def undo(session: Session, actor: Subject, contact_id: UUID, merge_id: UUID) -> None:
    """Part again what was merged. What came after the merge stays with the one that stayed.

    Raises:
        NotFoundError: there is no such merge, or the actor may not see the contact.
        NotUndoableError: it was undone, or the one that went has been removed.
    """
    log.lock(session)
    kept = repository.get_contact(session, actor, contact_id)
    row = session.get(ContactMerge, merge_id)
    if row is None or row.contact_id != kept.id:
        raise NotFoundError
    gone = session.get(Contact, row.merged_id, options=contacts.WHOLE)
    if row.undone_at is not None or gone is None or gone.deleted_at is not None:
        raise NotUndoableError
    give_back(session, gone.id, row.moved)
    withdraw(session, kept, row.copied)
    _put_back(kept, row.before)
    gone.state = "active" if gone.organization_id is not None else "needs_company"
    row.undone_at = clock.now()
    _settle(session, kept)
    _settle(session, gone)
    _record(session, actor, kept.id, "split")


def tell_apart(session: Session, actor: Subject, one_id: UUID, other_id: UUID) -> None:
    """Note that two contacts are not the same person; they are not suggested again.

    Raises:
        NotFoundError: the actor sees no such contacts.
        SameContactError: they are one.
    """
    if one_id == other_id:
        raise SameContactError
    first, second = sorted((one_id, other_id))
    for contact_id in (first, second):
        repository.get_contact(session, actor, contact_id)
    if session.get(ContactDistinction, (first, second)) is None:
        session.add(ContactDistinction(contact_id=first, other_id=second, at=clock.now()))
    _record(session, actor, first, "told_apart")


def _take(kept: Contact, gone: Contact, take: Collection[Single]) -> dict[str, Any]:
    """Let values of `gone` hold for `kept`; return what they replaced and what holds now."""
    chosen = set(take) | ({"organization"} if kept.organization_id is None else set())
    columns = [column for name in _COLUMNS if name in chosen for column in _COLUMNS[name]]
    before = {}
    for column in columns:
        value = getattr(gone, column)
        before[column] = [_plain(getattr(kept, column)), _plain(value)]
        setattr(kept, column, value)
    if kept.organization_id is not None:
        kept.state = "active"
    return before


def _put_back(kept: Contact, before: dict[str, Any]) -> None:
    for column, (old, chosen) in before.items():
        # What somebody has put right since the merge stays.
        if _plain(getattr(kept, column)) == chosen:
            is_id = column == "organization_id" and old is not None
            setattr(kept, column, UUID(old) if is_id else old)
    if kept.organization_id is None:
        kept.state = "needs_company"


def _plain(value: Any) -> Any:  # noqa: ANN401 - text, None, or an id as JSON holds it
    return str(value) if isinstance(value, UUID) else value


def _keep_refusals(session: Session, kept: Contact, gone: Contact) -> None:
    # Not among the copies that undoing withdraws: a no is not taken back by our own mistake.
    for said in session.scalars(sa.select(Objection).where(Objection.contact_id == gone.id)):
        if session.get(Objection, (kept.id, said.purpose)) is None:
            session.add(Objection(contact_id=kept.id, purpose=said.purpose, made_at=said.made_at))
    if gone.restricted_at is not None and kept.restricted_at is None:
        kept.restricted_at = gone.restricted_at


def _settle(session: Session, contact: Contact) -> None:
    session.flush()  # what has moved is looked up anew
    session.refresh(contact, ["organization", "methods", "entries"])
    contacts.put_words(session, contact.id, searchable(contact))


def _record(session: Session, actor: Subject, contact_id: UUID, action: str) -> None:
    audit.record(
        session,
        f"api:contact:{action}",
        actor_kind=actor.kind,
        actor_id=actor.id,
        object_id=contact_id,
    )

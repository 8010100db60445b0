"""Which rows changed after a number, and what they hold now."""

from collections.abc import Sequence
from typing import Literal, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.contacts.repository import WHOLE
from api.db.base import ChangeCounter
from api.models import Contact, Organization


class Changed(NamedTuple):
    """Which row changed, and the number of its latest change."""

    type: Literal["contact", "organization"]
    id: UUID
    number: int


def get_counter(session: Session) -> ChangeCounter:
    """Return the counter row: the latest number, the epoch, the horizon."""
    return session.get_one(ChangeCounter, 1)


def list_changed(session: Session, after: int, limit: int) -> Sequence[Changed]:
    """Return up to `limit` rows (type, id, number) changed after the number `after`, in order.

    One statement over both tables: it sees one moment. Two statements could see the second
    table later, pass a number, and miss what was committed to the first in between.
    Who waits for a company never syncs, not even as a tombstone.
    """
    contacts = sa.select(
        sa.literal("contact").label("type"), Contact.id, Contact.change_seq.label("number")
    ).where(Contact.change_seq > after, Contact.state != "needs_company")
    organizations = sa.select(
        sa.literal("organization"), Organization.id, Organization.change_seq
    ).where(Organization.change_seq > after)
    union = sa.union_all(
        contacts.order_by(Contact.change_seq).limit(limit).subquery().select(),
        organizations.order_by(Organization.change_seq).limit(limit).subquery().select(),
    ).subquery()
    query = sa.select(union.c.type, union.c.id, union.c.number).order_by(union.c.number)
    return [Changed(*row) for row in session.execute(query.limit(limit))]


def get_contacts(session: Session, ids: Sequence[UUID]) -> dict[UUID, Contact]:
    """Return the contacts of `ids`, whole, deleted ones too."""
    rows = session.scalars(sa.select(Contact).where(Contact.id.in_(ids)).options(*WHOLE))
    return {row.id: row for row in rows}


def get_organizations(session: Session, ids: Sequence[UUID]) -> dict[UUID, Organization]:
    """Return the organizations of `ids`, deleted ones too."""
    rows = session.scalars(sa.select(Organization).where(Organization.id.in_(ids)))
    return {row.id: row for row in rows}

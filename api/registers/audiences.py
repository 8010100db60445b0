"""Whom marketing may reach: read from the view, and from nothing else.

The view `marketing_audience` of the migration `wall` lets through what a customer gave as a
customer, for a purpose in force, not objected to, not suppressed, and with consent where a person
may stand behind the address (marknadsföringslagen 19 §).
"""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

AUDIENCE = sa.table(
    "marketing_audience",
    sa.column("purpose", sa.String),
    sa.column("basis", sa.String),
    sa.column("permission_id", sa.Uuid),
    sa.column("contact_id", sa.Uuid),
    sa.column("method_id", sa.Uuid),
    sa.column("kind", sa.String),
    sa.column("value", sa.String),
    sa.column("evidence_id", sa.Uuid),
)


class Reached(NamedTuple):
    """How many people a purpose reaches, at how many addresses."""

    people: int
    addresses: int


def list_methods(session: Session, purpose: str) -> Sequence[UUID]:
    """Return the ids of the contact methods that `purpose` may reach, in order."""
    return session.scalars(
        sa.select(AUDIENCE.c.method_id)
        .where(AUDIENCE.c.purpose == purpose)
        .order_by(AUDIENCE.c.method_id)
    ).all()


def count(session: Session, purpose: str) -> Reached:
    """Return how far `purpose` reaches."""
    row = session.execute(
        sa.select(
            sa.func.count(sa.distinct(AUDIENCE.c.contact_id)),
            sa.func.count(sa.distinct(AUDIENCE.c.value)),
        ).where(AUDIENCE.c.purpose == purpose)
    ).one()
    return Reached(*row)

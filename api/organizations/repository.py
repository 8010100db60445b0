"""Every query over organizations; each starts from `readable`."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.models import Contact, Organization


def readable(subject: Subject) -> sa.Select[Organization]:
    """Return the organizations `subject` may see: all of them, or none without contacts:read.

    The register is the company's, not the seller's: who may read it reads the whole of it.
    """
    return sa.select(Organization).where(
        Organization.deleted_at.is_(None), sa.literal(subject.holds("contacts:read"))
    )


def find(session: Session, subject: Subject, organization_id: UUID) -> Organization | None:
    """Return one organization, or None where the subject may not see it or there is none."""
    return session.scalar(readable(subject).where(Organization.id == organization_id))


def find_by_name(session: Session, name_folded: str) -> Organization | None:
    """Return the organization that is compared by `name_folded`, the oldest where there are two."""
    return session.scalar(
        sa.select(Organization)
        .where(Organization.name_folded == name_folded, Organization.deleted_at.is_(None))
        .order_by(Organization.id)
        .limit(1)
    )


def list_page(
    session: Session, subject: Subject, *, starting: str, after: tuple[str, UUID] | None, limit: int
) -> Sequence[sa.Row[Organization, int]]:
    """Return up to `limit` organizations by folded name, with how many contacts each has.

    `starting` is the folded beginning of the name; `after` the folded name and id to go on from.
    """
    contacts = (
        sa.select(sa.func.count(Contact.id))
        .where(
            Contact.organization_id == Organization.id,
            Contact.deleted_at.is_(None),
            Contact.state != "merged",
        )
        .scalar_subquery()
    )
    query = readable(subject).add_columns(contacts)
    if starting:
        query = query.where(Organization.name_folded.startswith(starting, autoescape=True))
    if after is not None:
        name, last = after
        query = query.where(
            sa.tuple_(Organization.name_folded, Organization.id)
            > sa.tuple_(sa.literal(name), sa.literal(last))
        )
    query = query.order_by(Organization.name_folded, Organization.id).limit(limit)
    return session.execute(query).all()

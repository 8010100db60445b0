"""Queries over what decides how long somebody is kept."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.kit import clock
from api.models import (
    Contact,
    Interaction,
    LegalHold,
    Organization,
    Purge,
    RegisterEntry,
    RetentionRule,
)
from api.retention.rules import DEFAULTS, Class, Rule

_CHUNK = 500


class Last(NamedTuple):
    """When a contact last had an act of one kind."""

    context_kind: str
    channel: str
    happened_at: datetime


def rules(session: Session) -> dict[Class, Rule]:
    """Return the rule of every class: the company's own, else the default."""
    changed = {row.name: row.months for row in session.scalars(sa.select(RetentionRule))}
    return {
        name: Rule(changed.get(name, rule.months), rule.to_year_end, rule.least)
        for name, rule in DEFAULTS.items()
    }


def list_quiet(
    session: Session, since: date, after: UUID | None = None
) -> Iterator[Sequence[Contact]]:
    """Yield, in chunks by id, the living contacts that had no act after the day `since`."""
    edge = datetime.combine(since, datetime.max.time(), tzinfo=clock.now().tzinfo)
    heard = sa.select(Interaction.id).where(
        Interaction.contact_id == Contact.id, Interaction.happened_at > edge
    )
    query = (
        sa.select(Contact)
        .where(Contact.deleted_at.is_(None), Contact.state != "merged", ~heard.exists())
        .order_by(Contact.id)
        .limit(_CHUNK)
    )
    while True:
        page = query if after is None else query.where(Contact.id > after)
        chunk = session.scalars(page).all()
        if not chunk:
            return
        yield chunk
        after = chunk[-1].id


def last_acts(session: Session, contact_ids: Sequence[UUID]) -> dict[UUID, list[Last]]:
    """Return for each contact the latest act of each context and channel."""
    rows = session.execute(
        sa.select(
            Interaction.contact_id,
            Interaction.context_kind,
            Interaction.channel,
            sa.func.max(Interaction.happened_at),
        )
        .where(Interaction.contact_id.in_(contact_ids))
        .group_by(Interaction.contact_id, Interaction.context_kind, Interaction.channel)
    )
    acts: dict[UUID, list[Last]] = {}
    for contact_id, context_kind, channel, happened_at in rows:
        acts.setdefault(contact_id, []).append(Last(context_kind, channel, happened_at))
    return acts


def registers_of(session: Session, contact_ids: Sequence[UUID]) -> dict[UUID, set[str]]:
    """Return the registers that each contact stands in."""
    found: dict[UUID, set[str]] = {}
    for contact_id, register in session.execute(
        sa.select(RegisterEntry.contact_id, RegisterEntry.register).where(
            RegisterEntry.contact_id.in_(contact_ids)
        )
    ):
        found.setdefault(contact_id, set()).add(register)
    return found


def holds_on(session: Session, contact_ids: Sequence[UUID], today: date) -> dict[UUID, LegalHold]:
    """Return the legal hold that binds each contact longest, where there is one."""
    rows = session.scalars(
        sa.select(LegalHold).where(
            LegalHold.contact_id.in_(contact_ids),
            LegalHold.released_at.is_(None),
            sa.or_(LegalHold.until.is_(None), LegalHold.until >= today),
        )
    ).all()
    longest: dict[UUID, LegalHold] = {}
    for hold in sorted(rows, key=lambda one: one.until or date.max):
        longest[hold.contact_id] = hold
    return longest


def list_holds(
    session: Session, contact_id: UUID | None, *, before: UUID | None, limit: int
) -> Sequence[sa.Row[LegalHold, str | None, str | None]]:
    """Return up to `limit` holds, of one contact or of all, newest first, with whom they keep."""
    query = (
        sa.select(LegalHold, Contact.person, Organization.name)
        .join(Contact, Contact.id == LegalHold.contact_id)
        .outerjoin(Organization, Organization.id == Contact.organization_id)
        .order_by(LegalHold.id.desc())
        .limit(limit)
    )
    if contact_id is not None:
        query = query.where(LegalHold.contact_id == contact_id)
    if before is not None:
        query = query.where(LegalHold.id < before)
    return session.execute(query).all()


def list_transactions(session: Session, contact_ids: Sequence[UUID]) -> Sequence[Interaction]:
    """Return the acts of these contacts that belong to a purchase, oldest first."""
    return session.scalars(
        sa.select(Interaction)
        .where(Interaction.contact_id.in_(contact_ids), Interaction.context_kind == "transaction")
        .order_by(Interaction.happened_at)
    ).all()


def list_kept_acts(session: Session) -> Sequence[Interaction]:
    """Return the acts that outlived the person they were with, because the law keeps them."""
    return session.scalars(
        sa.select(Interaction)
        .join(Contact, Contact.id == Interaction.contact_id)
        .where(Contact.deleted_at.is_not(None), Interaction.context_kind == "transaction")
    ).all()


def list_purges(session: Session, *, before: UUID | None, limit: int) -> Sequence[Purge]:
    """Return up to `limit` rounds of purging, newest first."""
    query = sa.select(Purge).order_by(Purge.id.desc()).limit(limit)
    return session.scalars(query if before is None else query.where(Purge.id < before)).all()


def edge(today: date, days: int) -> datetime:
    """Return the moment `days` before `today` began, in UTC."""
    return datetime.combine(today - timedelta(days=days), datetime.min.time(), clock.now().tzinfo)

"""How an occasion goes: its cards by hour, by seller and by state, counted and never named.

What lies on a phone without a network is known to that phone alone and is no part of the counts.
Captures are counted in one grouped query over the index on the occasion: it reads each of the
occasion's captures once, whatever else the register holds, and gives at most a row for each state,
problem, seller and hour of one day.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from pydantic import BaseModel
from sqlalchemy import orm
from sqlalchemy.orm import Session

from api.auth import users
from api.kit import clock, days
from api.models import Capture, CaptureDetails, Consent, Device, Notice, Occasion, User


class Hour(BaseModel):
    """How many cards were taken in the hour that begins at `hour` o'clock in Sweden."""

    hour: int
    cards: int


class Seller(BaseModel):
    """How many cards a colleague took, at the whole occasion; None: a program sent them."""

    name: str | None
    cards: int


class Phone(BaseModel):
    """A phone of somebody who took cards here, and when it was heard last."""

    seller: str
    name: str
    heard_at: datetime


class Steps(BaseModel):
    """Next steps that sellers have promised."""

    all: int
    today: int
    late: int


class Overview(BaseModel):
    """Counts of one occasion. `states` and `problems` are stable slugs.

    `shown` and `agreed` count the cards whose giver was shown the notice, and agreed to the
    newsletter: neither follows from the other.
    """

    day: date
    cards: int
    cards_on_day: int
    states: dict[str, int]
    problems: dict[str, int]
    hours: list[Hour]
    sellers: list[Seller]
    shown: int
    agreed: int
    steps: Steps
    phones: list[Phone]


def nearest_day(occasion: Occasion) -> date:
    """Return the occasion's day that lies nearest to today: today itself while it lasts."""
    today = days.day_of(clock.now())
    if occasion.ends_on:
        today = min(today, occasion.ends_on)
    return max(today, occasion.starts_on) if occasion.starts_on else today


def of(session: Session, occasion: Occasion, day: date) -> Overview:
    """Count an occasion's cards; the hours are those of `day`."""
    moments = days.hours_of(day)
    states, problems = Counter[str](), Counter[str]()
    hours, sellers = Counter[int](), Counter[UUID | None]()
    for state, problem, user_id, hour, cards in _count_cards(session, occasion.id, moments):
        states[state] += cards
        sellers[user_id] += cards
        if state == "failed":
            problems[problem or "unreadable"] += cards
        if hour is not None:
            hours[hour] += cards
    names = users.names_of(session, [str(one) for one in sellers if one])
    return Overview(
        day=day,
        cards=states.total(),
        cards_on_day=hours.total(),
        states=states,
        problems=problems,
        hours=[
            Hour(hour=days.hour_of(moment), cards=hours[number])
            for number, moment in enumerate(moments)
        ],
        sellers=[
            Seller(name=names.get(str(user_id)), cards=cards)
            for user_id, cards in sellers.most_common()
        ],
        shown=_count_told(session, occasion.id, Notice.capture_id),
        agreed=_count_told(
            session,
            occasion.id,
            Consent.capture_id,
            Consent.answer == "yes",
            Consent.withdrawn_at.is_(None),
        ),
        steps=_count_steps(session, occasion.id),
        phones=_list_phones(session, [one for one in sellers if one]),
    )


def _count_cards(
    session: Session, occasion_id: UUID, moments: list[datetime]
) -> Iterable[tuple[str, str | None, UUID | None, int | None, int]]:
    """Yield state, problem, seller, number of the hour (None: another day) and how many cards."""
    begins = [*moments[1:], moments[-1] + timedelta(hours=1)]
    hour = sa.case(
        (Capture.taken_at < moments[0], sa.null()),
        *((Capture.taken_at < end, sa.literal_column(str(n))) for n, end in enumerate(begins)),
    )
    # Grouped outside: PostgreSQL would not know the hour again by its parameters.
    cards = (
        sa.select(Capture.state, Capture.problem, Capture.user_id, hour.label("hour"))
        .where(Capture.occasion_id == occasion_id, Capture.erased_at.is_(None))
        .subquery()
    )
    rows = session.execute(sa.select(*cards.c, sa.func.count()).group_by(*cards.c))
    return [tuple(row) for row in rows]


def _count_told(
    session: Session,
    occasion_id: UUID,
    told: orm.InstrumentedAttribute[UUID | None],
    *where: sa.ColumnElement[bool],
) -> int:
    """Return to how many of the occasion's cards a notice or an answer belongs."""
    query = (
        sa.select(sa.func.count(sa.distinct(told)))
        .join(Capture, Capture.id == told)
        .where(Capture.occasion_id == occasion_id, Capture.erased_at.is_(None), *where)
    )
    return session.scalar(query) or 0


def _count_steps(session: Session, occasion_id: UUID) -> Steps:
    today = days.day_of(clock.now()).isoformat()
    step = CaptureDetails.next_step
    due = step["due_on"].as_string()
    row = session.execute(
        sa.select(
            sa.func.count(),
            sa.func.count(sa.case((due == today, 1))),
            sa.func.count(sa.case((due < today, 1))),
        )
        .join(Capture, Capture.id == CaptureDetails.capture_id)
        .where(Capture.occasion_id == occasion_id, Capture.erased_at.is_(None), step.is_not(None))
    ).one()
    return Steps(all=row[0], today=row[1], late=row[2])


def _list_phones(session: Session, sellers: list[UUID]) -> list[Phone]:
    rows = session.execute(
        sa.select(User.name, Device.name, Device.seen_at)
        .join(User, User.id == Device.user_id)
        .where(Device.user_id.in_(sellers), Device.revoked_at.is_(None))
        .order_by(Device.seen_at.desc())
    )
    return [Phone(seller=seller, name=name, heard_at=at) for seller, name, at in rows]

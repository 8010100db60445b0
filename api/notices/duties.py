"""Whom the company must tell that it has their details, not from themselves (Art. 14)."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.errors import ApiError, NotFoundError
from api.kit import clock
from api.kit.days import add_months, day_of
from api.models import Capture, Contact, Notice, NoticeDuty, Organization

Source = Literal["website", "forwarded_mail", "colleague"]
# Art. 14(5): the person knows it already; impossible or out of proportion; the law lays down that
# it is obtained; professional secrecy.
Exemption = Literal["14.5 a", "14.5 b", "14.5 c", "14.5 d"]


class DutyClosedError(ApiError):
    """The person was told, or it was written down why not."""

    status = 409
    type = "duty-closed"
    sv = "Det är redan gjort, eller motiverat varför inte."
    en = "It has been done, or it is written down why not."


def open_for_card(session: Session, capture: Capture, contacts: Sequence[Contact]) -> None:
    """Start the clock for people whose details were taken from a website, not handed over."""
    if "website" not in (capture.channel, capture.context_kind):
        return
    for contact in contacts:
        open_duty(session, contact.id, "website", capture.taken_at)


def open_duty(
    session: Session, contact_id: UUID, source: Source, obtained_at: datetime
) -> NoticeDuty:
    """Start the clock for one contact: a month, by Art. 14(3)(a). One open clock is enough."""
    known = session.scalar(
        sa.select(NoticeDuty).where(
            NoticeDuty.contact_id == contact_id, NoticeDuty.closed_at.is_(None)
        )
    )
    if known is not None:
        return known
    day = add_months(day_of(obtained_at), 1)
    duty = NoticeDuty(
        contact_id=contact_id,
        source=source,
        obtained_at=obtained_at,
        due_at=datetime.combine(day, time.max, obtained_at.tzinfo),
    )
    session.add(duty)
    session.flush()  # its id is told
    return duty


def close_by_notice(session: Session, contact_id: UUID, notice: Notice) -> None:
    """Stop the clock of a contact that has been told; a notice of before does not count."""
    session.execute(
        sa.update(NoticeDuty)
        .where(
            NoticeDuty.contact_id == contact_id,
            NoticeDuty.closed_at.is_(None),
            NoticeDuty.obtained_at <= notice.shown_at,
        )
        .values(notice_id=notice.id, closed_at=clock.now())
    )


def exempt(session: Session, duty_id: UUID, article: Exemption, reason: str) -> NoticeDuty:
    """Stop a clock by one of the law's exceptions, with the reason written down.

    Raises:
        NotFoundError: there is no such duty.
        DutyClosedError: it is closed.
    """
    duty = session.get(NoticeDuty, duty_id, with_for_update=True)
    if duty is None:
        raise NotFoundError
    if duty.closed_at is not None:
        raise DutyClosedError
    duty.exempt_article, duty.exempt_reason = article, reason
    duty.closed_at = clock.now()
    return duty


def list_open(
    session: Session, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[sa.Row[NoticeDuty, str | None, str | None]]:
    """Return up to `limit` duties that nobody has met, those due first.

    Each with the name of the person and of the organization.
    """
    query = (
        sa.select(NoticeDuty, Contact.person, Organization.name)
        .join(Contact, Contact.id == NoticeDuty.contact_id)
        .outerjoin(Organization, Organization.id == Contact.organization_id)
        .where(NoticeDuty.closed_at.is_(None))
        .order_by(NoticeDuty.due_at, NoticeDuty.id)
        .limit(limit)
    )
    if after is not None:
        due_at, last = after
        query = query.where(
            sa.tuple_(NoticeDuty.due_at, NoticeDuty.id)
            > sa.tuple_(sa.literal(due_at, NoticeDuty.due_at.type), sa.literal(last))
        )
    return session.execute(query).all()

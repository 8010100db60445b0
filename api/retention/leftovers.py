"""What goes by rules of its own, beside the contacts: each with how long and why."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.kit.days import day_of
from api.models import Capture, RemovedMethod, SubjectRequest
from api.retention import repository, rules, service
from api.retention.removal import changed, remove_capture, remove_empty_organizations
from api.retention.repository import edge
from api.retention.scope import UNDECIDED

# A card nobody has decided on for a quarter will not be decided on: no record, no evidence.
UNDECIDED_DAYS = 90
# A phone that has been away for longer than a year is not let in with what it holds.
REMOVED_DAYS = 366
# What a person asked for and was answered is kept while they could complain about it: three years.
REQUEST_DAYS = 3 * 365


def purge(session: Session) -> dict[str, int]:
    """Purge what is due by these rules today; return how much of what."""
    counts = {
        "acts_kept_by_law": _purge_kept_acts(session),
        "undecided_captures": _purge_undecided(session, _ago(UNDECIDED_DAYS)),
        "removed_methods": _forget_removed(session, _ago(REMOVED_DAYS)),
        "answered_requests": _blank_requests(session, _ago(REQUEST_DAYS)),
    }
    return {name: count for name, count in counts.items() if count}


def _ago(days: int) -> datetime:
    return edge(service.today(), days)


def _purge_kept_acts(session: Session) -> int:
    rule = repository.rules(session)["purchase"]
    over = [
        one
        for one in repository.list_kept_acts(session)
        if rules.keep_until(rule, day_of(one.happened_at)) < service.today()
    ]
    for one in over:
        session.delete(one)
    session.flush()  # whose organization is left empty is asked of the tables
    organizations = {one.organization_id for one in over if one.organization_id is not None}
    remove_empty_organizations(session, organizations)
    return len(over)


def _purge_undecided(session: Session, before: datetime) -> int:
    waiting = session.scalars(
        sa.select(Capture.id).where(
            Capture.state.in_(UNDECIDED), Capture.erased_at.is_(None), Capture.received_at < before
        )
    ).all()
    for capture_id in waiting:
        remove_capture(session, capture_id)
    return len(waiting)


def _forget_removed(session: Session, before: datetime) -> int:
    return changed(session, sa.delete(RemovedMethod).where(RemovedMethod.removed_at < before))


def _blank_requests(session: Session, before: datetime) -> int:
    return changed(
        session,
        sa.update(SubjectRequest)
        .where(SubjectRequest.closed_at < before, SubjectRequest.asked.is_not(None))
        .values(asked=None, extension_reason=None, refused_reason=None),
    )

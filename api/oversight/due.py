"""What waits for the privacy officer, how much of it is soon due or late."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from api.breaches.service import LIMIT as TO_REPORT
from api.kit import clock
from api.models import Breach, Disclosure, Export, Mail, NoticeDuty, Purge, SubjectRequest
from api.oversight.schemas import DueRead, Work
from api.rights.deadlines import LIMIT, REMINDER

_SOON = timedelta(days=7)
# How long an export may wait before who asked for it is kept waiting.
_EXPORT = timedelta(days=2)


def list_due(session: Session) -> list[DueRead]:
    """Return every sort of work, in the order of the law's clocks, also where nothing waits.

    Whose time in the register is over is told by `GET /retention/due`: that goes through everybody
    who was quiet for long, and this is asked for with every page.
    """
    return [
        _breaches(session),
        _requests(session),
        _emergencies(session),
        _duties(session),
        _exports(session),
        _purges(session),
        _mails(session),
    ]


def _requests(session: Session) -> DueRead:
    # GDPR Art. 12(3): day 20 reminds, day 30 is the limit.
    is_open = SubjectRequest.state == "open"
    return _counted(session, "requests", SubjectRequest.due_at, LIMIT - REMINDER, is_open)


def _duties(session: Session) -> DueRead:
    return _counted(session, "duties", NoticeDuty.due_at, _SOON, NoticeDuty.closed_at.is_(None))


def _emergencies(session: Session) -> DueRead:
    unseen = sa.and_(Disclosure.review_due_at.is_not(None), Disclosure.reviewed_at.is_(None))
    return _counted(session, "emergencies", Disclosure.review_due_at, timedelta(days=3), unseen)


def _purges(session: Session) -> DueRead:
    told = _counted(session, "purges", Purge.runs_at, _SOON, Purge.state == "announced")
    # Whose warning time is over may be carried out; the law sets no day for it.
    return told.model_copy(update={"soon": told.soon + told.late, "late": 0})


def _breaches(session: Session) -> DueRead:
    # GDPR Art. 33(1): until it is reported, or found to need no report.
    unreported = sa.and_(
        Breach.closed_at.is_(None),
        Breach.reported_at.is_(None),
        sa.or_(Breach.risk.is_(None), Breach.risk != "unlikely"),
    )
    found = session.scalars(sa.select(Breach.discovered_at).where(unreported)).all()
    return _told("breaches", [at + TO_REPORT for at in found], TO_REPORT)


def _exports(session: Session) -> DueRead:
    asked = session.scalars(
        sa.select(Export.requested_at).where(
            Export.approved_at.is_(None), Export.refused_at.is_(None)
        )
    ).all()
    # Nothing in the law is late here.
    told = _told("exports", [at + _EXPORT for at in asked], timedelta(0))
    return told.model_copy(update={"soon": told.late, "late": 0, "due_at": None})


def _mails(session: Session) -> DueRead:
    failed = session.scalars(sa.select(Mail.queued_at).where(Mail.state == "failed")).all()
    return DueRead(work="mails", waiting=len(failed), soon=len(failed), late=0, due_at=None)


def _counted(
    session: Session,
    work: Work,
    due: InstrumentedAttribute[Any],
    soon: timedelta,
    waits: sa.ColumnElement[bool],
) -> DueRead:
    return _told(work, session.scalars(sa.select(due).where(waits)).all(), soon)


def _told(work: Work, due: Sequence[datetime], soon: timedelta) -> DueRead:
    now = clock.now()
    moments = sorted(due)
    late = sum(at < now for at in moments)
    near = sum(now <= at <= now + soon for at in moments)
    return DueRead(
        work=work,
        waiting=len(moments),
        soon=near,
        late=late,
        due_at=moments[0] if moments else None,
    )

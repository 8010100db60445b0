"""The rules of breaches: written down always, reported within 72 hours, told where it is grave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.errors import ApiError, NotFoundError
from api.kit import clock
from api.models import Breach, BreachContact, Capture, Contact, Interaction, User

Kind = Literal["lost_phone", "wrong_recipient", "intrusion", "lost_copy", "other"]
Risk = Literal["unlikely", "risk", "high"]
Standing = Literal["running", "overdue", "reported", "not_needed", "closed"]

# GDPR Art. 33(1): without undue delay and, where feasible, within 72 hours of knowing of it.
LIMIT = timedelta(hours=72)
# What a phone can still hold of before it was lost: cards not sent, and what was looked at.
_ON_PHONE = timedelta(days=7)


class LateWithoutReasonError(ApiError):
    """A report after 72 hours says why it is late (GDPR Art. 33(1))."""

    status = 422
    type = "late-without-reason"
    sv = "Anmälan är sen. Skriv varför (GDPR art. 33.1)."
    en = "The report is late. Say why (GDPR Art. 33(1))."


class BreachOpenError(ApiError):
    """Something the law asks for has not been done."""

    status = 409
    type = "breach-open"
    sv = "Incidenten kan inte avslutas än. Kvar att göra: {missing}."
    en = "The breach cannot be closed yet. Still to do: {missing}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A breach as it was found; `user_id` is whose phone was lost."""

    kind: Kind
    description: str
    discovered_at: datetime
    happened_at: datetime | None
    user_id: UUID | None
    contact_ids: Sequence[UUID] = ()


def open_breach(session: Session, found: Found) -> Breach:
    """Write a breach down and list whom it meets.

    For a lost phone these are the people its owner met in the week before, whose cards it may
    still have held, and what came in from it afterwards is none of the owner's doing.

    Raises:
        NotFoundError: there is no such colleague.
    """
    if found.user_id is not None and session.get(User, found.user_id) is None:
        raise NotFoundError
    breach = Breach(
        kind=found.kind,
        description=found.description,
        happened_at=found.happened_at,
        discovered_at=found.discovered_at,
        user_id=found.user_id,
    )
    session.add(breach)
    session.flush()  # whom it meets points to it
    met = set(found.contact_ids)
    if found.kind == "lost_phone" and found.user_id is not None:
        met |= set(_met_lately(session, found.user_id, found.happened_at or found.discovered_at))
    living = session.scalars(
        sa.select(Contact.id).where(Contact.id.in_(met), Contact.deleted_at.is_(None))
    )
    session.add_all(
        BreachContact(breach_id=breach.id, contact_id=contact_id) for contact_id in living
    )
    session.flush()  # they are counted in the answer
    return breach


def get(session: Session, breach_id: UUID, *, lock: bool = False) -> Breach:
    """Return one breach.

    Raises:
        NotFoundError: there is none.
    """
    breach = session.get(Breach, breach_id, with_for_update=lock)
    if breach is None:
        raise NotFoundError
    return breach


def standing(breach: Breach) -> Standing:
    """Return where the report to the authority stands."""
    if breach.closed_at is not None:
        return "closed"
    if breach.reported_at is not None:
        return "reported"
    if breach.risk == "unlikely":
        return "not_needed"
    return "overdue" if clock.now() > breach.discovered_at + LIMIT else "running"


def report(
    breach: Breach, reported_at: datetime, reference: str | None, late_reason: str | None
) -> None:
    """Note that the authority was told, and under which number of its own.

    Raises:
        LateWithoutReasonError: it was later than 72 hours, and nothing says why.
    """
    if reported_at > breach.discovered_at + LIMIT and not late_reason:
        raise LateWithoutReasonError
    breach.reported_at, breach.report_reference = reported_at, reference
    breach.late_reason = late_reason


def tell(session: Session, breach: Breach, contact_ids: Sequence[UUID]) -> int:
    """Note that these people were told (Art. 34), and return how many had not been before."""
    rows = session.scalars(
        sa.select(BreachContact).where(
            BreachContact.breach_id == breach.id,
            BreachContact.contact_id.in_(contact_ids),
            BreachContact.told_at.is_(None),
        )
    ).all()
    for row in rows:
        row.told_at = clock.now()
    return len(rows)


def close(session: Session, breach: Breach) -> None:
    """Close a breach of which everything the law asks for is done; closing it again does nothing.

    Raises:
        BreachOpenError: something is not.
    """
    missing = _missing(session, breach)
    if missing:
        raise BreachOpenError(missing=", ".join(missing))
    breach.closed_at = breach.closed_at or clock.now()


def _missing(session: Session, breach: Breach) -> list[str]:
    untold = session.scalar(
        sa.select(sa.func.count())
        .select_from(BreachContact)
        .where(BreachContact.breach_id == breach.id, BreachContact.told_at.is_(None))
    )
    needed = {
        "assessment": breach.risk is None,
        "measures": not breach.measures,
        "report": breach.risk in ("risk", "high") and breach.reported_at is None,
        "telling": breach.risk == "high" and bool(untold),
    }
    return [name for name, is_missing in needed.items() if is_missing]


def _met_lately(session: Session, user_id: UUID, until: datetime) -> Sequence[UUID]:
    return session.scalars(
        sa.select(Interaction.contact_id)
        .join(Capture, Capture.id == Interaction.capture_id)
        .where(
            Capture.user_id == user_id,
            Capture.received_at >= until - _ON_PHONE,
        )
        .distinct()
    ).all()

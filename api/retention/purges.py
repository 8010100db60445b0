"""Rounds of purging: announced, given time to be stopped, carried out, certified."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.db.session import Database
from api.errors import ApiError, NotFoundError
from api.evidence import log
from api.evidence.checkpoints import Signer
from api.evidence.vault import Vault
from api.kit import clock
from api.kit.days import day_of
from api.models import Purge, PurgeItem
from api.retention import leftovers, repository, service
from api.retention.removal import remove
from api.retention.scope import list_people, scope_of

# Between the announcement and the purge: time for a colleague to say that somebody is still needed.
WARNING = timedelta(days=14)
_AT_ONCE = 100


class PurgeAnnouncedError(ApiError):
    """A round is waiting already."""

    status = 409
    type = "purge-announced"
    sv = "En gallring väntar redan. Genomför eller avbryt den först."
    en = "A purge is waiting already. Carry it out or cancel it first."


class PurgeNotWaitingError(ApiError):
    """The round was carried out or cancelled."""

    status = 409
    type = "purge-not-waiting"
    sv = "Gallringen är redan genomförd eller avbruten."
    en = "The purge has already been carried out or cancelled."


class PurgeTooEarlyError(ApiError):
    """The warning time is not over."""

    status = 409
    type = "purge-too-early"
    sv = "Gallringen kan genomföras tidigast {day}. Till dess kan den stoppas."
    en = "The purge can be carried out from {day} on. Until then it can be stopped."


def announce(session: Session) -> Purge:
    """Announce the purge of everybody whose time is over and whom nothing keeps.

    Raises:
        PurgeAnnouncedError: one is waiting.
    """
    if session.scalar(sa.select(Purge.id).where(Purge.state == "announced").limit(1)):
        raise PurgeAnnouncedError
    today, now = service.today(), clock.now()
    due = [
        one
        for one in service.list_due(session, repository.rules(session), today)
        if one.is_due(today)
    ]
    purge = Purge(
        state="announced",
        announced_at=now,
        runs_at=now + WARNING,
        counts={"announced": len(due)},
    )
    session.add(purge)
    session.flush()  # the items point to it
    session.add_all(
        PurgeItem(purge_id=purge.id, contact_id=one.contact_id, keep_until=one.keep_until)
        for one in due
    )
    return purge


def cancel(session: Session, purge_id: UUID) -> Purge:
    """Stop a round that waits.

    Raises:
        NotFoundError: there is no such round.
        PurgeNotWaitingError: it is over.
    """
    purge = _waiting(session, purge_id)
    purge.state, purge.ended_at = "cancelled", clock.now()
    session.execute(sa.delete(PurgeItem).where(PurgeItem.purge_id == purge.id))
    return purge


def carry_out(
    database: Database, vault: Vault, signer: Signer, actor: Subject, purge_id: UUID
) -> Purge:
    """Purge whom the round announced and whom nothing has come to keep since, a hundred at a time.

    Each hundred is a transaction: cut short, it goes on where it was when called again.

    Raises:
        NotFoundError: there is no such round.
        PurgeNotWaitingError: it is over.
        PurgeTooEarlyError: the warning time is not.
    """
    while True:
        with database.write() as session:
            purge = _waiting(session, purge_id)
            if clock.now() < purge.runs_at:
                raise PurgeTooEarlyError(day=day_of(purge.runs_at).isoformat())
            items = session.scalars(
                sa.select(PurgeItem).where(PurgeItem.purge_id == purge.id).limit(_AT_ONCE)
            ).all()
            if not items:
                _add(purge, leftovers.purge(session))
                purge.state, purge.ended_at = "done", clock.now()
                purge.certificate = signer.sign_text(_certificate(session, purge))
                return purge
            _add(purge, _purge_some(session, vault, actor, [item.contact_id for item in items]))
            for item in items:
                session.delete(item)


def _waiting(session: Session, purge_id: UUID) -> Purge:
    purge = session.get(Purge, purge_id, with_for_update=True)
    if purge is None:
        raise NotFoundError
    if purge.state != "announced":
        raise PurgeNotWaitingError
    return purge


def _purge_some(
    session: Session, vault: Vault, actor: Subject, contact_ids: Sequence[UUID]
) -> dict[str, int]:
    today = service.today()
    contacts = [one for one in list_people(session, contact_ids) if one.state != "merged"]
    due = [
        one.contact_id
        for one in service.judge(session, contacts, repository.rules(session))
        if one.is_due(today)
    ]
    if not due:
        return {}
    return remove(session, vault, actor, scope_of(session, list_people(session, due)))


def _add(purge: Purge, counts: dict[str, int]) -> None:
    # A new dictionary: the column does not see changes inside the old one.
    names = purge.counts.keys() | counts.keys()
    purge.counts = {name: purge.counts.get(name, 0) + counts.get(name, 0) for name in sorted(names)}


def _certificate(session: Session, purge: Purge) -> str:
    rules = " ".join(f"{name}={rule.months}" for name, rule in repository.rules(session).items())
    lines = [
        "handslag.certificate/1",
        f"purge {purge.id}",
        f"announced {purge.announced_at.isoformat()}",
        f"done {clock.now().isoformat()}",
        f"months {rules}",
        f"evidence-log-size {log.size(session)}",
        *(f"{name} {count}" for name, count in sorted(purge.counts.items())),
    ]
    return "\n".join(lines) + "\n"

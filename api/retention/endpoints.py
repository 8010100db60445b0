"""Retention over HTTP: until when and why, rules, holds, rounds of purging."""

from collections.abc import Sequence
from itertools import islice
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlalchemy.orm import Session

from api import audit
from api.auth.guards import ContactReader, DatabaseDep, PrivacyOfficer
from api.auth.subject import Subject
from api.contacts import repository as contacts
from api.errors import BadCursorError, NotFoundError, responses
from api.evidence.dependencies import SignerDep, VaultDep
from api.kit import clock
from api.kit.days import add_months
from api.kit.paging import Limit, Page, as_id, cut, decode_cursor
from api.models import Contact, LegalHold
from api.retention import destruction, purges, repository, service
from api.retention.rules import CLASSES, Class, RuleBelowLawError
from api.retention.schemas import (
    DueRead,
    HoldCreate,
    HoldListed,
    HoldRead,
    PurgeRead,
    RetentionRead,
    RuleChange,
    RuleRead,
    SimulatedRead,
    SimulationCreate,
    Told,
)
from api.retention.service import Verdict
from api.storage.dependencies import BlobsDep

router = APIRouter(tags=["retention"])


@router.get("/contacts/{contact_id}/retention", responses=responses(NotFoundError))
def get_retention(database: DatabaseDep, subject: ContactReader, contact_id: UUID) -> RetentionRead:
    """Tell until when a contact is kept, and why."""
    with database.read() as session:
        contact = contacts.find(session, subject, contact_id)
        if contact is None:
            raise NotFoundError
        [verdict] = service.judge(session, [contact], repository.rules(session))
        return RetentionRead(**_told(verdict))


@router.post("/contacts/{contact_id}/holds", status_code=201, responses=responses(NotFoundError))
def place_hold(
    database: DatabaseDep, subject: PrivacyOfficer, contact_id: UUID, body: HoldCreate
) -> HoldRead:
    """Keep a contact from purge and erasure, for a claim or a duty that is named."""
    with database.write() as session:
        contact = session.get(Contact, contact_id)
        if contact is None or contact.deleted_at is not None:
            raise NotFoundError
        hold = LegalHold(contact_id=contact_id, placed_at=clock.now(), **body.model_dump())
        session.add(hold)
        session.flush()  # its id is told
        _record(session, subject, "api:hold:placed", contact_id)
        return HoldRead.model_validate(hold)


@router.get("/holds", responses=responses(BadCursorError))
def list_holds(
    database: DatabaseDep,
    _subject: PrivacyOfficer,
    contact_id: UUID | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[HoldListed]:
    """List the legal holds, newest first, released ones too; of one contact or of all."""
    before = None if cursor is None else as_id(decode_cursor(cursor, 1)[0])
    with database.read() as session:
        rows = repository.list_holds(session, contact_id, before=before, limit=limit + 1)
        page, next_cursor = cut(rows, limit, lambda row: [str(row[0].id)])
        items = [
            HoldListed(
                **HoldRead.model_validate(hold).model_dump(),
                person=person,
                organization=organization,
            )
            for hold, person, organization in page
        ]
        return Page(items=items, next_cursor=next_cursor)


@router.delete("/holds/{hold_id}", responses=responses(NotFoundError))
def release_hold(database: DatabaseDep, subject: PrivacyOfficer, hold_id: UUID) -> HoldRead:
    """Release a hold; releasing it again changes nothing."""
    with database.write() as session:
        hold = session.get(LegalHold, hold_id)
        if hold is None:
            raise NotFoundError
        if hold.released_at is None:
            hold.released_at = clock.now()
            _record(session, subject, "api:hold:released", hold.contact_id)
        return HoldRead.model_validate(hold)


@router.get("/retention/rules")
def list_rules(database: DatabaseDep, _subject: PrivacyOfficer) -> list[RuleRead]:
    """List how long each class is kept."""
    with database.read() as session:
        rules = repository.rules(session)
        return [
            RuleRead(
                retention_class=name,
                months=rules[name].months,
                least=rules[name].least,
                to_year_end=rules[name].to_year_end,
            )
            for name in CLASSES
        ]


@router.put("/retention/rules/{name}", responses=responses(RuleBelowLawError))
def change_rule(
    database: DatabaseDep, subject: PrivacyOfficer, name: Class, body: RuleChange
) -> RuleRead:
    """Keep a class for so many months from now on; simulate it first."""
    with database.write() as session:
        service.change_rule(session, name, body.months)
        session.flush()  # read back below
        rule = repository.rules(session)[name]
        audit.record(
            session,
            "api:retention:rule",
            actor_kind=subject.kind,
            actor_id=subject.id,
            object_id=name,
            months=body.months,
        )
        return RuleRead(
            retention_class=name,
            months=rule.months,
            least=rule.least,
            to_year_end=rule.to_year_end,
        )


@router.post("/retention/simulations", responses=responses(RuleBelowLawError))
def simulate(
    database: DatabaseDep, _subject: PrivacyOfficer, body: SimulationCreate
) -> list[SimulatedRead]:
    """Tell how many contacts other rules would make due. Nothing is changed."""
    with database.read() as session:
        return [
            SimulatedRead(retention_class=name, due_now=one.due_now, due_then=one.due_then)
            for name, one in service.simulate(session, body.months).items()
        ]


@router.get("/retention/due", responses=responses(BadCursorError))
def list_due(
    database: DatabaseDep,
    subject: PrivacyOfficer,
    within: Annotated[int, Query(ge=0, le=24, description="months from today")] = 0,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[DueRead]:
    """List whose time is over within some months, held ones too: a dry run, nothing is removed."""
    after = None if cursor is None else as_id(decode_cursor(cursor, 1)[0])
    with database.write() as session:
        on = add_months(service.today(), within)
        found = service.list_due(session, repository.rules(session), on, after)
        due, next_cursor = cut(
            list(islice(found, limit + 1)), limit, lambda one: [str(one.contact_id)]
        )
        audit.record(
            session,
            "api:retention:due",
            actor_kind=subject.kind,
            actor_id=subject.id,
            count=len(due),
        )
        return Page(items=_named(session, subject, due), next_cursor=next_cursor)


@router.get("/retention/purges", responses=responses(BadCursorError))
def list_purges(
    database: DatabaseDep,
    _subject: PrivacyOfficer,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[PurgeRead]:
    """List the rounds of purging, newest first."""
    before = None if cursor is None else as_id(decode_cursor(cursor, 1)[0])
    with database.read() as session:
        rows = repository.list_purges(session, before=before, limit=limit + 1)
        page, next_cursor = cut(rows, limit, lambda row: [str(row.id)])
        return Page(items=list(map(PurgeRead.model_validate, page)), next_cursor=next_cursor)


@router.post("/retention/purges", status_code=201, responses=responses(purges.PurgeAnnouncedError))
def announce_purge(database: DatabaseDep, subject: PrivacyOfficer) -> PurgeRead:
    """Announce the purge of everybody whose time is over; it can be carried out in 14 days."""
    with database.write() as session:
        purge = purges.announce(session)
        _record(session, subject, "api:purge:announced", purge.id)
        return PurgeRead.model_validate(purge)


@router.post(
    "/retention/purges/{purge_id}/cancellation",
    responses=responses(NotFoundError, purges.PurgeNotWaitingError),
)
def cancel_purge(database: DatabaseDep, subject: PrivacyOfficer, purge_id: UUID) -> PurgeRead:
    """Stop a round that waits."""
    with database.write() as session:
        purge = purges.cancel(session, purge_id)
        _record(session, subject, "api:purge:cancelled", purge.id)
        return PurgeRead.model_validate(purge)


@router.post(
    "/retention/purges/{purge_id}/execution",
    responses=responses(NotFoundError, purges.PurgeNotWaitingError, purges.PurgeTooEarlyError),
)
def execute_purge(
    database: DatabaseDep,
    vault: VaultDep,
    signer: SignerDep,
    blobs: BlobsDep,
    subject: PrivacyOfficer,
    purge_id: UUID,
) -> PurgeRead:
    """Carry out a round whose warning time is over, and certify it."""
    purge = purges.carry_out(database, vault, signer, subject, purge_id)
    with database.write() as session:
        _record(session, subject, "api:purge:done", purge_id)
    destruction.finish(database, vault, blobs)
    return PurgeRead.model_validate(purge)


def _told(verdict: Verdict) -> dict[str, object]:
    return {
        "contact_id": verdict.contact_id,
        "retention_class": verdict.name,
        "months": verdict.rule.months,
        "keep_until": verdict.keep_until,
        "held": verdict.hold is not None,
        "restricted": verdict.is_restricted,
        "explanation": Told(sv=verdict.sentence("sv"), en=verdict.sentence("en")),
    }


def _named(session: Session, subject: Subject, due: Sequence[Verdict]) -> list[DueRead]:
    told = []
    for verdict in due:
        contact = contacts.find(session, subject, verdict.contact_id)
        organization = contact and contact.organization
        told.append(
            DueRead(
                **_told(verdict),
                person=contact and contact.person,
                organization=organization and organization.name,
            )
        )
    return told


def _record(session: Session, subject: Subject, tag: str, object_id: UUID) -> None:
    audit.record(session, tag, actor_kind=subject.kind, actor_id=subject.id, object_id=object_id)

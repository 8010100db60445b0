"""Breaches over HTTP, for privacy officers."""

from uuid import UUID

import sqlalchemy as sa
from fastapi import APIRouter
from sqlalchemy.orm import Session

from api import audit
from api.auth.guards import DatabaseDep, PrivacyOfficer
from api.auth.subject import Subject, scopes_of
from api.breaches import service
from api.breaches.schemas import (
    AssessmentGiven,
    BreachContactRead,
    BreachCreate,
    BreachRead,
    OwnerRead,
    ReportGiven,
    TellingGiven,
)
from api.errors import NotFoundError, responses
from api.models import Breach, BreachContact, Contact, Organization, User

router = APIRouter(prefix="/breaches", tags=["breaches"])


@router.post("", status_code=201, responses=responses(NotFoundError))
def open_breach(database: DatabaseDep, subject: PrivacyOfficer, body: BreachCreate) -> BreachRead:
    """Write a breach down; the 72 hours run from when it was discovered."""
    with database.write() as session:
        breach = service.open_breach(session, service.Found(**body.model_dump()))
        _record(session, subject, "opened", breach)
        return _read(session, breach)


@router.get("")
def list_breaches(database: DatabaseDep, _subject: PrivacyOfficer) -> list[BreachRead]:
    """List every breach, the latest found first."""
    with database.read() as session:
        rows = session.scalars(sa.select(Breach).order_by(Breach.discovered_at.desc())).all()
        return [_read(session, row) for row in rows]


@router.get("/phone-owners")
def list_owners(database: DatabaseDep, _subject: PrivacyOfficer) -> list[OwnerRead]:
    """List the colleagues whose phone may be lost: those who take cards in."""
    with database.read() as session:
        users = session.scalars(sa.select(User).order_by(User.name)).all()
        return [
            OwnerRead(id=user.id, name=user.name)
            for user in users
            if "captures:write" in scopes_of(user.roles)
        ]


@router.get("/{breach_id}", responses=responses(NotFoundError))
def get_breach(database: DatabaseDep, _subject: PrivacyOfficer, breach_id: UUID) -> BreachRead:
    """Read one breach and its clock."""
    with database.read() as session:
        return _read(session, service.get(session, breach_id))


@router.get("/{breach_id}/contacts", responses=responses(NotFoundError))
def list_met(
    database: DatabaseDep, subject: PrivacyOfficer, breach_id: UUID
) -> list[BreachContactRead]:
    """List whom a breach meets, and who of them was told."""
    with database.write() as session:
        breach = service.get(session, breach_id)
        rows = session.execute(
            sa.select(BreachContact, Contact.person, Organization.name)
            .join(Contact, Contact.id == BreachContact.contact_id)
            .outerjoin(Organization, Organization.id == Contact.organization_id)
            .where(BreachContact.breach_id == breach_id)
            .order_by(Contact.id)
        ).all()
        _record(session, subject, "contacts_read", breach)
        return [
            BreachContactRead(
                contact_id=row.contact_id, person=person, organization=name, told_at=row.told_at
            )
            for row, person, name in rows
        ]


@router.put("/{breach_id}/assessment", responses=responses(NotFoundError))
def assess(
    database: DatabaseDep, subject: PrivacyOfficer, breach_id: UUID, body: AssessmentGiven
) -> BreachRead:
    """Say how grave it is, why, and what was done: this is kept also where nobody is told."""
    with database.write() as session:
        breach = service.get(session, breach_id, lock=True)
        breach.risk, breach.assessment = body.risk, body.assessment
        breach.measures = body.measures
        _record(session, subject, "assessed", breach, risk=body.risk)
        return _read(session, breach)


@router.post(
    "/{breach_id}/report", responses=responses(NotFoundError, service.LateWithoutReasonError)
)
def report(
    database: DatabaseDep, subject: PrivacyOfficer, breach_id: UUID, body: ReportGiven
) -> BreachRead:
    """Note that the authority was told (GDPR Art. 33)."""
    with database.write() as session:
        breach = service.get(session, breach_id, lock=True)
        service.report(breach, body.reported_at, body.reference, body.late_reason)
        _record(session, subject, "reported", breach)
        return _read(session, breach)


@router.post("/{breach_id}/notices", responses=responses(NotFoundError))
def tell(
    database: DatabaseDep, subject: PrivacyOfficer, breach_id: UUID, body: TellingGiven
) -> BreachRead:
    """Note who was told of it (GDPR Art. 34)."""
    with database.write() as session:
        breach = service.get(session, breach_id, lock=True)
        told = service.tell(session, breach, body.contact_ids)
        session.flush()  # they are counted in the answer
        _record(session, subject, "told", breach, count=told)
        return _read(session, breach)


@router.post("/{breach_id}/closure", responses=responses(NotFoundError, service.BreachOpenError))
def close(database: DatabaseDep, subject: PrivacyOfficer, breach_id: UUID) -> BreachRead:
    """Close a breach once everything the law asks for is done."""
    with database.write() as session:
        breach = service.get(session, breach_id, lock=True)
        service.close(session, breach)
        _record(session, subject, "closed", breach)
        return _read(session, breach)


def _read(session: Session, breach: Breach) -> BreachRead:
    met = sa.select(sa.func.count(), sa.func.count(BreachContact.told_at)).where(
        BreachContact.breach_id == breach.id
    )
    contacts, told = session.execute(met).one()
    columns = {
        name: getattr(breach, name)
        for name in BreachRead.model_fields
        if name not in ("due_at", "standing", "contacts", "told")
    }
    return BreachRead(
        **columns,
        due_at=breach.discovered_at + service.LIMIT,
        standing=service.standing(breach),
        contacts=contacts,
        told=told,
    )


def _record(
    session: Session, subject: Subject, action: str, breach: Breach, **facts: str | int
) -> None:
    audit.record(
        session,
        f"api:breach:{action}",
        actor_kind=subject.kind,
        actor_id=subject.id,
        object_id=breach.id,
        **facts,
    )

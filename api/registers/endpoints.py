"""Purposes, permissions and audiences over HTTP."""

from uuid import UUID

import sqlalchemy as sa
from fastapi import APIRouter
from sqlalchemy.orm import Session

from api import audit
from api.auth.guards import (
    ContactReader,
    DatabaseDep,
    NotAllowedError,
    NotSignedInError,
    PrivacyOfficer,
    SubjectDep,
)
from api.auth.subject import Subject
from api.errors import NotFoundError, responses
from api.models import Objection, Permission
from api.registers import audiences, balancing, permissions, repository
from api.registers.purposes import BASES, MARKETING, PURPOSES
from api.registers.schemas import (
    AudienceRead,
    BalancingTestGiven,
    BalancingTestRead,
    BasisRead,
    ObjectionGiven,
    PermissionGiven,
    PermissionMatrix,
    PermissionRead,
    PurposeRead,
    PurposesRead,
    UseGiven,
    UseRead,
)

router = APIRouter(tags=["permissions"])
_REFUSALS = (NotSignedInError, NotAllowedError)


@router.get("/purposes", responses=responses(NotSignedInError))
def list_purposes(_subject: SubjectDep) -> PurposesRead:
    """List the policy's purposes and legal bases."""
    return PurposesRead(
        purposes=[
            PurposeRead(
                name=name,
                sv=facts.sv,
                en=facts.en,
                bases=list(facts.bases),
                marketing=name in MARKETING,
            )
            for name, facts in PURPOSES.items()
        ],
        bases=[
            BasisRead(
                name=name,
                sv=basis.sv,
                en=basis.en,
                article=basis.article,
                needs_balancing_test=basis.needs_balancing_test,
            )
            for name, basis in BASES.items()
        ],
    )


@router.get("/balancing-tests", responses=responses(*_REFUSALS))
def list_balancing_tests(
    database: DatabaseDep, _subject: PrivacyOfficer
) -> list[BalancingTestRead]:
    """List every version of every balancing test."""
    with database.read() as session:
        return [
            BalancingTestRead.model_validate(test)
            for test in repository.list_balancing_tests(session)
        ]


@router.post(
    "/balancing-tests",
    status_code=201,
    responses=responses(*_REFUSALS, permissions.BasisNotAllowedError),
)
def publish_balancing_test(
    database: DatabaseDep, subject: PrivacyOfficer, body: BalancingTestGiven
) -> BalancingTestRead:
    """Publish the next version; what is granted from now on cites it."""
    with database.write() as session:
        return BalancingTestRead.model_validate(
            balancing.publish(session, subject, body.purpose, body.basis, body.text)
        )


@router.get("/contacts/{contact_id}/permissions", responses=responses(*_REFUSALS, NotFoundError))
def get_permissions(
    database: DatabaseDep, subject: ContactReader, contact_id: UUID
) -> PermissionMatrix:
    """Tell what a contact's data may serve, on which basis, by which evidence; ended rows too."""
    with database.read() as session:
        return _matrix(session, subject, contact_id)


@router.post(
    "/contacts/{contact_id}/permissions",
    status_code=201,
    responses=responses(
        *_REFUSALS,
        NotFoundError,
        permissions.BasisNotAllowedError,
        permissions.NoConsentError,
        permissions.NoBalancingTestError,
        permissions.ObjectedError,
    ),
)
def grant_permission(
    database: DatabaseDep, subject: PrivacyOfficer, contact_id: UUID, body: PermissionGiven
) -> PermissionRead:
    """Allow a purpose. Consent cites evidence of consent, an interest its balancing test."""
    with database.write() as session:
        permission = permissions.grant(
            session,
            subject,
            contact_id,
            purpose=body.purpose,
            basis=body.basis,
            register=body.in_register,
            evidence_id=body.evidence_id,
        )
        return PermissionRead.model_validate(permission)


@router.delete(
    "/contacts/{contact_id}/permissions/{permission_id}",
    status_code=204,
    responses=responses(*_REFUSALS, NotFoundError),
)
def withdraw_permission(
    database: DatabaseDep, subject: PrivacyOfficer, contact_id: UUID, permission_id: UUID
) -> None:
    """End a permission, as when a consent is taken back. The row stays, with its end."""
    with database.write() as session:
        permission = session.get(Permission, permission_id)
        if permission is None or permission.contact_id != contact_id:
            raise NotFoundError
        permissions.withdraw(session, subject, permission)


@router.post(
    "/contacts/{contact_id}/objections",
    responses=responses(*_REFUSALS, NotFoundError, permissions.BasisNotAllowedError),
)
def add_objection(
    database: DatabaseDep, subject: PrivacyOfficer, contact_id: UUID, body: ObjectionGiven
) -> PermissionMatrix:
    """Note that the person objects, and stop at once; to marketing nobody can refuse it."""
    with database.write() as session:
        permissions.object_to(session, subject, contact_id, body.purposes)
        session.flush()  # the answer is read from the tables
        return _matrix(session, subject, contact_id)


@router.post(
    "/contacts/{contact_id}/uses",
    responses=responses(*_REFUSALS, NotFoundError, permissions.NotPermittedError),
)
def ask_use(
    database: DatabaseDep, subject: ContactReader, contact_id: UUID, body: UseGiven
) -> UseRead:
    """Ask before using a contact's data: 200 where the purpose is permitted, else 403."""
    with database.write() as session:
        if repository.find_contact(session, contact_id) is None:
            raise NotFoundError
        allowed = permissions.may_use(session, subject, contact_id, body.purpose)
    if not allowed:
        raise permissions.NotPermittedError
    return UseRead()


@router.get("/audiences", responses=responses(*_REFUSALS))
def list_audiences(database: DatabaseDep, subject: PrivacyOfficer) -> list[AudienceRead]:
    """Tell how far each marketing purpose reaches now."""
    with database.write() as session:
        audit.record(session, "api:audiences:counted", actor_kind=subject.kind, actor_id=subject.id)
        return [
            AudienceRead(purpose=purpose, people=reached.people, addresses=reached.addresses)
            for purpose in sorted(MARKETING)
            for reached in [audiences.count(session, purpose)]
        ]


def _matrix(session: Session, subject: Subject, contact_id: UUID) -> PermissionMatrix:
    if repository.find_contact(session, contact_id) is None:
        raise NotFoundError
    objections = session.scalars(
        sa.select(Objection.purpose)
        .where(Objection.contact_id == contact_id)
        .order_by(Objection.purpose)
    )
    return PermissionMatrix(
        permissions=[
            PermissionRead.model_validate(row)
            for row in repository.list_of_contact(session, subject, contact_id)
        ],
        objections=list(objections),
        kept_by_law_until=permissions.kept_by_law(session, contact_id),
    )

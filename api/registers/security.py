"""What is written down to look into fraud or a threat: for privacy officers, every read logged.

The policy: "Av säkerhetsskäl, för att undersöka bedrägeri och när det är nödvändigt för att skydda
oss själva och tredje parter."
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, StringConstraints
from sqlalchemy.orm import Session

from api.auth.guards import DatabaseDep, NotAllowedError, NotSignedInError, PrivacyOfficer
from api.auth.subject import Subject
from api.errors import NotFoundError, responses
from api.kit import clock
from api.kit.text import PRINTABLE
from api.models import SecurityRecord
from api.registers import permissions, repository

router = APIRouter(tags=["permissions"])


class SecurityRecordGiven(BaseModel):
    """What was seen. Facts of the case, not of the person."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), PRINTABLE
    ]


class SecurityRecordRead(BaseModel):
    """One record of a case."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    text: str
    created_at: datetime


@router.get(
    "/contacts/{contact_id}/security-records",
    responses=responses(
        NotSignedInError, NotAllowedError, NotFoundError, permissions.NotPermittedError
    ),
)
def list_security_records(
    database: DatabaseDep, subject: PrivacyOfficer, contact_id: UUID
) -> list[SecurityRecordRead]:
    """Read what was written down of a contact for security. That it was read is on the trail."""
    with database.write() as session:
        allowed = _may(session, subject, contact_id)
        rows = _rows(session, contact_id) if allowed else []
        told = [SecurityRecordRead.model_validate(row) for row in rows]
    if not allowed:
        raise permissions.NotPermittedError
    return told


@router.post(
    "/contacts/{contact_id}/security-records",
    status_code=201,
    responses=responses(
        NotSignedInError, NotAllowedError, NotFoundError, permissions.NotPermittedError
    ),
)
def add_security_record(
    database: DatabaseDep, subject: PrivacyOfficer, contact_id: UUID, body: SecurityRecordGiven
) -> SecurityRecordRead:
    """Write something down of a contact that may be looked into for security."""
    with database.write() as session:
        allowed = _may(session, subject, contact_id)
        row = SecurityRecord(
            contact_id=contact_id,
            text=body.text,
            created_at=clock.now(),
            created_by=subject.id,
        )
        if allowed:
            session.add(row)
            session.flush()  # its id goes into the answer
    if not allowed:
        raise permissions.NotPermittedError
    return SecurityRecordRead.model_validate(row)


def _may(session: Session, subject: Subject, contact_id: UUID) -> bool:
    if repository.find_contact(session, contact_id) is None:
        raise NotFoundError
    return permissions.may_use(session, subject, contact_id, "security")


def _rows(session: Session, contact_id: UUID) -> Sequence[SecurityRecord]:
    return session.scalars(
        sa.select(SecurityRecord)
        .where(SecurityRecord.contact_id == contact_id)
        .order_by(SecurityRecord.id)
    ).all()

"""Requests as the wire tells them."""

from typing import cast

from sqlalchemy.orm import Session

from api.models import SubjectRequest
from api.rights import deadlines, repository
from api.rights.schemas import ClockRead, RequestRead
from api.rights.service import Identity


def present(session: Session, request: SubjectRequest) -> RequestRead:
    """Return one request, with whom it is of as long as they are there."""
    contact = repository.find_contact(session, request.contact_id)
    organization = contact and contact.organization
    told = {
        name: getattr(request, name)
        for name in RequestRead.model_fields
        if name not in ("person", "organization", "values", "identity", "clock")
    }
    return RequestRead(
        **told,
        person=contact and contact.person,
        organization=organization and organization.name,
        values=request.asked,
        identity=cast("Identity | None", request.identity_method),
        clock=_clock(request),
    )


def _clock(request: SubjectRequest) -> ClockRead:
    return ClockRead(
        day=deadlines.day_of(request),
        limit=(request.due_at - request.received_at).days,
        reminder_at=request.due_at - (deadlines.LIMIT - deadlines.REMINDER),
        due_at=request.due_at,
        extended=request.extended_at is not None,
        standing=deadlines.standing(request),
    )

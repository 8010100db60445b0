"""Breaches on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from api.breaches.service import Kind, Risk, Standing
from api.kit.moments import Moment
from api.kit.text import PRINTABLE

Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=1000), PRINTABLE
]
Reference = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80), PRINTABLE]


class OwnerRead(BaseModel):
    """A colleague whose phone may be lost."""

    id: UUID
    name: str


class BreachCreate(BaseModel):
    """A breach as it was found. The description tells of the event and names nobody.

    `user_id`: whose phone was lost. `contact_ids`: whom it meets, where that is known.
    """

    kind: Kind
    description: Words
    discovered_at: Moment
    happened_at: Moment | None = None
    user_id: UUID | None = None
    contact_ids: Annotated[list[UUID], Field(max_length=1000)] = []


class AssessmentGiven(BaseModel):
    """How grave it is for those it meets, why, and what was done about it."""

    risk: Risk
    assessment: Words
    measures: Words


class ReportGiven(BaseModel):
    """That the authority was told; after 72 hours with the reason for the delay."""

    reported_at: Moment
    reference: Reference | None = None
    late_reason: Words | None = None


class TellingGiven(BaseModel):
    """Who was told of the breach."""

    contact_ids: Annotated[list[UUID], Field(min_length=1, max_length=1000)]


class BreachRead(BaseModel):
    """A breach; `due_at` is 72 hours after it was discovered."""

    id: UUID
    kind: Kind
    description: str
    happened_at: datetime | None
    discovered_at: datetime
    due_at: datetime
    standing: Standing
    user_id: UUID | None
    risk: Risk | None
    assessment: str | None
    measures: str | None
    reported_at: datetime | None
    report_reference: str | None
    late_reason: str | None
    closed_at: datetime | None
    contacts: int
    told: int


class BreachContactRead(BaseModel):
    """Somebody the breach meets, and when they were told."""

    contact_id: UUID
    person: str | None
    organization: str | None
    told_at: datetime | None

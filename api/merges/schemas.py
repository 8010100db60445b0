"""Merges and likely duplicates on the wire."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from api.contacts.schemas import ContactRead
from api.organizations.schemas import OrganizationRef

# What a person has one of: the choice is whose holds. Everything else is kept from both.
Single = Literal["person", "organization", "role", "department", "address"]
Reason = Literal["same_name", "same_mobile"]


class MergeCreate(BaseModel):
    """Who is the same person, and which of that contact's values hold from now on."""

    model_config = ConfigDict(extra="forbid")

    contact_id: UUID
    take: list[Single] = Field(default_factory=list, max_length=5)


class MergeRead(BaseModel):
    """A merge: `merged_id` is gone from the register, `contact_id` stands for both."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    contact_id: UUID
    merged_id: UUID
    at: datetime
    undone_at: datetime | None


class MergeList(BaseModel):
    """The merges into one contact, the latest first."""

    items: list[MergeRead]


class Candidate(BaseModel):
    """One of two that may be the same person, since when and by how much evidence."""

    contact: ContactRead
    since: datetime
    evidence: int


class Duplicate(BaseModel):
    """Two contacts that may be the same person, the older one first, and why it seems so."""

    contacts: list[Candidate]
    reasons: list[Reason]


class DuplicateList(BaseModel):
    """Up to a hundred pairs to judge."""

    items: list[Duplicate]


class DistinctionCreate(BaseModel):
    """Two contacts that are not the same person."""

    model_config = ConfigDict(extra="forbid")

    contact_ids: Annotated[list[UUID], Field(min_length=2, max_length=2)]


class EmploymentRead(BaseModel):
    """Where somebody was met working, from the first to the last exchange there."""

    organization: OrganizationRef
    first_on: date
    last_on: date


class EmploymentList(BaseModel):
    """Every organization somebody was met at, the latest first."""

    items: list[EmploymentRead]

"""Organizations on the wire."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict


class OrganizationRef(BaseModel):
    """An organization as a contact names it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str


class OrganizationRead(OrganizationRef):
    """An organization as the feed and the list tell it; `name` is as first printed."""

    version: int


class OrganizationChange(BaseModel):
    """What a privacy officer knows better than the name tells.

    One that is no legal person is its owner: it is written to for marketing by consent alone
    (marknadsföringslagen 19 §).
    """

    model_config = ConfigDict(extra="forbid")

    is_legal_person: bool


class OrganizationListed(OrganizationRead):
    """An organization with how many contacts stand under it."""

    contacts: int

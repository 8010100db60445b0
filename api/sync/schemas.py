"""The change feed on the wire."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from api.contacts.schemas import ContactRead
from api.organizations.schemas import OrganizationRead


class ContactChange(BaseModel):
    """A contact as it stands now; a tombstone where it is gone."""

    type: Literal["contact"] = "contact"
    id: UUID
    version: int
    deleted: bool
    data: ContactRead | None


class OrganizationChange(BaseModel):
    """An organization as it stands now; a tombstone where it is gone."""

    type: Literal["organization"] = "organization"
    id: UUID
    version: int
    deleted: bool
    data: OrganizationRead | None


class Changes(BaseModel):
    """One page of the feed; `next_cursor` is always there, also when nothing had changed."""

    changes: list[Annotated[ContactChange | OrganizationChange, Field(discriminator="type")]]
    next_cursor: str
    has_more: bool

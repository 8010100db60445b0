"""Recipients and disclosures on the wire."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.disclosures.classes import RecipientClass
from api.kit.text import PRINTABLE
from api.registers.purposes import Purpose

Region = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), PRINTABLE
]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), PRINTABLE
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ClassRead(BaseModel):
    """A class of recipients: what it is given, for which purposes."""

    name: RecipientClass
    sv: str
    en: str
    fields: list[str]
    purposes: list[Purpose]
    needs_legal_reference: bool
    may_be_secret: bool


class RecipientGiven(_Body):
    """Somebody data may be handed to; an established customer says which countries it serves."""

    name: Name
    recipient_class: RecipientClass
    purpose: Purpose
    regions: Annotated[list[Region], Field(max_length=50)] = []


class RecipientRead(BaseModel):
    """A named recipient."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    recipient_class: RecipientClass
    purpose: Purpose
    regions: list[str]
    created_at: datetime


class DisclosureGiven(_Body):
    """One contact to be handed to one recipient, and why.

    A referral names its `region`; an authority's demand its `legal_reference`. `is_secret`: the
    recipient forbids that the person is told.
    """

    contact_id: UUID
    recipient_id: UUID
    reason: Text
    legal_reference: Name | None = None
    region: Region | None = None
    is_secret: bool = False


class DisclosureRead(BaseModel):
    """A line of the ledger: the names of the fields, never their values."""

    id: UUID
    contact_id: UUID | None
    export_id: UUID | None
    recipient: RecipientRead
    purpose: Purpose
    fields: list[str]
    reason: str | None
    legal_reference: str | None
    region: str | None
    is_secret: bool
    disclosed_at: datetime
    review_due_at: datetime | None
    reviewed_at: datetime | None


class DisclosureMade(DisclosureRead):
    """A disclosure just made, with what is to be handed over; it is told this once."""

    data: dict[str, Any]


class SecrecyGiven(_Body):
    """Whether the person may not be told yet."""

    is_secret: bool

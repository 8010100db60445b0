"""Exports on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.disclosures.schemas import RecipientRead, Text
from api.registers.purposes import Purpose
from api.registers.rules import Register

Format = Literal["vcf", "xlsx", "json"]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ExportGiven(_Body):
    """A file that is wanted: for whom (and so for which purpose), from which register, and why."""

    recipient_id: UUID
    format: Format
    in_register: Annotated[Register | None, Field(alias="register")] = None
    reason: Text


class AcceptanceGiven(_Body):
    """SHA-256 of the signed document by which a buyer binds themselves to the policy."""

    sha256: Digest


class ExportRead(BaseModel):
    """An export: who wanted it, who allowed it, what was made. `id` is the file's watermark.

    `requester` and `decider` are the names of colleagues, null for a program and who has left.
    """

    id: UUID
    recipient: RecipientRead
    purpose: Purpose
    format: Format
    in_register: Register | None = Field(alias="register")
    reason: str
    acceptance_sha256: str | None
    requested_at: datetime
    requested_by: UUID | None
    approved_at: datetime | None
    approved_by: UUID | None
    refused_at: datetime | None
    refused_by: UUID | None
    requester: str | None
    decider: str | None
    made_at: datetime | None
    row_count: int | None
    sha256: str | None

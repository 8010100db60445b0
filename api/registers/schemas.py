"""Purposes, permissions, balancing tests and audiences on the wire."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.kit.text import PRINTABLE
from api.registers.purposes import Basis, Purpose
from api.registers.rules import Register

# What may be objected to (GDPR Art. 21), and withdrawn.
Objectable = Literal[
    "relation", "questions", "tailoring", "survey_invite", "newsletter", "security"
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class BasisRead(BaseModel):
    """A legal basis of the policy."""

    name: Basis
    sv: str
    en: str
    article: str
    needs_balancing_test: bool


class PurposeRead(BaseModel):
    """A purpose of the policy; `marketing` ones reach no supplier."""

    name: Purpose
    sv: str
    en: str
    bases: list[Basis]
    marketing: bool


class PurposesRead(BaseModel):
    """The policy's purposes and bases."""

    purposes: list[PurposeRead]
    bases: list[BasisRead]


class BalancingTestGiven(_Body):
    """A new version of why an interest outweighs the person's."""

    purpose: Purpose
    basis: Literal["legitimate_interest", "supplier_customer_interest"]
    text: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50_000), PRINTABLE
    ]


class BalancingTestRead(BaseModel):
    """One version; `decided_by` is null for those the service is delivered with."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    purpose: Purpose
    basis: Basis
    version: int
    text: str
    sha256: str
    decided_at: datetime
    decided_by: UUID | None


class PermissionGiven(_Body):
    """What is to be allowed, on which basis, by which record of the contact's evidence."""

    purpose: Purpose
    basis: Basis
    in_register: Annotated[Register, Field(alias="register")] = "customer"
    evidence_id: UUID


class PermissionRead(BaseModel):
    """One row of the matrix: a purpose, its basis, the evidence; ended or in force."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    purpose: Purpose
    basis: Basis
    in_register: Register = Field(alias="register")
    evidence_id: UUID
    evidence_kind: str
    balancing_test_id: UUID | None
    until: date | None
    granted_at: datetime
    ended_at: datetime | None
    end_reason: str | None


class PermissionMatrix(BaseModel):
    """What a contact's data may serve, and what the person objected to."""

    permissions: list[PermissionRead]
    objections: list[str]
    kept_by_law_until: date | None


class ObjectionGiven(_Body):
    """What the person objects to; no reason is asked."""

    purposes: Annotated[list[Objectable], Field(min_length=1, max_length=6)]


class UseGiven(_Body):
    """What somebody is about to use the contact's data for."""

    purpose: Purpose


class UseRead(BaseModel):
    """The use is permitted; that it was asked is on the trail."""

    permitted: Literal[True] = True


class AudienceRead(BaseModel):
    """How far a marketing purpose reaches. Whom is told by an approved export alone."""

    purpose: Purpose
    people: int
    addresses: int

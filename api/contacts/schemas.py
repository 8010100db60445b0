"""Contacts on the wire: as a reading gives them, and as the register tells them."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from api.organizations.schemas import OrganizationRef
from api.registers.rules import Register

PhoneKind = Literal["mobile", "work", "switchboard", "fax"]
MethodKind = Literal["mobile", "work", "switchboard", "fax", "email", "website"]


def _tidy(text: str) -> str:
    # Line breaks become spaces; control characters are no part of anybody's name, and PostgreSQL
    # refuses some of them.
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


_Short = Annotated[str, AfterValidator(_tidy), StringConstraints(max_length=300)]
_Long = Annotated[str, AfterValidator(_tidy), StringConstraints(max_length=500)]


class PhoneGiven(BaseModel):
    """A phone or fax number: `e164` as read or corrected, else `text` as printed or typed."""

    kind: PhoneKind
    e164: _Short | None = None
    extension: _Short | None = None
    text: _Short = ""


class ContactGiven(BaseModel):
    """A contact of a reading, unchanged or corrected; `confidence` and `provenance` are ignored."""

    model_config = ConfigDict(extra="ignore")

    company: _Short | None = None
    person: _Short | None = None
    role: _Short | None = None
    department: _Short | None = None
    phones: list[PhoneGiven] = Field(default_factory=list, max_length=20)
    emails: list[_Short] = Field(default_factory=list, max_length=20)
    websites: list[_Short] = Field(default_factory=list, max_length=20)
    address: _Long | None = None


class ContactCreate(ContactGiven):
    """One more contact of an act that is in evidence already.

    `evidence_id` names a record of that act: without evidence nobody enters the register.
    """

    evidence_id: UUID
    registers: list[Register] = Field(min_length=1)


class ContactCompany(BaseModel):
    """The company of a contact that waits for one."""

    company: Annotated[_Short, StringConstraints(min_length=1)]


class MethodRead(BaseModel):
    """A way to reach a contact, in the register its evidence belongs to.

    Nothing that is marketing may be sent to a suppressed one.
    """

    model_config = ConfigDict(from_attributes=True)

    kind: MethodKind
    value: str
    extension: str | None
    in_register: Register = Field(alias="register")
    suppressed: bool = False


class ContactRead(BaseModel):
    """A contact. `state`: active, or needs_company while it waits and does not sync.

    While `restricted`, its details are kept and must not be used.
    """

    id: UUID
    version: int
    person: str | None
    role: str | None
    department: str | None
    organization: OrganizationRef | None
    methods: list[MethodRead]
    registers: list[Register]
    address: str | None
    state: str
    restricted: bool = False


class OccasionRef(BaseModel):
    """An occasion as a contact's history names it."""

    id: UUID
    name: str


class NextStepRead(BaseModel):
    """What is to be done next, until when; `owner` is the name of whose it is."""

    text: str
    due_on: date | None = None
    owner: str | None = None


class InteractionRead(BaseModel):
    """A dated exchange with a contact, and the evidence of it."""

    id: UUID
    happened_at: datetime
    context_kind: str
    channel: str
    occasion: OccasionRef | None
    seller: str | None
    reference: str | None
    organization: OrganizationRef | None
    capture_id: UUID | None
    evidence_id: UUID
    next_step: NextStepRead | None

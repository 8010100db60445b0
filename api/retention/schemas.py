"""Retention on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.kit.text import PRINTABLE
from api.retention.rules import Class

Months = Annotated[int, Field(ge=1, le=600)]


class Told(BaseModel):
    """A sentence in both languages."""

    sv: str
    en: str


class RetentionRead(BaseModel):
    """Until when one contact is kept, by which class, and why in a sentence."""

    contact_id: UUID
    retention_class: Class
    months: int
    keep_until: date
    held: bool
    restricted: bool
    explanation: Told


class RuleRead(BaseModel):
    """How long a class is kept after the last act; `least` is what the law asks for."""

    retention_class: Class
    months: int
    least: int
    to_year_end: bool


class RuleChange(BaseModel):
    """The months of one class from now on."""

    months: Months


class SimulationCreate(BaseModel):
    """Months to try, by class; what is left out stays as it is."""

    months: dict[Class, Months]


class SimulatedRead(BaseModel):
    """How many contacts of a class are due today, and would be."""

    retention_class: Class
    due_now: int
    due_then: int


class HoldCreate(BaseModel):
    """Why a contact must be kept: the claim or duty, and the law."""

    model_config = ConfigDict(str_strip_whitespace=True)

    reason: Annotated[str, StringConstraints(min_length=1, max_length=300), PRINTABLE]
    law: Annotated[str, StringConstraints(min_length=1, max_length=120), PRINTABLE]
    until: date | None = None


class HoldRead(BaseModel):
    """A legal hold; it binds until the day named or until it is released."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    contact_id: UUID
    reason: str | None
    law: str
    until: date | None
    placed_at: datetime
    released_at: datetime | None


class HoldListed(HoldRead):
    """A hold, and whom it keeps."""

    person: str | None
    organization: str | None


class DueRead(RetentionRead):
    """A contact whose time is over, or soon is."""

    person: str | None
    organization: str | None


class PurgeRead(BaseModel):
    """A round of purging; `counts` tells what went by table, `certificate` is signed."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    state: str
    announced_at: datetime
    runs_at: datetime
    ended_at: datetime | None
    counts: dict[str, int]
    certificate: str | None

"""Occasions on the wire."""

from datetime import date
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, StringConstraints, model_validator

OccasionKind = Literal["fair", "service_desk", "customer_site"]
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class OccasionRead(BaseModel):
    """An occasion; `closed` ones are not offered for a new shift."""

    id: UUID
    kind: OccasionKind
    name: str
    place: str | None
    starts_on: date | None
    ends_on: date | None
    closed: bool


class OccasionCreate(BaseModel):
    """A new occasion. An edition has its dates; a service desk that stands all year has none."""

    kind: OccasionKind
    name: _Name
    place: _Name | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("an occasion ends after it starts")
        return self


class OccasionChange(BaseModel):
    """What changes; what is left out stays. `closed` true ends it, false opens it again."""

    name: _Name | None = None
    place: _Name | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    closed: bool | None = None

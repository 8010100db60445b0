"""Occasions on the wire."""

from datetime import date
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

OccasionKind = Literal["fair", "service_desk", "customer_site"]
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Question(BaseModel):
    """A question that a seller answers after a card, if they want; `options` of a choice alone."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
    label: _Name
    kind: Literal["single", "multi", "text", "date"]
    options: list[Annotated[str, StringConstraints(min_length=1, max_length=80)]] = Field(
        default_factory=list, max_length=20
    )


_Questions = Annotated[list[Question], Field(max_length=10)]


class OccasionRead(BaseModel):
    """An occasion; `closed` ones are not offered for a new shift."""

    id: UUID
    kind: OccasionKind
    name: str
    place: str | None
    starts_on: date | None
    ends_on: date | None
    closed: bool
    questions: list[Question]


class OccasionCreate(BaseModel):
    """A new occasion. An edition has its dates; a service desk that stands all year has none."""

    kind: OccasionKind
    name: _Name
    place: _Name | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    questions: _Questions = Field(default_factory=list)

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
    questions: _Questions | None = None

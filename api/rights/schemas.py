"""Requests of people on the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.contacts.schemas import ContactGiven
from api.kit.moments import Moment
from api.kit.text import PRINTABLE
from api.rights.deadlines import Standing
from api.rights.service import Channel, Identity, Kind, Purpose

Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500), PRINTABLE
]
Article = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=40), PRINTABLE
]


class RequestCreate(BaseModel):
    """What a person asks for.

    `values`: for a rectification, what is right; fields left out stay. `purpose`: for an
    objection. `received_at`: when it reached the company, by default now. `identity`: how it is
    known that it is the right person; a program that opens a request vouches for it by doing so.
    """

    kind: Kind
    contact_id: UUID
    channel: Channel | None = None
    language: Literal["sv", "en"] = "sv"
    received_at: Moment | None = None
    identity: Identity | None = None
    purpose: Purpose | None = None
    values: ContactGiven | None = None


class IdentityGiven(BaseModel):
    """How it is known that the right person asks; no document and no number is kept."""

    method: Identity


class ExtensionGiven(BaseModel):
    """Why the answer takes longer: complex, or many (GDPR Art. 12(3)); the person is told."""

    reason: Reason


class RefusalGiven(BaseModel):
    """Why what is asked is not done, wholly or in part, and the article that allows it."""

    article: Article
    reason: Reason


class KeptRead(BaseModel):
    """Something that stays after an erasure."""

    model_config = ConfigDict(from_attributes=True)

    what: Literal["transactions", "suppressions", "log_entries"]
    count: int
    until: date | None
    law: str
    article: str


class PreviewRead(BaseModel):
    """What an erasure would take and leave; nothing is done. `held`: the law that forbids it."""

    model_config = ConfigDict(from_attributes=True)

    erased: dict[str, int]
    kept: list[KeptRead]
    held: str | None


class ClockRead(BaseModel):
    """How long the request has waited, of how long, and how urgent it is."""

    day: int
    limit: int
    reminder_at: datetime
    due_at: datetime
    extended: bool
    standing: Standing


class RequestRead(BaseModel):
    """A request; `state`: open, done, refused. `person` is null once they are gone."""

    id: UUID
    number: str
    kind: Kind
    contact_id: UUID
    person: str | None
    organization: str | None
    state: Literal["open", "done", "refused"]
    channel: Channel
    language: str
    purpose: Purpose | None
    values: dict[str, Any] | None
    received_at: datetime
    identity: Identity | None
    identified_at: datetime | None
    extension_reason: str | None
    refused_article: str | None
    refused_reason: str | None
    closed_at: datetime | None
    clock: ClockRead
    result: dict[str, Any]


class RequestDone(RequestRead):
    """A request that was carried out, and the letter that answers the person."""

    letter: str


class LetterRead(BaseModel):
    """The answer as it stands."""

    letter: str


class RequestPage(BaseModel):
    """One page of requests, those due first; `waiting` is how many are open in all."""

    items: list[RequestRead]
    next_cursor: str | None = Field(None)
    waiting: int


class LinkRead(BaseModel):
    """The address of a person's own page, and until when it opens."""

    url: str
    ends_at: datetime

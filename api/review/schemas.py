"""The review queue on the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from api.auth.schemas import Colleague
from api.captures.schemas import DetailsStanding
from api.contacts.schemas import ContactGiven
from api.kit.text import PRINTABLE
from api.registers.rules import Register

_Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), PRINTABLE]
_Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000), PRINTABLE]
QueueState = Literal["needs_review", "failed", "needs_company"]


class ReviewContext(BaseModel):
    """The setting of a capture."""

    kind: str
    occasion_id: UUID | None
    occasion_name: str | None
    occasion_place: str | None
    reference: str | None
    answered_at: datetime | None
    url: str | None
    note: str | None


class ReviewFile(BaseModel):
    """A kept, redacted picture or text; `width` and `height` are what the reading's boxes mean."""

    part: str
    side: int
    type: str
    width: int | None
    height: int | None
    url: str


class ReviewItem(BaseModel):
    """A capture that waits for a person; `certainty` is that of its least certain value.

    `suppressed` are the e-mail addresses read that nothing of marketing may be sent to.
    """

    id: UUID
    state: str
    problem: str | None
    channel: str
    in_register: Register = Field(alias="register")
    context: ReviewContext
    seller: str | None
    taken_at: datetime
    received_at: datetime
    clock_flagged: bool
    policy_version: str
    certainty: float | None
    reading: dict[str, Any] | None
    files: list[ReviewFile]
    claimed_by: Colleague | None
    claimed_until: datetime | None
    known_organization: bool
    suppressed: list[str]
    details: DetailsStanding | None


class ReviewPage(BaseModel):
    """One page of the queue; `total` is how many wait in all."""

    items: list[ReviewItem]
    next_cursor: str | None
    total: int


class Claim(BaseModel):
    """Until when nobody else is shown the capture as free."""

    claimed_until: datetime


class DecisionGiven(BaseModel):
    """What the reviewer decided.

    To approve, `contacts` are the reading's, unchanged or corrected (left out: the reading's own)
    and `registers` those they enter (left out: the capture's). To reject, `reason` says why.
    `note` and `details_note` take the place of what was noted when the card came in and after it
    (left out: they stand; empty: they go). Notes that hold something private or a judgement are
    approved by a privacy officer alone, who says why in `override_reason`.
    """

    decision: Literal["approve", "reject"]
    contacts: list[ContactGiven] | None = Field(None, max_length=20)
    registers: list[Register] | None = Field(None, min_length=1, max_length=3)
    reason: _Reason | None = None
    note: _Note | None = None
    details_note: _Note | None = None
    override_reason: _Reason | None = None


class DecisionRead(BaseModel):
    """Whom the register holds now, and by what evidence, in the order of `contacts`.

    `suppressed` are those of them with an address that nothing of marketing may be sent to.
    """

    contact_ids: list[UUID]
    evidence_ids: list[UUID]
    suppressed: list[UUID]

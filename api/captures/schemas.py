"""Captures on the wire (CONTRACT: what phones and programs send and ask)."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from api.kit.moments import Moment
from api.kit.text import PRINTABLE
from api.registers.rules import Register

Channel = Literal["card", "signature", "website", "code", "other"]
ContextKind = Literal[
    "fair",
    "service_desk",
    "customer_site",
    "transaction",
    "feedback",
    "tech_question",
    "problem_report",
    "other_contact",
    "survey",
    "website",
]


Reference = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), PRINTABLE
]
LongText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), PRINTABLE
]
Answer = Annotated[str, StringConstraints(max_length=500), PRINTABLE]


class ContextGiven(BaseModel):
    """The setting a person handed their details over in: the policy's list, as data."""

    kind: ContextKind
    occasion_id: UUID | None = None
    reference: Reference | None = None
    answered_at: Moment | None = None
    url: LongText | None = None
    note: LongText | None = None


class CaptureGiven(BaseModel):
    """The JSON part of an upload. `taken_at` is the phone's clock."""

    taken_at: Moment
    channel: Channel
    context: ContextGiven
    in_register: Register = Field(alias="register")


class CaptureRead(BaseModel):
    """Where a capture stands; `reading` is there once it was read, `problem` where it failed.

    `problem` and `reading.quality.reasons` are stable slugs. The occasion is the one whose
    questions were asked.
    """

    id: UUID
    state: str
    occasion_id: UUID | None
    reading: dict[str, Any] | None
    problem: str | None
    taken_at: datetime
    received_at: datetime
    clock_flagged: bool
    policy_version: str


class OwnCapture(BaseModel):
    """A line in the list of what one sent; person and company are those of the first contact."""

    id: UUID
    state: str
    problem: str | None
    taken_at: datetime
    received_at: datetime
    person: str | None
    company: str | None


Task = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), PRINTABLE
]


class NextStep(BaseModel):
    """What is to be done next, by whom, until when."""

    text: Task
    owner_id: UUID | None = None
    due_on: date | None = None


class NoticeShown(BaseModel):
    """That the visitor was shown how their details are used. Nothing follows from it but that."""

    policy_version: Annotated[str, StringConstraints(max_length=40)]
    shown_at: Moment
    language: Literal["sv", "en"]
    how: Literal["screen", "code"]


class ConsentGiven(BaseModel):
    """That the visitor, by an act of their own, agreed to something of their own choice."""

    purpose: Literal["newsletter"]
    agreed_at: Moment
    language: Literal["sv", "en"]
    wording: Annotated[str, StringConstraints(min_length=1, max_length=500)]


DetailsField = Literal["answers", "note", "next_step", "corrections", "notice", "consent"]


class DetailsGiven(BaseModel):
    """What the seller adds after the shot. The highest revision stands.

    `corrections` are by a reading's field, as `person` or `phones.0`. Provided, shown and agreed
    are three things: none implies another. A revision that says `only` some fields leaves the
    others as they stand, and adds to the answers and corrections given before: a phone that was
    started anew cannot open what it had sealed.
    """

    revision: int = Field(ge=1, lt=1 << 31)
    answers: dict[
        Annotated[str, StringConstraints(max_length=80), PRINTABLE], Answer | list[Answer]
    ] = Field(default_factory=dict, max_length=50)
    note: LongText | None = None
    next_step: NextStep | None = None
    corrections: dict[Annotated[str, StringConstraints(max_length=40)], Answer] | None = Field(
        None, max_length=50
    )
    notice: NoticeShown | None = None
    consent: ConsentGiven | None = None
    only: list[DetailsField] | None = Field(None, max_length=6)

    def says(self, field: DetailsField) -> bool:
        """Return whether this revision says anything of `field`."""
        return self.only is None or field in self.only

    def typed(self) -> dict[str, str | None]:
        """Return what a person typed, by field, for the guard to look through."""
        answers = {
            f"answers.{question}": "\n".join(answer) if isinstance(answer, list) else answer
            for question, answer in self.answers.items()
        }
        step = self.next_step.text if self.next_step else None
        return {**answers, "note": self.note, "next_step.text": step}


class DetailsRead(BaseModel):
    """The revision that stands."""

    revision: int


class NextStepStanding(NextStep):
    """A next step, with the name of whose it is."""

    owner: str | None = None


class ConsentStanding(BaseModel):
    """What the visitor agreed to, in the words they were asked in."""

    purpose: str
    agreed_at: datetime
    wording: str


class DetailsStanding(BaseModel):
    """What was added to a capture, as it stands; revision 0: nothing."""

    revision: int
    answers: dict[str, Any] = Field(default_factory=dict)
    note: str | None = None
    next_step: NextStepStanding | None = None
    corrections: dict[str, str] | None = None
    notice: NoticeShown | None = None
    consent: ConsentStanding | None = None

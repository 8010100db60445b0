"""Notices, consents, duties and campaigns on the wire."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from api.kit.moments import Moment
from api.kit.text import PRINTABLE
from api.notices.duties import Exemption, Source
from api.notices.service import How, Language, Purpose

PolicyId = Annotated[str, StringConstraints(max_length=40), PRINTABLE]
Question = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000), PRINTABLE
]
Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500), PRINTABLE
]


class NoticeGiven(BaseModel):
    """That somebody was shown a version of the policy."""

    policy_version_id: PolicyId
    how: How
    language: Language
    shown_at: Moment


class ConsentGiven(BaseModel):
    """Somebody's answer to one question about one purpose, as it was asked. Never ticked before."""

    policy_version_id: PolicyId
    purpose: Purpose
    question: Question
    how: How
    answer: Literal["yes", "no"]
    answered_at: Moment


class NoticeRead(BaseModel):
    """A notice that was shown; `evidence_id` once it is sealed."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    policy_version_id: str
    how: How
    language: Language
    shown_at: datetime
    evidence_id: UUID | None


class ConsentRead(BaseModel):
    """An answer; a yes has its evidence, and stands until it is withdrawn."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    policy_version_id: str
    purpose: Purpose
    question: str
    how: How
    answer: Literal["yes", "no"]
    answered_at: datetime
    withdrawn_at: datetime | None
    evidence_id: UUID | None


class ToldRead(BaseModel):
    """What a contact was shown and what they answered, the latest last."""

    notices: list[NoticeRead]
    consents: list[ConsentRead]


class DutyCreate(BaseModel):
    """That a contact's details came from elsewhere: the clock of a month starts then."""

    source: Source
    obtained_at: Moment


class DutyRead(BaseModel):
    """A duty to tell somebody; open until they are told or the law frees the company of it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    contact_id: UUID
    source: Source
    obtained_at: datetime
    due_at: datetime
    overdue: bool
    notice_id: UUID | None
    exempt_article: Exemption | None
    exempt_reason: str | None
    closed_at: datetime | None


class DutyListed(DutyRead):
    """A duty that is open, and to whom."""

    person: str | None
    organization: str | None


class ExemptionGiven(BaseModel):
    """The exception of Art. 14(5) that applies, and why."""

    article: Exemption
    reason: Reason


class CampaignCreate(BaseModel):
    """A version to tell people of; a purpose with a question where it needs their yes."""

    policy_version_id: PolicyId
    purpose: Purpose | None = None
    question: Question | None = None

    @model_validator(mode="after")
    def _asks_what(self) -> Self:
        if (self.purpose is None) != (self.question is None):
            raise ValueError("a purpose needs its question, and a question its purpose")
        return self


class CampaignRead(BaseModel):
    """A campaign and how far it has come."""

    id: UUID
    policy_version_id: str
    purpose: Purpose | None
    question: str | None
    started_at: datetime
    closed_at: datetime | None
    contacts: int
    told: int
    agreed: int


class ReachedRead(BaseModel):
    """Somebody a campaign is to reach: which version, how, when, and their answer."""

    contact_id: UUID
    person: str | None
    notice: NoticeRead | None
    consent: ConsentRead | None


class TellingGiven(BaseModel):
    """Whom was told of the change, and how."""

    contact_ids: Annotated[list[UUID], Field(min_length=1, max_length=500)]
    how: How
    language: Language = "sv"


class TellingDone(BaseModel):
    """How many had not been told before."""

    told: int


class AnswerGiven(BaseModel):
    """What somebody answered to the campaign's question."""

    contact_id: UUID
    answer: Literal["yes", "no"]
    how: How

"""What the policy routes take and give."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, EmailStr, Field, HttpUrl, StringConstraints

from api.kit.moments import Moment

Domain = Annotated[
    str,
    StringConstraints(
        to_lower=True, strip_whitespace=True, max_length=253, pattern=r"^[^\s@/]+\.[^\s@/.]+$"
    ),
]


class PolicyRead(BaseModel):
    """One version. Its exact bytes stand at `url`; `effective_to` is when the next one begins."""

    id: str
    effective_from: datetime
    effective_to: datetime | None
    language: str
    sha256: str
    url: str


class PolicyList(BaseModel):
    """Every version, the oldest first, and which is in force now."""

    items: list[PolicyRead]
    in_force: str | None


class LineRead(BaseModel):
    """One line, and whether it stands in both versions, was added, or was removed."""

    what: Literal["kept", "added", "removed"]
    text: str


class ChangesRead(BaseModel):
    """What a version changed of the one before it, in reading order."""

    earlier: str
    later: str
    lines: list[LineRead]


class PolicyCreate(BaseModel):
    """A version to publish; its text cannot be changed afterwards."""

    id: Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{0,39}$")]
    effective_from: Moment
    language: Literal["sv", "en"]
    text: Annotated[str, Field(min_length=1, max_length=500_000)]


class ControllerRead(BaseModel):
    """Who is responsible for the register, and the authority a person may turn to."""

    name: str
    registration_number: str
    privacy_email: str
    authority_name: str
    authority_url: str
    own_domains: list[str]
    visitor_languages: list[str]


class ControllerUpdate(BaseModel):
    """The controller as it shall be from now on."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    registration_number: Annotated[str, Field(max_length=40)] = ""
    privacy_email: EmailStr
    authority_name: Annotated[str, Field(min_length=1, max_length=200)]
    authority_url: HttpUrl
    own_domains: Annotated[list[Domain], Field(max_length=100)]
    visitor_languages: Annotated[list[Literal["sv", "en"]], Field(min_length=1, max_length=2)]

"""Suppressions on the wire. An address goes in and never comes out again."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

from api.kit.text import PRINTABLE

Kind = Literal["email", "phone"]
Reason = Literal["unsubscribed", "objection", "bounced", "requested"]
Address = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500), PRINTABLE
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AddressGiven(_Body):
    """An e-mail address, or a phone number with its country code."""

    kind: Kind
    value: Address


class SuppressionGiven(AddressGiven):
    """An address to be suppressed, and why."""

    reason: Reason


class LiftGiven(AddressGiven):
    """An address to be let go; `evidence_id` names the consent given after it was suppressed."""

    evidence_id: UUID


class SuppressionRead(BaseModel):
    """A suppression as it is known: not by its address. `id` begins its fingerprint."""

    id: str
    kind: Kind
    reason: Reason
    since: datetime


class Checked(BaseModel):
    """Whether an address is suppressed, and since when."""

    suppressed: bool
    reason: Reason | None = None
    since: datetime | None = None


class PhoneSet(BaseModel):
    """What a phone needs to warn without a network.

    A canonical address (lower case, no plus tag, no dots where the provider skips them, its domain
    in ASCII; a number in E.164) is a member where the first `bytes` bytes of SHA-256(salt +
    HMAC-SHA-256(key, address)) are in `members`; all of it in hex. The salt is new in every answer.
    """

    key: str
    salt: str
    bytes: int
    members: list[str]

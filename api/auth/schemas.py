"""What the routes about people, sessions and tokens take and give."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from api.auth.subject import SCOPES, Role
from api.auth.users import Language

Email = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=320, pattern=r"^[^@\s]+@[^@\s]+$")
]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
# Anything may be tried; what may be chosen is for `passwords` to say.
Password = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Roles = Annotated[list[Role], Field(min_length=1, max_length=4)]
Scope = Literal[
    "captures:write",
    "review:write",
    "contacts:read",
    "contacts:write",
    "sync:read",
    "exports:read",
    "privacy:write",
    "admin:write",
]


def _is_set(value: object) -> bool:
    return value is not None


class Body(BaseModel):
    """What a client sends: an unknown field is a mistake it should hear of."""

    model_config = ConfigDict(extra="forbid")


class SetupState(BaseModel):
    """Whether the first user is still to be made."""

    needed: bool


class SetupCreate(Body):
    """The first user, and the code that was printed when the service started."""

    code: Annotated[str, StringConstraints(max_length=100)]
    email: Email
    name: Name
    password: Password
    language: Language = "sv"


class SignIn(Body):
    """An account and what proves it; `totp` where the account has a second factor."""

    email: Annotated[str, StringConstraints(max_length=320)]
    password: Password
    totp: Annotated[str, StringConstraints(max_length=20)] | None = None


class UserRead(BaseModel):
    """A user, as they see themselves."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    email: str
    name: str
    roles: list[Role]
    language: Language


class Colleague(BaseModel):
    """A member of the own people, as those they work with see them."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str


class ColleagueList(BaseModel):
    """Everybody who may sign in, by name."""

    items: list[Colleague]


class AccountRead(UserRead):
    """A user, as the administrator sees them."""

    created_at: datetime
    disabled_at: datetime | None
    second_factor: Annotated[bool, BeforeValidator(_is_set), Field(validation_alias="totp_secret")]


class Me(BaseModel):
    """Who is asking, and what they may; `user` is null for a token that stands for nobody."""

    user: UserRead | None
    scopes: list[Scope]
    second_factor: bool = False
    # While it is due nothing else may be done: there are no scopes.
    second_factor_due: bool = False


class SecondFactorOffer(BaseModel):
    """A secret for an authenticator app, and the same as what its QR code says."""

    secret: str
    uri: str


class SecondFactor(Body):
    """The secret that was offered, its first code, and once more the password."""

    secret: Annotated[str, StringConstraints(pattern=r"^[A-Z2-7]{32}$")]
    code: Annotated[str, StringConstraints(max_length=20)]
    password: Password


class AccountCreate(Body):
    """A new user; without a password they can sign in only once one is set."""

    email: Email
    name: Name
    roles: Roles
    language: Language = "sv"
    password: Password | None = None


class AccountChange(Body):
    """What is to be changed; a field left out stays."""

    name: Name | None = None
    roles: Roles | None = None
    language: Language | None = None
    password: Password | None = None
    disabled: bool | None = None


class TokenCreate(Body):
    """A program's token; with `user_id` it acts for that user, within what the user may."""

    name: Name
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=len(SCOPES))]
    user_id: UUID | None = None
    days: Annotated[int, Field(ge=1, le=365)] = 365


class TokenRead(BaseModel):
    """A token as it is known afterwards: without the secret."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    scopes: list[Scope]
    user_id: UUID | None
    created_at: datetime
    ends_at: datetime
    revoked_at: datetime | None


class TokenMade(TokenRead):
    """A new token; `token` is shown this once."""

    token: str


class DeviceNamed(Body):
    """What a device calls itself."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class Upload(BaseModel):
    """A device's token: it sends captures, and nothing else."""

    token: str


class OutboxKey(BaseModel):
    """The key that phones seal to now: an uncompressed P-256 point, base64."""

    kid: str
    key: str


class DeviceRead(BaseModel):
    """A device that sends captures, and whose they are."""

    id: UUID
    key: UUID
    name: str
    user: str
    created_at: datetime
    seen_at: datetime
    revoked_at: datetime | None


class DeviceList(BaseModel):
    """Devices, the one heard last first."""

    items: list[DeviceRead]


class Pairing(BaseModel):
    """A code for one phone, and the address the phone finds the service at."""

    code: str
    ends_at: datetime
    address: str


class PairingUse(Body):
    """The code, as it was typed or scanned."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=40)]

"""The one who acts: a user in a browser, or a program with a token, and the scopes they hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

Role = Literal["seller", "reviewer", "privacy_officer", "admin"]

SCOPES = (
    "captures:write",
    "review:write",
    "contacts:read",
    "contacts:write",
    "sync:read",
    "exports:read",
    "privacy:write",
    "admin:write",
)

# The administrator reads no contact: running the service is not a reason to see people.
ROLE_SCOPES: dict[str, frozenset[str]] = {
    "seller": frozenset({"captures:write", "contacts:read"}),
    "reviewer": frozenset({"captures:write", "review:write", "contacts:read", "contacts:write"}),
    "privacy_officer": frozenset(
        {"review:write", "contacts:read", "contacts:write", "exports:read", "privacy:write"}
    ),
    "admin": frozenset({"admin:write"}),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """Who acts. `user_id` is None for a token that stands for no user, and for a person outside.

    The operator is whoever runs a command on the machine itself.
    """

    kind: Literal["user", "token", "device", "person", "operator"]
    user_id: UUID | None
    token_id: UUID | None
    scopes: frozenset[str]
    session_id: UUID | None = None

    @property
    def id(self) -> UUID | None:
        """What the audit trail names: the token where one was used, else the user."""
        return self.token_id or self.user_id

    def holds(self, *scopes: str) -> bool:
        """Return whether the subject holds at least one of `scopes`."""
        return any(scope in self.scopes for scope in scopes)


def scopes_of(roles: Iterable[str]) -> frozenset[str]:
    """Return every scope that `roles` give."""
    return frozenset().union(*(ROLE_SCOPES[role] for role in roles))

"""What changed between two versions of the policy, line by line."""

import difflib
from dataclasses import dataclass
from typing import Literal

from api.models import PolicyVersion


@dataclass(frozen=True, slots=True)
class Line:
    """One line of either version: kept in both, added in the later, or removed from the earlier."""

    what: Literal["kept", "added", "removed"]
    text: str


_WHAT: dict[str, Literal["kept", "added", "removed"]] = {
    "  ": "kept",
    "+ ": "added",
    "- ": "removed",
}


def compare(earlier: PolicyVersion, later: PolicyVersion) -> list[Line]:
    """Return every line of both versions in reading order."""
    lines = difflib.ndiff(_lines(earlier), _lines(later))
    return [Line(_WHAT[line[:2]], line[2:]) for line in lines if line[:2] in _WHAT]


def _lines(version: PolicyVersion) -> list[str]:
    return version.content.decode().splitlines()

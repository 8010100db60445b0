"""Word lists the fields are found by: written by hand for this project, one file a subject.

A file holds sections `[name]` of entries parted by commas or line ends (by semicolons on a line
that has one, for entries with commas); `#` begins a comment. All were written from general
knowledge for this project and stand under its licence (MIT); none stems from a collected or leaked
data set. An entry ending in `*` is a beginning, one beginning with `*` an ending; `Words` matches
all three sorts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ocr.data.folding import fold

_SECTION = re.compile(r"\[(\w+)\]")


@dataclass(frozen=True, slots=True)
class Words:
    """Folded whole words, beginnings and endings; `in` asks for one folded word."""

    whole: frozenset[str]
    heads: tuple[str, ...]
    tails: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.heads) or word.endswith(self.tails)


@cache
def sections(name: str) -> Mapping[str, tuple[str, ...]]:
    """The entries of `<name>.txt` by section, as written."""
    text = resources.files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    section = ""
    for raw in text.splitlines():
        line = raw.split("#", 1)[0].strip()
        if head := _SECTION.fullmatch(line):
            section = head[1]
        elif line:
            entries = (entry.strip() for entry in line.split(";" if ";" in line else ","))
            found.setdefault(section, []).extend(entry for entry in entries if entry)
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def words(name: str, *only: str) -> Words:
    """The folded entries of a list, all sections or those named."""
    parts = sections(name)
    entries = [entry for key, part in parts.items() if not only or key in only for entry in part]
    return Words(
        whole=frozenset(fold(e) for e in entries if "*" not in e),
        heads=tuple(fold(e[:-1]) for e in entries if e.endswith("*")),
        tails=tuple(fold(e[1:]) for e in entries if e.startswith("*")),
    )


@cache
def pattern(name: str, *only: str) -> str:
    """The entries as one regular expression alternative, longest first, blanks made loose."""
    parts = sections(name)
    entries = {entry for key, part in parts.items() if not only or key in only for entry in part}
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    return "|".join(re.escape(entry).replace(r"\ ", r"\s*") for entry in ordered)

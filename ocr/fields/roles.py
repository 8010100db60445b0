"""Roles and departments: whether a piece of text is a work title or the name of a unit."""

import re

from ocr.data import Words, words
from ocr.data.folding import fold
from ocr.fields import han

_LANGUAGES = ("sv", "nb", "da", "fi", "de", "en", "fr", "nl", "es", "it", "pt", "beyond")
_TOKEN = re.compile(r"[^\W\d_](?:[\w'’.-]*[^\W_])?")
_SHORT = re.compile(
    r"C[A-Z]O|VD|VP|SVP|EVP|MD|GM|PDG|DG|HR|PR|IT|QA|R&D|C\.E\.O|C\.T\.O|C\.F\.O|C\.O\.O|B\.D|CEO",
    re.ASCII,
)


def tokens(text: str) -> list[str]:
    """The folded words of a text, without punctuation round them."""
    return [
        fold(token).strip(".'")
        for token in _TOKEN.findall(text.replace("/", " ").replace("&", " "))
    ]


def likeness(text: str) -> float:
    """How much the words look like a work title, from about -3 to 4."""
    if han.is_han(text):
        return 3.0 if han.is_role(text) else -1.0
    found = tokens(text)
    if not found or len(text) > 90 or len(found) > 12:
        return -3.0
    titles = words("roles", *_LANGUAGES)
    hits = [_is_title(part, titles) for part in found]
    count = sum(hits)
    if not count and not any(_SHORT.fullmatch(part) for part in re.findall(r"[A-Z.&]{2,7}", text)):
        return -1.0 - 0.1 * len(found)
    others = words("roles", "helpers")
    fields = words("departments", "names", "words")
    filled = sum(
        hit or part in others or part in fields for hit, part in zip(hits, found, strict=True)
    )
    score = 1.2 + 1.2 * min(count, 2) + 1.6 * filled / len(found) - 0.12 * len(found)
    return score - (
        1.5 if re.search(r"\d{3}|[.!?]$", text) and not text.endswith(("O.", "r.")) else 0.0
    )


def _is_title(part: str, titles: Words) -> bool:
    return any(piece in titles for piece in [part, *part.split("-")] if len(piece) > 1)


def is_department(text: str) -> bool:
    """Whether the words name a unit: a word such as department, or a subject standing alone."""
    found = tokens(text)
    if not found or len(found) > 9 or han.is_han(text):
        return han.is_unit(text)
    if any(part in words("departments", "words") for part in found):
        return True
    named = [part in words("departments", "names") for part in found]
    return any(named) and all(
        name or part in words("roles", "helpers") for name, part in zip(named, found, strict=True)
    )

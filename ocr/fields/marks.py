"""Marks over letters that recognition saw second, taken where the word with them is known.

`Tromso` is `Tromsø` where the network nearly read the ø and a list has the town. A word that is
known without marks stays, and so does one where no mark was seen: nothing is put in that a look at
the print did not show.
"""

import re
from collections.abc import Collection
from functools import cache

from ocr.data import sections
from ocr.data.folding import fold
from ocr.types import Line

_LISTS = ("towns", "given_names", "roles", "departments", "company_words", "addresses",
          "private_labels", "phone_labels", "contact_labels")  # fmt: skip
_HEAD = 5  # letters
_PARTS = re.compile(r"[\s.,:;()/*-]+")
_SPELT = str.maketrans({"å": "aa", "ä": "ae", "ö": "oe", "ø": "oe", "æ": "ae", "ü": "ue"})


@cache
def _known() -> frozenset[str]:
    # Elsewhere a word may stand without its marks: `Direktor` in Prague.
    parts = (part for name in _LISTS for key, part in sections(name).items() if key != "beyond")
    entries = (entry for part in parts for entry in part)
    return frozenset(part for entry in entries for part in _PARTS.split(entry.lower()) if part)


def spellings(lines: Collection[Line]) -> frozenset[str]:
    """The parts of mailbox names on a card: `kjaergaard` tells that of its owner's name."""
    boxes = re.findall(r"[\w.-]+(?=@)", " ".join(line.text.lower() for line in lines))
    return frozenset(part for box in boxes for part in re.split(r"[._-]", box))


def restored(line: Line, spelt: Collection[str]) -> str:
    """The text of a line with marks put where they belong; it keeps its length."""
    if not any(word.other for word in line.words):
        return line.text
    words = [
        word.other if word.other and _is_better(word.other, word.text, spelt) else word.text
        for word in line.words
    ]
    return " ".join(words)


def _is_known(word: str) -> bool:
    """Whether a list has the word, or a beginning of it that a mark stands in: `Økonomisjef`."""
    heads = (word[:end] for end in range(_HEAD, len(word)))
    return word in _known() or any(head in _known() and not head.isascii() for head in heads)


def _is_better(other: str, text: str, spelt: Collection[str]) -> bool:
    marked, plain = _PARTS.split(other.lower()), _PARTS.split(text.lower())
    if len(marked) != len(plain):
        return False
    changed = [(one, was) for one, was in zip(marked, plain, strict=True) if one != was]
    return bool(changed) and all(
        (_is_known(one) and not _is_known(was))
        or (_is_spelt(one.translate(_SPELT), spelt) and not _is_spelt(fold(was), spelt))
        for one, was in changed
    )


def _is_spelt(word: str, spelt: Collection[str]) -> bool:
    """Whether a mailbox has the word as a part, an initial before or behind it perhaps."""
    return len(word) >= _HEAD and any(
        part in {word, part[0] + word, word + part[-1]} for part in spelt
    )

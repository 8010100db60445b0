"""Labels of private things as recognition may spell them: `Domicíle`, `Bostao:`.

A label that is not known lets its value out, so a word counts for the label it is nearest to: with
other marks over its letters, or, before a colon, with one other letter.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ocr.data import sections
from ocr.data.folding import fold

_LISTS = ("home", "home_whole", "birth", "identity", "civil", "sort_address")
_SHORTEST, _LONG = 4, 6  # letters of a label; of one that is known with one other letter
_WORD = re.compile(rf"[^\W\d_]{{{_SHORTEST},}}(?P<colon>[ \t]?:)?")


def mended(text: str) -> str:
    """The text with such labels as the lists have them; it keeps its length."""
    return _WORD.sub(_spelling, text)


def _spelling(match: re.Match[str]) -> str:
    end = match.start("colon") - match.start() if match["colon"] else len(match[0])
    word, rest = match[0][:end], match[0][end:]
    if word.lower() in _words():
        return match[0]
    known = _folded().get(fold(word))
    if known is None and rest and len(word) >= _LONG:
        known = next((_near()[hole] for hole in _holes(fold(word)) if hole in _near()), None)
    return known + rest if known and len(known) == len(word) else match[0]


def _holes(word: str) -> Iterator[str]:
    return (f"{word[:i]}\n{word[i + 1 :]}" for i in range(len(word)))


@cache
def _words() -> frozenset[str]:
    labels = (label for key in _LISTS for label in sections("private_labels")[key])
    return frozenset(word for label in labels for word in re.findall(r"[^\W\d_]+", label.lower()))


@cache
def _folded() -> Mapping[str, str]:
    return {fold(word): word for word in sorted(_words()) if len(word) >= _SHORTEST}


@cache
def _near() -> Mapping[str, str]:
    return {
        hole: word for word in sorted(_words()) if len(word) >= _LONG for hole in _holes(fold(word))
    }

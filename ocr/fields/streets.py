"""Where a street, a building or a box begins a text."""

import re
from functools import cache

from ocr.data import pattern, sections
from ocr.data.folding import fold


@cache
def box() -> re.Pattern[str]:
    """A post office box with its number."""
    return re.compile(
        rf"(?<!\w)(?:{pattern('addresses', 'box')})\.?\s?:?\s?[a-z]{{0,2}}\d{{1,6}}", re.IGNORECASE
    )


@cache
def _street_here() -> re.Pattern[str]:
    heads, tails, inside = map(_folded, ("street_heads", "street_tails", "inside"))
    return re.compile(
        rf"(?:[a-z][\w'.-]*\s){{0,3}}[a-z][\w'.-]*\s?(?:{tails})\.?,?\s*\d{{1,4}}"
        rf"|(?:(?:{heads})(?!\w)\.?\s(?=[^\W\d])|c/\s?)[^\n]{{1,60}}?\d"
        rf"|\d{{1,4}}\s?[a-z]?,?\s(?:(?:bis|ter),?\s)?[^\n,]{{0,40}}?(?<!\w)(?:{heads}|{tails})(?!\w)"
        rf"|(?:{inside})\.?\s\d{{1,4}},\s\d"
    )


def begins_street(text: str) -> bool:
    """Whether a text begins with a street and its number, or with a box."""
    folded = fold(text)
    return bool(_street_here().match(folded) or box().match(text) or numbered().match(folded))


@cache
def numbered() -> re.Pattern[str]:
    """A plot, a house or a shop by its number, as in India: `Plot No. 214/B`, `H.No. 3-66`."""
    words = (re.escape(fold(word)).replace(r"\ ", r"\.?\s?") for word in _by_length("numbered"))
    return re.compile(rf"(?<![\w.])(?:{'|'.join(words)})\.?\s?[:.]?\s?[a-z]?\s?-?\s?\d[\w/-]*")


@cache
def _building() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_folded('inside')}|{_folded('street_heads')})(?!\w)")


def names_building(text: str) -> bool:
    """Whether a word of buildings, floors or streets stands in a text."""
    return bool(_building().search(fold(text)))


def _folded(section: str) -> str:
    return "|".join(re.escape(fold(word)) for word in _by_length(section))


def _by_length(section: str) -> list[str]:
    return sorted(set(sections("addresses")[section]), key=len, reverse=True)

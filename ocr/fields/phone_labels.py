"""The words that tell a telephone number's kind, before it, behind it or beside it."""

import re
from collections.abc import Mapping

from ocr.data import sections
from ocr.data.folding import fold
from ocr.types import PhoneKind

KINDS: tuple[PhoneKind, ...] = ("mobile", "work", "switchboard", "fax")


def _table() -> Mapping[str, PhoneKind]:
    lists = sections("phone_labels")
    return {_key(label): kind for kind in KINDS for label in lists[kind]}


def _key(label: str) -> str:
    return re.sub(r"[\s.-]+", " ", fold(label)).strip()


_LABELS = _table()
_WORDS = sorted((label for label in _LABELS if len(label) > 1), key=len, reverse=True)
_LOOSE = "|".join(re.escape(word).replace(r"\ ", r"[\s.-]+") for word in _WORDS)
_LABEL = re.compile(rf"(?<!\w)(?:{_LOOSE})(?![^\W\d])")
_LETTER = re.compile(r"(?:^|[\s|•·,;/(\[])([a-z])\s?[.:)\]|]?\s*$")
_PAIR = re.compile(
    r"(?:^|\W)([^\W\d]+)[.:]?(?:\s?[/+&|]\s?|\s(?:(?:och|and|und|og|et|e|y|en|ja)\s)?)[^\W\d]+[\s.:]*$"
)
_BEHIND = re.compile(
    r"\s*[(\[]?\s?([^\W\d]{1,18}\.?)\s?[)\]]?[.:]?\s*(?=$|[|•·,;/]|\s{2}|[+(\d]|\s[–—-]\s)"
)
_REACH = 26


def kind_of(text: str) -> PhoneKind | None:
    """The kind the last label in a text says, if it stands near the end."""
    folded = fold(text)
    found = list(_LABEL.finditer(folded))
    if found and len(folded) - found[-1].end() <= _REACH:
        return _LABELS[_key(found[-1][0])]
    if letter := _LETTER.search(folded):
        return _LABELS.get(letter[1])
    last = folded.split()[-1:]
    return _shortened(last[0].rstrip(":")) if last else None


def _shortened(word: str) -> PhoneKind | None:
    """The kind of an abbreviation cut from a longer label: `Sentralb.`"""
    if not re.fullmatch(r"[^\W\d_]{5,}\.?", word):
        return None
    return next((_LABELS[known] for known in _WORDS if known.startswith(word.rstrip("."))), None)


def kinds_before(text: str) -> list[PhoneKind]:
    """The kinds of the labels right before a number; two where the label is `Tel/Fax`."""
    last = kind_of(text)
    if last is None:
        return []
    pair = _PAIR.search(fold(text))
    first = _LABELS.get(pair[1]) if pair else None
    return [first, last] if first and first != last and "fax" in (first, last) else [last]


def kind_behind(text: str, place: int) -> tuple[PhoneKind, int] | None:
    """The kind a label right behind a number says, as in `(direct)`, and where the label ends."""
    match = _BEHIND.match(text, place)
    kind = _LABELS.get(_key(match[1])) if match else None
    return (kind, match.end()) if match and kind else None


def is_label(text: str) -> bool:
    """Whether a text is a phone label and nothing else."""
    if _shortened(fold(text).strip(" :")):
        return True
    left = re.sub(r"[\W_]+", "", _LABEL.sub(" ", fold(text)))
    return len(left) <= 1 and not left.isdigit() and kind_of(text) is not None

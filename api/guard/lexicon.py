"""The words of `judgements.txt`, and where they stand in a text as a judgement."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from api.kit.folding import fold

_FILE = Path(__file__).with_name("judgements.txt")
_SECTION = re.compile(r"\[([^]]+)\]")
_TOKEN = re.compile(r"[^\W_]+(?:['’:-][^\W_]+)*")
_CLAUSE_END = re.compile(r"[.,;:!?\n()–]|\b(?:men|och|but|and|og|und|aber)\b")
# Shorter words without their marks are other words: knäpp and knapp, dåre and dare.
_TYPED_BARE = 7


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase of the lexicon; `of_person` counts only when said of a person."""

    words: tuple[str, ...]
    language: str
    kind: str
    of_person: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters `start` to `end` (outside) of a text, and the entry that stands there."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


def find(text: str) -> Iterator[Hit]:
    """Give every judgement in `text`, in order; a phrase stands for the words in it."""
    tokens = [
        _Token(unicodedata.normalize("NFC", match[0]).casefold(), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]
    place = 0
    while place < len(tokens):
        hit = next(_at(text, tokens, place), None)
        if hit is None:
            place += 1
            continue
        yield hit
        place += len(hit.entry.words)


# What is said of a language's people, beside its judgements.
_HELP = ("who", "role", "link", "seems", "over")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    by_first: dict[str, list[Entry]]
    help: dict[tuple[str, str], frozenset[str]]
    stronger: tuple[str, ...]


@cache
def _lexicon() -> _Lexicon:
    entries: dict[str, list[Entry]] = {}
    helping: dict[tuple[str, str], frozenset[str]] = {}
    stronger: set[str] = set()
    for section, phrases in _sections():
        language, kind, *rest = section.split()
        if kind in _HELP:
            helping[language, kind] = frozenset(words[0] for words in phrases)
        elif kind == "stronger":
            stronger |= {words[0] for words in phrases}
        else:
            for words in phrases:
                entry = Entry(words, language, kind, of_person=bool(rest))
                for spelling in _spellings(words[0]):
                    entries.setdefault(spelling, []).append(entry)
    for known in entries.values():
        # The longest phrase first, and what always counts before what depends on its neighbours.
        known.sort(key=lambda entry: (-len(entry.words), entry.of_person))
    return _Lexicon(entries, helping, tuple(sorted(stronger, key=len, reverse=True)))


def _sections() -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    section, phrases = "", list[tuple[str, ...]]()
    for raw in _FILE.read_text(encoding="utf-8").splitlines():
        line = raw.partition("#")[0].strip()
        if head := _SECTION.fullmatch(line):
            if section:
                yield section, phrases
            section, phrases = head[1], []
        else:
            phrases += [tuple(part.split()) for part in line.split(",") if part.strip()]
    yield section, phrases


def _spellings(word: str) -> set[str]:
    # As written, and as typed on a keyboard without the marks.
    return {word, fold(word)} if len(word) >= _TYPED_BARE else {word}


def _at(text: str, tokens: Sequence[_Token], place: int) -> Iterator[Hit]:
    lexicon = _lexicon()
    for word in _readings(lexicon, tokens[place].text):
        for entry in lexicon.by_first.get(word, ()):
            run = tokens[place : place + len(entry.words)]
            if tuple(token.text for token in run[1:]) != entry.words[1:]:
                continue
            if not entry.of_person or _is_of_person(lexicon, text, tokens, place, entry):
                yield Hit(run[0].start, run[-1].end, entry)


def _readings(lexicon: _Lexicon, word: str) -> Iterator[str]:
    yield word
    for start in lexicon.stronger:
        if word.startswith(start):
            yield word[len(start) :]


def _is_of_person(
    lexicon: _Lexicon, text: str, tokens: Sequence[_Token], place: int, entry: Entry
) -> bool:
    helping = {kind: lexicon.help[entry.language, kind] for kind in _HELP}
    last = place + len(entry.words) - 1
    after = ""
    if last + 1 < len(tokens) and not _is_parted(text, tokens[last].end, tokens[last + 1].start):
        after = tokens[last + 1].text
    if entry.kind == "temper" and after in helping["over"]:
        return False
    if after in helping["who"] or (after in helping["role"] and entry.kind != "appearance"):
        return True
    closes = _closes(text, tokens[last].end)
    return _follows_person(lexicon, text, tokens[: place + 1], helping, closes=closes)


def _follows_person(
    lexicon: _Lexicon,
    text: str,
    tokens: Sequence[_Token],
    helping: Mapping[str, frozenset[str]],
    *,
    closes: bool,
) -> bool:
    """Return whether the last of `tokens` is linked to a person before it in the same clause."""
    for at in range(len(tokens) - 2, -1, -1):
        word = tokens[at].text
        if _is_parted(text, tokens[at].end, tokens[at + 1].start):
            return False
        if word in helping["who"] or word in helping["role"]:
            return at < len(tokens) - 2
        begins = at == 0 or _is_parted(text, tokens[at - 1].end, tokens[at].start)
        if begins and word in helping["seems"]:
            return closes
        if word not in helping["link"] and word not in lexicon.by_first:
            return False
    return False


def _is_parted(text: str, start: int, end: int) -> bool:
    return re.search(r"[.,;:!?\n()]", text[start:end]) is not None


def _closes(text: str, end: int) -> bool:
    rest = text[end:].lstrip(" \t")
    return not rest or _CLAUSE_END.match(rest) is not None

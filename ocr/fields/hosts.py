"""Domains that a card prints twice: what recognition lost in one reading stands in the other.

A mailbox's domain and a web address are read apart. Where they differ in nothing but a doubled
letter or a sign's shape, or where one lacks its last letter, the whole one is printed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ocr.fields import emails, regions, websites
from ocr.fields.domains import suffix
from ocr.fields.spans import Mark, on_line, overlaps

_SHAPES = str.maketrans("1i|0", "lllo")
_CLIPPED = re.compile(r"(?<![\w.@-])([\w.+-]{2,64})@((?:[^\W_][\w-]*\.)+[^\W\d_]?)(?![\w@.-])")
# Of a name in two parts: `fb/norvika.se` is no mailbox.
_NO_AT = re.compile(
    r"(?<![\w./:@-])([\w+]+[._-][\w.+-]{1,64})[^\w\s.:@+-]"
    r"([^\W_][\w-]*(?:\.[\w-]+)+)(?![\w/@])"
)
_NARROW = "il"  # the letters that recognition loses at a word's end
_OUTLINE, _LOST = 4, 2
_NAMED = 5  # letters of a name that speaks for a domain

Marks = list[Mark[str]]


def agreed(mails: Marks, sites: Marks, texts: Sequence[str]) -> tuple[Marks, Marks]:
    """The mailboxes and web addresses, those of one outline made to agree."""
    printed = [(_host(mark), texts[mark.line][mark.start : mark.end]) for mark in (*mails, *sites)]
    best = {host: _as_named(better, texts) for host, better in _best(printed).items()}
    return [_with_host(mark, best) for mark in mails], [_with_host(mark, best) for mark in sites]


def _host(mark: Mark[str]) -> str:
    return mark.value.split("@")[1] if "@" in mark.value else websites.host(mark.value)


def _best(printed: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """For each host the likeliest of its outline: with most letters, in print of one case."""
    by_outline: dict[str, list[tuple[str, str]]] = {}
    for host, text in printed:
        by_outline.setdefault(_outline(host), []).append((host, text))
    return {
        host: max(same, key=lambda one: (len(one[0]), not _is_mixed(one[1])))[0]
        for outline, same in by_outline.items()
        for host, _ in same
        if len(outline) > _OUTLINE
    }


def _as_named(host: str, texts: Sequence[str]) -> str:
    """The host with an l or i as a name on the card has it in capitals: `LJUNG` for `ijung.se`."""
    name, dot, ending = host.partition(".")
    for word in re.findall(rf"[^\W\d_]{{{_NAMED},}}", " ".join(texts)):
        pairs = list(zip(name, word, strict=False))
        alike = len(name) == len(word) and all(
            a == b.lower() or (a in _NARROW and (b == "L" or (b == "I" and word.isupper())))
            for a, b in pairs
        )
        if alike and name != word.lower():
            return "".join(b.lower() for _, b in pairs) + dot + ending
    return host


def _outline(host: str) -> str:
    """The host with signs of one shape made one, and none of them doubled."""
    return "".join(sign for sign, _ in groupby(host.lower().translate(_SHAPES)))


def _is_mixed(text: str) -> bool:
    return bool(re.search(r"[a-z.][A-Z01|]", text))


def _with_host(mark: Mark[str], best: Mapping[str, str]) -> Mark[str]:
    host = _host(mark)
    better = best.get(host, host)
    if better == host:
        return mark
    start = mark.value.lower().rindex(host)
    return replace(mark, value=mark.value[:start] + better + mark.value[start + len(host) :])


def completed(texts: Sequence[str], mails: Marks, sites: Marks) -> Marks:
    """The mailboxes with those whose domain lost its last letters: `asa@norvika.f`.

    They are put back from a web address that begins so, or, a narrow one behind one letter, where
    the ending then is that of the card's country. Before a web address of the card, a sign that
    stands in no mailbox is a misread @: `asa.ek/norvika.se`.
    """
    known = [_host(mark) for mark in (*sites, *mails)]
    found = list(mails)
    for line, text in enumerate(texts):
        for match in (*_CLIPPED.finditer(text), *_NO_AT.finditer(text)):
            if overlaps(match.start(), match.end(), on_line(mails, line)):
                continue
            host = _whole(match[2].lower(), known) or _of_country(match[2], texts, known)
            if host and (value := emails.normalize(f"{match[1]}@{host}")):
                found.append(Mark(line, match.start(), match.end(), value))
    return sorted(found, key=lambda mark: (mark.line, mark.start))


def _whole(read: str, known: Iterable[str]) -> str | None:
    """The known domain that this is, or is but for its last letter or two."""
    return next((h for h in known if h.startswith(read) and len(h) - len(read) <= _LOST), None)


def _of_country(clipped: str, texts: Sequence[str], known: Iterable[str]) -> str | None:
    stem, _, letter = clipped.rpartition(".")
    ranked = regions.rank(texts, known)
    ending = ranked[0].lower() if ranked else ""
    fits = letter and ending[:1] == letter.lower() and ending[1:] in _NARROW
    return f"{stem}.{ending}" if fits and suffix(ending) else None

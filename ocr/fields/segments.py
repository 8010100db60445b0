"""What is left of the lines when values and private things are taken out, cut into pieces.

A piece is what a person would read as one thing: cut at separators, at the values taken out, and
freed of labels such as `Tel.` that stand alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ocr.data import sections, words
from ocr.data.folding import fold
from ocr.fields import roles, streets
from ocr.fields.names import is_title, likeness, tidy
from ocr.fields.organizations import (
    end_of_name,
    is_affiliation,
    is_form_only,
    legal_form,
    resembles,
)
from ocr.fields.phone_labels import is_label
from ocr.layout.blocks import height
from ocr.types import Box, Line

_HOLE = "\x1f"
_SIGN = 3  # a sign between two pieces, with a blank on either side
# A dash with blanks cuts, but for `CH - 6900 Lugano`, `Norpur - 400 059`, `80040-310 - Norva`.
_DASH = (
    r"(?<!\d-\d{3})(?:(?<!\b[A-Z])(?<!\b[A-Z]{2})\s+[–—-]\s+|\s+[–—-]\s+(?!\s*\d{4}))"
    r"(?!\s*\d{3}\s?\d{2,3}\b)"
)
_CUT = re.compile(rf"\s*[|•·●■►▪¦;{_HOLE}]\s*|\s{{2,}}|{_DASH}|\s+/\s+|\s[~*@]\s|\t+")
_EDGE = ' \t,.:;|/\\~*_=<>[]{}«»"“”–—-+#»→'
_SOCIAL = re.compile(
    rf"\b(?:{'|'.join(re.escape(x) for x in sections('contact_labels')['social'])})\s?[:/]\s?\S+"
    r"|(?<!\S)@[\w.-]{3,}",
    re.IGNORECASE,
)
_LABEL_BEFORE = re.compile(
    r"(?<![^\W_])((?:"
    + "|".join(
        sorted(
            {
                re.escape(x).replace(r"\ ", r"\s?")
                for lists, keys in (
                    ("phone_labels", ("mobile", "work", "switchboard", "fax")),
                    ("contact_labels", ("email", "web")),
                )
                for key in keys
                for x in sections(lists)[key]
            },
            key=len,
            reverse=True,
        )
    )
    + rf")(?:\s?[/&+]\s?(?:fax|tel|mob\w*))?[\s.:)–-]*)(?={_HOLE})",
    re.IGNORECASE,
)
_LABELS = frozenset(
    fold(x) for key in ("email", "web", "social") for x in sections("contact_labels")[key]
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of line `line`, characters `start` to `end`; `block` and `order` as it is read.

    `size` is the height of its print relative to the largest on the card; 0 for text documents.
    `behind` is the sign that stands right behind it on its line, as ` - `, with its blanks.
    """

    text: str
    line: int
    start: int
    end: int
    block: int
    order: int
    size: float
    box: Box | None
    confidence: float
    behind: str = ""


def cut(
    lines: Sequence[Line],
    taken: Sequence[Sequence[tuple[int, int]]],
    blocks: Sequence[Sequence[int]],
    stems: Sequence[str],
) -> list[Segment]:
    """The pieces in reading order; `taken` holds for each line the stretches already read."""
    largest = max((height(line.box) for line in lines if line.box), default=1)
    found: list[Segment] = []
    for block, members in enumerate(blocks):
        for line in members:
            for start, end in _pieces(lines[line].text, taken[line], stems):
                box = lines[line].box
                size = height(box) / largest if box else 0.0
                text, clear = lines[line].text, lines[line].confidence
                sign = text[end : end + _SIGN]
                place = (line, start, end, block, len(found))
                found.append(Segment(text[start:end], *place, size, box, clear, sign))
    return found


def _pieces(
    text: str, taken: Sequence[tuple[int, int]], stems: Sequence[str]
) -> list[tuple[int, int]]:
    masked = text
    for start, end in taken:
        masked = masked[:start] + _HOLE * (end - start) + masked[end:]
    for social in _SOCIAL.finditer(masked):
        masked = masked[: social.start()] + _HOLE * len(social[0]) + masked[social.end() :]
    for label in _LABEL_BEFORE.finditer(masked):
        masked = masked[: label.start(1)] + _HOLE * len(label[1]) + masked[label.end(1) :]
    found: list[tuple[int, int]] = []
    place = 0
    for gap in [*_CUT.finditer(masked), None]:
        end = gap.start() if gap else len(masked)
        piece = _trim(masked, place, end)
        if piece and _is_worth(masked[piece[0] : piece[1]]):
            found += _name_apart(masked, *piece, stems)
        place = gap.end() if gap else end
    return found


def _name_apart(text: str, start: int, end: int, stems: Sequence[str]) -> list[tuple[int, int]]:
    """`Norvika AB Box 12` is a company and an address; `Åsa Ek, VD, Norvika AB` three things."""
    cut = end_of_name(text[start:end])
    parts = [(start, start + cut), (start + cut, end)] if cut else [(start, end)]
    parts = [clause for part in parts for clause in _clauses(text, *part, stems)]
    return [trimmed for part in parts if (trimmed := _trim(text, *part))]


def _clauses(text: str, start: int, end: int, stems: Sequence[str]) -> list[tuple[int, int]]:
    """The piece cut at those commas that part a name, a role, a company and an address."""
    commas = [m.start() for m in re.finditer(r",\s", text[start:end])]
    edges = [start, *(start + comma for comma in commas), end]
    clauses = [text[a:b].strip(" ,") for a, b in pairwise(edges)]
    sorts = ["title" if is_title(one) else _sort(one, stems) for one in clauses]
    cuts = [start]
    for place, (edge, both) in enumerate(zip(edges[1:-1], pairwise(sorts), strict=True)):
        if both in _APART or _ends_name(*clauses[place : place + 2]):
            cuts.append(edge)
    if (
        len(cuts) == 1
        and edges[1:-1]
        and _heads_address(text[start : edges[1]], text[edges[1] : end])
    ):
        cuts.append(edges[1])
    return list(pairwise([*cuts, end]))


def _ends_name(clause: str, following: str) -> bool:
    """Whether a company's name is over at a comma: behind its legal form or its trade, before a
    town, before its owner's.
    """
    if is_affiliation(following):
        return True
    last = roles.tokens(clause)[-1:]
    town = re.fullmatch(r"[A-ZÀ-ÖØ-Þ][^\W\d_-]+(?:[ -][A-ZÀ-ÖØ-Þ][^\W\d_]+)?", following)
    known = is_form_only(following) or _named_as(following)  # `Norvika Services, LLC` goes on
    if town and last and last[0] in words("company_words") and not known:
        return True
    form = legal_form(clause)
    ends = form is not None and form[0] > 0 and form[1] >= len(clause.rstrip(" ."))
    return ends and not is_form_only(following)


def _heads_address(clause: str, rest: str) -> bool:
    """Whether the first clause is a name before a street: `Norvika, Storgatan 1`."""
    return (
        not re.search(r"\d", clause)
        and clause[:1].isupper()
        and not streets.names_building(clause)
        and streets.begins_street(rest.lstrip(" ,"))
    )


def _sort(clause: str, stems: Sequence[str]) -> str:
    form = legal_form(clause)
    numbered = re.search(r"\d", clause)
    if (form and form[0] > 0) or (not numbered and resembles(clause, stems) >= 0.65):
        return "company"
    if likeness(tidy(clause)) >= 2.0:
        return "person"
    if roles.likeness(clause) >= 1.6:
        return "role"
    proper = clause[:1].isupper() and not numbered and not streets.names_building(clause)
    if proper and (named := _named_as(clause)):
        return named
    return "street" if _STREET.match(clause) else "other"


def _named_as(clause: str) -> str | None:
    """`company` by a word of companies; `pair` by an `&` alone, as subjects have it too."""
    if any(part in words("company_words") for part in roles.tokens(clause)):
        return "company"
    return "pair" if re.search(r"\s(?:&|och|und|and|et|og|y|e|en)\s", clause) else None


_STREET = re.compile(
    r"\D{3,40}\s\d{1,4}\b|\d{1,4}\w?\s\D{4,}|(?:[A-Z]{1,3}[- ])?(?:\d{4,5}|\d{3}\s\d{2})\s[^\W\d]"
)
_APART = frozenset(
    (
        ("person", "role"),
        ("person", "company"),
        ("role", "company"),
        ("company", "street"),
        ("company", "person"),
        ("role", "person"),
        ("other", "person"),
        ("other", "company"),
        ("person", "pair"),
        ("pair", "person"),
        ("pair", "street"),
    )
)


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in _EDGE:
        start += 1
    while (
        end > start
        and text[end - 1] in _EDGE
        and not (text[end - 1] == "." and text[end - 2 : end - 1].isalpha())
    ):
        end -= 1
    return (start, end) if start < end else None


def _is_worth(text: str) -> bool:
    letters = sum(c.isalnum() for c in text)
    folded = fold(text).strip(" .:,()")
    return letters >= 2 and folded not in _LABELS and not is_label(text)

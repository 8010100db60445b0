"""Postal addresses: which pieces belong to one, and how they are put together.

The visiting address wins over the postal one where both are marked; a private one never comes here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ocr.data import pattern, sections
from ocr.data.folding import fold
from ocr.fields import names, organizations, roles, streets
from ocr.fields.numbers import mend
from ocr.fields.segments import Segment

_US_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|"
    r"S[CD]|T[NX]|UT|V[AT]|W[AIVY])"
)
_POSTCODE = re.compile(
    r"(?<![\w-])(?:(?:SE?|NO?|DK|F[Il]N?|DE?|AT?|CH|NL|BE?|FR?|ES?|[Il1]|IT|PT?|LU?)[-– ]\s?)?"
    r"(?:\d{3}\s\d{2}|\d{2}-\d{3}(?=\s)|L[TV]-\d{4,5}|\d{5}|\d{4}(?![–-]\s)|\d{4}-\d{3}|\d{5}-\d{3}"
    r"|\d{3}-\d{3,4})"
    r"\s?(?:[A-Z]{2}\s)?[,–-]?\s*(?:A\s)?[A-ZÀ-ÖØ-ÞŁŚŠŻŽ][^\W\d]+"
    rf"|\b(?:{_US_STATE}|(?i:{pattern('addresses', 'states')}))[.,]?\s+\d{{5}}(?:-\d{{4}})?\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b|\d{4}\s?[A-Z]{2}\s+[A-Z]"
    r"|\bC\.?E\.?P\.?[\s:]*\d{5}-?\d{3}|\b\d{3}-\d{4}\b\s*(?:JAPAN|Japan)|〒|\bKY\d-\d{4}"
    r"|\b(?:[AC-FHKNPRTV-Y]\d\d|D6W)\s?(?=\d*[A-Z])[\dAC-FHKNPRTV-Y]{4}\b"  # of Ireland
)
# States of Brazil behind a town: `São Paulo - SP`.
_BRAZIL = re.compile(
    r"[^\W\d]\s?[,/–-]\s?(?:A[CLPM]|BA|CE|DF|ES|GO|M[ATSG]|P[ABREI]|R[JNSOR]|S[CPE]|TO)\.?"
    r"(?=\s*(?:$|[,(–-]))"
)
# A number, words in capitals and a comma, as in much of the world: `12B Norr Vik Vang, …`; or
# the grid of an American town: `450 S 700 E`.
_NUMBERED = re.compile(
    r"^\d{1,4}[A-Z]?,?\s(?:[A-Z][\w'’-]+\s?){1,5},(?:\s|$)|^\d{2,5}\s[NSEW]\s\d{2,5}\s[NSEW]$"
)
_HEADING = re.compile(
    r"^(?:[Aa]|[^\W\d][^\W\d .-]{2,24}(?:\s(?:[^\W\d]{2,20}|\d))?)\s?:\s*(?=.*\d)"
)
# Where number is written nº; French writes n°.
_IBERIAN = re.compile(
    r"\b(?:rua|avenida|av|alameda|praça|travessa|estrada|calle|plaza)\b", re.IGNORECASE
)
_GLUED_WORDS = re.compile(r"(?<=[a-zåäöøæéü]{3})(?=[A-ZÅÄÖØÆ])")
_GLUED_LABEL = re.compile(r"(?<=\d)(?:Tel|Fax|Fone|Phone|Mob)\w*\.?:?$")
_BLOCKS = re.compile(r"(?<![\d+()-])\d{1,4}-\d{1,3}(?:-\d{1,3}(?:F)?)+,?\s?[A-Z]|-chome\b")
_BUILDING = re.compile(
    r"(?<!\w)(?:tower|house|building|tour|immeuble|batiment(?=\s\w)|edificio|airport|campus"
    r"|residence|parc d.activites?|zone (?:industrielle|artisanale)|(?:gewerbe|industrie)park"
    r"|gewerbegebiet|(?:business|science|technology) park|pol(?:igono|\.) ind(?:ustrial|\.)"
    r"|zona industrial\w?|z\.?[ai]\.?[ce]?\.?(?= d[eu]s? ))(?!\w)"
)
# A name, then a number: above a postcode no more is needed, `Wijnhaven 88` is a street.
_NUMBER_BEHIND = re.compile(r"(?!.*[@:])[^\W\d].{2,45}[\s.,]\d{1,4}(?:\s?[A-Za-z]|-\d{1,4})?")
_COMPANYISH = re.compile(r"\b(?:AB|GmbH|Ltd|Inc|S\.?r\.?l|A/S|ApS|Oy|BV|LLC|Lda)\b")


_OWN_NAME = 0.65


@dataclass(frozen=True, slots=True)
class Address:
    """An address put together, the pieces it was made of, and how sure it is, 0 to 1."""

    text: str
    parts: tuple[Segment, ...]
    sureness: float


@cache
def _street() -> re.Pattern[str]:
    tails = "|".join(
        sorted(
            {re.escape(fold(x)) for x in sections("addresses")["street_tails"]},
            key=len,
            reverse=True,
        )
    )
    heads = "|".join(
        sorted(
            {re.escape(fold(x)) for x in sections("addresses")["street_heads"]},
            key=len,
            reverse=True,
        )
    )
    number = r"(?:n[r°ºo]?\.?\s?)?\d{1,5}\s?(?:[a-z](?![a-z]))?"
    return re.compile(
        rf"(?:[a-z][\w'.-]*\s?(?:{tails})\.?,?\s*{number}"
        rf"|(?<!\w)(?:{heads})(?!\w)\.?\s?[^\n]{{0,60}}?(?:\d|s/n)|\d[^\n]{{0,40}}?(?<!\w)(?:{heads}|{tails})(?!\w)"
        rf"|^\d{{1,5}}[a-z]?,?\s[nsew]?\.?\s?[a-z][\w.' -]+\s(?:{tails})(?!\w))"
    )


@cache
def _inside() -> re.Pattern[str]:
    parts = "|".join(
        sorted({re.escape(fold(x)) for x in sections("addresses")["inside"]}, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)")


@cache
def _country() -> re.Pattern[str]:
    return re.compile(rf"(?:[A-Z]{{2}}-)?(?:{pattern('places')})\.?", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    visiting, postal = pattern("addresses", "visiting"), pattern("addresses", "postal")
    return re.compile(
        rf"^\s*(?:(?P<visiting>{visiting})|(?P<postal>{postal}))(?!\w)\s?(?:[:.–-]\s?|(?<=\s)(?=\d)|$)",
        re.IGNORECASE,
    )


def strength(text: str) -> float:
    """How much a piece looks like part of an address, 0 to 2.

    2 is a street, a box or a postcode with its town, 1.5 a place with its country, 1 a country or
    part of a building.
    """
    if len(text) > 110:
        return 0.0
    text = _GLUED_WORDS.sub(" ", text)
    if _is_strong(text):
        return 2.0
    *before, tail = re.split(r"[,–-]\s*", text)
    if len(text.split()) <= 6 and before and _country().fullmatch(tail.strip(" .()")):
        return 1.5
    if len(text.split()) <= 9 and _BRAZIL.search(text) and not _COMPANYISH.search(text):
        return 1.5
    inside = _inside().search(fold(text)) and re.search(r"\d", text)
    return 1.0 if inside or _country().fullmatch(text.strip(" ,.")) else 0.0


def _is_strong(text: str) -> bool:
    bare = _label().sub("", text)
    if _POSTCODE.search(bare) or streets.box().search(text) or _BLOCKS.search(text):
        return True
    if _NUMBERED.search(bare) and not _COMPANYISH.search(text):
        return True
    return bool(_street().search(fold(text))) and not _COMPANYISH.search(text)


def is_label(text: str) -> bool:
    """Whether a piece is a heading such as `Visiting address`."""
    match = _label().match(text + ":")
    return match is not None and len(match[0]) >= len(text)


def find(
    segments: Sequence[Segment], texts: Sequence[str], stems: Sequence[str] = ()
) -> list[Address]:
    """The addresses among the pieces, the one to give first; `stems` name the card's company."""
    lines = _by_line(segments, texts, stems)
    groups: list[list[_Piece]] = []
    for piece in lines:
        if piece.weight < 1.0:
            continue
        if groups and _joins(groups[-1], piece, lines):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    found = [group for group in groups if any(piece.weight >= 2.0 for piece in group)]
    ordered = sorted(found, key=lambda group: -_rank(group, lines))
    return [_assemble(_widen(group, lines), texts) for group in ordered]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What of one line may belong to an address: pieces with nothing but separators between."""

    place: int
    parts: tuple[Segment, ...]
    text: str
    weight: float

    @property
    def block(self) -> int:
        return self.parts[0].block


def _by_line(
    segments: Sequence[Segment], texts: Sequence[str], stems: Sequence[str]
) -> list[_Piece]:
    """The pieces line by line; a line with a street or postcode takes its neighbours along."""
    found: list[_Piece] = []
    run: list[Segment] = []
    for segment, following in zip(segments, [*segments[1:], None], strict=False):
        run.append(segment)
        if (
            following is not None
            and following.line == segment.line
            and following.block == segment.block
        ):
            continue
        parts = _of_address(run, stems)
        rest = [part for part in run if part not in parts]
        for group in (parts, rest):
            if group:
                text = texts[group[0].line][group[0].start : group[-1].end]
                weight = max(strength(part) for part in (text, *(p.text for p in group)))
                found.append(_Piece(len(found), tuple(group), text, weight))
        run = []
    return found


def _of_address(run: Sequence[Segment], stems: Sequence[str]) -> list[Segment]:
    strong = [i for i, part in enumerate(run) if strength(part.text) >= 1.5]
    if not strong:
        return list(run)
    first, last = strong[0], strong[-1]
    while last + 1 < len(run) and not _is_other(run[last + 1].text):
        last += 1
    while first > 0 and _is_part(run[first - 1].text, stems):
        first -= 1
    return list(run[first : last + 1])


def _is_part(text: str, stems: Sequence[str]) -> bool:
    """Whether a piece before a street on its line belongs to it: a building, a floor, a number."""
    numbered = re.fullmatch(r"[^\W\d]\D{2,40}\s\d{1,4}\s?[A-Za-z]?", text)
    of_address = strength(text) >= 1 or _is_building(text) or is_label(text)
    return bool(numbered or of_address) and not _is_other(text, stems)


def _is_other(text: str, stems: Sequence[str] = ()) -> bool:
    """Whether a piece beside an address says something else: a company, a role, a person."""
    return (
        organizations.legal_form(text) is not None
        or organizations.resembles(text, stems) >= _OWN_NAME
        or roles.likeness(text) > 1.2
        or names.likeness(text) > 2.0
    )


def _joins(group: Sequence[_Piece], piece: _Piece, lines: Sequence[_Piece]) -> bool:
    """Pieces that follow each other in one block, with nothing but weak pieces between."""
    last = group[-1]
    if piece.block != last.block or piece.place - last.place > 2:
        return False
    between = lines[last.place + 1 : piece.place]
    if _label().match(piece.text) or any(is_label(p.text) or _is_other(p.text) for p in between):
        return False
    if not any(has_postcode(p.text) for p in group):
        return True
    closed = any(_country().search(p.text.split(",")[-1]) for p in group[-1:])
    again = _starts(piece.text) and any(_starts(p.text) for p in group)
    return not (again or closed or has_postcode(piece.text))


def has_postcode(text: str) -> bool:
    """Whether a postcode stands in it, and not the house number of `20145 Norwick Place`."""
    match = _POSTCODE.search(streets.box().sub("", text))
    return match is not None and not (match.start() == 0 and _street().search(fold(text)))


def _starts(text: str) -> bool:
    return bool(
        _street().search(fold(text))
        or streets.box().search(text)
        or _BLOCKS.search(text)
        or _HEADING.match(text)
    )


def _mark(group: Sequence[_Piece], lines: Sequence[_Piece]) -> str:
    """`visiting`, `postal` or nothing, as a heading says."""
    first = group[0]
    match: re.Match[str] | None = _label().match(first.text)
    if match is None and first.place and is_label(lines[first.place - 1].text):
        match = _label().match(lines[first.place - 1].text + ":")
    if match is None:
        return ""
    return "visiting" if match["visiting"] else "postal"


def _rank(group: Sequence[_Piece], lines: Sequence[_Piece]) -> float:
    text = " ".join(piece.text for piece in group)
    rank = 2.0 if any(has_postcode(piece.text) for piece in group) else 0.0
    rank += 1.5 if _street().search(fold(text)) else 0.0
    rank += {"visiting": 3.0, "postal": -1.0}.get(_mark(group, lines), 0.0)
    return rank - 0.01 * group[0].place


def _widen(group: list[_Piece], lines: Sequence[_Piece]) -> list[Segment]:
    """Adds the piece before (building) and those between and after (town, country) in the block."""
    first, last = group[0].place, group[-1].place
    while last + 1 < len(lines) and lines[last + 1].block == group[-1].block:
        if not _is_tail(lines[last + 1].text, group):
            break
        last += 1
    if first and lines[first - 1].block == group[0].block:
        above = lines[first - 1].text
        first -= _is_building(above) or _is_street_above(above, group)
    inside = [piece for piece in lines[first : last + 1] if piece.block == group[0].block]
    return [part for piece in inside for part in piece.parts]


def _is_tail(text: str, group: Sequence[_Piece]) -> bool:
    """A country; or, where no postcode was seen, words in capitals that may be the town."""
    closed = any(has_postcode(piece.text) for piece in group)
    if closed and (has_postcode(text) or _starts(text)):
        return False
    if _country().fullmatch(text.strip(" ,.")) or strength(text) >= 1.5:
        return True
    if closed or _is_other(text) or re.search(r"\d|@", text):
        return False
    words = re.findall(r"[^\W\d_]+", text)
    placed = "," in text or " - " in text or len(words) <= 2
    return placed and 0 < len(words) <= 6 and all(w[0].isupper() for w in words if len(w) > 3)


def _is_street_above(text: str, group: Sequence[_Piece]) -> bool:
    """Whether words and a number stand over a postcode that has no street yet."""
    return (
        has_postcode(group[0].text)
        and not any(_starts(piece.text) for piece in group)
        and _NUMBER_BEHIND.fullmatch(text) is not None
        and not _is_other(text)
    )


def _is_building(text: str) -> bool:
    folded = fold(text)
    return bool(_BUILDING.search(folded)) and not _is_other(text)


def _assemble(group: Sequence[Segment], texts: Sequence[str]) -> Address:
    """Pieces of one line keep what stands between them; lines are joined by commas."""
    by_line: dict[int, tuple[int, int]] = {}
    for segment in group:
        start, end = by_line.get(segment.line, (segment.start, segment.end))
        by_line[segment.line] = (min(start, segment.start), max(end, segment.end))
    pieces = [texts[line][start:end] for line, (start, end) in by_line.items()]
    pieces = [_unlabelled(piece).strip(" ,;:|·•–-") for piece in pieces]
    text = ", ".join(" ".join(piece.split()) for piece in pieces if piece)
    text = _as_printed(_GLUED_LABEL.sub("", _HEADING.sub("", text)))
    full = bool(_POSTCODE.search(text)) and bool(
        _street().search(fold(text)) or streets.box().search(text)
    )
    return Address(text, tuple(group), 0.9 if full else 0.6)


def _unlabelled(text: str) -> str:
    """The piece without `Visit:` before it; `Box 112` is no label but the address."""
    return text if streets.box().match(text.lstrip()) else _label().sub("", text)


def _as_printed(text: str) -> str:
    """The address with what is often misread put right: a ruler's number, a floor, a postcode."""
    text = re.sub(
        r"(?<=\w )[lI]{2,3}(?=,|\s\d)", lambda ruler: ruler[0].upper().replace("L", "I"), text
    )
    text = re.sub(r"\b(F?)[l1]-(?=\d{5}\b)", r"\1I-", _GLUED_WORDS.sub(" ", text))
    sign = r"(?<=\d)°|(?<=\b[nN])°" if _IBERIAN.search(text) else r"(?<=\d)°"
    ordinal = re.sub(sign, "º", text)
    return re.sub(
        r"(?<!\w)(?=\S*\d)[\dOIl]{5}(?=-\d{3}(?!\d))", lambda found: mend(found[0]), ordinal
    )

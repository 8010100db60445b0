"""Postal addresses: which pieces belong to one, and how they are put together.

The visiting address wins over the postal one where both are marked; a private one never comes here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ocr.data.folding import fold
from ocr.fields import han, names, organizations, places, roles, streets
from ocr.fields.segments import Segment

# A street that no word tells, over its postcode and town: `Sklářská 118`, `Alte Mühle 2`.
_HOUSE = re.compile(r"[^\W\d][^\d@:]{2,45}\s\d{1,4}\s?[A-Za-z]?(?:\s?[/-]\s?\d{1,4}[A-Za-z]?)?")
_LANDMARK = re.compile(
    r"^(?:opp|opposite|near|behind|beside|above|next to|adjacent to|off)\b", re.IGNORECASE
)
# Where number is written nº; French writes n°.
_IBERIAN = re.compile(
    r"\b(?:rua|avenida|av|alameda|praça|travessa|estrada|calle|plaza)\b", re.IGNORECASE
)
_GLUED_LABEL = re.compile(r"(?<=\d)(?:Tel|Fax|Fone|Phone|Mob)\w*\.?:?$")
_BUILDING = re.compile(
    r"(?<!\w)(?:towers?|enclave|complex|plaza|house|building|airport|campus|residence|edificio|tour|"
    r"(?:technology|business|science|industrial|office) park|immeuble|batiment(?=\s\w)|"
    r"hotel de ville|rathaus|town hall|city hall|radhuset|stadshuset|"
    r"parc d.activites?|zone (?:industrielle|artisanale)|(?:gewerbe|industrie)park|gewerbegebiet|"
    r"pol(?:igono|\.) ind(?:ustrial|\.)|zona industrial\w?|z\.?[ai]\.?[ce]?\.?(?= d[eu]s? ))(?!\w)"
)


_OWN_NAME = 0.65
_STRONG = 2.0  # a piece that tells an address by itself
_SMALL = 3  # letters of a word that may begin small in a name
_TOWN = 4  # words of a town and its county behind the postcode
_ABOVE = 3  # lines over the one that tells an address


@dataclass(frozen=True, slots=True)
class Address:
    """An address put together, the pieces it was made of, and how sure it is, 0 to 1."""

    text: str
    parts: tuple[Segment, ...]
    sureness: float


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
    return [_assemble(_widen(group, lines, texts), texts) for group in ordered]


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
                weight = max(places.strength(part) for part in (text, *(p.text for p in group)))
                found.append(_Piece(len(found), tuple(group), text, weight))
        run = []
    return found


def _of_address(run: Sequence[Segment], stems: Sequence[str]) -> list[Segment]:
    strong = [i for i, part in enumerate(run) if places.strength(part.text) >= 1.5]
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
    numbered = re.fullmatch(r"(?:[^\W\d]\D{2,40}\s)?\d{1,4}\s?[A-Za-z]?", text)
    of_address = places.strength(text) >= 1 or _is_building(text) or places.is_label(text)
    return bool(numbered or of_address) and not _is_other(text, stems)


def _is_other(text: str, stems: Sequence[str] = ()) -> bool:
    """Whether a piece beside an address says something else: a company, a role, a person."""
    return not _LANDMARK.match(text) and (
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
    if places.label().match(piece.text) or any(
        places.is_label(p.text) or _is_other(p.text) for p in between
    ):
        return False
    if not any(places.has_postcode(p.text) for p in group):
        return True
    closed = any(places.country().search(p.text.split(",")[-1]) for p in group[-1:])
    again = places.starts(piece.text) and any(places.starts(p.text) for p in group)
    return not (again or closed or places.has_postcode(piece.text))


def _mark(group: Sequence[_Piece], lines: Sequence[_Piece]) -> str:
    """`visiting`, `postal` or nothing, as a heading says."""
    first = group[0]
    match: re.Match[str] | None = places.label().match(first.text)
    if match is None and first.place and places.is_label(lines[first.place - 1].text):
        match = places.label().match(lines[first.place - 1].text + ":")
    if match is None:
        return ""
    return "visiting" if match["visiting"] else "postal"


def _rank(group: Sequence[_Piece], lines: Sequence[_Piece]) -> float:
    text = " ".join(piece.text for piece in group)
    rank = 2.0 if any(places.has_postcode(piece.text) for piece in group) else 0.0
    rank += 1.5 if places.street().search(fold(text)) else 0.0
    rank += {"visiting": 3.0, "postal": -1.0}.get(_mark(group, lines), 0.0)
    return rank - 0.01 * group[0].place


def _widen(group: list[_Piece], lines: Sequence[_Piece], texts: Sequence[str]) -> list[Segment]:
    """Adds the lines before (house, building) and those between and after (town, country)."""
    first, last = group[0].place, group[-1].place
    while last + 1 < len(lines) and lines[last + 1].block == group[-1].block:
        below = lines[last + 1]
        inside = lines[first : last + 1]
        if not _is_tail(below.text, inside) and not _runs_on(lines[last], below, inside, texts):
            break
        last += 1
    while first and lines[first - 1].block == group[0].block:
        above, below = lines[first - 1], lines[first]
        bare = not any(places.starts(piece.text) for piece in lines[first : last + 1])
        housed = (
            bare and places.has_postcode(below.text) and _HOUSE.fullmatch(places.spelt(above.text))
        )
        open_end = _is_open(above, texts) and first > group[0].place - _ABOVE
        if _is_other(above.text) or not (_is_building(above.text) or housed or open_end):
            break
        first -= 1
    inside = [piece for piece in lines[first : last + 1] if piece.block == group[0].block]
    return [part for piece in inside for part in piece.parts]


def _is_open(piece: _Piece, texts: Sequence[str]) -> bool:
    """Whether a comma ends the line of a piece, as in an address of many lines."""
    end = piece.parts[-1]
    words = [word for word in re.findall(r"[^\W\d_]+", piece.text) if len(word) > _SMALL]
    placed = all(word[0].isupper() for word in words) and "@" not in piece.text
    return placed and bool(re.fullmatch(r"\s*,\s*", texts[end.line][end.end :]))


def _runs_on(last: _Piece, below: _Piece, inside: Sequence[_Piece], texts: Sequence[str]) -> bool:
    """Whether a line goes on where the one above ends in a comma, or names a landmark."""
    closed = any(places.has_postcode(piece.text) for piece in inside)
    goes_on = _is_open(last, texts) or bool(_LANDMARK.match(below.text))
    if closed and (re.search(r"\d|@", below.text) or len(below.text.split()) > _TOWN):
        return False
    return goes_on and not _is_other(below.text) and not places.is_label(below.text)


def _is_tail(text: str, group: Sequence[_Piece]) -> bool:
    """A country; or, where no postcode was seen, words in capitals that may be the town."""
    closed = any(places.has_postcode(piece.text) for piece in group)
    if closed and (
        places.has_postcode(text) or places.starts(text) or places.strength(text) >= _STRONG
    ):
        return False
    if places.country().fullmatch(text.strip(" ,.")) or places.strength(text) >= 1.5:
        return True
    if closed or _is_other(text) or re.search(r"\d|@", text):
        return False
    words = re.findall(r"[^\W\d_]+", text)
    placed = "," in text or " - " in text or len(words) <= 2
    return placed and 0 < len(words) <= 6 and all(w[0].isupper() for w in words if len(w) > 3)


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
    text = _as_printed(_GLUED_LABEL.sub("", places.HEADING.sub("", text)))
    full = bool(places.POSTCODE.search(text)) and bool(
        places.street().search(fold(text)) or streets.box().search(text)
    )
    return Address(text, tuple(group), 0.9 if full else 0.6)


def _unlabelled(text: str) -> str:
    """The piece without `Visit:` before it; `Box 112` is no label but the address."""
    return text if streets.box().match(text.lstrip()) else places.label().sub("", text)


def _as_printed(text: str) -> str:
    """The address with what is often misread put right: a ruler's number, a floor, a postcode."""
    if han.is_han(text):
        return han.printed(text)
    text = re.sub(
        r"(?<=\w )[lI]{2,3}(?=,|\s\d)", lambda ruler: ruler[0].upper().replace("L", "I"), text
    )
    text = re.sub(r"\b(F?)[l1]-(?=\d{5}\b)", r"\1I-", places.GLUED_WORDS.sub(" ", text))
    sign = r"(?<=\d)°|(?<=\b[nN])°" if _IBERIAN.search(text) else r"(?<=\d)°"
    return places.spelt(re.sub(sign, "º", text))

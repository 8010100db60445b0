"""One picture: bytes to upright pixels, lines, codes and a verdict, and back to what is kept."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ocr.codes import qr
from ocr.codes.qr import FoundCode
from ocr.engines.port import Engine, FoundLine
from ocr.fields import private
from ocr.image import masking, quality, turning
from ocr.image.decode import Decode, Decoded
from ocr.layout import lines as layout
from ocr.stopwatch import Stopwatch
from ocr.types import (
    Box,
    Code,
    KeptSide,
    Line,
    Pixels,
    Private,
    PrivateKind,
    PrivateSpan,
    Quad,
    Turn,
)

_DOUBTFUL = 0.9  # confidence of a line
_FOREIGN, _FOREIGN_SHARE = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL"), 0.2
# Signs for a square of a line's height: Latin print has two or three. Of 125 cards in Latin none
# has two lines with less than half of one, a Korean and three Japanese ones have three and more.
_LONG, _SPARSE, _MUTE, _MUTE_SHARE = 2.0, 0.5, 2, 0.25


@dataclass(frozen=True, slots=True)
class Picture:
    """What was seen in one picture.

    `found` and `lines` go side by side: as the engine saw them, in `pixels`; and as laid level
    for the parser. `scale` is pixels at full size for one pixel of `pixels`; `angle` is that of
    the text, in radians; `reasons` say what is wrong with the picture.
    """

    side: int
    pixels: Pixels
    width: int
    height: int
    scale: float
    angle: float
    found: tuple[FoundLine, ...]
    lines: tuple[Line, ...]
    codes: tuple[FoundCode, ...]
    reasons: tuple[str, ...]


def see(data: bytes, side: int, engine: Engine, decode: Decode, watch: Stopwatch) -> Picture:
    """Return what stands in a picture.

    Raises:
        ReadingError: it is no picture, broken, too large, or the engine failed.
    """
    with watch("decode"):
        decoded = decode(data)
    with watch("find"):
        rough = engine.glance(decoded.pixels)
        turn = engine.turn(decoded.pixels, rough)
        upright, near = _turned(decoded, rough, turn)
        places = engine.find(upright.pixels, near)
    with watch("recognize"):
        found = engine.recognize(upright.pixels, places)
    with watch("find"):
        codes = qr.find(upright.pixels)
        doubtful = not found or any(line.confidence < _DOUBTFUL for line in found)
        seen = [line.quad for line in found]
        reasons = quality.reasons(upright.pixels, seen, doubtful=doubtful)
        if _is_foreign(found) or _is_mute(places, found):
            reasons = (*reasons, "script_not_read")
    angle = turning.slope(seen)
    found = layout.joined(found, angle)
    return Picture(
        side=side,
        pixels=upright.pixels,
        width=upright.width,
        height=upright.height,
        scale=upright.width / upright.pixels.shape[1],
        angle=angle,
        found=tuple(found),
        lines=tuple(layout.level(found, angle, side)),
        codes=tuple(codes),
        reasons=reasons,
    )


def upright_box(picture: Picture, box: Box) -> Box:
    """Return a box of the level plane as one of the upright picture at full size."""
    return turning.bounds(turning.rotate(turning.corners(box), picture.angle) * picture.scale)


def codes_of(picture: Picture) -> list[Code]:
    """Return the codes that hold a contact, for the parser."""
    return [
        Code(code.payload.kind, picture.side, _full(picture, code.quad), code.payload.contact)
        for code in picture.codes
        if code.payload is not None
    ]


def private_words(picture: Picture, line: int, span: PrivateSpan) -> list[Quad]:
    """Return the places of the words of one line that a private span touches."""
    quads = []
    start = 0
    for word in picture.found[line].words:
        end = start + len(word.text)
        if start < span.end and end > span.start:
            quads.append(word.quad)
        start = end + 1
    return quads


def private_codes(picture: Picture) -> list[Private]:
    """Return what is private in the picture's codes; such a code is masked as a whole."""
    return [
        Private(kind, picture.side, _full(picture, code.quad))
        for code in picture.codes
        for kind in _private_kinds(code)
    ]


def _private_kinds(code: FoundCode) -> tuple[PrivateKind, ...]:
    """What is private in a code, in what it says of a contact and in the rest of its text."""
    said = code.payload.private if code.payload is not None else ()
    return tuple(dict.fromkeys([*said, *(span.kind for span in private.find(code.text))]))


def keep(picture: Picture, hidden: Iterable[Quad]) -> KeptSide:
    """Return the picture with these places, and codes with something private, painted over."""
    codes = [code.quad for code in picture.codes if _private_kinds(code)]
    return masking.kept(picture.pixels, [*hidden, *codes], picture.width, picture.height)


def place(picture: Picture, quads: Sequence[Quad]) -> Box:
    """Return the box around places, in the upright picture at full size."""
    boxes = [_full(picture, quad) for quad in quads]
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _full(picture: Picture, quad: Quad) -> Box:
    return turning.bounds(quad * picture.scale)


def _turned(decoded: Decoded, places: Iterable[Quad], turn: Turn) -> tuple[Decoded, list[Quad]]:
    size = (decoded.width, decoded.height)
    width, height = size if turn in {0, 180} else size[::-1]
    here = decoded.pixels.shape
    turned = [turning.turn_quad(place, turn, here[1], here[0]) for place in places]
    return Decoded(turning.turn_pixels(decoded.pixels, turn), width, height), turned


def _is_foreign(found: Sequence[FoundLine]) -> bool:
    """Whether a good part is in a script whose fields are not told apart: Han, kana, Hangul."""
    letters = [letter for line in found for letter in line.text if letter.isalpha()]
    foreign = sum(unicodedata.name(letter, "").startswith(_FOREIGN) for letter in letters)
    return foreign > _FOREIGN_SHARE * len(letters)


def _is_mute(places: Sequence[Quad], found: Sequence[FoundLine]) -> bool:
    """Whether a good part of the lines hold next to nothing the engine has letters for: Hangul."""
    squares = [(place, _squares(place)) for place in places]
    long = [(place, count) for place, count in squares if count >= _LONG]
    mute = [place for place, count in long if _said(place, found) < _SPARSE * count]
    return len(mute) >= max(_MUTE, _MUTE_SHARE * len(long))


def _squares(place: Quad) -> float:
    side = np.linalg.norm(place - np.roll(place, -1, axis=0), axis=1)
    return float(max(side[0], side[2]) / max(side[1], side[3], 1))


def _said(place: Quad, found: Sequence[FoundLine]) -> int:
    """How many letters and digits were read in a place."""
    middles = [(line, line.quad.mean(axis=0).tolist()) for line in found]
    here = [
        line
        for line, middle in middles
        if cv2.pointPolygonTest(place, middle, measureDist=False) >= 0
    ]
    return sum(sign.isalnum() for line in here for sign in line.text)

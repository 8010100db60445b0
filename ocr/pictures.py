"""One picture: bytes to upright pixels, lines, codes and a verdict, and back to what is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ocr.codes import qr
from ocr.codes.qr import FoundCode
from ocr.engines.port import Engine, FoundLine
from ocr.fields import private
from ocr.image import masking, turning
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

# Of 301 pictures the eight read upside down stood below 0.84, all others above 0.93.
_DOUBTFUL, _TRIED = 0.9, 3


@dataclass(frozen=True, slots=True)
class Picture:
    """What was seen in one picture.

    `found` and `lines` go side by side: as the engine saw them, in `pixels`; and as laid level
    for the parser. `scale` is pixels at full size for one pixel of `pixels`; `angle` is that of
    the text, in radians.
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


def see(data: bytes, side: int, engine: Engine, decode: Decode, watch: Stopwatch) -> Picture:
    """Return what stands in a picture.

    Raises:
        ReadingError: it is no picture, broken, too large, or the engine failed.
    """
    with watch("decode"):
        decoded = decode(data)
    with watch("find"):
        places = engine.find(decoded.pixels)
        turn = engine.turn(decoded.pixels, places)
        upright = _turned(decoded, turn)
        if turn:  # text that stands upright is found more surely, names in one piece
            places = engine.find(upright.pixels)
    with watch("recognize"):
        found = engine.recognize(upright.pixels, places)
        if _is_doubtful(found) and _reads_better_upside_down(upright, found, engine):
            upright = _turned(upright, 180)
            found = engine.recognize(upright.pixels, engine.find(upright.pixels))
    with watch("find"):
        codes = qr.find(upright.pixels)
    angle = turning.slope([line.quad for line in found])
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


def _turned(decoded: Decoded, turn: Turn) -> Decoded:
    size = (decoded.width, decoded.height)
    width, height = size if turn in {0, 180} else size[::-1]
    return Decoded(turning.turn_pixels(decoded.pixels, turn), width, height)


def _is_doubtful(found: Sequence[FoundLine]) -> bool:
    return bool(found) and _sureness(found) < _DOUBTFUL


def _sureness(found: Sequence[FoundLine]) -> float:
    """Return the mean confidence of lines, a line counting by its length; 0 for none."""
    letters = [len(line.text) for line in found]
    sure = sum(line.confidence * count for line, count in zip(found, letters, strict=True))
    return sure / max(sum(letters), 1)


def _reads_better_upside_down(upright: Decoded, found: Sequence[FoundLine], engine: Engine) -> bool:
    """Try the longest lines the other way: where text leans much, its direction may be mistaken."""
    longest = sorted(found, key=lambda line: -len(line.text))[:_TRIED]
    over = _turned(upright, 180)
    height, width = over.pixels.shape[:2]
    turned = [turning.turn_quad(line.quad, 180, width, height) for line in longest]
    places = [np.roll(quad, 2, axis=0) for quad in turned]  # begins at the other end
    return _sureness(engine.recognize(over.pixels, places)) > _sureness(longest)

"""What an engine found, laid level: lines with upright boxes in the card's own plane."""

from collections.abc import Sequence

import numpy as np

from ocr.engines.port import FoundLine
from ocr.image.turning import rotate
from ocr.types import Box, Line, Quad, Word


def level(found: Sequence[FoundLine], angle: float, side: int) -> list[Line]:
    """Return the lines with boxes as they would be, were the picture turned level.

    `angle` is that of the text, in radians, clockwise. A box's sides are the means of its quad's,
    so that its height is the height of the print and not that of a leaning line's extent.
    """
    return [
        Line(
            text=line.text,
            box=_box(rotate(line.quad, -angle)),
            confidence=line.confidence,
            side=side,
            words=tuple(
                Word(word.text, _box(rotate(word.quad, -angle)), word.confidence)
                for word in line.words
            ),
        )
        for line in found
    ]


def _box(quad: Quad) -> Box:
    left, top = quad[[0, 3], 0].mean(), quad[[0, 1], 1].mean()
    right, bottom = quad[[1, 2], 0].mean(), quad[[2, 3], 1].mean()
    edges = np.rint([left, top, right, bottom]).astype(int)
    return Box(*map(int, edges))

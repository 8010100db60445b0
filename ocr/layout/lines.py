"""What an engine found, laid level: lines with upright boxes in the card's own plane."""

from collections.abc import Sequence

import numpy as np

from ocr.engines.port import FoundLine
from ocr.image.turning import rotate
from ocr.types import Box, Line, Quad, Word

# In heights of the lower line.
_ONE_HEIGHT, _ONE_ROW, _OVERLAP, _WORDS_APART = 1.35, 0.25, -0.6, 0.6


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
                Word(word.text, _box(rotate(word.quad, -angle)), word.confidence, word.other)
                for word in line.words
            ),
        )
        for line in found
    ]


def joined(found: Sequence[FoundLine], angle: float) -> list[FoundLine]:
    """Return the lines with those put together that an engine took apart between two words.

    They stand in one row, are of one height and overlap, or both hold nothing but letters and are
    no farther apart than words are.
    """
    whole: list[FoundLine] = []
    boxes: list[Box] = []
    left_to_right = sorted(found, key=lambda line: float(rotate(line.quad, -angle)[0, 0]))
    for line in left_to_right:
        box = _box(rotate(line.quad, -angle))
        home = next((i for i, one in enumerate(whole) if _goes_on(one, boxes[i], line, box)), None)
        if home is None:
            whole.append(line)
            boxes.append(box)
        else:
            whole[home] = _together(whole[home], line)
            boxes[home] = _box(rotate(whole[home].quad, -angle))
    return [line for _, line in sorted(zip(boxes, whole, strict=True), key=lambda p: p[0].top)]


def _goes_on(one: FoundLine, left: Box, other: FoundLine, right: Box) -> bool:
    small, tall = sorted((left.bottom - left.top, right.bottom - right.top))
    apart = abs(left.top + left.bottom - right.top - right.bottom) / 2
    if small <= 0 or tall > _ONE_HEIGHT * small or apart > _ONE_ROW * small:
        return False
    gap = (right.left - left.right) / small
    words = all(word.text.isalpha() for line in (one, other) for word in line.words)
    return _OVERLAP < gap < (_WORDS_APART if words else 0.0)


def _together(one: FoundLine, other: FoundLine) -> FoundLine:
    counts = [len(line.text) for line in (one, other)]
    sure = (one.confidence * counts[0] + other.confidence * counts[1]) / sum(counts)
    quad = np.array([one.quad[0], other.quad[1], other.quad[2], one.quad[3]], np.float32)
    return FoundLine((*one.words, *other.words), sure, quad)


def _box(quad: Quad) -> Box:
    left, top = quad[[0, 3], 0].mean(), quad[[0, 1], 1].mean()
    right, bottom = quad[[1, 2], 0].mean(), quad[[2, 3], 1].mean()
    edges = np.rint([left, top, right, bottom]).astype(int)
    return Box(*map(int, edges))

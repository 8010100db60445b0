"""What is wrong with a picture, in words a seller can act on: take it again, and how."""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from ocr.types import Pixels, Quad

_DARK = 70  # brightness of the paper, of 255; readable photos have 140 and more
_SIDE, _SHARPEST = 1000, 99.7  # pixels; percentile of the steps between neighbours
_SOFT = 0.12  # of the contrast; of 301 photos and scans the softest has 0.14
_EMPTY = 12  # a picture of less contrast shows nothing
_WHITE, _PAPER = 252, 235
_LOOKED_AT, _RIM = 320, 7  # pixels: glare is looked for in a small copy
_LEAST_SPOT, _LEAST_REST = 0.015, 0.35  # of the text's area: a spot, and the paper beside it
_BLEEDS = 0.35  # how far a glare's rim lies between paper and white


def reasons(image: Pixels, places: Sequence[Quad], *, doubtful: bool) -> tuple[str, ...]:
    """Return what is wrong with an upright picture whose text stands in these places.

    `too_dark`: take it in better light. `blurred`: hold still, come closer. `glare`: tilt the card
    out of the lamp. `cut_off`: a line runs out of the picture. `doubtful` tells that not every line
    was surely read: where all were, light and focus will do.
    """
    text = _small(_part(image, places) if places else image, _LOOKED_AT)
    found = (
        ("too_dark", doubtful and float(np.percentile(text.max(axis=2), 99)) < _DARK),
        ("blurred", doubtful and _steepness(image) < _SOFT),
        ("glare", bool(places) and _has_glare(text.min(axis=2))),
        ("cut_off", any(_runs_out(image, place) for place in places)),
    )
    return tuple(reason for reason, holds in found if holds)


def _part(image: Pixels, places: Sequence[Quad]) -> Pixels:
    """The part of the picture that holds all text."""
    corners = np.concatenate(list(places))
    left, top = np.maximum(corners.min(axis=0), 0).astype(int)
    right, bottom = np.maximum(np.ceil(corners.max(axis=0)).astype(int), (left + 1, top + 1))
    return image[top:bottom, left:right]


def _small(part: Pixels, side: int) -> Pixels:
    leap = max(1, max(part.shape[:2]) // (2 * side))
    part = part[::leap, ::leap]
    scale = min(1.0, side / max(part.shape[:2]))
    size = (max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale)))
    return np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)


def _steepness(image: Pixels) -> float:
    """The share of the picture's contrast that its sharpest edges cross in a pixel; 1 for none."""
    gray = cv2.cvtColor(_small(image, _SIDE), cv2.COLOR_BGR2GRAY).astype(np.float32)
    dark, light = np.percentile(gray, (1, 99))
    if light - dark < _EMPTY:
        return 1.0
    steps = np.abs(np.diff(gray, axis=1))
    return float(np.percentile(steps, _SHARPEST) / (light - dark))


def _has_glare(gray: npt.NDArray[np.uint8]) -> bool:
    """Whether a white spot bleeds into paper that is not white itself."""
    rest = gray[gray < _WHITE]
    paper = float(np.percentile(rest, 75)) if rest.size > _LEAST_REST * gray.size else _WHITE
    if paper >= _PAPER:
        return False
    _, labels, sizes, _ = cv2.connectedComponentsWithStats((gray >= _WHITE).astype(np.uint8))
    spots = np.flatnonzero(sizes[1:, cv2.CC_STAT_AREA] >= _LEAST_SPOT * gray.size) + 1
    for spot in spots:
        inside = (labels == spot).astype(np.uint8)
        rim = gray[cv2.dilate(inside, np.ones((_RIM, _RIM), np.uint8)) > inside]
        if rim.size and float(np.median(rim)) > paper + _BLEEDS * (_WHITE - paper):
            return True
    return False


def _runs_out(image: Pixels, place: Quad) -> bool:
    """Whether a line touches the edge: places reach a little beyond the letters they hold."""
    height, width = image.shape[:2]
    least, most = place.min(axis=0), place.max(axis=0)
    return bool(least.min() <= 0 or most[0] >= width or most[1] >= height)

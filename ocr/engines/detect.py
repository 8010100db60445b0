"""Where text lines are: PP-OCRv6 tiny detection (a DBNet), its map turned into quads.

The network marks the core of each line. A core is thresholded, boxed and grown again by its
area over its circumference, as it was shrunk in training (Liao et al. 2020, "Real-time scene
text detection with differentiable binarization").
"""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from ocr.engines import session
from ocr.types import Pixels, Quad

SIDE = 960
_CORE, _SCORE, _GROW = 0.3, 0.5, 1.6
_MOST, _THINNEST = 1000, 3
_ROUGH, _ROUGH_SHARE = 512, 0.6  # pixels of the rough look, at most; share of the picture
_MANY = 6  # places: seven cards of eight show more at the rough look
_SMALL = 1100  # pixels: a smaller picture is looked at as a whole, its print is small already
_CLOSE = 704  # pixels of the look at the part with text alone
_MARGINS = 0.12, 0.4, 0.8, 0.8  # of the text's longer side, of looks that follow each other
_FEW = 4  # lines: a card has more
_NEARLY, _LARGEST_ZOOM = 0.85, 1.5
_BEYOND, _ROOM = 0.025, 2.5  # of the text's longer side; heights of a line
_COVERED = 0.4  # of a place's area
_EXTREMES, _ENOUGH, _MOST_GAIN = (0.5, 99.5), 200, 6.0


# Left, top, right and bottom of a part of a picture.
Part = tuple[int, int, int, int]


class Detector:
    """The detection model, loaded."""

    def __init__(self) -> None:
        self._session = session.load("detect.onnx")
        self._input = self._session.get_inputs()[0].name

    def glance(self, image: Pixels) -> list[Quad]:
        """Return roughly where text is, small print perhaps left out.

        Few places are the large print of a card far from the camera, or faint print: the picture
        is looked at as large as ever. Which way it stands is told by this text.
        """
        found = self._look(image, min(_ROUGH, round(max(image.shape[:2]) * _ROUGH_SHARE)))
        return found if len(found) >= _MANY else max(found, self._look(image, SIDE), key=len)

    def find(self, image: Pixels, near: Sequence[Quad]) -> list[Quad]:
        """Return the quads of text lines from top to bottom; `near` is roughly where.

        The part with text alone is looked at, as large as the network takes it: of a card a third
        as wide as its photo a look at the whole misses one line in four. Where the look shows text
        beyond what was known, or few lines, there may be still more: a wider part is looked at.
        """
        found: list[Quad] = []
        clipped: list[Quad] = []
        for number, margin in enumerate(_MARGINS):
            known = [*near, *found, *clipped]
            part = _part_with_text(known, image, margin)
            seen = self._look_at(image, part)
            found += _uncovered(seen, found)
            few = number == 0 and len(found) < _FEW and part != _whole(image)
            if not few and not _goes_on(seen, known, part, image):
                break
            clipped += [quad for quad in found if _is_cut(quad, part, image)]
            found = [quad for quad in found if not _is_cut(quad, part, image)]
        found += _uncovered(clipped, found)  # a piece of a line where no look has seen it whole
        if not found:
            return self._look(image, SIDE)
        return sorted([*found, *self._missed(image, near, found)], key=_middle)

    def _missed(self, image: Pixels, near: Sequence[Quad], found: Sequence[Quad]) -> list[Quad]:
        """Return lines where the rough look saw text and the close one none: it is small print."""
        part = _part_with_text(_uncovered(near, found), image, _MARGINS[0])
        if part == _whole(image):
            return []
        return _uncovered(self._look_at(image, part), found)

    def _look_at(self, image: Pixels, part: Part) -> list[Quad]:
        left, top, right, bottom = part
        if part == _whole(image):
            return self._look(image, SIDE)
        side = min(_CLOSE, round(max(right - left, bottom - top) * _LARGEST_ZOOM))
        found = self._look(np.ascontiguousarray(image[top:bottom, left:right]), side)
        return [quad + np.array([left, top], np.float32) for quad in found]

    def _look(self, image: Pixels, side: int) -> list[Quad]:
        height, width = image.shape[:2]
        shape = _network_size(height, width, side)
        way = cv2.INTER_AREA if shape[0] < width else cv2.INTER_LINEAR
        leap = max(1, max(height, width) // (2 * side))  # a coarser grid is averaged sooner
        thin = image[::leap, ::leap]
        heat = self._run(np.asarray(cv2.resize(thin, shape, interpolation=way), np.uint8))
        scale = np.array([width / shape[0], height / shape[1]], np.float32)
        quads = [ordered(quad * scale) for quad in _quads(heat)]
        return sorted(quads, key=_middle)

    def _run(self, image: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        batch = np.ascontiguousarray(_stretched(image).transpose(2, 0, 1)[None])
        heat: npt.NDArray[np.float32] = self._session.run(None, {self._input: batch})[0][0, 0]
        return heat


def _stretched(image: Pixels) -> npt.NDArray[np.float32]:
    """Return the image from -1 to 1, a dark or pale one stretched: it else loses one line in

    twenty (measured on cards at a quarter of their light).
    """
    dark, light = np.percentile(image.max(axis=2)[::2, ::2], _EXTREMES)
    gain = min(255 / max(light - dark, 1), _MOST_GAIN) if light - dark < _ENOUGH else 1.0
    middle = (dark + light) / 2 if gain > 1 else 127.5
    blob = (image.astype(np.float32) - np.float32(middle)) * np.float32(gain * 2 / 255)
    return np.clip(blob, -1, 1, out=blob)


def _whole(image: Pixels) -> Part:
    return 0, 0, image.shape[1], image.shape[0]


def _part_with_text(quads: Sequence[Quad], image: Pixels, margin: float) -> Part:
    """Return the part around these places and a margin, a share of their longer side.

    It is the whole picture where it is nearly that.
    """
    height, width = image.shape[:2]
    if not quads or max(height, width) < _SMALL:
        return _whole(image)
    left, top, right, bottom = _around(quads)
    reach = _extent(quads) * margin
    left, top = max(left - reach, 0), max(top - reach, 0)
    right, bottom = min(right + reach, width), min(bottom + reach, height)
    if (right - left) * (bottom - top) > _NEARLY * width * height:
        return _whole(image)
    return int(left), int(top), int(right), int(bottom)


def _goes_on(found: Sequence[Quad], known: Sequence[Quad], part: Part, image: Pixels) -> bool:
    """Whether text was found beyond what was known of, and so near to an edge of the part that

    the next line may lie outside, on a side where the picture goes on.
    """
    if not known or not found:
        return False
    (left, top, right, bottom), reach = _around(known), _extent(known) * _BEYOND
    found_left, found_top, found_right, found_bottom = _around(found)
    room = _ROOM * float(np.median([_height(quad) for quad in found]))
    return bool(
        (part[0] > 0 and found_left < min(left - reach, part[0] + room))
        or (part[1] > 0 and found_top < min(top - reach, part[1] + room))
        or (part[2] < image.shape[1] and found_right > max(right + reach, part[2] - room))
        or (part[3] < image.shape[0] and found_bottom > max(bottom + reach, part[3] - room))
    )


def _is_cut(quad: Quad, part: Part, image: Pixels) -> bool:
    """Whether a line runs to an edge of the part where the picture goes on."""
    left, top, right, bottom = _around([quad])
    reach = _extent([quad]) * _BEYOND
    return bool(
        (part[0] > 0 and left < part[0] + reach)
        or (part[1] > 0 and top < part[1] + reach)
        or (part[2] < image.shape[1] and right > part[2] - reach)
        or (part[3] < image.shape[0] and bottom > part[3] - reach)
    )


def _uncovered(places: Sequence[Quad], found: Sequence[Quad]) -> list[Quad]:
    """Return the places that no lines found elsewhere take a good part of: neighbours overlap."""

    def covered(place: Quad) -> float:
        return sum(cv2.intersectConvexConvex(place, quad)[0] for quad in found)

    return [place for place in places if covered(place) <= _COVERED * cv2.contourArea(place)]


def _around(quads: Sequence[Quad]) -> tuple[float, float, float, float]:
    corners = np.concatenate(list(quads))
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def _extent(quads: Sequence[Quad]) -> float:
    left, top, right, bottom = _around(quads)
    return max(right - left, bottom - top)


def _height(quad: Quad) -> float:
    sides = np.linalg.norm(quad - np.roll(quad, -1, axis=0), axis=1)
    return float(min(sides[0], sides[1]))


def _middle(quad: Quad) -> float:
    return float(quad[:, 1].mean())


def ordered(corners: Quad) -> Quad:
    """Return the corners clockwise from the top left, for text that runs to the right."""
    by_x = corners[np.argsort(corners[:, 0])]
    left, right = by_x[:2], by_x[2:]
    left, right = left[np.argsort(left[:, 1])], right[np.argsort(right[:, 1])]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)


def _network_size(height: int, width: int, side: int) -> tuple[int, int]:
    scale = side / max(height, width)
    return (
        max(32, round(width * scale / 32) * 32),
        max(32, round(height * scale / 32) * 32),
    )


def _quads(heat: npt.NDArray[np.float32]) -> list[Quad]:
    core = cv2.dilate((heat > _CORE).astype(np.uint8), np.ones((2, 2), np.uint8))
    outlines, _ = cv2.findContours(core, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for outline in outlines[:_MOST]:
        center, (width, height), angle = cv2.minAreaRect(outline)
        if min(width, height) < _THINNEST:
            continue
        if _score(heat, _corners((center, (width, height), angle))) < _SCORE:
            continue
        grow = width * height * _GROW / (width + height)
        found.append(_corners((center, (width + grow, height + grow), angle)))
    return found


def _corners(rectangle: cv2.typing.RotatedRect) -> Quad:
    return np.asarray(cv2.boxPoints(rectangle), np.float32)


def _score(heat: npt.NDArray[np.float32], corners: Quad) -> float:
    """Return the mean of the map inside the corners."""
    left, top, width, height = cv2.boundingRect(corners)
    left, top = max(left, 0), max(top, 0)
    part = heat[top : top + height, left : left + width]
    inside = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(inside, [(corners - [left, top]).astype(np.int32)], 1)
    return float(cv2.mean(part, inside)[0])

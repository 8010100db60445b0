"""Where text lines are: PP-OCRv6 tiny detection (a DBNet), its map turned into quads.

The network marks the core of each line. A core is thresholded, boxed and grown again by its
area over its circumference, as it was shrunk in training (Liao et al. 2020, "Real-time scene
text detection with differentiable binarization").
"""

import cv2
import numpy as np
import numpy.typing as npt

from ocr.engines import session
from ocr.types import Pixels, Quad

SIDE = 960
_CORE, _SCORE, _GROW = 0.3, 0.5, 1.6
_MOST, _THINNEST = 1000, 3


class Detector:
    """The detection model, loaded."""

    def __init__(self) -> None:
        self._session = session.load("detect.onnx")
        self._input = self._session.get_inputs()[0].name

    def find(self, image: Pixels, side: int = SIDE) -> list[Quad]:
        """Return the quads of text lines from top to bottom, looking at `side` pixels at most."""
        height, width = image.shape[:2]
        shape = _network_size(height, width, side)
        way = cv2.INTER_AREA if shape[0] < width else cv2.INTER_LINEAR
        heat = self._run(np.asarray(cv2.resize(image, shape, interpolation=way), np.uint8))
        scale = np.array([width / shape[0], height / shape[1]], np.float32)
        quads = [ordered(quad * scale) for quad in _quads(heat)]
        return sorted(quads, key=lambda quad: float(quad[:, 1].mean()))

    def _run(self, image: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        blob = image.astype(np.float32) * (2 / 255) - 1
        batch = np.ascontiguousarray(blob.transpose(2, 0, 1)[None])
        heat: npt.NDArray[np.float32] = self._session.run(None, {self._input: batch})[0][0, 0]
        return heat


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

"""Which way a picture stands: PP-LCNet document orientation, 0, 90, 180 or 270 degrees."""

from collections.abc import Sequence

import cv2
import numpy as np

from ocr.engines import session
from ocr.types import Pixels, Quad, Turn

_SIDE, _MARGIN = 224, 20
_MEAN = np.array([0.485, 0.456, 0.406], np.float32)
_SPREAD = np.array([0.229, 0.224, 0.225], np.float32)
# What undoes each of the network's classes.
_TURNS: tuple[Turn, ...] = (0, 90, 180, 270)


class Uprighter:
    """The orientation model, loaded."""

    def __init__(self) -> None:
        self._session = session.load("upright.onnx")
        self._input = self._session.get_inputs()[0].name

    def turn(self, image: Pixels, places: Sequence[Quad]) -> Turn:
        """Return the clockwise turn that makes the text in these places read upright.

        Looks at the square around the text: on the whole frame the network errs seven times as
        often (research: 99.3 % against 100 % of 144).
        """
        if not places:
            return 0
        square = _square(_crop(image, np.concatenate(list(places))))
        small = cv2.resize(square, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
        blob = (small[..., ::-1].astype(np.float32) / 255 - _MEAN) / _SPREAD
        scores = self._session.run(None, {self._input: blob.transpose(2, 0, 1)[None]})[0][0]
        return _TURNS[int(np.argmax(scores))]


def _crop(image: Pixels, corners: Quad) -> Pixels:
    left, top = np.maximum(corners.min(axis=0) - _MARGIN, 0).astype(int)
    right, bottom = (corners.max(axis=0) + _MARGIN).astype(int)
    return image[top:bottom, left:right]


def _square(image: Pixels) -> Pixels:
    height, width = image.shape[:2]
    side = max(height, width)
    above, before = (side - height) // 2, (side - width) // 2
    border = cv2.BORDER_REPLICATE
    return np.asarray(cv2.copyMakeBorder(image, above, above, before, before, border), np.uint8)

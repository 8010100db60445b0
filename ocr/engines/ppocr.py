"""PP-OCRv6 on onnxruntime: tiny detection, small recognition cut to Latin, PP-LCNet upright."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from ocr.engines.detect import Detector
from ocr.engines.port import FoundLine
from ocr.engines.recognize import Recognizer, line
from ocr.engines.symbols import Symbols
from ocr.engines.upright import Uprighter
from ocr.errors import EngineError
from ocr.types import Pixels, Quad, Turn

# Drawn by us with DejaVu Sans. A dictionary that is off by one reads every letter wrong.
_CANARY = Path(__file__).with_name("canary.png")
_CANARY_TEXT = "Åsa Öhrström Køge Næs é ß 070-174 06 05 ab@c.example"


class PpocrEngine:
    """The engine of choice."""

    name = "ppocr"
    version = "PP-OCRv6 tiny+small latin 1"

    def __init__(self) -> None:
        cv2.setNumThreads(1)
        self._detector = Detector()
        self._recognizer = Recognizer()
        self._symbols = Symbols()
        self._uprighter = Uprighter()
        self._check()

    def glance(self, image: Pixels) -> list[Quad]:
        return self._detector.glance(image)

    def find(self, image: Pixels, near: Sequence[Quad]) -> list[Quad]:
        return self._detector.find(image, near)

    def turn(self, image: Pixels, places: Sequence[Quad]) -> Turn:
        return self._uprighter.turn(image, places)

    def recognize(self, image: Pixels, places: Sequence[Quad]) -> list[FoundLine]:
        glances = [self._recognizer.look_upright(image, place) for place in places]
        lines = (line(glance, found) for glance, found in self._symbols.settle(glances))
        return [found for found in lines if found is not None]

    def _check(self) -> None:
        image = cv2.imread(str(_CANARY))
        if image is None:
            raise EngineError("the canary picture is missing")
        height, width = image.shape[:2]
        whole = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        lines = self.recognize(np.asarray(image, np.uint8), [whole])
        if [found.text for found in lines] != [_CANARY_TEXT]:
            raise EngineError("the canary line does not come out: wrong model or dictionary")

"""PP-OCRv6 on onnxruntime: tiny detection, small recognition cut to Latin, PP-LCNet upright."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from ocr.engines.detect import Detector, ordered
from ocr.engines.groups import far_apart, nearest
from ocr.engines.port import FoundLine
from ocr.engines.recognize import Glance, Recognizer, extent, line, share
from ocr.engines.symbols import Symbols
from ocr.engines.upright import Uprighter
from ocr.errors import EngineError
from ocr.image.turning import opposite, turn_quad, undone
from ocr.types import Pixels, Quad, Turn

# Drawn by us with DejaVu Sans. A dictionary that is off by one reads every letter wrong.
_CANARY = Path(__file__).with_name("canary.png")
_CANARY_TEXT = "Åsa Öhrström Køge Næs é ß 070-174 06 05 ab@c.example"
# Of the middle of a line, four times as long as high: of 352 pictures all 20 on their heads stood
# below, and read better the other way; seven others stood below too, and did not.
_DOUBTFUL, _SAMPLE = 0.9, 4.0
_CARDS = 2


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
        """Return the lines; those far apart are of two cards, and each is looked at closely."""
        found = self._detector.find(image, near)
        groups = far_apart(found, image)
        if len(groups) < _CARDS:
            return found
        closer = [
            quad
            for group in groups
            for quad in self._detector.find(image, group)
            if nearest(quad, groups) is group
        ]
        return sorted(closer, key=lambda quad: float(quad[:, 1].mean()))

    def turn(self, image: Pixels, places: Sequence[Quad]) -> Turn:
        """Return the turn that the picture's look says, or its opposite if a line reads so.

        Of a card that leans, the look may be taken for that of one on its head.
        """
        turn = self._uprighter.turn(image, places)
        if not places:
            return turn
        sample = _sample(image, places, turn)
        sure = self._recognizer.look(image, sample).confidence
        if sure > _DOUBTFUL:
            return turn
        over = self._recognizer.look(image, np.roll(sample, 2, axis=0)).confidence
        return opposite(turn) if over > sure else turn

    def recognize(self, image: Pixels, places: Sequence[Quad]) -> list[FoundLine]:
        glances = [self._recognizer.look_upright(image, place) for place in places]
        lines = (line(glance, found) for glance, found in self._symbols.settle(_whole(glances)))
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


def _whole(glances: Sequence[Glance]) -> list[Glance]:
    """Return the glances without those at a piece of a line that another has seen whole."""
    return [one for one in glances if not any(_is_piece(one, other) for other in glances)]


def _is_piece(one: Glance, other: Glance) -> bool:
    if one.text.strip() not in other.text or _length(one) >= _length(other):
        return False
    middle = tuple(map(float, one.quad.mean(axis=0)))
    return cv2.pointPolygonTest(other.quad, middle, measureDist=False) > 0


def _length(glance: Glance) -> tuple[int, float, float]:
    """Return what orders two glances at one line: no two are equal."""
    return len(glance.text), glance.confidence, float(glance.quad[0, 0])


def _sample(image: Pixels, places: Sequence[Quad], turn: Turn) -> Quad:
    """Return the middle of the longest line; it begins where text does if the turn is right."""
    height, width = image.shape[:2]
    size = (height, width) if turn in {90, 270} else (width, height)
    turned = [ordered(turn_quad(place, turn, width, height)) for place in places]
    longest = max(turned, key=lambda place: extent(place)[0])
    long, high = extent(longest)
    half = min(_SAMPLE * high / max(long, 1), 1.0) / 2
    return turn_quad(share(longest, 0.5 - half, 0.5 + half), undone(turn), *size)

"""What a line says: PP-OCRv6 small recognition, cut to Latin, decoded greedily.

A line is cut out level and 48 pixels high; the network gives the likelihood of each symbol for
each 8 pixels of width (CTC). Where a symbol peaks is where it stands: that gives words their
places.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import cv2
import numpy as np
import numpy.typing as npt

from ocr.data.folding import fold
from ocr.engines import session
from ocr.engines.port import FoundLine, FoundWord
from ocr.types import Pixels, Quad

_HEIGHT, _STEP, _WIDEST = 48, 8, 3200
_SETTLED, _SECOND = 0.99, 0.05  # likelihoods of a letter, and of its like with another mark
_UPENDED = 1.5  # a place this much taller than wide holds a line that stands on end
_BEYOND, _LIKELY = 3.0, 0.5  # heights that such a line may go on; likelihood of its last letter

Likelihoods = npt.NDArray[np.float32]
# A symbol, its likelihood and the middle of its peak in steps.
Peak = tuple[str, float, float]


@dataclass(frozen=True, slots=True)
class Glance:
    """What the network made of one place, before it is a line.

    `features` is what its last layer saw, steps by 120; `steps` is the strip's width in steps;
    `others` are the symbols again, doubtful letters with the mark that came second.
    """

    quad: Quad
    steps: float
    peaks: tuple[Peak, ...]
    features: Likelihoods
    others: str

    @property
    def text(self) -> str:
        return "".join(symbol for symbol, _, _ in self.peaks)

    @property
    def confidence(self) -> float:
        """The mean over the symbols; 0 where there are none."""
        return confidence(self.peaks)


class Recognizer:
    """The recognition model, loaded."""

    def __init__(self) -> None:
        self._session = session.load("recognize.onnx")
        self._input = self._session.get_inputs()[0].name
        listed = self._session.get_modelmeta().custom_metadata_map["character"]
        self._symbols = ["", *listed.split("\n"), " "]
        self._marked = _marked(self._symbols)

    def look_upright(self, image: Pixels, place: Quad) -> Glance:
        """Return what the network sees in this place; of text on end, the better way to read."""
        width, height = extent(place)
        along = np.abs(place[1] - place[0])
        if along[1] > along[0]:  # it stands so steep that its corners say neither up nor down
            ways = place, np.roll(place, 2, axis=0)
        elif height >= _UPENDED * width:
            ways = np.roll(place, -1, axis=0), np.roll(place, 1, axis=0)
        else:
            return self.look(image, place)
        seen = max((self.look(image, way) for way in ways), key=lambda glance: glance.confidence)
        return self._look_along(image, seen)

    def _look_along(self, image: Pixels, seen: Glance) -> Glance:
        """Return what stands there with what goes on before and behind it.

        The finder knows lines that lie: of those that stand it often misses the ends.
        """
        width, height = extent(seen.quad)
        if width < _BEYOND * height:
            return seen
        reach = _BEYOND * height / width
        longer = self.look(image, share(seen.quad, -reach, 1 + reach))
        ends = [likely for _, likely, _ in (*longer.peaks[:1], *longer.peaks[-1:])]
        told = seen.text.strip() in longer.text and min(ends, default=0.0) > _LIKELY
        return longer if told else seen

    def look(self, image: Pixels, quad: Quad) -> Glance:
        """Return what the network sees along this quad."""
        strip = cut_out(image, quad)
        width = math.ceil(strip.shape[1] / 32) * 32
        blob = np.zeros((1, 3, _HEIGHT, width), np.float32)
        blob[0, :, :, : strip.shape[1]] = strip.transpose(2, 0, 1) * np.float32(2 / 255) - 1
        likelihoods, features = self._session.run(None, {self._input: blob})
        found = peaks(likelihoods[0], self._symbols)
        others = "".join(self._other(peak, likelihoods[0]) for peak in found)
        return Glance(quad, strip.shape[1] / _STEP, tuple(found), features[0], others)

    def _other(self, peak: Peak, likelihoods: Likelihoods) -> str:
        """Return the letter with the mark that came second, or as it is where none came near."""
        symbol, likely, at = peak
        columns = self._marked.get(symbol, ())
        if likely > _SETTLED or not columns:
            return symbol
        near = likelihoods[max(0, int(at) - 1) : int(at) + 2, columns].max(axis=0)
        best = int(near.argmax())
        return self._symbols[columns[best]] if near[best] >= _SECOND else symbol


def _marked(symbols: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
    """Return for each letter the places of those that differ from it in their marks alone."""
    groups: dict[str, list[int]] = {}
    for place, symbol in enumerate(symbols):
        if len(symbol) == 1 and symbol.isalpha():
            base = fold(symbol)[:1]
            groups.setdefault(base.upper() if symbol.isupper() else base, []).append(place)
    return {
        symbols[place]: tuple(one for one in group if one != place and not symbols[one].isascii())
        for group in groups.values()
        for place in group
    }


def line(glance: Glance, found: Sequence[Peak]) -> FoundLine | None:
    """Return these symbols as a line in the place of the glance; None where there are none."""
    others = glance.others if found is glance.peaks else ""
    words = _words(found, others, glance.steps, glance.quad)
    return FoundLine(tuple(words), confidence(found), glance.quad) if words else None


def confidence(found: Sequence[Peak]) -> float:
    """Return the mean likelihood of symbols, 0 for none."""
    return float(np.mean([likely for _, likely, _ in found])) if found else 0.0


def cut_out(image: Pixels, quad: Quad) -> Pixels:
    """Return the quad as a level strip 48 pixels high."""
    width, height = extent(quad)
    wide = min(_WIDEST, max(_STEP, math.ceil(_HEIGHT * width / max(height, 1))))
    finer = 2 if height > 2 * _HEIGHT else 1
    size = (wide * finer, _HEIGHT * finer)
    corners = np.array([[0, 0], [size[0], 0], size, [0, size[1]]], np.float32)
    flat = cv2.warpPerspective(
        image,
        cv2.getPerspectiveTransform(quad, corners),
        size,
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    if finer > 1:
        flat = cv2.resize(flat, (wide, _HEIGHT), interpolation=cv2.INTER_AREA)
    return np.asarray(flat, np.uint8)


def extent(quad: Quad) -> tuple[float, float]:
    """Return width and height, the longer of each pair of sides."""
    side = np.linalg.norm(quad - np.roll(quad, -1, axis=0), axis=1)
    return float(max(side[0], side[2])), float(max(side[1], side[3]))


def peaks(likelihoods: Likelihoods, symbols: Sequence[str]) -> list[Peak]:
    """Return the symbols of the likeliest path: equal neighbours are one, blanks are none."""
    best = likelihoods.argmax(axis=1)
    found = []
    for symbol, run in groupby(range(len(best)), key=lambda step: int(best[step])):
        steps = list(run)
        if symbol:
            likely = float(likelihoods[steps[0], symbol])
            found.append((symbols[symbol], likely, (steps[0] + steps[-1] + 1) / 2))
    return found


def _words(found: Sequence[Peak], others: str, steps: float, quad: Quad) -> list[FoundWord]:
    """Return the words; one ends halfway between its last symbol and the space after it."""
    words = []
    at = 0
    for is_space, run in groupby(found, key=lambda peak: peak[0].isspace()):
        symbols = list(run)
        before, after = at - 1, at + len(symbols)
        at = after
        if is_space:
            continue
        start = (found[before][2] + symbols[0][2]) / 2 if before >= 0 else 0.0
        end = (symbols[-1][2] + found[after][2]) / 2 if after < len(found) else steps
        text, other = "".join(symbol for symbol, _, _ in symbols), others[before + 1 : after]
        words.append(
            FoundWord(
                text,
                min(likely for _, likely, _ in symbols),
                share(quad, start / steps, min(end / steps, 1.0)),
                other if other != text else "",
            )
        )
    return words


def share(quad: Quad, start: float, end: float) -> Quad:
    """Return the part of a line's quad between two shares of its length, or what lies beyond."""
    top, bottom = quad[1] - quad[0], quad[2] - quad[3]
    corners = (quad[0] + top * start, quad[0] + top * end)
    under = (quad[3] + bottom * end, quad[3] + bottom * start)
    return np.array([*corners, *under], np.float32)

"""A second look at lines the Latin symbols do not explain: Han, kana, and the rest of 18,708.

The recognizer's features serve both; only its last layer is asked again, and only where Latin is
unsure. Once one line of a card is Han or kana, all its lines are asked: a Latin reading passes
over the Han signs between digits without a trace.
"""

import unicodedata
from collections.abc import Iterable, Sequence

from ocr.engines import session
from ocr.engines.recognize import Glance, Peak, confidence, peaks

_UNSURE, _SURE = 0.9, 0.85
_LEAST = 2
_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA", "FULLWIDTH")


class Symbols:
    """The recognizer's last layer with every symbol, loaded."""

    def __init__(self) -> None:
        self._session = session.load("symbols.onnx")
        self._input = self._session.get_inputs()[0].name
        listed = self._session.get_modelmeta().custom_metadata_map["character"]
        self._symbols = ["", *listed.removesuffix("\n").split("\n"), " "]

    def settle(self, glances: Sequence[Glance]) -> Iterable[tuple[Glance, Sequence[Peak]]]:
        """Return each glance with the symbols that explain it best, Latin or East Asian."""
        asked = [self._ask(glance) if glance.confidence < _UNSURE else None for glance in glances]
        if not any(found and _is_east_asian(found) for found in asked):
            return [(glance, glance.peaks) for glance in glances]
        again = [found or self._ask(glance) for glance, found in zip(glances, asked, strict=True)]
        return [
            (glance, _plain(found) if _has_east_asian(found) else glance.peaks)
            for glance, found in zip(glances, again, strict=True)
        ]

    def _ask(self, glance: Glance) -> list[Peak]:
        likelihoods = self._session.run(None, {self._input: glance.features[None]})[0][0]
        return peaks(likelihoods, self._symbols)


def _is_east_asian(found: Sequence[Peak]) -> bool:
    """Tell a line that is surely so; smudges and logos come out as one doubtful sign."""
    count = sum(_east_asian(symbol) for symbol, _, _ in found)
    return count >= max(_LEAST, len(found) / 2) and confidence(found) >= _SURE


def _has_east_asian(found: Sequence[Peak]) -> bool:
    return any(_east_asian(symbol) and likely >= _SURE for symbol, likely, _ in found)


def _east_asian(symbol: str) -> bool:
    return unicodedata.name(symbol, "").startswith(_EAST_ASIAN)


def _plain(found: Sequence[Peak]) -> list[Peak]:
    """Return full-width letters, digits and signs as the usual ones."""
    return [(unicodedata.normalize("NFKC", symbol), likely, at) for symbol, likely, at in found]

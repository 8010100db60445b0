"""An engine for tests and for machines without one: it finds what it was told to find."""

from collections.abc import Sequence

from ocr.engines.port import FoundLine
from ocr.types import Pixels, Quad, Turn


class NullEngine:
    """Gives the same lines for every image; without lines it is blind."""

    name = "null"
    version = "1"

    def __init__(self, lines: Sequence[FoundLine] = ()) -> None:
        self._lines = list(lines)

    def glance(self, image: Pixels) -> list[Quad]:  # noqa: ARG002  the port's signature
        return [line.quad for line in self._lines]

    def find(self, image: Pixels, near: Sequence[Quad]) -> list[Quad]:  # noqa: ARG002  same
        return [line.quad for line in self._lines]

    def turn(self, image: Pixels, places: Sequence[Quad]) -> Turn:  # noqa: ARG002  same
        return 0

    def recognize(self, image: Pixels, places: Sequence[Quad]) -> list[FoundLine]:  # noqa: ARG002  same
        return list(self._lines)

"""What an engine does for the pipeline; whoever reads pixels implements `Engine`.

Quads and pixels are those of the image that is handed in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ocr.types import Pixels, Quad, Turn


@dataclass(frozen=True, slots=True)
class FoundWord:
    """A run of characters without a space. `confidence` is that of its weakest character.

    `other` is the word with the marks its doubtful letters may have, as long as `text`: `Tromsø`
    for `Tromso`; empty where no letter is in doubt.
    """

    text: str
    confidence: float
    quad: Quad
    other: str = ""


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A recognized line; the texts of `words` joined by single spaces are its text.

    `confidence` is the mean over its characters.
    """

    words: tuple[FoundWord, ...]
    confidence: float
    quad: Quad

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


class Engine(Protocol):
    """Glances where text is, tells which way it stands, finds its lines, recognizes them.

    Calls may come in any order and for any image; nothing is remembered between them. An engine
    is made once a process, checks itself then (raises `EngineError` where its canary line comes
    out wrong), and is used by one thread at a time.
    """

    name: str
    version: str

    def glance(self, image: Pixels) -> list[Quad]:
        """Return roughly the places that hold text, of a picture that may stand any way up."""
        ...

    def turn(self, image: Pixels, places: Sequence[Quad]) -> Turn:
        """Return by how many degrees clockwise the image must be turned to read upright."""
        ...

    def find(self, image: Pixels, near: Sequence[Quad]) -> list[Quad]:
        """Return the places that hold text in an upright image, from top to bottom.

        One for a line where the engine can tell lines apart. `near` are those of `glance`, turned.
        No text: an empty list.
        """
        ...

    def recognize(self, image: Pixels, places: Sequence[Quad]) -> list[FoundLine]:
        """Return the lines that stand in these places of an upright image, in their order.

        A place where nothing is legible gives no line.
        """
        ...

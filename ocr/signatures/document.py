"""What a document gives to the parser, and what of it may be kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from ocr.types import Line, PrivateSpan


@dataclass(frozen=True, slots=True)
class Document:
    """The signature's lines; an empty line ends a block.

    `around` is the rest of the newest message and the address it came from: it tells a country and
    is not kept. `message_id`,
    `sender` (name, address) and `head` (raw fields, one a line) come from a mail's header.
    """

    lines: tuple[Line, ...]
    around: tuple[str, ...] = ()
    message_id: str | None = None
    sender: tuple[str, str] | None = None
    head: str = ""


def kept_text(lines: Sequence[Line], private: Sequence[PrivateSpan]) -> str:
    """The text of the lines with the private stretches cut out: all of a document that is kept."""
    kept = []
    for index, line in enumerate(lines):
        text = line.text
        for span in sorted((s for s in private if s.line_index == index), key=lambda s: -s.start):
            text = text[: span.start] + text[span.end :]
        kept.append(" ".join(text.split()))
    return "\n".join(kept).strip("\n")

"""From a mail or a pasted signature to the lines of its sender."""

from dataclasses import dataclass

from ocr.errors import UnknownFormatError
from ocr.types import Line


@dataclass(frozen=True, slots=True)
class Document:
    """The signature's lines and the text that may be kept."""

    lines: tuple[Line, ...]
    kept_text: str


def read(data: bytes, name: str) -> Document:  # noqa: ARG001  the seam's signature
    """Return the lines of a plain text.

    Raises:
        UnknownFormatError: the bytes are no text.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnknownFormatError from error
    if "\0" in text or not text.strip():
        raise UnknownFormatError
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return Document(tuple(Line(line, None, 1.0, 0, (), "text") for line in lines if line), text)

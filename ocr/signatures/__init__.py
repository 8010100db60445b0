"""From a mail or a pasted signature to the lines of its sender.

Only the signature block of the newest message is handed on: no greeting, no older message, no
colleague named in the text, no disclaimer.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from ocr.errors import BrokenFileError, TooLargeError, UnknownFormatError
from ocr.signatures import block, mails, markup, quotes
from ocr.signatures.document import Document, kept_text
from ocr.signatures.encoding import decoded
from ocr.types import Line

__all__ = ["Document", "kept_text", "read"]

# A mail with its attachments; its text alone may have a twentieth of that.
_MOST_BYTES = 25_000_000
_MOST_CHARACTERS = 1_200_000
_MOST_TEXT_LINES = 10_000
_MOST_LINES = 120
_MOST_SIGNED = 8_000  # characters of a signature
_VALUE = re.compile(r"[+(\d]|\S*[@/]|www\.")
_LONGEST_LINE = 400
# Blanks that part; two of them inside `+43 316  465004` do not.
_WIDE = re.compile(r"(?<!\d)\s{2,}|(?<=\d)\s{2,}(?![1-9]\d{2})|(?<=\d)\s{3,}|\t")
# What a mail program writes for a picture in plain text: `[cid:image001.png@01D9]`, `[Logo]<https://…>`.
_PICTURE = re.compile(
    r"\[(?:cid|image|bild|inline)\b[^\]\n]{0,120}\]|(?<!\S)cid:\S{1,120}|\[[^\]\n]{1,40}\](?=<https?:)",
    re.IGNORECASE,
)


def read(data: bytes, name: str = "") -> Document:
    """Return the signature of a document; its format is told by content, `name` is not trusted.

    Raises:
        UnknownFormatError: the bytes are no text, mail or HTML.
        BrokenFileError: the mail or its text cannot be read.
        TooLargeError: the file, its parts or its text are over the limits.
    """
    if len(data) > _MOST_BYTES:
        raise TooLargeError(name)
    if not data.strip():
        raise BrokenFileError("empty")
    if mails.is_mail(data):
        mail = mails.read(data)
        lines, around = _signature(mail.text, html=mail.is_html)
        told = (mail.sender[1], *around) if mail.sender else around
        return Document(lines, told, mail.message_id, mail.sender, mail.head)
    text = decoded(data)
    if not text.strip():
        raise UnknownFormatError
    return Document(*_signature(text, html=markup.is_html(text)))


def _signature(text: str, *, html: bool) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The lines of the signature, and the lines of the message above it."""
    if len(text) > _MOST_CHARACTERS:
        raise TooLargeError("text")
    plain = (markup.to_text(text) if html else text).splitlines()
    if len(plain) > _MOST_TEXT_LINES:
        raise TooLargeError("text")
    shown = [_PICTURE.sub("", line) for line in quotes.newest(plain)]
    above, signed = block.parted(shown)
    return _lines(signed), tuple(line[:_LONGEST_LINE] for line in above[-_MOST_LINES:])


def _lines(texts: Sequence[str]) -> tuple[Line, ...]:
    shown = [chunk for text in texts[:_MOST_LINES] for chunk in _chunks(text[:_LONGEST_LINE])]
    room = accumulate(len(text) + 1 for text in shown)
    return tuple(
        Line(text, None, 1.0, 0, (), "text")
        for text, so_far in zip(shown, room, strict=True)
        if so_far <= _MOST_SIGNED
    )


def _chunks(text: str) -> list[str]:
    """What stands apart by wide blanks on a line; a label stays with its value."""
    chunks: list[str] = []
    for piece in _WIDE.split(text.strip()):
        label = r"[^\d@]{0,14}[:.]" + (r"|[^\W\d]{1,12}" if _VALUE.match(piece) else "")
        if chunks and re.fullmatch(label, chunks[-1]) and len(text) < 70:
            chunks[-1] += f" {piece}"
        else:
            chunks.append(piece)
    return chunks

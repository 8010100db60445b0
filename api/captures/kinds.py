"""What kind of file these bytes are: told by content, never by name or declared type."""

import re
from typing import Literal

FileKind = Literal["picture", "text"]

# Controls that occur in text: tab, line feed, form feed, carriage return, escape.
_TEXT_CONTROLS = frozenset(b"\t\n\f\r\x1b")
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})

# Text that is a drawing or a page description, not a document somebody wrote.
_NOT_READ = re.compile(
    rb"\s*(?:%PDF-|(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE svg[^>]*>|\s)*<svg\b)",
    re.IGNORECASE | re.DOTALL,
)


def media_type_of(data: bytes) -> str | None:
    """Return the media type of a file that can be read, or None.

    Pictures: JPEG, PNG, WebP, HEIC. Text: vCard, and anything else without binary characters,
    which a reader takes as mail, HTML or plain text.
    """
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return "image/heic"
    if not _is_text(data) or _NOT_READ.match(data.removeprefix(b"\xef\xbb\xbf")[:4096]):
        return None
    return "text/vcard" if data.lstrip()[:11].upper() == b"BEGIN:VCARD" else "text/plain"


def kind_of(media_type: str) -> FileKind:
    """Return whether a file of `media_type` is a picture or a text."""
    return "picture" if media_type.startswith("image/") else "text"


def _is_text(data: bytes) -> bool:
    # UTF-16 has a byte order mark and zeros in between.
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = data[:65536]
    return not any(byte < 0x20 and byte not in _TEXT_CONTROLS for byte in sample)  # noqa: PLR2004 - ASCII controls

"""Bytes to text where no header tells the character set."""

import codecs

from ocr.errors import UnknownFormatError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(data: bytes) -> str:
    """The text of some bytes: by byte order mark, as UTF-8, else as Windows-1252.

    Raises:
        UnknownFormatError: the bytes hold control characters no text has.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return data.decode(charset, errors="replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    strange = sum(c < " " and c not in "\t\n\r\f\v" for c in text[:4000])
    if strange * 50 > len(text[:4000]) or "\0" in text[:4000]:
        raise UnknownFormatError
    return text

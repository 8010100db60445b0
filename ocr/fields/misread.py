"""Signs taken for others of their shape, told by where they stand; a text keeps its length.

Only what is read from a picture comes here: a bar between two values that became a capital I, a
trunk zero whose brackets became bars, an icon before a number that became a zero.
"""

import re
from collections.abc import Mapping

from ocr.data import sections
from ocr.fields.phone_labels import KINDS

_LONG = 3  # letters of a label that a bar before it is told by
_VALUE_LABEL = "|".join(
    sorted(
        re.escape(label)
        for lists, keys in (("phone_labels", KINDS), ("contact_labels", ("email", "web")))
        for key in keys
        for label in sections(lists)[key]
        if len(label) >= _LONG
    )
)
_BAR = re.compile(
    r"(?<=\w)I(?=www\.|https?:)"  # `norvika.seIwww.norvika.se`
    rf"|(?<=\s)I(?=(?i:{_VALUE_LABEL})[.:\s])"  # `08-465 004 10 IFax`
    r"|(?<=[^\W\d_A-ZÅÄÖÆØÉÜ])I(?=\s[A-ZÅÄÖÆØÉÜ][^\W\d])"  # `Åsa EkI Inköpschef`
)
_TRUNK = re.compile(r"(?<=\d)(\s?)[(\[|]([0O])[)\]|](?=\s?\d)")
_ICON = re.compile(r"^[0O](?=\s?\+\d\d)")
_SIGNS: Mapping[int, str] = str.maketrans({"±": "+"})


def mended(text: str) -> str:
    """The text with bars and bracketed zeros as they are printed."""
    clear = _ICON.sub(" ", _BAR.sub("|", text.translate(_SIGNS)))
    return _TRUNK.sub(r"\1(0)", clear)

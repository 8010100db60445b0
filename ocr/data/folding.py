"""One folding for every comparison of words: case, accents and look-alike letters do not count."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "þ": "th",
        "ı": "i",
        "’": "'",
        "´": "'",
        "`": "'",
    }
)
_NO_LETTER = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Lower case without accents; length may change, spaces and punctuation stay."""
    low = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in low if not unicodedata.combining(c)).translate(_LETTERS)


def bare(text: str) -> str:
    """Folded letters and digits alone, for comparing names with domains and mailbox names."""
    return _NO_LETTER.sub("", fold(text))

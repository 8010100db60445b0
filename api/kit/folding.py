"""One way of folding text for comparison and search, the same in every database."""

import re
import unicodedata

# Letters that NFKD leaves whole but people leave the mark off when they type.
_WHOLE = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
    }
)


def fold(text: str) -> str:
    """Return `text` in lower case, without diacritics, its words parted by single spaces.

    Folding twice changes nothing. Letters and digits of every script are kept.
    """
    # Letters drawn as symbols have no case until they are taken apart.
    apart = unicodedata.normalize("NFKD", text).casefold()
    plain = unicodedata.normalize("NFKD", apart).translate(_WHOLE)
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", kept).replace("_", " ")))

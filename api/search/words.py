"""What a person typed, as the words to look for."""

import re

from api.kit.folding import fold

# A number, however it is parted: the index has it in one piece.
_NUMBER = re.compile(r"[+(]?[\d\s()/.+-]*\d[\d\s()/.-]*")
_MOST = 8


def split_query(text: str) -> list[str]:
    """Return the folded words of `text`, at most eight; a phone number is one word."""
    if _NUMBER.fullmatch(text.strip()):
        return ["".join(filter(str.isdigit, fold(text)))]
    return fold(text).split()[:_MOST]

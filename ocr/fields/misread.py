"""Signs taken for others of their shape, told by where they stand; a text keeps its length.

Only what is read from a picture comes here: a bar between two values that became a capital I, a
trunk zero whose brackets became bars, an icon before a number that became a zero.
"""

import re
from collections.abc import Mapping, Sequence

from ocr.data import sections
from ocr.fields import organizations
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
    r"|(?<=[a-z])I(?=[A-Z]\s)"  # `norvika.seIW norvika.se`
    rf"|(?<=\s)I(?=(?i:{_VALUE_LABEL})[.:\s])"  # `08-465 004 10 IFax`
    r"|(?<=[^\W\d_A-ZÅÄÖÆØÉÜ])I(?=\s[A-ZÅÄÖÆØÉÜ][^\W\d])"  # `Åsa EkI Inköpschef`
)
_EMBLEM = re.compile(r"[AOIVD] (?=\w{2})")
# Where the letter is a word, and a name may begin with it: `O Forno`, `A Better Way Ltd`.
_ARTICLES: Mapping[str, frozenset[str]] = {
    "A": frozenset(("PT", "BR", "GB", "IE", "US", "CA", "AU")),
    "O": frozenset(("PT", "BR")),
    "I": frozenset(("IT",)),
}
_TRUNK = re.compile(r"(?<=\d)(\s?)[(\[|]([0O])[)\]|](?=\s?\d)")
_ICON = re.compile(r"^[0O](?=\s?\+\d\d)")
_SIGNS: Mapping[int, str] = str.maketrans({"±": "+"})


def without_emblem(text: str, stems: Sequence[str], regions: Sequence[str]) -> str:
    """The text without a letter in front that was a logo's triangle, ring or bar: `A Norvika AB`.

    Told by the domain, which fits what follows better; else by a company's form or word behind it
    where the letter is no article.
    """
    if not _EMBLEM.match(text):
        return text
    rest = text[2:]
    fits = organizations.resembles(rest, stems) - organizations.resembles(text, stems)
    article = bool(set(regions[:1]) & _ARTICLES.get(text[0], frozenset()))
    firm = organizations.legal_form(rest) or organizations.has_company_word(rest)
    if fits > 0 or (fits == 0 and firm and not article and not rest[0].islower()):
        return f"  {rest}"
    return text


def mended(text: str) -> str:
    """The text with bars and bracketed zeros as they are printed."""
    clear = _ICON.sub(" ", _BAR.sub("|", text.translate(_SIGNS)))
    return _TRUNK.sub(r"\1(0)", clear)

"""Signs taken for others of their shape, told by where they stand; a text keeps its length.

A bar between two values that became a capital I, a trunk zero whose brackets became bars, an icon
before a number that became a zero: only in what is read from a picture. Letters in words, as in
`lnhaber` and `M0T0RS`, also in a text, for that may be the text of a picture.
"""

import re
from collections.abc import Mapping, Sequence

from ocr.data import sections
from ocr.fields import organizations
from ocr.fields.phone_labels import KINDS

_LETTERS = 3  # of a word that a sign is put right in
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
    r"|(?<=\d)[Il](?=\s?[a-z][\w.-]*@)"  # `070-174 06 05Iasa@norvika.se`
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


# No longer word begins with l and another consonant (`lnhaber`), or with a 1 (`1ngenieur`).
_APART = r"(?<![\w.@/-])"
_INITIAL = re.compile(
    rf"{_APART}l(?=[bcdfghjkmnpqrstvwxz][a-zåäöæøéü]{{3}}[^\s@]*(?:\s|$))(?!\S*\.\w)"
    rf"|{_APART}1(?!st|er|re|nd)(?=[a-z]{{3}}[^\s@]*(?:\s|$))(?!\S*\.\w)"
)
# A word in capitals with a small l, a zero or a one between its letters.
_WORD = re.compile(r"(?<![\w.@/])[^\W_](?:[^\W_]|['’-](?=\w)){3,}(?![\w@/]|\.\w)")
_AS_CAPITALS = str.maketrans("l10", "IIO")


def spelt(text: str) -> str:
    """The text with letters put right that no word has where they stand; it keeps its length."""
    return _WORD.sub(_capitals, _INITIAL.sub("I", text))


def _capitals(found: re.Match[str]) -> str:
    word = found[0]
    letters = "".join(sign for sign in word if sign.isalpha() and sign != "l")
    strange = re.search(r"[2-9]|\d\d|1$|^[01]", word)
    needed = _LETTERS + 2 if "1" in word else _LETTERS  # `SW1A` is a postcode
    if strange or not letters.isupper() or len(letters) < needed:
        return word
    return word.translate(_AS_CAPITALS)


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

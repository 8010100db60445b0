"""What a piece of text has of a postal address: a street, a box, a postcode, a place.

In the forms of many countries; which pieces belong to one address is for `addresses`.
"""

import re
from functools import cache

from ocr.data import pattern, sections
from ocr.data.folding import fold
from ocr.fields import han, streets
from ocr.fields.numbers import mend

_US_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|"
    r"S[CD]|T[NX]|UT|V[AT]|W[AIVY])"
)
POSTCODE = re.compile(
    r"(?<![\w-])(?:(?:SE?|NO?|DK|F[Il]N?|DE?|AT?|CH|NL|BE?|FR?|ES?|[Il1]|IT|PT?|LU?)[-– ]\s?)?"
    r"(?:\d{3}\s\d{2}|\d{5}|\d{4}(?!\s?[–-]\s|\s?,\s?Col\b)|(?<!,\s)\d{4}(?=\s-\s)|\d{4}-\d{3}|\d{5}-\d{3}|\d{3}-\d{3,4})"
    r"\s?(?:[A-Z]{2}\s)?(?:[,–-]\s+|\s*)(?:A\s)?[A-ZÀ-ÖØ-ÞŁŚŠŻŽ][^\W\d]+"
    rf"|\b(?:{_US_STATE}|(?i:{pattern('addresses', 'states')}))[.,]?\s+\d{{5}}(?:-\d{{4}})?\b"
    r"|\b[A-Z]{1,2}[1-9][A-Z\d]?\s?\d\s?[A-Z]{2}\b|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b|\d{4}\s?[A-Z]{2}\s+[A-Z]"
    r"|\bC\.?E\.?P\.?[\s:]*\d{5}-?\d{3}|\b\d{3}-\d{4}\b\s*(?:JAPAN|Japan)|〒|\bKY\d-\d{4}|\b\d{3}\s?\d{3},?\sIndia\b"
    r"|\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT)[.,]?\s+\d{4}\b|\bL[TV]-\d{4,5}\b|\bC\.?P\.?\s?\d{5}\b"
    r"|(?<![\w-])\d{2}-\d{3}\s+[A-ZŁŚŻĆŹ][^\W\d]"  # Poland
    r"|[^\W\d]{3}\.?\)?,?\s?[-–:,]?\s?[1-8]\d{2}\s?\d{3}(?![\d-]|\s\d)"  # India, Singapore
    r"|\b(?:[AC-FHKNPRTV-Y]\d{2}|D6W)\s?(?=\d{0,3}[A-Z])[\dAC-FHKNPRTV-Y]{4}\b"  # Ireland
)
# States of Brazil behind a town: `São Paulo - SP`.
_BRAZIL = re.compile(
    r"[^\W\d]\s?[,/–-]\s?(?:A[CLPM]|BA|CE|DF|ES|GO|M[ATSG]|P[ABREI]|R[JNSOR]|S[CPE]|TO)\.?"
    r"(?=\s*(?:$|[,(–-]))"
)
# A number, words in capitals and a comma, as in much of the world: `12B Norr Vik Vang, …`; or
# the grid of an American town: `450 S 700 E`.
_NUMBERED = re.compile(
    r"^\d{1,4}[A-Z]?,?\s(?:[A-Z][\w'’-]+\s?){1,5},(?:\s|$)|^\d{2,5}\s[NSEW]\s\d{2,5}\s[NSEW]$"
)
# A house number is no postcode: `2260 Norwick Run Dr NE`, `4180 Norvik N`.
_AMERICAN = re.compile(
    r"\d{2,5}\s(?:[NSEW]\.?\s)?(?:[A-Z][\w'’.-]+\s){1,3}"
    r"(?:St|Ave?|Rd|Dr|Ln|Ct|Pl|Blvd|Cir|Hwy|Pkwy|Ter|Trl|Way|[NS][EW]?|[EW])(?![^\W_])"
)
_KOREAN = re.compile(r"\b[A-Z][a-z]+-(?:ro|daero|gil|gu|dong)\b")
_IRISH = re.compile(rf"\bCo\.?\s(?:{pattern('addresses', 'counties')})\b")
# Numbers of houses and postcodes with a digit or two taken for letters: `8632O`, `l9`.
_SPELT = re.compile(r"(?<![^\W_])(?=[OIl]*\d)[\dOIl]{2,5}(?:-[\dOIl]{3,4})?(?![^\W_])")
_CP = re.compile(r"\bC\.?P\.?\s?(\d{5})\b")  # Mexico's postcode; Italy's boxes have fewer digits
GLUED_WORDS = re.compile(r"(?<=[a-zåäöøæéü]{3})(?=[A-ZÅÄÖØÆ])")
_BLOCKS = re.compile(r"(?<![\d+()-])\d{1,4}-\d{1,3}(?:[-/][\dA-Z]{1,4}(?:F)?)+,?\s?[A-Z]|-chome\b")
_COMPANYISH = re.compile(r"\b(?:AB|GmbH|Ltd|Inc|S\.?r\.?l|A/S|ApS|Oy|BV|LLC|Lda)\b")
HEADING = re.compile(r"^(?:[Aa]|[^\W\d][^\W\d .-]{2,24}(?:\s(?:[^\W\d]{2,20}|\d))?)\s?:\s*(?=.*\d)")
_LONGEST = 110  # letters of a piece of an address
_CLAUSES = 2  # commas between a floor, a building and a quarter


@cache
def street() -> re.Pattern[str]:
    """A street with its number, in folded text."""
    tails = "|".join(
        sorted(
            {re.escape(fold(x)) for x in sections("addresses")["street_tails"]},
            key=len,
            reverse=True,
        )
    )
    heads = "|".join(
        sorted(
            {re.escape(fold(x)) for x in sections("addresses")["street_heads"]},
            key=len,
            reverse=True,
        )
    )
    number = r"(?:n[r°ºo]?\.?\s?)?\d{1,5}\s?(?:[a-z](?![a-z]))?"
    return re.compile(
        rf"(?:[a-z][\w'.-]*\s?(?:{tails})\s?\.?,?\s*{number}"
        rf"|(?<!\w)(?:{heads})(?!\w)\.?\s?[^\n]{{0,60}}?(?:\d|s/n)|\d[^\n]{{0,40}}?(?<!\w)(?:{heads}|{tails})(?!\w)"
        rf"|^\d{{1,5}}[a-z]?,?\s[nsew]?\.?\s?[a-z][\w.' -]+\s(?:{tails})(?!\w))"
    )


@cache
def _inside() -> re.Pattern[str]:
    parts = "|".join(
        sorted({re.escape(fold(x)) for x in sections("addresses")["inside"]}, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)")


@cache
def country() -> re.Pattern[str]:
    """A country's name, in any of the languages."""
    return re.compile(rf"(?:[A-Z]{{2}}-)?(?:{pattern('places')})\.?", re.IGNORECASE)


@cache
def label() -> re.Pattern[str]:
    """A heading over or before an address, with its sort: `visiting` or `postal`."""
    visiting, postal = pattern("addresses", "visiting"), pattern("addresses", "postal")
    return re.compile(
        rf"^\s*(?:(?P<visiting>{visiting})|(?P<postal>{postal}))(?!\w)\s?(?:[:.–-]\s?|(?<=\s)(?=\d)|$)",
        re.IGNORECASE,
    )


def strength(text: str) -> float:
    """How much a piece looks like part of an address, 0 to 2.

    2 is a street, a box or a postcode with its town, 1.5 a place with its country, 1 a country or
    part of a building.
    """
    text = spelt(GLUED_WORDS.sub(" ", text))
    if len(text) > _LONGEST or _register().search(text):
        return 0.0
    inside = _inside().search(fold(text)) and re.search(r"\d", text)
    if _is_strong(text) or han.is_address(text) or (inside and text.count(",") >= _CLAUSES):
        return 2.0
    *before, tail = re.split(r"[,–-]\s*", text)
    count = len(text.split())
    abroad = count <= 6 and before and country().fullmatch(tail.strip(" .()"))
    if abroad or (count <= 9 and _BRAZIL.search(text) and not _COMPANYISH.search(text)):
        return 1.5
    return 1.0 if inside or country().fullmatch(text.strip(" ,.")) else 0.0


def spelt(text: str) -> str:
    """The text with house numbers and postcodes in digits; it keeps its length."""
    return _SPELT.sub(lambda found: mend(found[0]), text)


@cache
def _register() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern('addresses', 'register')})(?!\w)", re.IGNORECASE)


def _is_strong(text: str) -> bool:
    bare = label().sub("", text)
    if POSTCODE.search(bare) or streets.box().search(text) or _BLOCKS.search(text):
        return True
    if streets.numbered().search(fold(text)) or _KOREAN.search(text) or _IRISH.search(text):
        return not _COMPANYISH.search(text)
    if (_NUMBERED.search(bare) or _AMERICAN.match(bare)) and not _COMPANYISH.search(text):
        return True
    return bool(street().search(fold(text))) and not _COMPANYISH.search(text)


def is_label(text: str) -> bool:
    """Whether a piece is a heading such as `Visiting address`."""
    match = label().match(text + ":")
    return match is not None and len(match[0]) >= len(text)


def has_postcode(text: str) -> bool:
    """Whether a postcode stands in it, and not the house number of `20145 Norwick Place`."""
    text = spelt(text)
    match = (
        POSTCODE.search(_CP.sub(r"CP \1", text))
        if _CP.search(text)
        else POSTCODE.search(streets.box().sub("", text))
    )
    return match is not None and not (
        match.start() == 0 and (street().search(fold(text)) or _AMERICAN.match(text))
    )


def starts(text: str) -> bool:
    """Whether a street, a box, a block or an office's heading begins an address here."""
    return bool(
        street().search(fold(text))
        or (streets.box().search(text) and not _CP.search(text))
        or _BLOCKS.search(text)
        or HEADING.match(text)
    )

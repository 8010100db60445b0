"""Numbers that are not telephone numbers: register and tax numbers, accounts, dates, hours.

Each is told by its label or by a form of its own; what is found here is never read as a phone.
"""

import re
from collections.abc import Sequence

from ocr.data import pattern
from ocr.fields.spans import Mark

_VALUE = (
    r"(?:\s?[A-Z]{1,3}[\s-]?)?[\d*][\dA-Z*][\d\s./*-]{0,24}\d(?:[A-Z]{0,3}\b)?|[A-Z]?\d{2,}[A-Z]?"
)
_LABELLED = re.compile(
    rf"(?<![\w.])(?:{pattern('identifiers', 'labels')})(?!\w)\.?"
    rf"\s?(?:nr|no|number|nummer|num|nº|n°|n\.)?[\s.:#=()°º-]{{0,4}}(?:[A-Z]{{2,3}}\s?[:-]?\s?)?({_VALUE})",
    re.IGNORECASE,
)
_FORMS = re.compile(
    r"(?<!\w)(?:"
    r"[A-Z]{2}\d{2}(?:\s?[\dA-Z]{4}){3,7}(?:\s?[\dA-Z]{1,3})?"  # IBAN
    r"|(?:SE|DK|FI|NO|DE|ATU|CHE|BE|LU|FR[\dA-Z]{2}|NL|PT|ES[A-Z]?|IT|EL|PL|IE|GB|EE|LT|LV)"
    r"[\s-]?\d[\d.\s-]{5,13}\d(?:B\d{2}|[A-Z]|\s?(?:MVA|MWST|TVA|IVA))?"  # VAT
    r"|(?<!\+\d\s)(?<!\d[-\s.])\d{6}-\d{4}(?=\s*(?:$|[,;|)]))"  # Swedish organisation number
    r"|\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}"  # CNPJ
    # Registers with their town: `RCS Lille Métropole B 123 456 789`.
    r"|(?:RCS|R\.C\.S\.|RPR|RPM|HRB|HRA|REA|KBO|BCE)\s(?:[^\W\d][\w'’.-]*\s){1,4}\d[\d .]{4,14}\d"
    r"|(?:19|20)\d{2}\s?[-–./]\s?(?:0?[1-9]|1[0-2])\s?[-–./]\s?(?:0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:19|20)\d{2}(?!\d)"  # dates
    r"|(?:[01]?\d|2[0-4])[:.][0-5]\d\s?(?:h|uhr|am|pm)?\s?(?:-|–|—|to|till|til|bis|à)\s?"
    r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?:\s?(?:h|uhr|am|pm))?"  # hours
    r"|(?:19|20)\d{2}\s?[-–]\s?(?:19|20)\d{2}(?!\d)"  # years
    r"|\d{1,3}\*\d{2,8}\*\d{1,6}"  # push-to-talk ids
    r")(?!\w)"
)

_POSTCODE = re.compile(
    r"(?<![\w+/.-])\d{5}(?=,?\s+[A-ZÀ-ÖØ-Þ][^\W\d])"
    r"|(?<![\w+/.-])(?<![\d)]\s)\d{5}-\d{3}(?![\w-])"
    r"|(?<=[^\W\d]{3}[-–])[1-8]\d{5}(?![\w-])|(?<=[^\W\d]{3} [-–] )[1-8]\d{2}\s?\d{3}(?![\w-]|\s\d)"
    r"|[〒T]\s?\d{3}-\d{4}(?![\d-])"
    r"|(?<![\w+/.-])\d{4}-\d{3}(?=,?\s+[A-ZÀ-ÖØ-Þ][^\W\d])"
)


def find(texts: Sequence[str]) -> list[Mark[str]]:
    """The stretches that hold such numbers; the value is the text itself."""
    found: list[Mark[str]] = []
    for line, text in enumerate(texts):
        matches = [m for m in _LABELLED.finditer(text) if not m[1].lstrip().startswith("+")]
        matches += _FORMS.finditer(text)
        found += [Mark(line, match.start(), match.end(), match[0]) for match in matches]
    return found


def postcodes(texts: Sequence[str]) -> list[Mark[str]]:
    """Postcodes that could be taken for a number: told by their form and the town behind them."""
    return [
        Mark(line, match.start(), match.end(), match[0])
        for line, text in enumerate(texts)
        for match in _POSTCODE.finditer(text)
    ]

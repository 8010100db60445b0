"""Whether a private value occurs anywhere in what a reading gives out."""

import re
from collections.abc import Iterator

import phonenumbers

from ocr.evaluation.normal import text_key

_RUN = re.compile(r"[+(]?\d[\d\s()./\u2013-]{4,}\d")
_FEWEST_DIGITS = 6
_SHORTEST = 5


def leaks(private: str, prediction: object, region: str | None) -> bool:
    """Whether digits or words of the private value stand in the prediction.

    Digits count as printed and without trunk zero or country code; of an address the street with
    its number is enough. Very short texts (under five letters) are not looked for.
    """
    strings = list(_strings(prediction))
    keys = digit_keys(private, region)
    if any(key in re.sub(r"\D", "", text) for text in strings for key in keys):
        return True
    parts = [part for part in _parts(private) if len(part) >= _SHORTEST]
    folded = [text_key(text) for text in strings]
    return any(
        f" {part} " in f" {text} " or part.replace(" ", "") == text.replace(" ", "")
        for part in parts
        for text in folded
    )


def _parts(private: str) -> list[str]:
    labelled = ":" in private and not re.match(r"\S*://", private)
    body = private.split(":", 1)[1] if labelled else private
    pieces = re.split(r"[,\n]", body)
    streets = [pieces[0], " ".join(pieces[:2])] if len(pieces) > 1 else []
    told = [text_key(s) for s in streets if re.search(r"\d", s) and re.search(r"[^\W\d]{4,}", s)]
    return [text_key(body), *told]


def digit_keys(text: str, region: str | None) -> set[str]:
    """Runs of at least six digits that give a number away."""
    keys = set()
    for run in _RUN.findall(text):
        digits = re.sub(r"\D", "", run)
        if len(digits) >= _FEWEST_DIGITS:
            keys |= {digits, _national(run, region)}
    return {key.lstrip("0") for key in keys if len(key.lstrip("0")) >= _FEWEST_DIGITS}


def _national(run: str, region: str | None) -> str:
    try:
        number = phonenumbers.parse(run, region) if region else None
    except phonenumbers.NumberParseException:
        return ""
    return str(number.national_number) if number and phonenumbers.is_possible_number(number) else ""


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif value is not None:
        yield str(value)

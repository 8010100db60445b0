"""What is private on a card or in a signature, found by label and form, in eleven languages.

Home telephone and address and a mailbox labelled private (`homes`), identity numbers
(`identity_numbers`), dates of birth, family and civil status (`personal`). A stretch covers label
and value, so that neither stays. Sentences are for `notes`, which looks here too.
"""

import re
from collections.abc import Iterator, Sequence

from ocr.data import pattern
from ocr.fields import homes, identity_numbers, personal, respelt
from ocr.fields.spans import Span

_BLANKS = str.maketrans(
    {**dict.fromkeys("\xa0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000", " "), "’": "'"}
)

# `TeI. privat`, `B0stad`: l, I, 1 and |, o and 0 look alike.
_MISREAD_L = re.compile(r"(?<=[a-zåäöæøéü])[I1|](?![\d@])|(?<![\w@])[I1|](?=[a-zåäöæøéü]{2})")
_MISREAD_I = re.compile(r"(?<=[-A-ZÅÄÖ])[l1|](?=[A-ZÅÄÖ])")  # `Steuer-lD`
_MISREAD_O = re.compile(r"(?<=[^\W\d_])0(?=[^\W\d_])")
# `91 872 346 507 (Steuer-ID)`; homes have their own ways behind a value.
_LABELS = ("identity", "tax", "birth", "birth_short", "age", "civil", "family")
_BEHIND = re.compile(
    r"^[ \t]*(?P<value>[^\n|•·;()\[\]]{1,80}?)[ \t]*[(\[][ \t]?"
    rf"(?P<label>{'|'.join(pattern('private_labels', key) for key in _LABELS)})[ \t.:]?[)\]]",
    re.IGNORECASE | re.MULTILINE,
)


def find(text: str) -> tuple[Span, ...]:
    """The private stretches of a text of one or more lines, in order, none overlapping another."""
    chosen: list[Span] = []
    plain = text.translate(_BLANKS)
    readings = dict.fromkeys((plain, mended := _mended(plain), respelt.mended(mended)))
    for find_spans in (_behind, identity_numbers.find, homes.find, personal.find):
        for span in (span for reading in readings for span in find_spans(reading)):
            if (free := _free(span, chosen)) and plain[free.start : free.end].strip():
                chosen.append(free)
    return tuple(sorted(chosen, key=lambda span: span.start))


def _free(span: Span, chosen: Sequence[Span]) -> Span | None:
    """The stretch up to the first of those chosen that it runs into; None where one is before."""
    touched = [one for one in chosen if span.start < one.end and one.start < span.end]
    end = min((one.start for one in touched), default=span.end)
    return Span(span.kind, span.start, end) if span.start < end else None


def _behind(text: str) -> Iterator[Span]:
    """The stretches whose label stands behind them in brackets, told as if it stood before."""
    for match in _BEHIND.finditer(text):
        told = f"{match['label']}: {match['value']}"
        for reader in (identity_numbers, personal):
            for span in reader.find(told):
                if span.end == len(told):
                    yield Span(span.kind, *match.span())


def _mended(text: str) -> str:
    """The text with letters that recognition takes for others put right, where words stand."""
    return _MISREAD_O.sub("o", _MISREAD_I.sub("I", _MISREAD_L.sub("l", text)))


def find_in_lines(texts: Sequence[str]) -> list[tuple[int, Span]]:
    """The same for lines that follow each other; a stretch over two lines is told once for each."""
    found: list[tuple[int, Span]] = []
    starts, place = [], 0
    for text in texts:
        starts.append(place)
        place += len(text) + 1
    for span in find("\n".join(texts)):
        for line, (start, text) in enumerate(zip(starts, texts, strict=True)):
            first, last = max(span.start - start, 0), min(span.end - start, len(text))
            if first < last and text[first:last].strip():
                found.append((line, Span(span.kind, first, last)))
    return found

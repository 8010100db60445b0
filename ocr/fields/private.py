"""What is private on a card or in a signature, found by label and form, in eleven languages.

Home telephone and address and a mailbox labelled private (`homes`), identity numbers
(`identity_numbers`), dates of birth, family and civil status (`personal`). A stretch covers label
and value, so that neither stays. Sentences are for `notes`, which looks here too.
"""

import re
from collections.abc import Sequence

from ocr.fields import homes, identity_numbers, personal
from ocr.fields.spans import Span

_BLANKS = str.maketrans(dict.fromkeys("\xa0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000", " "))

# `TeI. privat`, `B0stad`: l, I, 1 and |, o and 0 look alike.
_MISREAD_L = re.compile(r"(?<=[a-zåäöæøéü])[I1|](?![\d@])|(?<![\w@])[I1|](?=[a-zåäöæøéü]{2})")
_MISREAD_O = re.compile(r"(?<=[^\W\d_])0(?=[^\W\d_])")


def find(text: str) -> tuple[Span, ...]:
    """The private stretches of a text of one or more lines, in order, none overlapping another."""
    chosen: list[Span] = []
    plain = text.translate(_BLANKS)
    for reader in (identity_numbers, homes, personal):
        for span in (*reader.find(plain), *reader.find(_mended(plain))):
            if not any(span.start < other.end and other.start < span.end for other in chosen):
                chosen.append(span)
    return tuple(sorted(chosen, key=lambda span: span.start))


def _mended(text: str) -> str:
    """The text with letters that recognition takes for others put right, where words stand."""
    return _MISREAD_O.sub("o", _MISREAD_L.sub("l", text))


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

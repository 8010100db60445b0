"""Mailboxes whose beginning recognition spoiled, put right by a name on the same card.

Nothing is exchanged on suspicion: only where what is left agrees with a printed name and what
stands there does not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ocr.fields import names
from ocr.fields.spans import Mark

_AGREES = 0.9
_GLUED = re.compile(r"^e[.:-]?(?=[^\W\d_]{2})", re.IGNORECASE)
_INITIALS = str.maketrans("5108", "slob")


def mended(mails: Sequence[Mark[str]], texts: Sequence[str]) -> list[Mark[str]]:
    """The marks, a label `E` that was glued to a mailbox cut off, a digit for an initial undone."""
    people = [name for text in texts if names.has_shape(name := names.tidy(text))]
    return [_mended(mail, people) for mail in mails]


def _mended(mail: Mark[str], people: Sequence[str]) -> Mark[str]:
    local, domain = mail.value.split("@")
    if _best(local, people) >= _AGREES:
        return mail
    for other, cut in _readings(local):
        if _best(other, people) >= _AGREES:
            return replace(mail, start=mail.start + cut, value=f"{other}@{domain}")
    return mail


def _readings(local: str) -> Iterator[tuple[str, int]]:
    """Other readings of a mailbox, and how many characters of the print they leave out."""
    if glued := _GLUED.match(local):
        yield local[glued.end() :], glued.end()
    if re.match(r"\d[._-]?[^\W\d]", local):
        yield local[0].translate(_INITIALS) + local[1:], 0


def _best(local: str, people: Sequence[str]) -> float:
    return max((names.agreement(name, local) for name in people), default=0.0)

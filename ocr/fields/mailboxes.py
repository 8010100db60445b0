"""Mailboxes whose beginning recognition spoiled, put right by a name on the same card.

Nothing is exchanged on suspicion: only where what is left agrees with a printed name and what
stands there does not.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ocr.data import pattern
from ocr.data.folding import bare
from ocr.fields import names
from ocr.fields.spans import Mark

_AGREES, _GIVEN = 0.9, 3
_GLUED = re.compile(
    rf"(?:{pattern('contact_labels', 'email')}|e)[.:-]?(?=[^\W\d_]{{2}}|[^\W\d_]\.)", re.IGNORECASE
)
# A card that labels by letters: `M 070…`, `W. norvika.se`.
_LETTERED = re.compile(r"[MTFWPDHC][\s.:]{1,2}(?:[+(\d]|www\.|[a-z])")
# A label that stands apart is not glued on as well: `E esaarinen@…`.
_LABELLED = re.compile(r"(?<!\w)e[\w-]{0,9}[\s.:]{1,3}$", re.IGNORECASE)
_INITIALS = str.maketrans("5108", "slob")


def mended(mails: Sequence[Mark[str]], texts: Sequence[str]) -> list[Mark[str]]:
    """The marks, a label `E` that was glued to a mailbox cut off, a digit for an initial undone."""
    heads = [text.split(",", maxsplit=1)[0] for text in texts]  # `Rasmus Rasmussen, HD(R)`
    people = [name for text in heads if names.has_shape(name := names.tidy(text))]
    lettered = any(_LETTERED.match(text) for text in texts)
    return [
        _mended(mail, people, lettered=lettered)
        if not _LABELLED.search(texts[mail.line][: mail.start])
        else mail
        for mail in mails
    ]


def _mended(mail: Mark[str], people: Sequence[str], *, lettered: bool) -> Mark[str]:
    local, domain = mail.value.split("@")
    here = _best(local, people)
    if here >= _AGREES:
        return mail
    glued = _GLUED.match(local)
    cut = glued.end() if glued else 0
    # `Em.haggkvist@` on a card of letters: a capital before small ones is the label.
    capital = lettered and cut == 1 and local[0] == "E" and local[1:].islower()
    rest = _best(local[cut:], people)
    if cut and (
        rest > (here if lettered else _AGREES - 0.1)
        or (capital and rest == here)
        or (here == 0 and names.is_generic(local[cut:]))
        or _is_given(local[cut:], people)
    ):
        return replace(mail, start=mail.start + cut, value=f"{local[cut:]}@{domain}")
    undone = local[0].translate(_INITIALS) + local[1:]
    if re.match(r"\d[._-]?[^\W\d]", local) and _best(undone, people) >= _AGREES:
        return replace(mail, value=f"{undone}@{domain}")
    return mail


def _is_given(local: str, people: Sequence[str]) -> bool:
    """Whether it is a given name of somebody on the card, or their first two: `janwillem`."""
    spelt = [[bare(token) for token in names.core(name)] for name in people]
    given = {name for tokens in spelt for name in (tokens[0], "".join(tokens[:2]))}
    return len(local) >= _GIVEN and bare(local) in given


def _best(local: str, people: Sequence[str]) -> float:
    return max((names.agreement(name, local) for name in people), default=0.0)

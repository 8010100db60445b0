"""Mailboxes whose beginning recognition spoiled, put right by a name on the same card.

Nothing is exchanged on suspicion: only where what is left agrees with a printed name and what
stands there does not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ocr.data import pattern
from ocr.data.folding import bare
from ocr.fields import names
from ocr.fields.spans import Mark

_AGREES, _SHORT, _GIVEN = 0.9, 0.5, 3
_GLUED = re.compile(
    rf"(?:(?:{pattern('contact_labels', 'email')}|e)[.:-]?|1)(?=[^\W\d_]{{2}}|[^\W\d_]\.)",
    re.IGNORECASE,
)
# A card that labels by letters: `M 070…`, `W. norvika.se`, `M(+45) 40…`, `Wwww.norvika.se`.
_LETTERED = re.compile(r"[MTFWPDHC](?:[\s.:]{1,2}(?:[+(\d]|www\.|[a-z])|[+(]|www\.)")
# A label that stands apart is not glued on as well: `E esaarinen@…`.
_LABELLED = re.compile(r"(?<!\w)e[\w-]{0,9}[\s.:]{1,3}$", re.IGNORECASE)
_PARTED = re.compile(r"[,|•·]")  # `Rasmus Rasmussen, HD(R)`, `Tone Kvåle | Daglig leder`
# An initial, at the beginning or the end, that may be another sign of its shape.
_INITIAL = re.compile(r"(?<![^\W_])\w(?=[._-])|(?<=[._-])\w$|^[\dIl](?=[^\W\d])")
_SHAPES = ("1liI", "5s", "0o", "8b")


def mended(mails: Sequence[Mark[str]], texts: Sequence[str]) -> list[Mark[str]]:
    """The marks, a label `E` that was glued to a mailbox cut off, a digit for an initial undone."""
    heads = [_PARTED.split(text, maxsplit=1)[0] for text in texts]
    people = [name for text in heads if names.has_shape(name := names.tidy(text))]
    lettered = any(_LETTERED.match(text) for text in texts)
    return [_mended(mail, people, texts[mail.line], lettered=lettered) for mail in mails]


def _mended(mail: Mark[str], people: Sequence[str], text: str, *, lettered: bool) -> Mark[str]:
    local, domain = mail.value.split("@")
    alike = max(_look_alikes(local), key=lambda other: _best(other, people), default=local)
    if _best(local, people) < _AGREES <= _best(alike, people):
        return replace(mail, value=f"{alike}@{domain}")
    if generic := next((one for one in _look_alikes(local) if names.is_generic(one)), None):
        return replace(mail, value=f"{generic}@{domain}")
    labelled = _LABELLED.search(text[: mail.start])
    if not labelled and (cut := _label(local, people, lettered=lettered)):
        return replace(mail, start=mail.start + cut, value=f"{local[cut:]}@{domain}")
    return mail


def _label(local: str, people: Sequence[str], *, lettered: bool) -> int:
    """How many characters at the beginning are a label that was glued on."""
    glued = _GLUED.match(local)
    if glued is None:
        return 0
    cut = glued.end()
    here, rest = _best(local, people), _best(local[cut:], people)
    if here >= _AGREES:  # `e.ebba.soderberg`: the initial of a name that stands there whole
        return cut if rest > here else 0
    # `Em.haggkvist@` on a card of letters: a capital before small ones, or two, is the label.
    capital = cut == 1 and local[0] == "E" and (local[1].isupper() or local[1:].islower())
    told = (
        rest > (here if lettered else _AGREES - 0.1)
        or (capital and rest == here and lettered)
        or (capital and rest >= _SHORT > here)
        or (here == 0 and names.is_generic(local[cut:]))
        or _is_given(local[cut:], people)
    )
    return cut if told else 0


def _look_alikes(local: str) -> Iterator[str]:
    """The mailbox with one initial as another sign of its shape: `s.caputo` for `5.caputo`."""
    for match in _INITIAL.finditer(local):
        shape = next((signs for signs in _SHAPES if match[0] in signs), "")
        for sign in filter(str.isalpha, shape):
            yield local[: match.start()] + sign + local[match.end() :]


def _is_given(local: str, people: Sequence[str]) -> bool:
    """Whether it is a given name of somebody on the card, or their first two: `janwillem`."""
    spelt = [[bare(token) for token in names.core(name)] for name in people]
    given = {name for tokens in spelt for name in (tokens[0], "".join(tokens[:2]))}
    return len(local) >= _GIVEN and bare(local) in given


def _best(local: str, people: Sequence[str]) -> float:
    return max((names.agreement(name, local) for name in people), default=0.0)

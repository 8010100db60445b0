"""Mailboxes whose beginning recognition spoiled, put right by a name on the same card.

Nothing is exchanged on suspicion: only where what is left agrees with a printed name and what
stands there does not.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ocr.data import pattern
from ocr.data.folding import bare
from ocr.fields import names, websites
from ocr.fields.spans import Mark, on_line, overlaps
from ocr.types import Line

_AGREES, _WHOLE, _SHORT, _GIVEN = 0.9, 0.7, 0.5, 3
_DOUBTFUL, _LONG = 0.7, 4  # likelihood of the weakest sign; letters of a part that is put right
_GLUED = re.compile(
    rf"(?:(?:{pattern('contact_labels', 'email')}|e)[.:-]?|1|(?-i:I))"
    r"(?=[^\W\d_](?:[^\W\d_]|[._-]))",
    re.IGNORECASE,
)
# A card that labels by letters: `M 070…`, `W. norvika.se`, `M(+45) 40…`, `Wwww.norvika.se`.
_LETTERED = re.compile(r"[MTFWPDHC](?:[\s.:]{1,2}(?:[+(\d]|www\.|[a-z])|[+(]|www\.)")
_WORD_BEFORE = re.compile(r"(?<![\w.])([^\W\d_]{2,}) $")
# A label that stands apart is not glued on as well: `E esaarinen@…`.
_LABELLED = re.compile(r"(?<!\w)e[\w-]{0,9}[\s.:]{1,3}$", re.IGNORECASE)
_PARTED = re.compile(r"[,|•·]")  # `Rasmus Rasmussen, HD(R)`, `Tone Kvåle | Daglig leder`
# An initial, at the beginning or the end, that may be another sign of its shape.
_INITIAL = re.compile(r"(?<![^\W_])\w(?=[._-])|(?<=[._-])\w$|^[\dIl](?=[^\W\d])")
_SHAPES = ("1liI", "5s", "0o", "8b")

Marks = list[Mark[str]]


def mended(mails: Marks, texts: Sequence[str], lines: Sequence[Line]) -> Marks:
    """The marks, a label `E` that was glued to a mailbox cut off, a digit for an initial undone.

    Where recognition was in doubt, a letter that was lost or taken for another is put right too.
    """
    people = _people(texts)
    lettered = any(_LETTERED.match(text) for text in texts)
    return [
        _mended(
            _respelt(mail, people) if _is_doubtful(mail, lines[mail.line]) else mail,
            people,
            texts[mail.line],
            lettered=lettered,
        )
        for mail in (_rejoined(mail, people, texts[mail.line]) for mail in mails)
    ]


def completed(mails: Marks, sites: Marks, texts: Sequence[str]) -> tuple[Marks, Marks]:
    """The mailboxes and web addresses, an @ put back that was read as letters.

    `tone.eksnorvika.se` is `tone.ek@norvika.se` where `www.norvika.se` and Tone Ek are printed.
    """
    people = _people(texts)
    hosts = {websites.host(site.value) for site in sites}
    found = [
        mark
        for line, text in enumerate(texts)
        for word in re.finditer(r"[\w.-]+", text)
        if not overlaps(word.start(), word.end(), on_line(mails, line))
        for mark in _with_at(line, word, hosts, people)
    ]
    others = [s for s in sites if not overlaps(s.start, s.end, on_line(found, s.line))]
    return sorted([*mails, *found], key=lambda mark: (mark.line, mark.start)), others


def _with_at(
    line: int, word: re.Match[str], hosts: Iterable[str], people: Sequence[str]
) -> Iterator[Mark[str]]:
    """The word as a mailbox: a domain ends it, a name begins it, a letter or two part them."""
    for host in hosts:
        before = word[0][: -len(host)] if word[0].lower().endswith(host) else ""
        # `åsa.norvika.se` is a web address: an @ is read as letters, not as a dot.
        boxes = [before[:-lost] for lost in (1, 2) if before[-lost:].isalnum()]
        if local := next((box for box in boxes if _best(box, people) >= _WHOLE), ""):
            yield Mark(line, word.start(), word.end(), f"{local}@{host}")
            return


def _people(texts: Sequence[str]) -> list[str]:
    heads = [_PARTED.split(text, maxsplit=1)[0] for text in texts]
    return [name for text in heads if names.has_shape(name := names.tidy(text))]


def _rejoined(mail: Mark[str], people: Sequence[str], text: str) -> Mark[str]:
    """The mark with the word before it where both are a name that lost its dot: `åsa ek@…`."""
    before = _WORD_BEFORE.search(text[: mail.start])
    if before is None:
        return mail
    local, domain = mail.value.split("@")
    whole = f"{before[1]}.{local}"
    if _best(local, people) < _best(whole, people) == 1:
        return replace(mail, start=before.start(1), value=f"{whole}@{domain}")
    return mail


def _is_doubtful(mail: Mark[str], line: Line) -> bool:
    """Whether recognition was unsure of a word that the mailbox stands in."""
    start = 0
    for word in line.words:
        end = start + len(word.text)
        if word.confidence < _DOUBTFUL and overlaps(start, end, [(mail.start, mail.end)]):
            return True
        start = end + 1
    return False


def _respelt(mail: Mark[str], people: Sequence[str]) -> Mark[str]:
    """The mark with the part of its mailbox that differs from a name by one sign as the name."""
    local, domain = mail.value.split("@")
    glued = _GLUED.match(local)
    for cut in (0, glued.end()) if glued else (0,):
        for name in people:
            forms = names.mailbox_parts(name)
            parts = re.split(r"([._-])", local[cut:])
            meant = "".join(part if part in forms else _nearest(part, forms) for part in parts)
            if names.agreement(name, local[cut:]) < _AGREES <= names.agreement(name, meant):
                return replace(mail, start=mail.start + cut, value=f"{meant}@{domain}")
    return mail


def _nearest(part: str, forms: Collection[str]) -> str:
    """The form that this is but for one sign, or for `rn` and `m`; itself where it is none."""
    near = [form for form in forms if len(form) >= _LONG and _differs_by_one(part.lower(), form)]
    return near[0] if len(near) == 1 else part


def _differs_by_one(one: str, other: str) -> bool:
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    changes = [{one[a:b], other[c:d]} for step, a, b, c, d in steps if step != "equal"]
    return len(changes) == 1 and (max(map(len, changes[0])) == 1 or changes[0] == {"rn", "m"})


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

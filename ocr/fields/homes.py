"""A home's telephone and address, and a mailbox labelled private.

A word such as `Hem` or `Privat` tells, before a value, above it, or in brackets behind it. Many of
these words also stand in names (`Casa Blanca 12`, `Nordic Home`): without a colon they count only
where a number, a mailbox or a street follows at once, and no other word stands before them.
"""

import re
from collections.abc import Iterator

from ocr.data import pattern
from ocr.fields import addresses
from ocr.fields.spans import STOP, Span, starting

PHONE = r"(?:\+|\(\+?)?[ \t]?\d(?:[ \t().\-–/]{0,3}\d){5,14}"
MAIL = r"[\w.+-]{1,64}[ \t]?(?:@|\(at\)|\[at\])[ \t]?[\w.-]{2,80}"

_SORT = rf"(?:{pattern('private_labels', 'sort')})(?!\w)\.?"
_HOME = pattern("private_labels", "home", "home_whole")
_LABEL = re.compile(
    starting(
        rf"(?:{_SORT}[ \t./-]{{0,2}}\(?)?(?P<home>{_HOME})(?!\w)\)?"
        rf"(?P<sort>(?:[ \t./-]{{0,2}}\(?{_SORT}\)?){{0,3}})"
        r"(?P<gap>[ \t.:)\]=–—-]{0,5})(?P<below>\n[ \t]?)?"
    ),
    re.IGNORECASE,
)
_WHOLE = re.compile(
    rf"(?:{pattern('private_labels', 'home_whole')})$"
    rf"|.*(?<!\w)(?:{pattern('private_labels', 'sort_address')})(?!\w)",
    re.IGNORECASE,
)
_PHONES = re.compile(rf"{PHONE}(?:[ \t]?[/,&][ \t]?{PHONE})*")
_MAILS = re.compile(rf"{MAIL}(?:[ \t]?[/,;][ \t]?{MAIL})*", re.IGNORECASE)
_BEHIND = r"[ \t]?(?:[(\[][ \t]?{home}[ \t]?[)\]]|[–,-]?[ \t]?{home}(?=[ \t]*(?:$|[|•·;,/])))"
_PHONE_BEHIND = re.compile(
    PHONE + _BEHIND.format(home=rf"(?:{_SORT}[ \t])?(?:{_HOME})"), re.IGNORECASE | re.MULTILINE
)
_MAIL_BEHIND = re.compile(
    MAIL + _BEHIND.format(home=rf"(?:{_SORT}[ \t])?(?:{_HOME})"), re.IGNORECASE | re.MULTILINE
)
_ADDRESS_BEHIND = re.compile(
    rf"(?<![^\n|•·;])[^\n|•·;(@]{{3,100}}\d[^\n|•·;(@]{{0,80}}[(\[][ \t]?(?:{_HOME})[ \t]?[)\]]",
    re.IGNORECASE,
)
_ELSE = re.compile(
    rf"{STOP}|[ \t]{{2,}}|(?:(?<=^)|(?<=\s))(?:{pattern('private_labels', 'work')})[ \t]?[:.]"
    r"|,[ \t]*(?=[^\d,\n]{0,16}\+?\(?\d[\d ()/.–-]{6,}\d[ \t]*(?:$|[\n,|•·;]))"
    r"|,[ \t]*(?=\S*(?:@|www\.))",
    re.IGNORECASE,
)
_OTHER = re.compile(rf"[ \t]*(?:\S*@|https?:|www\.|{PHONE}[ \t]*(?:$|\n))", re.IGNORECASE)
_STREET_LINE = re.compile(r"[^\W\d][\w'’./ -]{2,40}[ \t]\d{1,4}[ \t]?[A-Za-z]?(?:,|$)")
_CALLED = re.compile(
    r"[ \t]*(?:tel|tél|tlf|tfn|puh|telefon|telefono|teléfono|phone)\b", re.IGNORECASE
)


def find(text: str) -> Iterator[Span]:
    """The private numbers, mailboxes and addresses of a text, each with its label."""
    for match in _PHONE_BEHIND.finditer(text):
        yield Span("home_phone", *match.span())
    for match in _MAIL_BEHIND.finditer(text):
        yield Span("private_email", *match.span())
    for match in _ADDRESS_BEHIND.finditer(text):
        yield Span("home_address", *match.span())
    for label in _LABEL.finditer(text):
        if label["gap"].strip() or label["below"] or not _in_a_name(text, label.start()):
            yield from _behind(text, label)


def _in_a_name(text: str, place: int) -> bool:
    """Whether another word stands right before: `Nordic Home`."""
    before = re.search(r"[^\W\d][\w.'’&-]*[ \t]$", text[max(0, place - 40) : place])
    return before is not None and not re.fullmatch(rf"{_SORT}\s", before[0], re.IGNORECASE)


def _behind(text: str, label: re.Match[str]) -> Iterator[Span]:
    if phones := _PHONES.match(text, label.end()):
        yield Span("home_phone", label.start(), phones.end())
    elif mails := _MAILS.match(text, label.end()):
        yield Span("private_email", label.start(), mails.end())
    elif end := _address(text, label):
        end = _with_town(text, label.end(), end)
        yield Span("home_address", label.start(), end)
        if label["below"]:
            yield from _called_there(text, end)


def _address(text: str, label: re.Match[str]) -> int | None:
    """Where the address behind a label ends; None where no address stands there."""
    stop = _ELSE.search(text, label.end())
    end = stop.start() if stop else len(text)
    said = text[label.end() : end].strip()
    if len(said) < 4 or _OTHER.match(text, label.end()):
        return None
    if label["below"]:
        told = addresses.strength(said) >= 2 or bool(_STREET_LINE.match(said))
    elif _WHOLE.match(label["home"] + label["sort"]):
        told = bool(label["gap"].strip()) or bool(re.search(r"\d", said))
    elif ":" in label["gap"]:
        told = bool(re.search(r"\d", said)) or addresses.strength(said) > 0
    else:
        told = addresses.begins_street(said)
    return end if told else None


def _with_town(text: str, start: int, end: int) -> int:
    """Where the address ends when its postcode and town stand on the next line or two."""
    for _ in range(2):
        line = re.compile(r"\n[ \t]*([^\n|•·;]{3,60})").match(text, end)
        if line is None or addresses.has_postcode(text[start:end]):
            break
        if not addresses.has_postcode(line[1]) and not addresses.begins_street(line[1]):
            break
        end = line.end()
    return end


def _called_there(text: str, end: int) -> Iterator[Span]:
    """The telephone of a home whose heading stands alone over address and number."""
    line = re.compile(r"\n([^\n]{0,20})").match(text, end)
    called = _CALLED.match(line[1]) if line else None
    if line and called:
        place = line.start(1) + called.end()
        if phones := re.compile(rf"[ \t.:]{{0,4}}{_PHONES.pattern}").match(text, place):
            yield Span("home_phone", line.start(1), phones.end())

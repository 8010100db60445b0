"""A home's telephone and address, and a mailbox labelled private.

A word such as `Hem` or `Privat` tells, before a value, above it, or in brackets behind it. Many of
these words also stand in names (`Casa Blanca 12`, `Nordic Home`): without a colon they count only
where a number, a mailbox or a street follows at once, and no other word stands before them.
"""

import re
from collections.abc import Iterator

from ocr.data import pattern, sections
from ocr.fields import places, streets
from ocr.fields.spans import STOP, Span, starting

# Digits, a few of them misread, as the parser of numbers would mend them.
PHONE = (
    r"(?:\+|\(\+?)?[ \t]?(?=(?:[^\d\n]{0,4}\d){4})"
    r"[\dO](?:[ \t().\-–/]{0,3}(?:\d|[OoIlSB](?![^\W\d_]))){5,14}"
)
MAIL = r"[\w.+-]{1,64}[ \t]?(?:@|\(at\)|\[at\])[ \t]?[\w.-]{2,80}"

_CLIPPABLE = 6  # letters of a word that is known without its first
_SORT = rf"(?:{pattern('private_labels', 'sort')})(?!\w)\.?"
_HOME = pattern("private_labels", "home", "home_whole")
_HOUR = (
    r"(?:[ \t](?:kl|klo|ore|las)\.?)?(?:[ \t]?\d{1,2}(?:[.:]\d\d)?(?=[ \t:.]))?"
    r"(?:[ \t]?(?:h|uhr|uur))?"
)
_LABEL = re.compile(
    starting(
        rf"(?P<first>{_SORT}[ \t./-]{{0,2}}\(?)?"
        rf"(?P<home>{_HOME}|(?P<short>{pattern('private_labels', 'home_short')}))(?![^\W\d])\)?"
        rf"(?P<sort>(?:[ \t./-]{{0,2}}\(?{_SORT}\)?){{0,3}})"
        rf"(?:[ \t,]{{1,2}}(?:{pattern('private_labels', 'when')})(?!\w){_HOUR})?"
        r"(?P<note>[ \t]?\([^()\n\d]{1,24}\)(?=[ \t]?:))?"
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
# `Privat: asa@post.example / 08-465 004 10`: one label for both.
_AND_PHONE = re.compile(
    rf"[ \t]?[/,&][ \t]?(?:{_SORT}[ \t.:]{{0,3}})?{_PHONES.pattern}", re.IGNORECASE
)
_AND_MAIL = re.compile(rf"[ \t]?[/,&][ \t]?{_MAILS.pattern}", re.IGNORECASE)
# In brackets a sort may stand before it, spelt as recognition left it: `(tIf. privat)`.
_BEHIND = (
    r"[ \t]?(?:[(\[][ \t]?(?:[^\W\d]{{1,10}}\.?[ \t])?(?:{home}|{short})(?:[ \t]{sort})?"
    r"(?:[ \t,;][^()\[\]\n]{{0,24}})?[)\]]"
    r"|[–,-]?[ \t]?(?:[^\W\d]{{2,10}}(?:[ ][^\W\d]{{2,10}})?/)?{home}(?=[ \t]*(?:$|[|•·;,/])))"
)
_HOME_BEHIND = _BEHIND.format(
    home=rf"(?:{_SORT}[ \t])?(?:{_HOME})",
    short=rf"(?:{pattern('private_labels', 'home_short')})",
    sort=_SORT,
)
_PHONE_BEHIND = re.compile(PHONE + _HOME_BEHIND, re.IGNORECASE | re.MULTILINE)
# The first letter of a line is the one that recognition loses: `rivat: 08-465 004 10`.
_CLIPPED = "|".join(
    re.escape(word[1:]) for word in sections("private_labels")["home"] if len(word) >= _CLIPPABLE
)
_CLIPPED_PHONE = re.compile(
    rf"^[ \t]*(?:{_CLIPPED})[ \t]?:[ \t]?{PHONE}", re.IGNORECASE | re.MULTILINE
)
_CLIPPED_MAIL = re.compile(
    rf"^[ \t]*(?:{_CLIPPED})[ \t]?:[ \t]?{MAIL}", re.IGNORECASE | re.MULTILINE
)
_MAIL_BEHIND = re.compile(MAIL + _HOME_BEHIND, re.IGNORECASE | re.MULTILINE)
_ADDRESS_BEHIND = re.compile(
    rf"(?<![^\n|•·;])[^\n|•·;(@]{{3,100}}\d[^\n|•·;(@]{{0,80}}"
    rf"[(\[][ \t]?(?:{_HOME})[ \t]?[)\]](?![ \t]?:)",
    re.IGNORECASE,
)
_ELSE = re.compile(
    rf"{STOP}|[ \t]{{2,}}|(?:(?<=^)|(?<=\s))(?:{pattern('private_labels', 'work')})[ \t]?[:.]"
    r"|,[ \t]*(?=[^\d,\n]{0,16}\+?\(?\d[\d ()/.–-]{6,}\d[ \t]*(?:$|[\n,|•·;]))"
    r"|,[ \t]*(?=\S*(?:@|www\.))",
    re.IGNORECASE,
)
# The number of an Indian house, which looks like a telephone's: `7-2-518/B/41, Norvika Nagar`.
_DOOR = re.compile(r"#?[ \t]?\d{1,2}-\d{1,2}-\d{1,4}(?![-\d])(?:/[\w/-]+)?[ \t]?(?:,|/)")
_OTHER = re.compile(rf"[ \t]*(?:\S*@|https?:|www\.|{PHONE}[ \t]*(?:$|\n))", re.IGNORECASE)
_STREET_LINE = re.compile(r"[^\W\d][\w'’./ -]{2,40}[ \t]\d{1,4}[ \t]?[A-Za-z]?(?:,|$)")
_SORTED_LETTER = re.compile(
    rf"{starting(_SORT)}[ \t.]{{0,2}}\([Hh]\)[ \t.:]{{0,3}}{PHONE}", re.IGNORECASE
)
# `H` is home only beside `W` or `O`: it is a Handy or a Hovednummer elsewhere.
_LETTER = re.compile(starting(rf"(?:\([Hh]\)|H[:.)])[ \t]?{PHONE}"))
_WORK_LETTER = re.compile(starting(rf"(?:\([WOwo]\)|[WO][:.)])[ \t]?{PHONE}"))
# As in India: `(O) 2758 2333 (R) 2347 9497`, or each letter behind its number.
_PLAIN = r"\+?\d(?:[ \t.–-]{0,2}\d){5,13}"
_R_BEHIND = re.compile(rf"{_PLAIN}[ \t]?\(R(?:es)?\)")
_R_BEFORE = re.compile(rf"\(R(?:es)?\)[ \t]?:?[ \t]?{_PLAIN}")
_O_BEFORE = re.compile(r"(?:^|[^\d \t])[ \t]*\(O(?:ff?)?\)[ \t:]{0,2}$")
_BEGUN = re.compile(rf"(?:^|[|•·;,/.:])[ \t]*$|\(O(?:ff?)?\)[ \t:]*{_PLAIN}[ \t/,]*$")
# A label, perhaps with the town of the home, over its number: `Res. Ph. Norrvik` / `555-0142`.
_OVER = re.compile(
    rf"^[ \t]*(?:{_HOME})[ \t./-]{{0,2}}{_SORT}(?:[ \t:]{{1,3}}[^\W\d][^\n\d@:]{{1,24}})?[ \t:.]*"
    rf"\n[ \t]*{PHONE}(?=[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)
# A Swiss card's `G: … / P: …`, Geschäft and privat.
_PRIVATE_LETTER = re.compile(starting(rf"(?:\(P\)|P[:.)]?)[ \t]?{PHONE}"))
_SWISS = re.compile(rf"\.ch\b|\+41\b|\bCH-\d{{4}}|{starting(rf'N[:.)]?[ ]?{PHONE}')}")
_BUSINESS_LETTER = re.compile(starting(rf"(?:\(G\)|G[:.)]?)[ \t]?{PHONE}"))
_KIN = re.compile(
    rf"{starting(pattern('private_labels', 'next_of_kin'))}(?!\w)"
    rf"(?:[ \t][^\W\d]{{2,20}})?[ \t.:,]{{1,3}}{_PHONES.pattern}",
    re.IGNORECASE,
)
_CALLED = re.compile(rf"\n?(?P<line>[ \t]*{_SORT}[ \t.:]{{0,4}}{_PHONES.pattern})", re.IGNORECASE)
_WORK_HEADING = re.compile(
    rf"^[ \t]*(?:{pattern('private_labels', 'work')})[ \t]*:?[ \t]*$", re.IGNORECASE | re.MULTILINE
)


def find(text: str) -> Iterator[Span]:
    """The private numbers, mailboxes and addresses of a text, each with its label."""
    for phone in (_PHONE_BEHIND, _CLIPPED_PHONE, _OVER, _KIN, _SORTED_LETTER):
        for match in phone.finditer(text):
            yield Span("home_phone", *match.span())
    for mail in (_MAIL_BEHIND, _CLIPPED_MAIL):
        for match in mail.finditer(text):
            yield Span("private_email", *match.span())
    for match in _ADDRESS_BEHIND.finditer(text):
        yield Span("home_address", *match.span())
    yield from _residence(text)
    yield from _lettered(text)
    for label in _LABEL.finditer(text):
        if ":" in label["gap"] or label["first"] or not _in_a_name(text, label.start()):
            yield from _behind(text, label)


def _lettered(text: str) -> Iterator[Span]:
    swiss = _BUSINESS_LETTER.search(text) and _SWISS.search(text)
    for home in [_LETTER] * bool(_WORK_LETTER.search(text)) + [_PRIVATE_LETTER] * bool(swiss):
        for match in home.finditer(text):
            yield Span("home_phone", *match.span())


def _residence(text: str) -> Iterator[Span]:
    for letter, before in ((_R_BEHIND, False), (_R_BEFORE, True)):
        for match in letter.finditer(text):
            said = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
            if _BEGUN.search(said) if before else not _O_BEFORE.search(said):
                yield Span("home_phone", *match.span())


def _in_a_name(text: str, place: int) -> bool:
    """Whether another word stands right before: `Nordic Home`, `Hem & Hushåll Privat`."""
    return bool(re.search(r"(?:[^\W\d]|[.&+])[ \t]$", text[max(0, place - 2) : place]))


def _behind(text: str, label: re.Match[str]) -> Iterator[Span]:
    if mails := _MAILS.match(text, label.end()):
        yield Span("private_email", label.start(), mails.end())
        if phone := _AND_PHONE.match(text, mails.end()):
            yield Span("home_phone", *phone.span())
    elif label["short"] and not (label["first"] or label["sort"] or _is_cut(text, label)):
        return
    elif not _DOOR.match(text, label.end()) and (phones := _PHONES.match(text, label.end())):
        yield Span("home_phone", label.start(), phones.end())
        if mail := _AND_MAIL.match(text, phones.end()):
            yield Span("private_email", *mail.span())
    elif label["below"] and (called := _CALLED.match(text, label.end())):
        if _WORK_HEADING.search(text):
            yield Span("home_phone", label.start(), called.end())
    elif end := _address(text, label):
        end = _with_town(text, label.end(), end)
        yield Span("home_address", label.start(), end)
        if label["below"]:
            yield from _called_there(text, end)


def _is_cut(text: str, label: re.Match[str]) -> bool:
    """Whether the short word is a label: `Dom. 05 65 …`, `Personal: 555-…`, not `Personal 08-…`."""
    return text[label.end("short") - 1] == "." or label["gap"][:1] in (".", ":")


def _address(text: str, label: re.Match[str]) -> int | None:
    """Where the address behind a label ends; None where no address stands there."""
    stop = _ELSE.search(text, label.end())
    end = stop.start() if stop else len(text)
    said = text[label.end() : end].strip()
    if len(said) < 4 or _OTHER.match(text, label.end()):
        return None
    if label["below"]:
        told = places.strength(said) >= 2 or bool(_STREET_LINE.match(said))
    elif _WHOLE.match(label["home"] + label["sort"]):
        told = bool(label["gap"].strip()) or bool(re.search(r"\d", said))
    elif ":" in label["gap"]:
        told = bool(re.search(r"\d", said)) or places.strength(said) > 0
        told = told or _goes_on(text, said, end)
    else:
        told = streets.begins_street(said)
        told = told or (streets.names_building(said) and _goes_on(text, said, end))
    return end if told else None


def _goes_on(text: str, said: str, end: int) -> bool:
    """Whether a comma ends the line and a postcode stands in the next: `Pol. Ind. Las Viñas,`."""
    following = text[end:].lstrip(" \t\n").split("\n", 1)[0]
    return said.endswith(",") and places.has_postcode(following)


def _with_town(text: str, start: int, end: int) -> int:
    """Where the address ends when its postcode and town stand on the next line or two."""
    for _ in range(2):
        line = re.compile(r"\n[ \t]*([^\n|•·;]{3,60})").match(text, end)
        if line is None or places.has_postcode(text[start:end]):
            break
        if not places.has_postcode(line[1]) and not streets.begins_street(line[1]):
            break
        end = line.end()
    return end


def _called_there(text: str, end: int) -> Iterator[Span]:
    """The telephone of a home whose heading stands alone over address and number."""
    if called := _CALLED.match(text, end):
        yield Span("home_phone", *called.span("line"))

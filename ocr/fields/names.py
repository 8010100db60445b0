"""Persons: whether a piece of text is a name, and how well it agrees with a mailbox."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations

from ocr.data import sections, words
from ocr.data.folding import bare, fold

_WORD = re.compile(r"['’]?[^\W\d_][\w.'’´`-]*$")
_GLUED = re.compile(r"(?<=[a-zåäöéèüøæíóáúñç])(?=[A-ZÅÄÖÉÜØÆ](?:[a-zåäöéèüøæ]|\.$))")
_SPLIT = re.compile(r"(?<=\w\s)([A-ZÅÄÖÆØÉÜ])\s([a-zåäöøæéü]{2,})(?!\w)")
_SURNAME = re.compile(
    r"(?:sson|sen|ssen|strom|berg|lund|qvist|kvist|gren|stedt|stad|dahl|dal|holm|mann|man|inen|nen|la|"
    r"ez|es|escu|ski|sky|cki|ska|owski|wicz|ovic|vic|ic|ov|ova|ev|eva|enko|ini|elli|etti|ucci|eau|oux|"
    r"stein|bauer|meier|mayer|meyer|huber|schmidt|hoff|dorf|feld|stra|sma|inga|ian|yan|oglu|ton|son)$"
)
# What says whose a firm is: `Inh. Josef Norr`.
_OWNER = re.compile(
    r"^(?:inh|inhaber(?:in)?|prop|propr|owner|innehavare|indehaver|innehaver|titolare|titular|eigenaar)"
    r"(?:\.\s?:?\s?|\s?:\s?|\s)(?=[^\W\d])",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[^\W\d_]\.?|(?:[^\W\d_]\.){2,3}[^\W\d_]?")
_CALLED = re.compile(r"^[(“”„«\"]([A-ZÅÄÖØÆÉ][^\W\d_]+)[)“”»\"]$")  # `E.J.M. (Esther) Norr`
_BY_ORDER = re.compile(
    r"^(?:(?i:i\.\s?[AV]\.|ppa\.|p\.\s?p\.|gez\.|sgd\.?|fdo\.?:?|assinado:?)\s+|v/\s?)(?=[^\W\d])"
)
_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
_GENERIC = frozenset(bare(x) for x in sections("mail_providers")["boxes"])


@cache
def _particles() -> frozenset[str]:
    return frozenset(fold(x) for x in sections("name_parts")["particles"])


@cache
def _titles() -> frozenset[str]:
    return frozenset(fold(x).rstrip(".") for x in sections("name_parts")["titles"])


@cache
def _degrees() -> frozenset[str]:
    return frozenset(fold(x).strip(".,") for x in sections("name_parts")["degrees"])


@cache
def _surnames() -> frozenset[str]:
    return frozenset(fold(x) for x in sections("name_parts")["surnames"])


@cache
def _places() -> frozenset[str]:
    """Countries and towns, and the states of one: `South Australia` is nobody."""
    lists = (
        *sections("places").values(),
        *sections("towns").values(),
        sections("addresses")["states"],
    )
    return frozenset(fold(place).strip(" .") for places in lists for place in places)


def tidy(text: str) -> str:
    """The name without what recognition did to it: glued words parted, odd blanks gone."""
    parted = " ".join(
        token
        if re.match(r"(?:Mc|Mac|De|Di|La|Le|Van|O'|D')[A-Z]", token)
        else _GLUED.sub(" ", token)
        for token in text.split()
    )
    parted = re.sub(r"(?<=\b[A-ZÅÄÖ]\.)(?=[A-ZÅÄÖ][^\W\d_])", " ", parted).strip(" ,;:-–|")
    parted = re.sub(r"(?<=[a-zåäöøæéü])\s[Il]$", "", parted)  # a bar beside the name
    parted = _SPLIT.sub(_together, parted)
    parted = _OWNER.sub("", parted)
    parted = re.sub(r"(?<=[a-zåäöøæéü])0(?=[^\W\d_])", "o", parted)  # `Anders0n`
    parted = re.sub(r"(?<=[^\W\d_])0(?=[^\W\d_])|(?<=-)0(?=[a-z])", "O", parted)  # `Pär-0la`
    parted = re.sub(r"(?<![^\W_])1(?=[a-z]{2})", "I", parted)  # `1ng. Ek`
    parted = _BY_ORDER.sub("", parted)
    return re.sub(r"^l(?=[^\W\d_]{2,}[\s-][A-ZÅÄÖØÆÉ])(?!(?:la|le|lo|las|los)\b)", "I", parted)


def has_initial(name: str) -> bool:
    """Whether an initial stands first in a name, as in `R. Krishnan`."""
    first, *rest = core(name)
    return bool(rest) and _INITIALS.fullmatch(first) is not None


def _together(split: re.Match[str]) -> str:
    """`Ø stby` as one word; an initial before a particle stays one: `Karin A af Ek`."""
    return split[0] if fold(split[2]) in _particles() else split[1] + split[2]


def is_title(text: str) -> bool:
    """Whether a text is known titles and no name: `HLL`, `Dr. med.`."""
    return all(fold(token).strip(".,;") in _titles() for token in text.split())


def is_owners(text: str) -> bool:
    """Whether a text says of the name in it that the firm is theirs: `Inh. Josef Norr`."""
    return bool(_OWNER.match(text))


def core(text: str) -> list[str]:
    """The words of a name without titles before and degrees behind it."""
    tokens = [token.strip(",;") for token in re.sub(r",", ", ", text).split()]
    tokens = [_CALLED.sub(r"\1", token) for token in tokens if token]
    while len(tokens) > 1 and _is_title(tokens[0]):
        tokens.pop(0)
    while len(tokens) > 1 and fold(tokens[-1]).strip(".()") in _degrees():
        tokens.pop()
    return tokens


def without_degrees(text: str) -> str:
    """The name without the degrees behind it."""
    tokens = text.split()
    while len(tokens) > 1 and fold(tokens[-1]).strip(".,()") in _degrees():
        tokens.pop()
    return " ".join(tokens).rstrip(",")


def _is_title(token: str) -> bool:
    """A known title, or an abbreviation as titles are written: `Cand.merc.`, `Dipl.-Ing.`."""
    if len(token) == 1 or re.fullmatch(r"(?:[^\W\d_]\.){2,}", token):
        return False  # initials: `M M Ek`, `D.A. Ek`
    parts = [part for part in re.split(r"[.-]+", fold(token)) if part]
    if fold(token) in words("given_names"):  # `Siv Ek`, and `siv.ing. Ek`
        return False
    if fold(token).rstrip(".") in _titles() or (parts and all(part in _titles() for part in parts)):
        return True
    if fold(token) in sections("name_parts")["no_titles"]:
        return False
    return token.endswith(".") and len(token) > 3 and not token[1:-1].isupper()


def has_shape(text: str) -> bool:
    """Whether the words could be a name: capitals, particles and initials, one to five words."""
    tokens = core(text)
    counted = [token for token in tokens if fold(token) not in _particles()]
    if (
        not tokens
        or len(counted) > 5
        or len(tokens) > 7
        or len(text) > 60
        or re.search(r"[\d@/:!?+=*#%€$_]", text)
    ):
        return False
    if any(not _WORD.match(token) for token in tokens):
        return False
    bared = [re.sub(r"^(?:d|l|dell|'t|o)['’]", "", t) or t for t in tokens]
    proper = [t for t in bared if fold(t) not in _particles() or t.lstrip("'’")[0].isupper()]
    if not proper or not all(t.lstrip("'’")[0].isupper() for t in proper):
        return False
    if any(
        len(t.rstrip(".")) > 3 and t.endswith(".") and not _INITIALS.fullmatch(t) for t in tokens
    ):
        return False
    return any(len(t.strip(".")) > 1 for t in tokens)


def likeness(text: str) -> float:
    """How much the words look like a person's, from about -4 to 4, without looking elsewhere."""
    if not has_shape(text):
        return -4.0
    tokens = core(text)
    folded = [fold(token).strip(".") for token in tokens]
    score = 0.8 if 2 <= len([t for t in tokens if t[0].isupper()]) <= 4 else -1.0
    if len(tokens) < len(text.split()):
        score += 1.8 if _is_title(text.split(maxsplit=1)[0]) else 1.0
    given = words("given_names")
    firsts = [part for part in folded[0].split("-") if part]
    if firsts and all(part in given for part in firsts):
        score += 2.2
    elif any(word in given for word in folded):
        score += 1.2
    if len(folded) > 1:
        surname = any(part in _surnames() for part in folded[-1].split("-"))
        score += 1.0 if surname else 0.6 if _SURNAME.search(folded[-1]) else 0.0
    if any(len(token.strip(".")) == 1 for token in tokens[1:]):
        score += 0.4
    if len(folded) > 1 and _INITIALS.fullmatch(tokens[0]):
        score += 1.0
    if fold(text).strip(" .") in _places():
        score -= 2.5
    strange = sum(word in words("company_words") for word in folded)
    roles = sum(word in words("roles", *_ROLE_LISTS) for word in folded if word not in given)
    units = sum(word in words("departments", "words") for word in folded)
    score -= 1.0 if len(folded) > 2 and folded[-1] in words("company_words") else 0.0
    return score - 1.6 * strange - 1.8 * roles - 1.5 * units


_ROLE_LISTS = ("sv", "nb", "da", "fi", "de", "en", "fr", "nl", "es", "it", "pt", "beyond")


def agreement(name: str, local: str) -> float:
    """How well a name and the part of a mailbox before the @ belong together, 0 to 1."""
    box = bare(local)
    if not box or box in _GENERIC:
        return 0.0
    return max((_agree(tokens, box, local) for tokens in _spelt(name)), default=0.0)


def mailbox_parts(name: str) -> set[str]:
    """What a mailbox of this name, or a part of it between two dots, may say."""
    return {
        form
        for tokens in _spelt(name)
        for form in {*_runs(tokens), *(_with_initial(tokens) if len(tokens) > 1 else ())}
    }


def _spelt(name: str) -> list[list[str]]:
    """The words of a name as mailboxes spell them, with particles and without."""
    said = core(name)
    plain = [token for token in said if fold(token) not in _particles()]
    forms = ([spell(token) for token in one] for one in (said, plain) for spell in (bare, _german))
    return [[token for token in tokens if token] for tokens in forms]


def _runs(tokens: Sequence[str]) -> Mapping[str, range]:
    """Words that follow each other as one, and which these are."""
    ends = combinations(range(len(tokens) + 1), 2)
    return {"".join(tokens[start:end]): range(start, end) for start, end in ends}


def _german(token: str) -> str:
    return bare("".join(_GERMAN.get(c, c) for c in token.lower()))


def _agree(tokens: Sequence[str], box: str, local: str) -> float:
    if not tokens:
        return 0.0
    letters = re.sub(r"(?<!^)\d", "", box)  # `anna.berg2`; a digit in front is none of hers
    initials = "".join(token[0] for token in tokens)
    parts = [bare(part) for part in re.split(r"[._-]", local) if bare(part)]
    spelt = _runs(tokens)
    whole = {at for part in parts for at in spelt.get(part, ())}
    # `l.nygårdlie` is none of Åsa Nygård Lie: her L stands there already.
    free = {token[0] for at, token in enumerate(tokens) if at not in whole}
    known = [part for part in parts if part in spelt or (len(part) == 1 and part in free)]
    signs = (
        (1.0, len(tokens) > 1 and letters in _joined(tokens)),
        (0.9, len(tokens) > 1 and letters in _with_initial(tokens)),
        (0.9, len(parts) > 1 and len(known) == len(parts)),
        (0.7, len(letters) > 2 and letters in tokens),
        (0.6, any(len(token) > 3 and token in box for token in tokens)),
        (0.5, 2 <= len(letters) <= 5 and (letters == initials or _abbreviates(letters, tokens))),
        (0.3, any(len(p) > 3 and any(t.startswith(p) for t in tokens) for p in parts)),
    )
    return max((weight for weight, holds in signs if holds), default=0.0)


def _joined(tokens: Sequence[str]) -> set[str]:
    first, last = tokens[0], tokens[-1]
    return {"".join(tokens), "".join(reversed(tokens)), first + last, last + first}


def _with_initial(tokens: Sequence[str]) -> set[str]:
    first, last = tokens[0], tokens[-1]
    return {first[0] + last, first + last[0], last + first[0], last[0] + first}


def _abbreviates(letters: str, tokens: Sequence[str]) -> bool:
    """`jek` for Jonas Ekdahl: beginnings of the words in their order."""
    if len(tokens) < 2 or letters[0] != tokens[0][0]:
        return False
    for cut in range(1, len(letters)):
        if tokens[0].startswith(letters[:cut]) and tokens[-1].startswith(letters[cut:]):
            return True
    return False


def is_generic(local: str) -> bool:
    """Whether a mailbox is a company's, as `info`, not a person's."""
    return bare(local) in _GENERIC

"""Which company the card is of: the printed name, whole, before any domain or slogan."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ocr.data import sections, words
from ocr.data.folding import bare, fold
from ocr.fields import organizations, places, roles, streets
from ocr.fields.evidence import Evidence
from ocr.fields.segments import Segment

_ENOUGH = 0.8
_OWN = 0.8  # likeness to a domain
_FOR = re.compile(r"^(?:for and on behalf of|on behalf of|for|c/o)\s(?=[A-Z])", re.IGNORECASE)
_ONE_SIZE = 1.35  # of the heights of two lines: the tails of g and p count in them
_SHARED = 3
_LOGO = 3  # lines of a logo, a slogan among them
_WORDS, _CHAIN = 9, 0.6
_JOINTS = frozenset(sections("slogan_words")["joints"])
_OWN_DOMAIN = 0.65
_BRAND, _MORE = 4, 4  # letters of a brand; words a whole name has more
_LIST = 3  # pieces of a line that lists what is sold
_ALONE = 0.4  # a logo stands by itself, what a company sells stands in a list


@dataclass(frozen=True, slots=True)
class Company:
    """A company's name, the pieces it stands in, and its score."""

    name: str
    parts: tuple[Segment, ...]
    score: float


def find(evidence: Evidence, free: Sequence[Segment]) -> Company | None:
    """The likeliest company among the pieces nothing else took; None when none is printed."""
    free = [segment for segment in free if not _is_call_name(segment, evidence.stems)]
    candidates = [_single(segment, evidence) for segment in free]
    candidates += [pair for one, other in pairwise(free) if (pair := _pair(one, other, evidence))]
    candidates += [_chained(run, evidence) for run in _runs(free) if not evidence.signed]
    best = max(candidates, key=lambda company: company.score, default=None)
    return _in_full(best, candidates) if best and best.score >= _ENOUGH else None


def _in_full(brand: Company, candidates: Sequence[Company]) -> Company:
    """The whole name where the logo shows only its beginning: `NORVIKA` over `Norvika Bygg AB`."""
    key = bare(brand.name)
    if organizations.legal_form(brand.name) or len(key) < _BRAND:
        return brand
    whole = [
        one
        for one in candidates
        if len(one.parts) == 1
        and bare(one.name).startswith(key)
        and len(bare(one.name)) > len(key)
        and len(one.name.split()) <= len(brand.name.split()) + _MORE
        and _is_titled(one.name)
        and (
            organizations.legal_form(one.name)
            or ("," not in one.name and organizations.has_company_word(one.name))
        )
        and places.strength(one.name) < 1
    ]
    fuller = max(whole, key=lambda one: one.score, default=brand)
    return replace(fuller, score=max(fuller.score, brand.score))


def _is_call_name(segment: Segment, stems: Sequence[str]) -> bool:
    """Whether a line of a letter is a given name alone, which its firm's domain does not know."""
    given = segment.box is None and fold(segment.text).strip(" ,.!") in words("given_names")
    return given and organizations.resembles(segment.text, stems) < 1


def _single(segment: Segment, evidence: Evidence) -> Company:
    alone = sum(other.block == segment.block for other in evidence.segments) == 1
    text = organizations.mended(segment.text)
    score = _score(text, segment, evidence) + (_ALONE if alone and segment.box else 0.0)
    return Company(_tidy(text), (segment,), score)


def _score(text: str, segment: Segment, evidence: Evidence) -> float:
    score = organizations.likeness(text, evidence.stems)
    score += 1.8 * segment.size if segment.box else 0.4
    score -= 0.3 * max(0.0, roles.likeness(text)) if not organizations.legal_form(text) else 0.0
    score += 0.5 if _is_titled(text) else 0.0
    score += 1.0 if _heads_address(segment, evidence) else 0.0
    score -= 1.5 if places.strength(text) >= 2 and not organizations.legal_form(text) else 0.0
    own = organizations.legal_form(text) or organizations.resembles(text, evidence.stems) >= _OWN
    if roles.is_department(text) and not own:
        score -= 1.5
    # Under a letter nothing is sold: a trade alone is a name, and bars part who, what and where.
    if not own and not evidence.signed and _is_generic(text):
        score -= 1.5
    listed = sum(other.line == segment.line for other in evidence.segments) >= _LIST
    if not own and not evidence.signed and listed:
        score -= 1.0
    return score - (0.6 if segment.confidence < 0.8 else 0.0)


def _is_generic(text: str) -> bool:
    """Whether it tells a trade and no name: `Bakery`, `Padaria e Confeitaria`."""
    said = roles.tokens(text)
    known = words("company_words")
    return bool(said) and all(part in known or part in _JOINTS for part in said)


def _heads_address(segment: Segment, evidence: Evidence) -> bool:
    """Whether an address follows on the same line: `Norvika, Storgatan 1`."""
    return not streets.names_building(segment.text) and any(
        part.line == segment.line and 0 < part.start - segment.end <= 3
        for address in evidence.addresses
        for part in address.parts[:1]
    )


def _is_titled(text: str) -> bool:
    """Whether every longer word begins with a capital, as names do and slogans do not."""
    longer = [word for word in text.split() if len(word) > 3]
    return bool(longer) and all(not word[0].islower() for word in longer)


def _pair(one: Segment, other: Segment, evidence: Evidence) -> Company | None:
    """A name over two lines: the second ends in a legal form, or both together fit the domain."""
    if one.line == other.line:
        return _with_trade(one, other, evidence)
    text = organizations.mended(f"{one.text} {other.text}")
    alone = max(_score(one.text, one, evidence), _score(other.text, other, evidence))
    if one.block == other.block and organizations.is_form_only(other.text):
        return Company(_tidy(text), (one, other), alone + 3.5)
    stems = evidence.stems
    parted = max(organizations.resembles(s.text, stems) for s in (one, other))
    both = organizations.resembles(text, stems)
    if _goes_on(one, other, evidence):
        return Company(_tidy(text), (one, other), max(alone, _score(text, one, evidence)) + 1.5)
    if _spans(one.text, text, stems):
        return Company(_tidy(text), (one, other), _score(text, one, evidence) + 1.5)
    if both >= (0.8 if one.block == other.block else 0.95) and both > parted:
        return Company(_tidy(text), (one, other), _score(text, one, evidence) + 0.5)
    return None


def _runs(free: Sequence[Segment]) -> list[Sequence[Segment]]:
    """The names over two lines or three that a word at a line's edge holds together."""
    found: list[Sequence[Segment]] = []
    start = 0
    for end in range(1, len(free) + 1):
        if end < len(free) and end - start < _LOGO and _hangs(free[end - 1], free[end]):
            continue
        if end - start > 1:
            found.append(free[start:end])
        start = end
    return found


def _hangs(one: Segment, other: Segment) -> bool:
    """Whether a line is unfinished: `Tischlerei vom` / `Norr`, `Norwick` / `University`."""
    said, following = fold(one.text).split(), fold(organizations.without_form(other.text)).split()
    if not (_follows(one, other) and said and following):
        return False
    if said[-1] in _JOINTS or following[0] in _JOINTS or said[:-1] == ["the"]:
        slogan = following[0] in _JOINTS and other.text.endswith((".", "…"))
        return len(said) + len(following) <= _WORDS and not slogan
    generic = [all(part in words("company_words") for part in line) for line in (said, following)]
    alike = one.text.isupper() == other.text.isupper()
    whole = organizations.legal_form(one.text) or roles.likeness(one.text) > 1
    titled = _is_titled(one.text) and _is_titled(other.text)
    return alike and titled and not whole and generic[0] != generic[1]


def _follows(one: Segment, other: Segment) -> bool:
    """Whether a line is right below another of its size, both without digits and signs."""
    if one.block != other.block or other.order != one.order + 1 or one.line == other.line:
        return False
    if one.box and max(one.size, other.size) > _ONE_SIZE * min(one.size, other.size):
        return False
    return not re.search(r"[\d@:!?]|,.", one.text + organizations.without_form(other.text))


def _chained(run: Sequence[Segment], evidence: Evidence) -> Company:
    whole = organizations.mended(" ".join(segment.text for segment in run))
    alone = max(_score(segment.text, segment, evidence) for segment in run)
    score = max(alone, _score(whole, run[0], evidence)) + _CHAIN
    return Company(_tidy(whole), tuple(run), score)


def _with_trade(one: Segment, other: Segment, evidence: Evidence) -> Company | None:
    """`Norvika – Indústria de Moldes, Lda.`: the domain's name, a dash, a trade with the form."""
    text = evidence.lines[one.line].text[one.start : other.end]
    dashed = re.fullmatch(r"\s[–—-]\s", text[one.end - one.start : other.start - one.start])
    named = organizations.resembles(one.text, evidence.stems) >= _OWN_DOMAIN
    if not (dashed and named and organizations.legal_form(other.text)):
        return None
    alone = max(_score(one.text, one, evidence), _score(other.text, other, evidence))
    return Company(_tidy(text), (one, other), alone + 1.5)


def _goes_on(one: Segment, other: Segment, evidence: Evidence) -> bool:
    """Whether a logo begins its block with two lines of one size, a legal form at the end.

    `Norvika` over `Bygg AB`, where no domain tells that both belong together; or over `& Son`.
    """
    if one.block != other.block or one.box is None or organizations.legal_form(one.text):
        return False
    if other.text.startswith("&"):
        return True
    block = [segment for segment in evidence.segments if segment.block == one.block]
    small, tall = sorted((one.size, other.size))
    return (
        block[:2] == [one, other]
        and len(block) <= _LOGO
        and tall <= _ONE_SIZE * small
        and organizations.legal_form(other.text) is not None
        and _is_titled(one.text)
    )


def _spans(first: str, text: str, stems: Sequence[str]) -> bool:
    """Whether a domain runs over both pieces: `brunn` + `badet` of `brunnbad.se`."""
    keys = [bare(stem) for stem in stems]
    return any(
        bare(text).startswith(key) and len(key) >= len(bare(first)) + _SHARED for key in keys
    )


def _tidy(text: str) -> str:
    return _FOR.sub("", " ".join(text.split()).strip(" ,;:|-–®™©"))

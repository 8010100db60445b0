"""Who stands on the card: the person among the pieces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ocr.data import words
from ocr.data.folding import bare, fold
from ocr.fields import han, names, organizations, roles
from ocr.fields.domains import is_free
from ocr.fields.evidence import Evidence
from ocr.fields.segments import Segment

_ENOUGH, _OWN, _SOME = 2.3, 0.5, 0.3
_KNOWN = 3.0  # a name in Han signs with a surname that is known
_FIT, _FREE = 3.2, 1.6  # for a mailbox; at a free provider it may bear the name of the firm
_OPENING = 1.2  # for the first line under a letter
_FULL, _LETTERS = 2, 5  # words of a name; letters of a degree or a body of a profession


@dataclass(frozen=True, slots=True)
class Person:
    """A name with the piece it stands in; `title` is what followed the name in the same piece.

    `parts` are its pieces where it stands over two lines.
    """

    name: str
    segment: Segment
    title: str | None
    score: float
    agreement: float
    parts: tuple[Segment, ...] = ()


def find(evidence: Evidence, free: Sequence[Segment]) -> list[Person]:
    """The persons among the pieces, most likely first; a sparse card gives none."""
    boxes = [mark.value.split("@")[0] for mark in evidence.emails]
    found = [person for segment in free for person in _readings(segment, evidence, boxes)]
    found += [
        person
        for upper, lower in pairwise(free)
        if (person := _stacked(upper, lower, evidence, boxes))
    ]
    found = [person for person in found if person.score >= _ENOUGH]
    return sorted(found, key=lambda person: -person.score)


def _readings(segment: Segment, evidence: Evidence, boxes: Sequence[str]) -> list[Person]:
    if han.is_name(segment.text):
        return [Person(segment.text, segment, None, _KNOWN + 1.6 * segment.size, 0.0)]
    found = []
    for name, title in _splits(segment.text):
        tidy = names.tidy(name)
        if not names.has_shape(tidy):
            continue
        fit = max((names.agreement(tidy, box) for box in boxes), default=0.0)
        found.append(Person(tidy, segment, title, _score(tidy, title, segment, evidence, fit), fit))
    return sorted(found, key=lambda person: -person.score)[:1]


def _stacked(
    upper: Segment, lower: Segment, evidence: Evidence, boxes: Sequence[str]
) -> Person | None:
    """A given name over a surname, of one size in one block."""
    text = f"{upper.text} {lower.text}"
    if upper.block != lower.block or upper.line == lower.line or len(text.split()) > 3:
        return None
    if lower.order != upper.order + 1 or upper.text.endswith("."):
        return None
    if upper.box is None or abs(upper.size - lower.size) > 0.2 * upper.size:
        return None
    fit = max((names.agreement(text, box) for box in boxes), default=0.0)
    alone = max((names.agreement(upper.text, box) for box in boxes), default=0.0)
    if len(names.core(upper.text)) > 1 or (fit <= alone and names.likeness(text) < 2.0):
        return None
    score = _score(text, None, lower, evidence, fit)
    return Person(text, upper, None, score, fit, (upper, lower))


def _splits(text: str) -> list[tuple[str, str | None]]:
    """The piece as a name alone, or as a name and a title behind a comma or in brackets."""
    found: list[tuple[str, str | None]] = [(text.removeprefix("(").removesuffix(")"), None)]
    if not text.startswith("("):
        found = [(text, None)]
    if match := re.match(r"([^,(]{4,50})\s?[,(]\s?(.{2,70}?)\)?$", text):
        found.append((match[1].strip(), match[2].strip()))
    if "(" in text:  # `Åsa Ek BEng (Hons)`
        found = [
            (names.without_degrees(name), title) if title else (name, title)
            for name, title in found
        ]
    found += _run_on(text)
    found += _titled(text)
    if (match := re.match(r"(.{2,40}?)\s?[:]\s+(.{4,50})$", text)) and roles.likeness(
        match[1]
    ) > 1.0:
        found.append((match[2].strip(), match[1].strip()))
    return found


def _run_on(text: str) -> list[tuple[str, str | None]]:
    """`Tom Norwick Director of operations`: a given name first, then words of a role."""
    tokens = text.split()
    return [
        (" ".join(tokens[:cut]), " ".join(tokens[cut:]))
        for cut in (2, 3, 4)
        if len(tokens) > cut
        and roles.likeness(tokens[cut]) > 0
        and roles.likeness(" ".join(tokens[cut:])) > 1.2
        and roles.likeness(" ".join(tokens[:cut])) < 0
        and not roles.is_department(" ".join(tokens[:cut]))
    ]


def _titled(text: str) -> list[tuple[str, str | None]]:
    """`Tandläkare LTH Åsa Ek`: a work title and letters of a degree before the name."""
    tokens = text.split()
    return [
        (" ".join(tokens[cut:]), " ".join(tokens[:cut]).rstrip(" :"))
        for cut in (1, 2)
        if len(tokens) - cut >= _FULL
        and roles.likeness(tokens[0]) > 1.0
        and (cut == 1 or (tokens[1].isupper() and len(tokens[1]) <= _LETTERS))
        and names.likeness(" ".join(tokens[cut:])) > names.likeness(text)
    ]


def _score(name: str, title: str | None, segment: Segment, evidence: Evidence, fit: float) -> float:
    count = len(names.core(name))
    known = any(fold(token) in words("given_names") for token in names.core(name))
    free = all(is_free(mark.value.split("@")[1]) for mark in evidence.emails)
    score = names.likeness(name) + (_FREE if free and not known else _FIT) * fit
    score += 1.6 * segment.size if segment.box else 0.6
    if count == 1:
        score += -0.6 if fit >= 0.6 else -3.0
    told = (
        _role_follows(segment, evidence.segments)
        or _role_precedes(segment, evidence.segments)
        or names.is_owners(segment.text)
    )
    below = _company_follows(segment, evidence.segments)
    if title and roles.likeness(title) > 1.0:
        score += 1.2
    else:
        score += (1.2 if told else 0.0) + (1.0 if below else 0.0)
    opens = count > 1 and _opens(segment, evidence)
    score += _OPENING if opens else 0.0
    if not (opens or known or fit >= _SOME or title or told or below or names.has_initial(name)):
        score -= 0.7
    first = names.core(name)[0]
    if fold(first) in words("company_words") and fold(first) not in words("given_names"):
        score -= 3.0  # `Cooperativa Norvika` of `norvika@…`
    if fit < _OWN:
        score -= 3.0 * organizations.resembles(name, _firms(name, evidence.stems))
    return score - (3.0 if organizations.legal_form(name) else 0.0)


def _opens(segment: Segment, evidence: Evidence) -> bool:
    """Whether it is the first line under a letter, with a company or more below: the signer."""
    if not evidence.signed or segment.order or segment.box:
        return False
    if any(part in words("company_words") for part in roles.tokens(segment.text)):
        return False
    placed = {part for address in evidence.addresses for part in address.parts}
    return any(
        other.line != segment.line and other not in placed and roles.likeness(other.text) < 1
        for other in evidence.segments
    )


def _firms(name: str, stems: Sequence[str]) -> list[str]:
    """The domains that a name may be of; `bakker.nl` is that of Thijs Bakker's firm."""
    first, *rest = names.core(name)
    given = bool(rest) and fold(first) in words("given_names")
    return [stem for stem in stems if not given or bare(stem) == bare(name)]


def _company_follows(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Whether it begins a block and a company's whole name stands below, as on sparse cards."""
    block = [one for one in segments if one.block == segment.block]
    return (
        len(block) > 1
        and block[0] is segment
        and organizations.legal_form(block[1].text) is not None
        and not organizations.is_form_only(block[1].text)
    )


def _role_follows(segment: Segment, segments: Sequence[Segment]) -> bool:
    near = segments[segment.order + 1 : segment.order + 3]
    return any(roles.likeness(s.text) > 1.0 for s in near if s.block == segment.block)


def _role_precedes(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Whether a role stands right above, and nothing of a name in it: `Formand` over the name."""
    before = segments[max(0, segment.order - 1) : segment.order]
    return any(
        roles.likeness(one.text) > 1.0
        and one.block == segment.block
        and names.likeness(one.text) < 1
        for one in before
    )

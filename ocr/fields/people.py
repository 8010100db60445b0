"""Who stands on the card: the person among the pieces, and role and department beside the name."""

import re
from collections.abc import Collection, Sequence
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
_DASHES = (" - ", " – ", " — ")
_FIT, _FREE = 3.2, 1.6  # for a mailbox; at a free provider it may bear the name of the firm
_FIRM = 0.8  # likeness to a domain
_OPENING = 1.2  # for the first line under a letter
_FULL, _LETTERS = 2, 5  # words of a name; letters of a degree or a body of a profession
_CONTINUES = re.compile(
    r"(?:[&,/–-]|\b(?:and|och|und|og|et|y|e|of|for|för|für|de|en|ja))$", re.IGNORECASE
)
_CONTINUED = re.compile(
    r"^(?:&|and\b|och\b|und\b|og\b|et\b|y\b|of\b|for\b|för\b|für\b|de\b|des\b|[a-zåäöæøéü])"
)


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


def role_of(
    person: Person | None, free: Sequence[Segment]
) -> tuple[str, tuple[Segment, ...]] | None:
    """The role as printed, its lines joined, and the pieces it stands in; nobody, no role."""
    if person is None:
        return None
    if person.title and roles.likeness(person.title) > 0.5:
        return person.title, (person.segment,)
    best: tuple[float, Segment] | None = None
    for segment in free:
        score = roles.likeness(segment.text) + _nearness(person, segment)
        score -= 1.8 if roles.is_department(segment.text) else 0.0
        if score > 1.6 and (best is None or score > best[0]):
            best = score, segment
    if best is None:
        return None
    parts = _lines_of(best[1], free)
    text = parts[0].text
    for before, part in pairwise(parts):
        text += f" - {part.text}" if part.line == before.line else f" {part.text}"
    return " ".join(text.split()), parts


def role_below(person: Person, free: Sequence[Segment], company: Segment) -> Segment | None:
    """What stands between a name and the company, where no word tells a role: `Konstruktör`."""
    for segment in free:
        below = 0 < segment.order - person.segment.order <= 1 and segment.order < company.order
        if below and segment.block == person.segment.block and _may_be_role(segment.text):
            return segment
    return None


def _may_be_role(text: str) -> bool:
    return (
        3 < len(text) <= 50
        and len(text.split()) <= 6
        and not re.search(r"[\d@:!?]|\.$", text)
        and not organizations.legal_form(text)
        and not roles.is_department(text)
    )


def _nearness(person: Person, segment: Segment) -> float:
    distance = segment.order - person.segment.order
    if segment.line == person.segment.line:
        return 1.6
    near = 1.4 if 0 < distance <= 2 else 0.6 if abs(distance) <= 2 else 0.0
    return near + (0.6 if segment.block == person.segment.block else 0.0)


def _lines_of(first: Segment, free: Sequence[Segment]) -> tuple[Segment, ...]:
    """The piece and those it runs on into: `Sales &` / `Marketing Manager`."""
    parts = [first]
    by_order = {segment.order: segment for segment in free}
    while (following := by_order.get(parts[-1].order + 1)) and following.block == first.block:
        if _same_line(parts[-1], following):
            parts.append(following)
            continue
        open_end = _CONTINUES.search(parts[-1].text) or _CONTINUED.match(following.text)
        parted = following.line == parts[-1].line  # by a bar or a dot
        if not open_end or parted or len(parts) > 2 or re.search(r"\d", following.text):
            break
        parts.append(following)
    while (before := by_order.get(parts[0].order - 1)) and before.block == first.block:
        if not _CONTINUES.search(before.text) or len(parts) > 2:
            break
        parts.insert(0, before)
    return tuple(parts)


def _same_line(role: Segment, following: Segment) -> bool:
    """Whether what stands behind a role and a dash belongs to it: `Manager - Marketing`."""
    return (
        following.line == role.line
        and following.start - role.end == len(role.behind)
        and role.behind in _DASHES
        and (_may_be_role(following.text) or bool(re.fullmatch(r"[A-Z&]{2,3}", following.text)))
        and names.likeness(following.text) < 1
    )


def department_of(
    person: Person | None,
    free: Sequence[Segment],
    used: Collection[Segment],
    stems: Sequence[str] = (),
) -> Segment | None:
    """The unit nearest to the name, when a piece names one."""
    found = [s for s in free if s not in used and _is_unit(s.text, stems)]
    if not found or person is None:
        return None
    near = min(found, key=lambda s: abs(s.order - person.segment.order))
    return near if abs(near.order - person.segment.order) <= 4 else None


def _is_unit(text: str, stems: Sequence[str]) -> bool:
    """Whether a piece names a unit, and not a firm: `Bureau Norvika` of `norvika.nl`."""
    firm = organizations.legal_form(text) or organizations.resembles(text, stems) >= _FIRM
    return roles.is_department(text) and not firm

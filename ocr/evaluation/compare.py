"""One wanted contact against one read: what is right, wrong and missed in each field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import permutations

from rapidfuzz import fuzz

from ocr.evaluation.normal import last_digits, text_key
from ocr.evaluation.truth import FIELDS, SETS, TEXTS, Card

NEAR = 90  # of 100: alike enough to say which of two people a reading means
_SHORTEST = 7  # digits that make a number without its area code recognizable
_WEIGHTS = {
    "person": 3,
    "emails": 3,
    "phones": 2,
    "company": 2,
    "role": 1,
    "websites": 1,
    "address": 1,
}
_FEW = 6


@dataclass(frozen=True, slots=True)
class Tally:
    """How many values are right, wrong (read, but not so printed) and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


@dataclass(frozen=True, slots=True)
class Match:
    """A wanted contact with the read one it was paired with, and the tallies of its fields."""

    want: Card
    got: Card
    fields: Mapping[str, Tally] = field(default_factory=dict)
    kinds: Tally = field(default_factory=Tally)

    @property
    def exact(self) -> bool:
        """Company, person, every e-mail and every phone right, and nothing beside them."""
        tallies = [self.fields[name] for name in ("company", "person", "emails", "phones")]
        return all(tally.wrong == 0 == tally.missed for tally in tallies)


def matches(wanted: Sequence[Card], read: Sequence[Card]) -> list[Match]:
    """Each wanted contact with the read one most like it; what is left pairs with nothing."""
    return [match(want, got) for want, got in _paired(list(wanted), list(read))]


def match(want: Card, got: Card) -> Match:
    """Tally one pair."""
    got = _aligned(want, got) if want.by_hand else got
    fields = {name: _text_tally(want, got, name) for name in TEXTS}
    fields |= {name: _set_tally(want, got, name) for name in SETS}
    return Match(want, got, fields, _kind_tally(want, got))


def same_text(read: str, accepted: Sequence[str]) -> bool:
    """Whether the text is one of the accepted, spaces aside."""
    key = text_key(read)
    keys = [text_key(one) for one in accepted]
    return key in keys or key.replace(" ", "") in [one.replace(" ", "") for one in keys]


def _near_text(read: str, accepted: Sequence[str]) -> bool:
    key = text_key(read)
    return same_text(read, accepted) or any(
        fuzz.ratio(key, text_key(one)) >= NEAR for one in accepted
    )


def _text_tally(want: Card, got: Card, name: str) -> Tally:
    if name in want.ignored:
        return Tally()
    accepted, read = want.texts.get(name), got.texts.get(name)
    if not accepted:
        return Tally(
            wrong=int(read is not None and not same_text(read[0], want.tolerated.get(name, ())))
        )
    right = read is not None and same_text(read[0], accepted)
    return Tally(int(right), int(read is not None and not right), int(not right))


def _set_tally(want: Card, got: Card, name: str) -> Tally:
    if name in want.ignored:
        return Tally()
    wanted = want.values.get(name, frozenset())
    read = got.values.get(name, frozenset()) - (want.optional.get(name, frozenset()) - wanted)
    right = len(wanted & read)
    return Tally(right, len(read) - right, len(wanted) - right)


def _kind_tally(want: Card, got: Card) -> Tally:
    """Whether matched numbers are of the labelled kind; hand-made labels know no switchboard."""
    if "phones" in want.ignored:
        return Tally()
    right = total = 0
    for key, kinds in want.kinds.items():
        if key in got.kinds and kinds - {"", "unknown"}:
            total += 1
            right += bool(_plain(kinds, want) & _plain(got.kinds[key], want))
    return Tally(right, total - right, 0)


def _plain(kinds: frozenset[str], want: Card) -> set[str]:
    return {"work" if kind == "switchboard" and want.by_hand else kind for kind in kinds}


def _aligned(want: Card, got: Card) -> Card:
    """Let numbers that no plan knows match by their last digits, seven or more."""
    kinds = dict(got.kinds)
    for key in want.kinds.keys() - kinds.keys():
        digits = last_digits(key)
        if digits is None or len(digits) < _SHORTEST:
            continue
        same = [one for one in kinds if one not in want.kinds and _digits(one).endswith(digits)]
        if same:
            kinds[key] = kinds.pop(same[0])
    return replace(got, kinds=kinds, values={**got.values, "phones": frozenset(kinds)})


def _digits(key: str) -> str:
    return "".join(filter(str.isdigit, key))


def _likeness(want: Card, got: Card) -> float:
    """How much a read contact is like a wanted one: near texts count, invented values cost."""
    pair, total = match(want, got), 0.0
    for name in FIELDS:
        right, wrong = pair.fields[name].right, pair.fields[name].wrong
        if (
            name in TEXTS
            and name not in want.ignored
            and want.texts.get(name)
            and got.texts.get(name)
        ):
            near = _near_text(got.texts[name][0], want.texts[name])
            right, wrong = int(near), int(not near)
        total += _WEIGHTS[name] * right - 0.2 * wrong
    return total


def _paired(wanted: list[Card], read: list[Card]) -> list[tuple[Card, Card]]:
    if len(wanted) == len(read) == 1:
        return [(wanted[0], read[0])]
    size = max(len(wanted), len(read))
    if size > _FEW:
        return _greedily(wanted, read)
    wanted += [Card()] * (size - len(wanted))
    read += [Card()] * (size - len(read))
    likeness = [[_likeness(want, got) for got in read] for want in wanted]
    best = max(
        permutations(range(size)),
        key=lambda order: sum(likeness[i][j] for i, j in enumerate(order)),
    )
    return [(wanted[i], read[j]) for i, j in enumerate(best)]


def _greedily(wanted: list[Card], read: list[Card]) -> list[tuple[Card, Card]]:
    rest, pairs = list(read), []
    for want in wanted:
        got = max(rest, key=lambda card: _likeness(want, card)) if rest else Card()
        if rest:
            rest.remove(got)
        pairs.append((want, got))
    return pairs + [(Card(), got) for got in rest]

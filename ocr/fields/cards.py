"""Several cards in one picture: the lines are parted where both parts are cards of their own."""

from collections.abc import Sequence

from ocr.data.folding import bare
from ocr.fields import card, names, organizations
from ocr.fields.contacts import Chosen
from ocr.fields.evidence import Evidence, gather
from ocr.layout import cuts
from ocr.types import Hints, Line

# Numbers of lines, and what is read off them.
Card = tuple[tuple[int, ...], Evidence]
_OWN_MAILBOX, _NAME, _SURE_COMPANY = 0.5, 0.8, 3.0


def apart(lines: Sequence[Line], hints: Hints) -> list[Card]:
    """The cards these lines stand on; the sides of a capture are one card."""
    everything = tuple(range(len(lines)))
    if len({line.side for line in lines}) > 1:
        return [(everything, gather(lines, hints))]
    return _apart(lines, everything, hints)


def _apart(lines: Sequence[Line], members: tuple[int, ...], hints: Hints) -> list[Card]:
    whole = gather([lines[i] for i in members], hints)
    if _may_be_several(whole):
        for one, other in cuts.halves(lines, members):
            parts = [gather([lines[i] for i in half], hints) for half in (one, other)]
            if _are_cards(*parts):
                return [*_apart(lines, one, hints), *_apart(lines, other, hints)]
    return [(members, whole)]


def _may_be_several(whole: Evidence) -> bool:
    """Whether a closer look is worth its time: two to be reached, of two names or two domains."""
    if len(whole.emails) + len(whole.phones) < 2:
        return False
    return len(whole.stems) > 1 or len(card.persons(whole)) > 1


def _are_cards(one: Evidence, other: Evidence) -> bool:
    """Whether two halves are of different people or companies, each to be reached."""
    if not all(half.emails or half.phones for half in (one, other)):
        return False
    left, right = card.choose(one), card.choose(other)
    strangers = bool(one.stems and other.stems) and not set(one.stems) & set(other.stems)
    rivals = _are_rivals(left, right)
    if left.person and right.person:
        if bare(left.person.name) == bare(right.person.name):
            return False
        own = min(left.person.agreement, right.person.agreement) >= _OWN_MAILBOX
        named = min(names.likeness(half.name) for half in (left.person, right.person)) >= _NAME
        reached = all(half.emails and half.phones for half in (one, other))
        return rivals or (strangers and (own or (named and reached)))
    return strangers and rivals


def _are_rivals(one: Chosen, other: Chosen) -> bool:
    """Whether both have a company beyond doubt, and not the same."""
    if one.company is None or other.company is None:
        return False
    if min(one.company.score, other.company.score) < _SURE_COMPANY:
        return False
    names = [bare(organizations.without_form(found.name)) for found in (one.company, other.company)]
    return names[0] not in names[1] and names[1] not in names[0]

"""Places of text that lie far apart in a picture: two cards on a table, each looked at closely."""

from collections.abc import Sequence

import numpy as np

from ocr.types import Pixels, Quad

# Of the picture's longer side. Of 150 cards alone in their picture two have text so far apart, of
# 32 pictures with two cards 28.
_FAR = 0.15


def far_apart(places: Sequence[Quad], image: Pixels) -> list[list[Quad]]:
    """Return the places in groups with far more room between them than a card leaves."""
    groups = [[place] for place in places]
    while near := _two_near(groups, _FAR * max(image.shape[:2])):
        one, other = near
        groups = [group for group in groups if group is not one and group is not other]
        groups.append([*one, *other])
    return groups


def nearest(place: Quad, groups: Sequence[list[Quad]]) -> list[Quad]:
    """Return the group that a place stands in or next to."""
    return min(groups, key=lambda group: _room([place], group))


def _two_near(groups: Sequence[list[Quad]], far: float) -> tuple[list[Quad], list[Quad]] | None:
    pairs = ((one, other) for i, one in enumerate(groups) for other in groups[:i])
    return next(((one, other) for one, other in pairs if _room(one, other) < far), None)


def _room(one: Sequence[Quad], other: Sequence[Quad]) -> float:
    """Return how far the boxes around two groups are apart, along the axis on which it is more."""
    corners, others = np.concatenate(list(one)), np.concatenate(list(other))
    before = corners.min(axis=0) - others.max(axis=0)
    return float(np.maximum(before, others.min(axis=0) - corners.max(axis=0)).max())

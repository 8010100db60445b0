"""Where a picture may fall apart into several cards: along the widest gaps between its lines."""

from collections.abc import Sequence
from statistics import median

from ocr.layout.blocks import height
from ocr.types import Box, Line

_LEAST_GAP, _LEAST_LINES, _TRIED = 1.2, 3, 4

Halves = tuple[tuple[int, ...], tuple[int, ...]]


def halves(lines: Sequence[Line], members: Sequence[int]) -> list[Halves]:
    """Return the ways to part these lines by one straight cut, the widest gap first.

    A gap is at least somewhat wider than the lines are high, and has three lines on both sides.
    Lines without a box are never parted.
    """
    boxes = {i: box for i in members if (box := lines[i].box) is not None}
    if len(boxes) < max(len(members), 2 * _LEAST_LINES):
        return []
    usual = median(height(box) for box in boxes.values())
    found = [*_along(boxes, "top", "bottom"), *_along(boxes, "left", "right")]
    wide = [(gap, parts) for gap, parts in found if gap >= _LEAST_GAP * usual]
    return [parts for _, parts in sorted(wide, key=lambda one: -one[0])[:_TRIED]]


def _along(boxes: dict[int, Box], begin: str, end: str) -> list[tuple[int, Halves]]:
    order = sorted(boxes, key=lambda i: int(getattr(boxes[i], begin)))
    found = []
    reach = int(getattr(boxes[order[0]], end))
    for place, i in enumerate(order):
        gap = int(getattr(boxes[i], begin)) - reach
        if _LEAST_LINES <= place <= len(order) - _LEAST_LINES and gap > 0:
            parts = tuple(sorted(order[:place])), tuple(sorted(order[place:]))
            found.append((gap, parts))
        reach = max(reach, int(getattr(boxes[i], end)))
    return found

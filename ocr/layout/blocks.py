"""Lines to blocks in reading order, and which line stands beside which.

A block is a run of lines that stand under each other and share an edge or an axis. Columns are so
read one after the other, not row by row. Lines without a box (text documents) keep their order; an
empty line ends their block.
"""

from collections.abc import Sequence

from ocr.types import Box, Line


def height(box: Box) -> int:
    """Pixels from top to bottom, at least one."""
    return max(1, box.bottom - box.top)


def blocks(lines: Sequence[Line]) -> tuple[tuple[int, ...], ...]:
    """Indexes of the lines, block by block in reading order; empty lines are in no block."""
    sides = sorted({line.side for line in lines})
    found: list[tuple[int, ...]] = []
    for side in sides:
        members = [i for i, line in enumerate(lines) if line.side == side]
        boxed = [i for i in members if lines[i].box is not None]
        found += _boxed_blocks(lines, boxed) if boxed else _plain_blocks(lines, members)
    return tuple(found)


def left_neighbour(lines: Sequence[Line], index: int) -> int | None:
    """The nearest line to the left in the same row, at most six line heights away."""
    here = lines[index].box
    if here is None:
        return None
    near: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        box = line.box
        if box is None or i == index or line.side != lines[index].side:
            continue
        gap = here.left - box.right
        if -height(here) // 2 <= gap <= 6 * height(here) and same_row(box, here):
            near.append((gap, i))
    return min(near)[1] if near else None


def same_row(one: Box, other: Box) -> bool:
    """Whether two boxes overlap in height by more than half of the lower one."""
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return 2 * overlap > min(height(one), height(other))


def _plain_blocks(lines: Sequence[Line], members: Sequence[int]) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    run: list[int] = []
    for i in members:
        if lines[i].text.strip():
            run.append(i)
        elif run:
            found.append(tuple(run))
            run = []
    return [*found, tuple(run)] if run else found


def _boxed_blocks(lines: Sequence[Line], members: Sequence[int]) -> list[tuple[int, ...]]:
    top_down = sorted(members, key=lambda i: (_box(lines, i).top, _box(lines, i).left))
    runs: list[list[int]] = []
    for i in top_down:
        home = [run for run in runs if _follows(_box(lines, run[-1]), _box(lines, i))]
        if home:
            min(home, key=lambda run: _distance(_box(lines, run[-1]), _box(lines, i))).append(i)
        else:
            runs.append([i])
    return [tuple(run) for run in sorted(runs, key=lambda run: _place(lines, run))]


def _place(lines: Sequence[Line], run: Sequence[int]) -> tuple[int, int]:
    first = _box(lines, run[0])
    return first.top, first.left


def _follows(upper: Box, lower: Box) -> bool:
    small, tall = sorted((height(upper), height(lower)))
    gap = lower.top - upper.bottom
    if tall > 2.2 * small or not -0.5 * small <= gap <= 1.1 * small:
        return False
    return _offset(upper, lower) <= 1.2 * small


def _offset(upper: Box, lower: Box) -> float:
    """How far the best shared edge or axis is apart."""
    middle = abs(upper.left + upper.right - lower.left - lower.right) / 2
    return min(abs(upper.left - lower.left), abs(upper.right - lower.right), middle)


def _distance(upper: Box, lower: Box) -> float:
    return abs(lower.top - upper.bottom) + _offset(upper, lower)


def _box(lines: Sequence[Line], index: int) -> Box:
    box = lines[index].box
    return box if box is not None else Box(0, 0, 0, 0)

"""Places far apart are of two cards; those of one card stay together."""

import numpy as np

from ocr.engines.groups import far_apart, nearest
from ocr.types import Pixels, Quad

PHOTO: Pixels = np.zeros((1000, 1000, 3), np.uint8)


def place(left: int, top: int) -> Quad:
    corners = [[left, top], [left + 200, top], [left + 200, top + 30], [left, top + 30]]
    return np.array(corners, np.float32)


def test_two_cards_are_two_groups_and_columns_of_one_are_one() -> None:
    upper, lower = [place(100, 100), place(100, 150)], [place(400, 700), place(650, 740)]
    groups = far_apart([*upper, *lower], PHOTO)
    assert sorted(len(group) for group in groups) == [2, 2]
    assert len(far_apart([*upper, place(350, 260)], PHOTO)) == 1
    assert far_apart([], PHOTO) == []


def test_a_line_is_of_the_group_it_stands_next_to() -> None:
    groups = far_apart([place(100, 100), place(400, 700)], PHOTO)
    assert nearest(place(420, 640), groups) is next(g for g in groups if g[0][0, 1] == 700)

"""Turning pictures by quarter turns, and places by any angle."""

from collections.abc import Sequence

import cv2
import numpy as np

from ocr.types import Box, Pixels, Quad, Turn

_WAYS = {
    90: cv2.ROTATE_90_CLOCKWISE,
    180: cv2.ROTATE_180,
    270: cv2.ROTATE_90_COUNTERCLOCKWISE,
}
_OPPOSITE: dict[Turn, Turn] = {0: 180, 90: 270, 180: 0, 270: 90}
_UNDONE: dict[Turn, Turn] = {0: 0, 90: 270, 180: 180, 270: 90}


def opposite(turn: Turn) -> Turn:
    """Return the turn that leaves the other side up."""
    return _OPPOSITE[turn]


def undone(turn: Turn) -> Turn:
    """Return the turn that takes this one back."""
    return _UNDONE[turn]


def turn_pixels(image: Pixels, turn: Turn) -> Pixels:
    """Return the image turned clockwise."""
    return np.asarray(cv2.rotate(image, _WAYS[turn]), np.uint8) if turn else image


def turn_quad(quad: Quad, turn: Turn, width: int, height: int) -> Quad:
    """Return the place after the image of this size was turned clockwise."""
    x, y = quad[:, 0], quad[:, 1]
    turned = {0: (x, y), 90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}
    return np.stack(turned[turn], axis=1).astype(np.float32)


def slope(quads: Sequence[Quad]) -> float:
    """Return the angle text lines run at, in radians, clockwise from level; their median by length.

    No lines: 0.
    """
    edges = [(quad[1] + quad[2] - quad[0] - quad[3]) / 2 for quad in quads]
    if not edges:
        return 0.0
    lengths = np.array([float(np.hypot(*edge)) for edge in edges])
    angles = np.array([float(np.arctan2(edge[1], edge[0])) for edge in edges])
    order = np.argsort(angles)
    middle = np.searchsorted(np.cumsum(lengths[order]), lengths.sum() / 2)
    return float(angles[order][min(int(middle), len(angles) - 1)])


def rotate(points: Quad, angle: float) -> Quad:
    """Return the points rotated about the origin, clockwise, by an angle in radians."""
    cos, sin = np.cos(angle), np.sin(angle)
    return np.asarray(points @ np.array([[cos, sin], [-sin, cos]]), np.float32)


def corners(box: Box) -> Quad:
    """Return a box as a quad."""
    return np.array(
        [
            [box.left, box.top],
            [box.right, box.top],
            [box.right, box.bottom],
            [box.left, box.bottom],
        ],
        np.float32,
    )


def bounds(quad: Quad) -> Box:
    """Return the smallest upright box around points, in whole pixels."""
    left, top = np.floor(quad.min(axis=0)).astype(int)
    right, bottom = np.ceil(quad.max(axis=0)).astype(int)
    return Box(int(left), int(top), int(right), int(bottom))

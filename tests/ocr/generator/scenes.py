"""Photographs of invented cards: perspective, table or hand, light, blur, noise, turning.

Four severities: `flat` (a scan or screenshot of the card), `light` (a careful photo), `medium`
(a hurried one) and `hard` (shadow, glare, blur, noise, far away, turned). All of it is seeded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.ocr.generator.grounds import ground

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]
SEVERITIES = ("flat", "light", "medium", "hard")


@dataclass(frozen=True, slots=True)
class Taken:
    """A photo: RGB pixels, degrees it was turned clockwise, each card's corners, JPEG quality."""

    pixels: Pixels
    turned: int
    quads: tuple[tuple[tuple[int, int], ...], ...]
    quality: int
    ground: str


@dataclass(frozen=True, slots=True)
class Weather:
    """How bad a photo may get: tilt in degrees, the rest as shares or pixels."""

    tilt: float
    skew: float
    fill: tuple[float, float]
    blur: tuple[float, float]
    noise: tuple[float, float]
    shade: float
    glare: float
    hand: float
    turn: float
    sizes: Sequence[int]


WEATHER = {
    "light": Weather(
        tilt=4, skew=0.025, fill=(0.74, 0.88), blur=(0.3, 0.8), noise=(1, 3),
        shade=0.1, glare=0, hand=0.1, turn=0.08, sizes=(1600, 2000, 2400),
    ),
    "medium": Weather(
        tilt=9, skew=0.05, fill=(0.6, 0.8), blur=(0.5, 1.3), noise=(2, 6),
        shade=0.4, glare=0.25, hand=0.3, turn=0.22, sizes=(1600, 2000, 2400, 3264),
    ),
    "hard": Weather(
        tilt=16, skew=0.07, fill=(0.5, 0.75), blur=(0.8, 1.9), noise=(4, 9),
        shade=0.7, glare=0.5, hand=0.35, turn=0.4, sizes=(1600, 2400, 3264, 4032),
    ),
}  # fmt: skip


def flat(rng: Random, card: Pixels) -> Taken:
    """A scan or a digital card: its own edges, now and then a white margin."""
    wide = rng.choice([900, 1100, 1400, 1700])
    scaled = cv2.resize(card, None, fx=wide / 1700, fy=wide / 1700, interpolation=cv2.INTER_AREA)
    margin = rng.choice([0, 0, 30, 90])
    framed = cv2.copyMakeBorder(
        scaled, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=(250, 250, 249)
    )
    height, width = framed.shape[:2]
    quad = (
        (margin, margin),
        (width - margin, margin),
        (width - margin, height - margin),
        (margin, height - margin),
    )
    return Taken(framed.astype(np.uint8), 0, (quad,), rng.choice([80, 88, 95]), "none")


def photo(rng: Random, cards: Sequence[Pixels], severity: str) -> Taken:
    """A photo of one card, or of several beside each other, on a table or in a hand."""
    weather, noise = WEATHER[severity], np.random.default_rng(rng.randrange(1 << 32))
    wide = rng.choice(list(weather.sizes))
    size = (wide, wide * 3 // 4)
    kind = rng.choice(["wood", "white", "dark", "cloth", "clutter", "stone"])
    image = ground(noise, size, kind)
    quads = [
        place(rng, weather, card.shape, size, index, len(cards)) for index, card in enumerate(cards)
    ]
    for card, quad in zip(cards, quads, strict=True):
        image = laid(image, card, quad, rng)
    if len(cards) == 1 and rng.random() < weather.hand:
        image = thumb(rng, image, quads[0])
    seen = lit(rng, noise, weather, image)
    turned = rng.choice([90, 180, 270]) if rng.random() < weather.turn else 0
    pixels = np.ascontiguousarray(np.rot90(seen, -turned // 90))
    whole = tuple(tuple(turn((int(x), int(y)), size, turned) for x, y in quad) for quad in quads)
    return Taken(pixels, turned, whole, rng.choice([60, 75, 85, 92]), kind)


def turn(point: tuple[int, int], size: tuple[int, int], degrees: int) -> tuple[int, int]:
    """A point of the unturned picture in the picture turned clockwise."""
    x, y = point
    return {
        0: (x, y),
        90: (size[1] - y, x),
        180: (size[0] - x, size[1] - y),
        270: (y, size[0] - x),
    }[degrees]


def place(
    rng: Random,
    weather: Weather,
    shape: Sequence[int],
    size: tuple[int, int],
    index: int,
    count: int,
) -> Floats:
    """Corners of a card on the table, clockwise from its own top left; several lie in a column."""
    height, width = shape[:2]
    room = (size[0], size[1] / count)
    fill = rng.uniform(*weather.fill) * (0.92 if count > 1 else 1)
    scale = fill * min(room[0] / width, room[1] / height)
    half = (
        np.array(
            [[-width, -height], [width, -height], [width, height], [-width, height]], np.float32
        )
        * scale
        / 2
    )
    angle = np.deg2rad(rng.uniform(-weather.tilt, weather.tilt) * (0.4 if count > 1 else 1))
    half = half @ np.array(
        [[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]], np.float32
    )
    half += (
        np.array([[rng.uniform(-1, 1), rng.uniform(-1, 1)] for _ in range(4)], np.float32)
        * weather.skew
        * width
        * scale
        / 2
    )
    free = (room[0] - np.ptp(half[:, 0]), room[1] - np.ptp(half[:, 1]))
    middle = [room[axis] / 2 + rng.uniform(-0.3, 0.3) * max(free[axis], 0) for axis in (0, 1)]
    return (half + np.array([middle[0], middle[1] + index * room[1]], np.float32)).astype(
        np.float32
    )


def laid(image: Floats, card: Pixels, quad: Floats, rng: Random) -> Floats:
    """The card on the ground with a soft shadow around it."""
    height, width = card.shape[:2]
    size = (image.shape[1], image.shape[0])
    shrink = min(1.0, 1.15 * float(np.linalg.norm(quad[1] - quad[0])) / width)
    small = cv2.resize(card, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    height, width = small.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, quad)
    seen = cv2.warpPerspective(small, matrix, size, flags=cv2.INTER_LINEAR).astype(np.float32)
    mask = cv2.warpPerspective(
        np.full((height, width), 255, np.uint8), matrix, size, flags=cv2.INTER_LINEAR
    )
    cover = (mask.astype(np.float32) / 255)[..., None]
    spread = size[0] // rng.choice([60, 90, 140])
    moved = np.roll(mask, (spread // 2, spread // 3), (0, 1))
    soft = cv2.blur(moved, (spread | 1, spread | 1)).astype(np.float32)[..., None] / 255
    return (image * (1 - 0.4 * soft) * (1 - cover) + seen * cover).astype(np.float32)


def thumb(rng: Random, image: Floats, quad: Floats) -> Floats:
    """Fingers that hold the card by its lower edge, over its margin only."""
    out = image.copy()
    skin = rng.choice([(205, 160, 135), (150, 105, 80), (225, 185, 165), (110, 75, 55)])
    long = float(np.linalg.norm(quad[1] - quad[0]))
    share = rng.choice([0.12, 0.85])
    foot = quad[3] + (quad[2] - quad[3]) * share
    down = (quad[3] - quad[0]) / max(float(np.linalg.norm(quad[3] - quad[0])), 1)
    tip = foot + down * long * 0.03
    root = foot + down * long * 0.5
    wide = max(int(long * 0.1), 8)
    cv2.line(
        out,
        [int(v) for v in tip],
        [int(v) for v in root],
        [float(v) for v in skin],
        wide,
        cv2.LINE_AA,
    )
    return out


def lit(rng: Random, noise: np.random.Generator, weather: Weather, image: Floats) -> Pixels:
    """Light from one side, a shadow, glare, blur and sensor noise over the whole picture."""
    height, width = image.shape[:2]
    down, across = (
        np.linspace(-0.5, 0.5, height, dtype=np.float32)[:, None],
        np.linspace(-0.5, 0.5, width, dtype=np.float32)[None, :],
    )
    angle, strength = rng.uniform(0, 6.28), rng.uniform(0.05, 0.35)
    light = np.float32(1) + np.float32(strength) * (
        across * np.float32(np.cos(angle)) + down * np.float32(np.sin(angle))
    )
    if rng.random() < weather.shade:
        light = light * shadow_of(rng, (width, height))
    image *= light[..., None]
    if rng.random() < weather.glare:
        x, y, wide = rng.uniform(-0.35, 0.35), rng.uniform(-0.35, 0.35), rng.uniform(0.05, 0.1)
        image += (
            rng.uniform(25, 75)
            * np.exp(-((across - x) ** 2 + (down - y) ** 2) / (2 * wide**2))[..., None]
        )
    image *= np.array(
        [rng.uniform(0.93, 1.04), 1, rng.uniform(0.88, 1.02)], np.float32
    ) * np.float32(rng.uniform(0.78, 1.03))
    sigma = rng.uniform(*weather.blur) * width / 2400
    image = cv2.GaussianBlur(image, (0, 0), max(sigma, 0.2)).astype(np.float32)
    if rng.random() < weather.glare * 0.5:
        length = rng.choice([3, 5, 7])
        image = cv2.blur(image, (length, 1) if rng.random() < 0.5 else (1, length)).astype(
            np.float32
        )
    image += noise.standard_normal(image.shape, dtype=np.float32) * np.float32(
        rng.uniform(*weather.noise)
    )
    return np.clip(image, 0, 255).astype(np.uint8)


def shadow_of(rng: Random, size: tuple[int, int]) -> Floats:
    """The soft shadow of an arm or a phone across the picture, as a factor of light."""
    low = np.zeros((60, 80), np.float32)
    start, end = (rng.randrange(80), 0), (rng.randrange(80), 59)
    cv2.line(low, start, end, 1.0, rng.randrange(14, 34))
    soft = cv2.resize(
        cv2.GaussianBlur(low, (0, 0), rng.uniform(1.5, 5)), size, interpolation=cv2.INTER_LINEAR
    )
    return (1 - rng.uniform(0.25, 0.5) * soft).astype(np.float32)


def taken_info(taken: Taken) -> dict[str, Any]:
    """What the truth file keeps of a photo."""
    return {
        "turned": taken.turned,
        "quads": [list(map(list, quad)) for quad in taken.quads],
        "ground": taken.ground,
    }

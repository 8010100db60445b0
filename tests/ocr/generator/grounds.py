"""Tables and cloths for cards to lie on, painted from noise."""

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def ground(noise: np.random.Generator, size: tuple[int, int], kind: str) -> Floats:
    """An RGB ground of `size` (width, height): wood, white, dark, cloth, clutter or stone."""
    painters = {
        "wood": wood,
        "white": white,
        "dark": dark,
        "cloth": cloth,
        "clutter": clutter,
        "stone": stone,
    }
    small = painters[kind](noise, size[0] // 2, size[1] // 2)
    return np.clip(cv2.resize(small, size, interpolation=cv2.INTER_LINEAR), 0, 255).astype(
        np.float32
    )


def grain(noise: np.random.Generator, width: int, height: int, across: int, down: int) -> Floats:
    """Noise stretched by `across` and `down` pixels."""
    low = noise.standard_normal((height // down + 2, width // across + 2), dtype=np.float32)
    return cv2.resize(low, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.float32)


def wood(noise: np.random.Generator, width: int, height: int) -> Floats:
    """Planks with grain along the picture."""
    rings = np.sin(
        grain(noise, width, height, 120, 14) * 2.2
        + np.linspace(0, 30, height, dtype=np.float32)[:, None]
    )
    fine = grain(noise, width, height, 40, 2)
    return np.stack(
        [128 + 26 * rings + 7 * fine, 88 + 24 * rings + 6 * fine, 55 + 18 * rings + 5 * fine], -1
    ).astype(np.float32)


def white(noise: np.random.Generator, width: int, height: int) -> Floats:
    """A white desk, nearly as bright as a card."""
    soft = grain(noise, width, height, 60, 60) * 5 + grain(noise, width, height, 2, 2) * 1.5
    return np.stack([226 + soft, 225 + soft, 220 + soft], -1).astype(np.float32)


def dark(noise: np.random.Generator, width: int, height: int) -> Floats:
    """A dark desk."""
    soft = grain(noise, width, height, 3, 3) * 4
    return np.stack([40 + soft, 38 + soft, 37 + soft], -1).astype(np.float32)


def cloth(noise: np.random.Generator, width: int, height: int) -> Floats:
    """Woven cloth."""
    weave = (
        np.sin(np.arange(width, dtype=np.float32) * 0.9)[None, :]
        + np.sin(np.arange(height, dtype=np.float32) * 0.9)[:, None]
    )
    rough = grain(noise, width, height, 2, 2) * 6
    return np.stack(
        [92 + 9 * weave + rough, 102 + 9 * weave + rough, 124 + 9 * weave + rough], -1
    ).astype(np.float32)


def stone(noise: np.random.Generator, width: int, height: int) -> Floats:
    """Speckled stone."""
    soft = grain(noise, width, height, 40, 40) * 14 + grain(noise, width, height, 3, 3) * 12
    return np.stack([150 + soft, 148 + soft, 143 + soft], -1).astype(np.float32)


def clutter(noise: np.random.Generator, width: int, height: int) -> Floats:
    """A desk full of papers and things, without writing."""
    image = (
        np.full((height, width, 3), 165, np.float32)
        + grain(noise, width, height, 2, 2)[..., None] * 3
    )
    for _ in range(14):
        x, y = int(noise.integers(0, width)), int(noise.integers(0, height))
        far = (x + int(noise.integers(30, 320)), y + int(noise.integers(20, 180)))
        cv2.rectangle(image, (x, y), far, [float(v) for v in noise.integers(40, 235, 3)], -1)
    return image

"""Invented cards as photographs, and the truth of what stands on them."""

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from PIL import Image

from tests.ocr.generator import scenes
from tests.ocr.generator.cards import card
from tests.ocr.generator.languages import Language, load


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph of one card, and the contact printed on it."""

    path: Path
    contact: dict[str, Any]


def photo(folder: Path, seed: str, layout: str = "left", severity: str = "light") -> Photo:
    """Draw a Swedish card and photograph it; equal seeds give equal pictures."""
    rng = Random(f"browser/{seed}")
    made = card(rng, _swedish(), layout)
    taken = scenes.photo(rng, [np.asarray(made.sides[0].image)], severity)
    path = folder / f"{seed}.jpg"
    Image.fromarray(taken.pixels).save(path, quality=88)
    return Photo(path, made.contacts[0])


def pair(folder: Path, seed: str) -> tuple[Path, list[dict[str, Any]]]:
    """Photograph two cards beside each other; return the picture and both contacts."""
    rng = Random(f"browser/{seed}")
    made = [card(rng, _swedish(), "left") for _ in range(2)]
    taken = scenes.photo(rng, [np.asarray(one.sides[0].image) for one in made], "light")
    path = folder / f"{seed}.jpg"
    Image.fromarray(taken.pixels).save(path, quality=88)
    return path, [one.contacts[0] for one in made]


def _swedish() -> Language:
    swedish = load("sv")
    # No domain that somebody may own: these pictures are shown.
    return replace(swedish, words={**swedish.words, "tlds": ["example"]})

"""Figures of a `make` target: a table for a person, one flat object for a program.

A figure that could not be taken is None, with the reason under its name and `.why`.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path("build/figures")

Figures = Mapping[str, float | str | None]


def keep(target: str, figures: Figures) -> None:
    """Print `figures` and add them to those that `build/figures/<target>.json` has already."""
    path = FOLDER / f"{target}.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    # A reason goes when its figure comes.
    kept = {
        name: value for name, value in known.items() if name.removesuffix(".why") not in figures
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept | dict(figures), indent=1) + "\n", encoding="utf-8")
    for name, value in figures.items():
        sys.stdout.write(f"{name:28} {'-' if value is None else value}\n")

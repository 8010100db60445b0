"""A change may not make reading worse: figures of a small invented set, kept beside this file.

`python -m tests.ocr.test_regression` writes them anew, after a change that made them better.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from ocr.engines import choice
from ocr.evaluation.run import read_set, score
from ocr.evaluation.truth import load
from tests.ocr.generator.dataset import write_cards, write_signatures

KEPT = Path(__file__).with_name("regression.json")
NAME, CARDS, SIGNATURES = "regression", 33, 20
# Another processor rounds another way: one value of the set may fall on the other side.
SLACK = 0.02
# What the product promises of generated cards and signatures (all fields; whole contacts).
BARS = {f"{NAME}.all.f1": 0.95, f"{NAME}.exact": 0.80}


def measured(folder: Path) -> Mapping[str, float]:
    """The figures of the set as it is read now; of leaks, less is better."""
    write_cards(folder, NAME, CARDS)
    write_signatures(folder, NAME, SIGNATURES)
    labels = load(folder)
    workers = min(2, os.cpu_count() or 1)
    figures = score(labels, read_set(labels, workers, choice.NAMES[0]), NAME).figures
    return {
        name: round(value, 3)
        for name, value in figures.items()
        if name.endswith((".f1", ".exact", ".leaks"))
    }


@pytest.mark.engine
@pytest.mark.row("C-5")
def test_no_figure_is_worse_than_the_kept_one_and_all_stand_above_the_bars(tmp_path: Path) -> None:
    kept, now = json.loads(KEPT.read_text(encoding="utf-8")), measured(tmp_path)
    assert now.keys() == kept.keys()
    worse = {
        name: (kept[name], value)
        for name, value in now.items()
        if (value > kept[name] if name.endswith(".leaks") else value < kept[name] - SLACK)
    }
    assert not worse
    assert now[f"{NAME}.leaks"] == 0
    assert all(now[name] >= bar for name, bar in BARS.items())


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        figures = measured(Path(folder))
    KEPT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")

"""Evaluates a labelled folder: reads it, scores it, writes what a person looks at."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ocr import batch
from ocr.evaluation import reliability, report, tables
from ocr.evaluation.truth import Label


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What came of a set: its figures, the text of its tables, the outcomes behind them."""

    figures: Mapping[str, float]
    summary: str
    found: Sequence[tables.Outcome]


def read_set(labels: Sequence[Label], workers: int, engine: str) -> dict[str, Mapping[str, Any]]:
    """Readings by id, no country told beforehand; progress on standard error."""
    items = [{"id": label.id, "files": [str(file) for file in label.files]} for label in labels]
    readings: dict[str, Mapping[str, Any]] = {}
    for number, line in enumerate(batch.read_all(items, workers, engine), 1):
        readings[str(line["id"])] = line
        sys.stderr.write(f"\r{number}/{len(items)} read")
        sys.stderr.flush()
    sys.stderr.write("\n")
    return readings


def score(
    labels: Sequence[Label], readings: Mapping[str, Mapping[str, Any]], name: str
) -> Evaluated:
    """Tables and figures of readings that are there already."""
    found = tables.outcomes(labels, readings)
    groups, marks = tables.grouped(found), reliability.marks(found)
    figures = tables.figures(groups["all"], name)
    if marks:
        figures |= {key: round(value, 4) for key, value in reliability.figures(marks, name).items()}
    summary = "\n\n".join(
        [tables.printed(name, groups["all"]), tables.briefly(groups), reliability.printed(marks)]
    )
    return Evaluated(figures, summary, found)


def evaluate(labels: Sequence[Label], out: Path, name: str, workers: int, engine: str) -> Evaluated:
    """Read and score labelled captures; write readings, figures and a report to `out`."""
    readings = read_set(labels, workers, engine)
    done = score(labels, readings, name)
    out.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(line, ensure_ascii=False) for line in readings.values()]
    (out / "readings.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (out / "figures.json").write_text(json.dumps(done.figures, indent=1) + "\n", encoding="utf-8")
    report.write(out / "report.html", name, done.summary, done.found)
    return done

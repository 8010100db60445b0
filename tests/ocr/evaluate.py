"""`make evaluate`: scores on invented cards and mails, and on the folders HANDSLAG_EVAL names.

The invented set is written to build/sets once for each seed; figures of all sets go to
build/figures/evaluate.json, readings and a report with pictures of each to build/evaluate/.
HANDSLAG_EVAL may name several folders, parted by the system's path separator.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from ocr.engines import choice
from ocr.evaluation.run import evaluate
from ocr.evaluation.truth import Label, load
from tests.ocr.generator.dataset import write_cards, write_signatures

BUILD = Path("build")
# label kinds -> what their scores are called
PARTS = {
    "cards": {"card", "photo", "scan", "digital"},
    "screenshots": {"screenshot"},
    "mails": {"signature", "email", "eml"},
    "texts": {"card_ocr"},
}


def main() -> int:
    """Write the invented set if it is not there, evaluate everything, print tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", default="evaluate")
    parser.add_argument("--cards", type=int, default=200)
    parser.add_argument("--signatures", type=int, default=120)
    parser.add_argument("--engine", choices=choice.NAMES, default=choice.NAMES[0])
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    invented = written(asked.seed, asked.cards, asked.signatures)
    named = [Path(name) for name in os.environ.get("HANDSLAG_EVAL", "").split(os.pathsep) if name]
    figures: dict[str, float] = {}
    for name, labels in sets([("generated", invented), *((f.resolve().name, f) for f in named)]):
        out = BUILD / "evaluate" / asked.engine / name
        done = evaluate(labels, out, name, asked.workers, asked.engine)
        sys.stdout.write(f"{done.summary}\n\n{out / 'report.html'} shows what went wrong\n\n")
        figures |= done.figures
    path = BUILD / "figures" / "evaluate.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def written(seed: str, cards: int, signatures: int) -> Path:
    """The invented set of this seed and size, made unless it is there."""
    folder = BUILD / "sets" / f"{seed}-{cards}-{signatures}"
    if not (folder / "labels").is_dir():
        sys.stderr.write(f"inventing {cards} cards and {signatures} signatures\n")
        write_cards(folder, seed, cards)
        write_signatures(folder, seed, signatures)
    return folder


def sets(folders: Sequence[tuple[str, Path]]) -> Iterator[tuple[str, list[Label]]]:
    """Each folder's labels by part: cards, screenshots, mails, texts."""
    for name, folder in folders:
        labels = load(folder)
        for part, kinds in PARTS.items():
            mine = [label for label in labels if label.facts["kind"] in kinds]
            if mine:
                yield f"{name}-{part}", mine


if __name__ == "__main__":
    sys.exit(main())

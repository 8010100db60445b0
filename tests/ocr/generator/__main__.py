"""`python -m tests.ocr.generator OUT --seed 1 --cards 200` writes an invented set."""

import argparse
from pathlib import Path

from tests.ocr.generator.dataset import write_cards, write_signatures


def main() -> None:
    """Read the arguments and write the set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--seed", default="1", help="equal seeds give equal sets")
    parser.add_argument("--cards", type=int, default=200)
    parser.add_argument("--signatures", type=int, default=120)
    asked = parser.parse_args()
    if asked.cards:
        write_cards(asked.out, asked.seed, asked.cards)
    if asked.signatures:
        write_signatures(asked.out, asked.seed, asked.signatures)


if __name__ == "__main__":
    main()

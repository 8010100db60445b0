"""Damaged inputs neither crash nor hang a reader, nor eat its machine's memory.

About three hundred in the ordinary suite; `make fuzz` (HANDSLAG_FUZZ=10000) reads ten thousand.
"""

import os
import resource
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from ocr import batch
from ocr.engines import choice
from ocr.errors import EngineError
from ocr.wire import Json
from tests.ocr.mutations import KINDS, damaged

pytestmark = pytest.mark.engine
COUNT = int(os.environ.get("HANDSLAG_FUZZ", "300"))
SEED = os.environ.get("HANDSLAG_FUZZ_SEED", "damage")
PATIENCE = 20.0  # seconds
MOST_MB = 900
CHUNK = 500


def read_damaged(folder: Path) -> tuple[list[tuple[str, Json, float]], float]:
    """Return what `answers` gives, and the megabytes that reading took at most.

    Run it in a process of its own: the peak is that of all children a process has had.
    """
    told = list(answers(folder))
    return told, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def answers(folder: Path) -> Iterator[tuple[str, Json, float]]:
    """Kind, answer and seconds since the one before, of every damaged input."""
    for start in range(0, COUNT, CHUNK):
        items, kinds = [], []
        for number in range(start, min(start + CHUNK, COUNT)):
            kind, data = damaged(SEED, number)
            path = folder / f"{number}"
            path.write_bytes(data)
            items.append({"id": str(number), "files": [str(path)]})
            kinds.append(kind)
        before = time.monotonic()
        lines = batch.read_all(items, 1, choice.NAMES[0], PATIENCE)
        for kind, answer in zip(kinds, lines, strict=True):
            now = time.monotonic()
            yield kind, answer, now - before
            before = now


@pytest.mark.timeout(10_000)
def test_damaged_inputs_are_answered_with_a_reason_in_time_and_in_bounds(tmp_path: Path) -> None:
    failed: list[tuple[str, str]] = []
    silent: list[str] = []
    slowest, kinds = 0.0, Counter[str]()
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        told, peak_mb = apart.submit(read_damaged, tmp_path).result()
    for kind, answer, seconds in told:
        kinds[kind] += 1
        slowest = max(slowest, seconds)
        reasons = answer["quality"]["reasons"]
        if EngineError.reason in reasons:
            failed.append((kind, answer["id"]))
        if not answer["contacts"] and not reasons:
            silent.append(answer["id"])
    assert not failed, f"crashed or hung, seed {SEED}: {failed}"
    assert not silent, f"nothing read and no reason, seed {SEED}: {silent}"
    assert slowest < PATIENCE
    assert peak_mb < MOST_MB
    assert set(kinds) == set(KINDS)


def test_a_damaged_input_can_be_made_again() -> None:
    assert [damaged("again", n) for n in range(14)] == [damaged("again", n) for n in range(14)]

"""Adds up how long the steps of one reading take."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Milliseconds by step, and in `total` since it was made; a step may run more than once."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()
        self._spent = dict.fromkeys(("decode", "find", "recognize", "fields"), 0.0)

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self._spent[step] += time.perf_counter() - begun

    def milliseconds(self) -> dict[str, int]:
        total = time.perf_counter() - self._begun
        return {
            step: round(1000 * spent) for step, spent in {**self._spent, "total": total}.items()
        }

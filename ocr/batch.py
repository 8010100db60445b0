"""Reads many captures, by several reading processes: every item gives one line.

A process that crashes or hangs costs its item, not the batch.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from ocr import wire
from ocr.errors import BrokenFileError, ReadingError
from ocr.reader import PATIENCE, Reader
from ocr.types import Engine, Hints, Quality, Reading, SideInput

_STEPS = ("decode", "find", "recognize", "fields", "total")

Item = Mapping[str, Any]  # id, files, and region where it is known


def read_all(
    items: Sequence[Item], workers: int, engine: str, patience: float = PATIENCE
) -> Iterator[wire.Json]:
    """Yield a line for each item, in their order, read by so many processes."""
    team: SimpleQueue[Reader] = SimpleQueue()

    def run(item: Item) -> wire.Json:
        reader = team.get()
        try:
            return _read(item, reader, engine)
        finally:
            team.put(reader)

    with ExitStack() as open_readers, ThreadPoolExecutor(workers) as threads:
        for _ in range(workers):
            team.put(open_readers.enter_context(Reader(engine, patience)))
        yield from threads.map(run, items)


def _read(item: Item, reader: Reader, engine: str) -> wire.Json:
    """Return the line of one capture; what cannot be read says why in `quality`."""
    try:
        reading = reader.read(_sides(item["files"]), Hints(region=item.get("region"))).reading
    except ReadingError as error:
        nothing = dict.fromkeys(_STEPS, 0)
        quality = Quality(readable=False, reasons=(error.reason,))
        reading = Reading((), (), quality, Engine(engine, ""), nothing)
    return {"id": item["id"], "files": list(item["files"]), **wire.as_json(reading)}


def _sides(files: Iterable[str]) -> list[SideInput]:
    """Raises: BrokenFileError: a file cannot be opened."""
    try:
        return [SideInput(Path(file).read_bytes(), Path(file).name) for file in files]
    except OSError as error:
        raise BrokenFileError(type(error).__name__) from error

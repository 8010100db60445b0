"""Reads many captures, in worker processes of which each keeps an engine warm.

A worker that crashes or hangs costs its item, not the batch: every item gives one line.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from ocr import pipeline, wire
from ocr.engines import choice
from ocr.engines.port import Engine as EnginePort
from ocr.errors import BrokenFileError, EngineError, ReadingError
from ocr.types import Engine, Hints, Quality, Reading, SideInput

PATIENCE = 60.0  # seconds for one capture, a fresh worker's start included
_STEPS = ("decode", "find", "recognize", "fields", "total")

Item = Mapping[str, Any]  # id, files, and region where it is known


def read(item: Item, engine: EnginePort) -> wire.Json:
    """Return the line of one capture; what cannot be read says why in `quality`."""
    hints = Hints(region=item.get("region"))
    try:
        result = pipeline.read(_sides(item["files"]), hints, engine)
    except ReadingError as error:
        return failed(item, error.reason, Engine(engine.name, engine.version))
    return _line(item, result.reading)


def failed(item: Item, reason: str, engine: Engine) -> wire.Json:
    """Return the line of a capture that could not be read."""
    nothing = dict.fromkeys(_STEPS, 0)
    return _line(item, Reading((), (), Quality(readable=False, reasons=(reason,)), engine, nothing))


def read_all(
    items: Sequence[Item], workers: int, engine: str, patience: float = PATIENCE
) -> Iterator[wire.Json]:
    """Yield a line for each item, in their order, read by so many processes."""
    team: SimpleQueue[_Worker] = SimpleQueue()
    for _ in range(workers):
        team.put(_Worker(engine, patience))

    def run(item: Item) -> wire.Json:
        worker = team.get()
        try:
            return worker.read(item)
        finally:
            team.put(worker)

    with ThreadPoolExecutor(workers) as threads:
        yield from threads.map(run, items)
    for _ in range(workers):
        team.get().stop()


class _Worker:
    """A process with an engine; started again when it dies or takes too long."""

    def __init__(self, engine: str, patience: float) -> None:
        self._engine, self._patience = engine, patience
        self._start()

    def _start(self) -> None:
        # Not forked: the threads of onnxruntime do not survive a fork.
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._engine), daemon=True)
        self._process.start()
        theirs.close()

    def read(self, item: Item) -> wire.Json:
        try:
            self._pipe.send(dict(item))
            if self._pipe.poll(self._patience):
                line: wire.Json = self._pipe.recv()
                return line
        except (EOFError, OSError):
            pass  # it died: the item is answered below
        self.stop()
        self._start()
        return failed(item, EngineError.reason, Engine(self._engine, ""))

    def stop(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _serve(pipe: Connection, engine: str) -> None:
    warm = choice.load(engine)
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        pipe.send(read(item, warm))


def _line(item: Item, reading: Reading) -> wire.Json:
    return {"id": item["id"], "files": list(item["files"]), **wire.as_json(reading)}


def _sides(files: Iterable[str]) -> list[SideInput]:
    """Raises: BrokenFileError: a file cannot be opened."""
    try:
        return [SideInput(Path(file).read_bytes(), Path(file).name) for file in files]
    except OSError as error:
        raise BrokenFileError(type(error).__name__) from error

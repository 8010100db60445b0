"""A warm reading process that may be killed: what a worker reads captures with.

    with Reader() as reader:
        result = reader.read([SideInput(data, "card.jpg")], Hints())

The process holds an engine and a decoding sandbox, and answers one capture after the other. When
it dies or takes too long it is killed and started again, and the capture at hand is answered with
an error: a capture never costs more than itself.
"""

import math
import os
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self

from ocr import pipeline
from ocr.engines import choice
from ocr.engines.port import Engine
from ocr.errors import EngineError, ReadingError
from ocr.image.sandbox import Sandbox
from ocr.types import Hints, Result, SideInput

PATIENCE = 60.0  # seconds for one capture, a fresh process' start included
_SLACK = 5
_PACKAGES = Path(__file__).parents[1]


class Reader:
    """A reading process. Made at once, warm after about a second; for one thread at a time."""

    def __init__(self, engine: str = choice.NAMES[0], patience: float = PATIENCE) -> None:
        self._engine, self._patience = engine, patience
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, sides: Sequence[SideInput], hints: Hints) -> Result:
        """Return what the sides of one capture say together, and what may be kept of each.

        Raises:
            ReadingError: as `ocr.pipeline.read`; `EngineError` where the process died, took longer
                than its patience, or met an error nobody thought of. The next capture is read.
        """
        try:
            answer = self._ask(sides, hints)
        except (EOFError, OSError) as error:
            self.close()
            self._start()
            raise EngineError("the reading process was lost") from error
        if isinstance(answer, ReadingError):
            raise answer
        return answer

    def _ask(self, sides: Sequence[SideInput], hints: Hints) -> Result | ReadingError:
        self._pipe.send((list(sides), hints))
        if not self._pipe.poll(self._patience):
            raise TimeoutError
        answer: Result | ReadingError = self._pipe.recv()
        return answer

    def close(self) -> None:
        """End the process and its sandbox; none is left."""
        self._pipe.close()
        self._process.kill()  # its sandbox ends when its pipe closes
        self._process.wait()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        arguments = [str(theirs.fileno()), self._engine, str(self._patience)]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own program
                [sys.executable, "-P", "-m", __name__, *arguments],
                stdin=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env={**os.environ, "PYTHONPATH": str(_PACKAGES)},
                process_group=0,
            )
        self._pipe = Connection(ours.detach())


def _serve(pipe: Connection, engine: str, patience: float) -> None:
    """Answer captures until the pipe closes; end by alarm where nobody is left to kill it."""
    with Sandbox() as sandbox:
        warm = choice.load(engine)
        while True:
            try:
                sides, hints = pipe.recv()
                signal.alarm(math.ceil(patience) + _SLACK)
                pipe.send(_answer(sides, hints, warm, sandbox))
                signal.alarm(0)
            except (EOFError, OSError):
                return


def _answer(
    sides: Sequence[SideInput], hints: Hints, engine: Engine, sandbox: Sandbox
) -> Result | ReadingError:
    try:
        return pipeline.read(sides, hints, engine, sandbox.decode)
    except ReadingError as error:
        return error
    except Exception as error:  # noqa: BLE001  a mistake of ours must not cost the next capture
        return EngineError(_where(error))


def _where(error: Exception) -> str:
    """Return the error's kind and line, but not its text: that may quote the card."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}"


if __name__ == "__main__":
    _serve(Connection(int(sys.argv[1])), sys.argv[2], float(sys.argv[3]))

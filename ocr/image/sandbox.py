"""Decoding where a broken or hostile file can do no harm: each in a child of its own.

    reading process          warm parent (this file as a program)       child
    Sandbox.decode -- bytes -->  fork ---------------------------->  confine, decode
           <-- sizes or error --   waits, kills when time is up  <--  pixels into shared memory

The warm parent has imported the decoders and nothing else, and has one thread, so that a fork of
it is cheap and sound: a fresh process would spend more on importing than on decoding. It ends
when its pipe closes, however the reading process came to its end.
"""

import mmap
import os
import select
import signal
import socket
import struct
import subprocess
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self

import numpy as np

from ocr.errors import BrokenFileError, EngineError, ReadingError, TooLargeError, UnknownFormatError
from ocr.image.confine import confine
from ocr.image.decode import LONGEST, Decoded, decode, warm

PATIENCE = 15.0  # seconds for one picture; half a second is much
_SLACK = 5.0  # seconds that the warm parent itself may need on top, its start included
_MEMORY = LONGEST * LONGEST * 3
_ANSWER = struct.Struct("<B4I")  # outcome; height and width of the pixels; width, height in full
_DONE = 0
_REFUSED: tuple[type[ReadingError], ...] = (UnknownFormatError, TooLargeError, BrokenFileError)
_MOST_FILES = 256  # the warm parent has ten open
_PACKAGES = Path(__file__).parents[2]
_LARGEST = 1 << 17  # pixels of a side: more than any of the formats can say


class Sandbox:
    """A warm parent and the memory its children leave pixels in. For one thread at a time."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._memory_file = os.memfd_create("pixels", os.MFD_CLOEXEC)
        os.ftruncate(self._memory_file, _MEMORY)
        self._memory = mmap.mmap(self._memory_file, _MEMORY, prot=mmap.PROT_READ)
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def decode(self, data: bytes) -> Decoded:
        """Return the picture, as `ocr.image.decode.decode` does.

        Raises:
            ReadingError: as there; a child that crashes, takes too much memory or too long means
                a `BrokenFileError`; `EngineError` where the warm parent itself was lost.
        """
        try:
            answer = self._ask(data)
        except (EOFError, OSError) as error:
            self._stop()
            self._start()
            raise EngineError("the decoder was lost") from error
        return self._decoded(answer)

    def _ask(self, data: bytes) -> bytes:
        self._pipe.send_bytes(data)
        if not self._pipe.poll(self._patience + _SLACK):
            raise TimeoutError
        return self._pipe.recv_bytes(_ANSWER.size)

    def close(self) -> None:
        """End the warm parent and whatever it has running; no process is left."""
        self._stop()
        self._memory.close()
        os.close(self._memory_file)

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        files = (theirs.fileno(), self._memory_file)
        environment = {
            **os.environ,
            "PYTHONPATH": str(_PACKAGES),
            "OPENBLAS_NUM_THREADS": "1",  # numpy's threads would not survive a fork
            "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",  # a picture in few large pages: a third off
        }
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own program
                [sys.executable, "-P", "-m", __name__, *map(str, files), str(self._patience)],
                stdin=subprocess.DEVNULL,
                pass_fds=files,
                env=environment,
                process_group=0,
            )
        self._pipe = Connection(ours.detach())

    def _stop(self) -> None:
        self._pipe.close()
        self._process.kill()  # its child goes with it
        self._process.wait()

    def _decoded(self, answer: bytes) -> Decoded:
        """Take the pixels over; nothing a child says is believed unmeasured."""
        if len(answer) != _ANSWER.size:
            raise BrokenFileError("the decoder died")
        outcome, height, width, full_width, full_height = _ANSWER.unpack(answer)
        if 0 < outcome <= len(_REFUSED):
            raise _REFUSED[outcome - 1]
        sides = (height, width, full_width, full_height)
        if outcome != _DONE or min(sides) < 1 or max(height, width) > LONGEST:
            raise BrokenFileError("the decoder answers nonsense")
        if max(sides) > _LARGEST:
            raise BrokenFileError("the decoder answers nonsense")
        flat = np.frombuffer(self._memory, np.uint8, height * width * 3)
        return Decoded(flat.reshape(height, width, 3).copy(), full_width, full_height)


def _serve(pipe: Connection, memory: mmap.mmap, patience: float) -> None:
    """Decode one picture after the other until the pipe closes."""
    while True:
        try:
            data = pipe.recv_bytes()
            pipe.send_bytes(_in_child(data, memory, pipe, patience))
        except (EOFError, OSError):
            return


def _in_child(data: bytes, memory: mmap.mmap, pipe: Connection, patience: float) -> bytes:
    """Return what a child of its own says; nothing where it died, was too slow, or nobody waits."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        _work(data, memory, writable)
    os.close(writable)
    try:
        ready, _, _ = select.select([readable, pipe.fileno()], [], [], patience)
        return os.read(readable, _ANSWER.size) if readable in ready else b""
    finally:
        os.close(readable)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _work(data: bytes, memory: mmap.mmap, answer: int) -> None:
    """Decode, leave the pixels in the shared memory and end: nothing here ever returns."""
    try:
        os.closerange(0, answer)
        os.closerange(answer + 1, _MOST_FILES)
        confine()
        os.write(answer, _outcome(data, memory))
    finally:
        os._exit(0)


def _outcome(data: bytes, memory: mmap.mmap) -> bytes:
    try:
        decoded = decode(data)
    except _REFUSED as error:
        return _ANSWER.pack(_REFUSED.index(type(error)) + 1, 0, 0, 0, 0)
    height, width = decoded.pixels.shape[:2]
    np.frombuffer(memory, np.uint8, decoded.pixels.size)[:] = decoded.pixels.reshape(-1)
    return _ANSWER.pack(_DONE, height, width, decoded.width, decoded.height)


def main() -> None:
    """Be the warm parent: file descriptors of pipe and memory, and the patience, as arguments."""
    pipe, memory, patience = sys.argv[1:]
    warm()
    _serve(Connection(int(pipe)), mmap.mmap(int(memory), _MEMORY), float(patience))


if __name__ == "__main__":
    main()

"""Power cuts, simulated: what a disk may hold when the power goes at some moment.

`Recorder` notes every write, truncation, sync and removal that SQLite does through its file layer
(https://sqlite.org/vfs.html), and every fsync of our own. `Disk.image` makes of that what the disk
may hold at a moment: what was synced is there whole; of what was written since, each write is
there, is not, or is torn at a sector's edge, independently of the others. Blobs are judged harder:
one is there only if both its content and the folder that names it were synced.
"""

import ctypes
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

_SECTOR = 512
_KEPT, _TORN = 0.4, 0.6  # of unsynced writes: that are there, and those plus the torn ones
_WORD = ctypes.c_void_p
_WRITE = ctypes.CFUNCTYPE(ctypes.c_int, _WORD, _WORD, ctypes.c_int, ctypes.c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, _WORD, ctypes.c_int64)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, _WORD, ctypes.c_int)
# SQLite keeps the pointer to a file's name: it must be handed on as it came.
_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, _WORD, _WORD, _WORD, ctypes.c_int, _WORD)
_DELETE = ctypes.CFUNCTYPE(ctypes.c_int, _WORD, ctypes.c_char_p, ctypes.c_int)


class _Methods(ctypes.Structure):
    """`sqlite3_io_methods`: what can be done with an open file."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("close", _WORD),
        ("read", _WORD),
        ("write", _WORD),
        ("truncate", _WORD),
        ("sync", _WORD),
        ("others", _WORD * 13),
    )


class _Vfs(ctypes.Structure):
    """The head of `sqlite3_vfs`: how files are opened and removed."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("next", _WORD),
        ("name", ctypes.c_char_p),
        ("data", _WORD),
        ("open", _WORD),
        ("delete", _WORD),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a file, or (`act` is "told") that somebody was told of `name`."""

    act: str
    name: str
    data: bytes = b""
    at: int = 0


@dataclass(slots=True)
class Disk:
    """Files by name: what is surely there, and what was written since it was last synced.

    `synced` are our own files by content, `named` those whose folder was synced since; `told` is
    what somebody was told of.
    """

    files: dict[str, bytearray] = field(default_factory=dict)
    pending: dict[str, list[Step]] = field(default_factory=dict)
    synced: dict[str, bytes] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)

    @property
    def blobs(self) -> dict[str, bytes]:
        """The files beside the database that are surely there."""
        return {name: data for name, data in self.synced.items() if name in self.named}

    def take(self, step: Step) -> None:
        """Carry out one step."""
        if step.act in ("write", "truncate"):
            self.pending.setdefault(step.name, []).append(step)
        elif step.act == "sync":
            for one in self.pending.pop(step.name, []):
                _apply(self.files.setdefault(step.name, bytearray()), one)
        elif step.act == "delete":
            self.files.pop(step.name, None)
            self.pending.pop(step.name, None)
        elif step.act == "synced":
            self.synced[step.name] = step.data
        elif step.act == "named":
            self.named.add(step.name)
        elif step.act == "told":
            self.told.add(step.name)

    def image(self, rng: Random) -> dict[str, bytes]:
        """Return what may be there if the power goes now."""
        files = {name: bytearray(content) for name, content in self.files.items()}
        for name, steps in self.pending.items():
            content = files.setdefault(name, bytearray())
            for step in steps:
                _apply_perhaps(content, step, rng)
        return {name: bytes(content) for name, content in files.items()}


def _apply(content: bytearray, step: Step) -> None:
    if step.act == "truncate":
        del content[step.at :]
        return
    content.extend(bytes(max(0, step.at + len(step.data) - len(content))))
    content[step.at : step.at + len(step.data)] = step.data


def _apply_perhaps(content: bytearray, step: Step, rng: Random) -> None:
    lot, sectors = rng.random(), len(step.data) // _SECTOR
    if lot < _KEPT:
        _apply(content, step)
    elif lot < _TORN and sectors > 1:
        torn = step.data[: _SECTOR * rng.randrange(1, sectors)]
        _apply(content, Step("write", step.name, torn, step.at))


class Recorder:
    """Notes what is done to files; to be made before the database is opened.

    SQLite has to be a shared library that Python's own module uses too, as on Debian.

    Raises:
        OSError: it is not.
    """

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._library = ctypes.CDLL("libsqlite3.so.0")
        self._library.sqlite3_vfs_find.restype = _WORD
        self._vfs = _Vfs.from_address(self._library.sqlite3_vfs_find(None))
        self._open, self._delete = _OPEN(self._vfs.open), _DELETE(self._vfs.delete)
        self._tables: dict[int, _Methods] = {}
        self._files: dict[int, str] = {}
        self._alive: list[object] = []  # what SQLite points to and Python would take away

    def tell(self, name: str) -> None:
        """Note that somebody is told now that `name` is safe."""
        self.steps.append(Step("told", name))

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Note what is done in this block, by files opened and closed inside it."""
        fsync, os.fsync = os.fsync, partial(self._fsync, os.fsync)
        self._vfs.open = self._hook(_OPEN(self._on_open))
        self._vfs.delete = self._hook(_DELETE(self._on_delete))
        try:
            yield
        finally:
            os.fsync = fsync
            self._vfs.open = ctypes.cast(self._open, _WORD)
            self._vfs.delete = ctypes.cast(self._delete, _WORD)

    def _hook(self, function: Any) -> Any:  # noqa: ANN401 - ctypes' own
        self._alive.append(function)
        return ctypes.cast(function, _WORD)

    def _fsync(self, fsync: Callable[[int], None], handle: int) -> None:
        fsync(handle)
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if path.is_dir():
            for entry in path.iterdir():
                self.steps.append(Step("named", entry.name))
        else:
            self.steps.append(Step("synced", path.name, path.read_bytes()))

    def _on_open(self, vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        code: int = self._open(vfs, name, file, flags, out)
        if code == 0 and name is not None:
            self._files[file] = Path(os.fsdecode(ctypes.string_at(name))).name
            slot = ctypes.c_void_p.from_address(file)
            slot.value = ctypes.addressof(self._table(slot.value or 0))
        return code

    def _on_delete(self, vfs: int, name: bytes, sync: int) -> int:
        self.steps.append(Step("delete", Path(os.fsdecode(name)).name))
        code: int = self._delete(vfs, name, sync)
        return code

    def _table(self, address: int) -> _Methods:
        """Return the methods at `address` with ours in front."""
        if address not in self._tables:
            theirs = _Methods.from_address(address)
            ours = _Methods.from_buffer_copy(theirs)
            ours.write = self._hook(_WRITE(partial(self._on_write, _WRITE(theirs.write))))
            ours.truncate = self._hook(
                _TRUNCATE(partial(self._on_truncate, _TRUNCATE(theirs.truncate)))
            )
            ours.sync = self._hook(_SYNC(partial(self._on_sync, _SYNC(theirs.sync))))
            self._tables[address] = ours
        return self._tables[address]

    def _on_write(self, write: Any, file: int, data: int, size: int, at: int) -> int:  # noqa: ANN401
        self.steps.append(Step("write", self._files[file], ctypes.string_at(data, size), at))
        code: int = write(file, data, size, at)
        return code

    def _on_truncate(self, truncate: Any, file: int, size: int) -> int:  # noqa: ANN401
        self.steps.append(Step("truncate", self._files[file], at=size))
        code: int = truncate(file, size)
        return code

    def _on_sync(self, sync: Any, file: int, flags: int) -> int:  # noqa: ANN401
        code: int = sync(file, flags)
        self.steps.append(Step("sync", self._files[file]))
        return code

"""Who is alive: each worker holds a lock that the kernel or the server drops when it dies.

DBOS itself gives a dead worker's jobs to nobody but a worker of the same name. So a worker takes
the first free slot of its machine as its name, and all look for work of names nobody holds.
"""

import fcntl
import os
import socket
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa


class Slots(Protocol):
    """Locks by name, each held by one process at most and only as long as it lives."""

    def take(self, name: str) -> bool:
        """Take the lock of `name` and return True, or return False where somebody holds it."""
        ...

    def give_back(self, name: str) -> None:
        """Give back a lock this process holds."""
        ...

    def close(self) -> None:
        """Give back every lock, and what they are held by."""
        ...


class FileSlots:
    """Slots as locked files in a folder, for workers on one machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, int] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, name: str) -> bool:
        """See `Slots`."""
        handle = os.open(self._folder / name, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        self._held[name] = handle
        return True

    def give_back(self, name: str) -> None:
        """See `Slots`."""
        os.close(self._held.pop(name))

    def close(self) -> None:
        """See `Slots`."""
        for name in list(self._held):
            self.give_back(name)


class ServerSlots:
    """Slots as PostgreSQL's advisory locks, for workers on many machines."""

    def __init__(self, url: str) -> None:
        # A lost machine must not keep its locks for hours: the server asks after it.
        self._engine = sa.create_engine(
            url,
            isolation_level="AUTOCOMMIT",
            connect_args={"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3},
        )
        self._session = self._engine.connect()

    def take(self, name: str) -> bool:
        """See `Slots`."""
        return bool(self._session.scalar(sa.select(sa.func.pg_try_advisory_lock(_key(name)))))

    def give_back(self, name: str) -> None:
        """See `Slots`."""
        self._session.scalar(sa.select(sa.func.pg_advisory_unlock(_key(name))))

    def close(self) -> None:
        """See `Slots`."""
        self._session.close()
        self._engine.dispose()


def _key(name: str) -> sa.Function[int]:
    return sa.func.hashtextextended(f"handslag worker {name}", 0)


def claim(slots: Slots) -> str:
    """Take the first free slot of this machine and return its name."""
    number = 0
    while not slots.take(name := f"{socket.gethostname()}-{number}"):
        number += 1
    return name

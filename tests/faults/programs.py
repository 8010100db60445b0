"""Handslag's programs held still, and killed with no time to tidy up."""

import time
from collections.abc import Callable
from typing import TypeVar

import psutil

from tests.browser.programs import Handslag

T = TypeVar("T")
_PATIENCE = 120.0  # seconds; two cores may be shared by much


def until(ask: Callable[[], T], *, within: float = _PATIENCE) -> T:
    """Return the first answer of `ask` that is true; it is asked again and again.

    Raises:
        TimeoutError: there was none within so many seconds.
    """
    end = time.monotonic() + within
    while time.monotonic() < end:
        answer = ask()
        if answer:
            return answer
        time.sleep(0.005)
    raise TimeoutError(f"not within {within:g} s")


def workers_of(handslag: Handslag) -> list[psutil.Process]:
    """Return the workers that a service has started beside itself."""
    return _children(handslag.pid("serve"), "worker")


def start_worker(handslag: Handslag, name: str = "worker", *, held: bool = False) -> None:
    """Start a worker and wait until it takes jobs.

    One that is held takes a job and never ends it: its reading process is stopped (SIGSTOP) before
    it can read anything.
    """
    handslag.start(name)
    if held:
        until(lambda: _children(handslag.pid(name), "ocr.reader"))[0].suspend()
    until(lambda: handslag.logs(name).count("worker ready"))


def kill_tree(handslag: Handslag, name: str) -> None:
    """Kill a program and everything it started, as the power switch would."""
    started = psutil.Process(handslag.pid(name)).children(recursive=True)
    handslag.kill(name)
    for process in started:
        process.kill()
    psutil.wait_procs(started)


def _children(parent: int, word: str) -> list[psutil.Process]:
    """Return the living children whose command line has `word`."""
    return [one for one in psutil.Process(parent).children() if word in _words(one)]


def _words(process: psutil.Process) -> list[str]:
    try:
        words: list[str] = process.cmdline()
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return []  # it has ended meanwhile
    return words

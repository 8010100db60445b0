"""The one place time comes from, so that a test can set it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

_source: Callable[[], datetime] | None = None


def now() -> datetime:
    """Return the present moment, in UTC, with zone."""
    if _source is not None:
        return _source()
    return datetime.now(UTC)  # noqa: TID251 - this is where others take it from


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Let `now` answer `moment` inside the block, in every thread of the process."""
    global _source  # noqa: PLW0603 - the clock is the one thing a process has one of
    before, _source = _source, lambda: moment
    try:
        yield
    finally:
        _source = before

"""The programs' log: one JSON object a line, holding only what is listed here.

What is not listed is dropped, so that no name, address or text of a person can slip in by a new
call. Other people's libraries log sentences with values in them; of theirs only who, how grave and
which kind of error is kept.
"""

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger
from typing_extensions import override

FIELDS = frozenset(
    """time level event method route status ms request_id error where logger job state count seconds
    attempt worker pid queue port signal""".split()  # noqa: SIM905 - a list of words
)
_ROOT = Path(__file__).parents[2]
_DEEPEST = 12


def configure(stream: TextIO | None = None) -> None:
    """Send every log line of the process to `stream`, by default standard error."""
    stream = stream or sys.stderr
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper("iso", utc=True, key="time"),
            _keep_listed,
            structlog.processors.JSONRenderer(ensure_ascii=True),
        ],
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_Foreign()], force=True)


def where(trace: TracebackType | None) -> list[str]:
    """Return the innermost calls of `trace` as `file:line function`, without a value of any."""
    frames = traceback.extract_tb(trace)[-_DEEPEST:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(name: str) -> str:
    path = Path(name)
    if path.is_relative_to(_ROOT) and "site-packages" not in name:
        return str(path.relative_to(_ROOT))
    return "/".join(path.parts[-2:])


def _keep_listed(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {key: value for key, value in event.items() if key in FIELDS}


class _Foreign(logging.Handler):
    @override
    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        structlog.get_logger().log(
            record.levelno,
            "library",
            logger=record.name,
            error=type(error).__name__ if error else None,
            where=where(error.__traceback__) if error else [_short(record.pathname)],
        )

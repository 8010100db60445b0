"""What stands between the wire and every route: hosts, headers, body limits, log, last resort."""

from collections.abc import Callable
from urllib.parse import urlsplit

from fastapi import FastAPI

from api.middleware.headers import Headers
from api.middleware.hosts import Hosts, UnknownHostError
from api.middleware.limits import BodyLimit, TooLargeError
from api.middleware.requests import Requests, UnknownError

__all__ = ["TooLargeError", "UnknownError", "UnknownHostError", "install"]


def install(app: FastAPI, *, origin: str, limit_of: Callable[[str, str], int]) -> None:
    """Put everything around `app`, which people reach at `origin`.

    `limit_of` says how many bytes the body of a method and path may have.
    """
    parts = urlsplit(origin)
    # The last one added is the outermost.
    app.add_middleware(BodyLimit, limit_of=limit_of)
    app.add_middleware(Hosts, name=parts.hostname or "")
    app.add_middleware(Requests)
    app.add_middleware(Headers, is_secure=parts.scheme == "https")

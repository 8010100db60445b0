"""One log line for each request, and the answer when something unforeseen happens."""

import secrets
import time

import structlog
from fastapi import Request
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import errors
from api.errors import ApiError
from api.kit import log

_GONE = 499


class UnknownError(ApiError):
    """Something failed on our side; the code leads to the line in the log."""

    status = 500
    type = "unknown"
    sv = (
        "Något gick fel hos oss. Inget är förlorat. Försök igen, eller visa koden {id} för "
        "administratören."
    )
    en = (
        "Something went wrong on our side. Nothing is lost. Try again, or show code {id} to the "
        "administrator."
    )


class Requests:
    """Logs method, route, status and time; never a path's values, a query, a header or a body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await _Exchange(scope, receive, send).run(self.app)
        else:
            await self.app(scope, receive, send)


class _Exchange:
    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope = scope
        self.receive = receive
        self._send = send
        self.id = secrets.token_hex(6)
        self.status = 0
        self.log = structlog.get_logger().bind(request_id=self.id, method=scope["method"])

    async def run(self, app: ASGIApp) -> None:
        begun = time.perf_counter()
        try:
            await app(self.scope, self.receive, self.send)
        except ClientDisconnect:
            # A phone out of reach in mid-upload is no event to write sixty lines about.
            self.status = self.status or _GONE
        except Exception as error:  # noqa: BLE001 - the outermost handler
            await self._fail(error)
        ms = round((time.perf_counter() - begun) * 1000, 1)
        self.log.info("request", route=self._route(), status=self.status, ms=ms)

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        await self._send(message)

    async def _fail(self, error: Exception) -> None:
        # Never str(error): a database's message repeats the row it refused.
        self.log.error(
            "failed",
            route=self._route(),
            error=type(error).__name__,
            where=log.where(error.__traceback__),
        )
        if self.status:
            # The answer had begun: cut it off, so that nobody takes it for whole.
            raise ConnectionAbortedError
        answer = errors.problem(Request(self.scope), UnknownError(id=self.id))
        await answer(self.scope, self.receive, self.send)

    def _route(self) -> str:
        route = self.scope.get("route")
        return str(getattr(route, "path", "-"))

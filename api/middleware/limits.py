"""How much a body may hold, counted as it comes in: a declared length may lie or be absent."""

from collections.abc import Callable

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import errors
from api.errors import ApiError


class TooLargeError(ApiError):
    """The body is larger than this route takes."""

    status = 413
    type = "too-large"
    sv = "Det är för mycket på en gång. Högst {max_kb} kB."
    en = "That is too much at once. At most {max_kb} kB."


# Who is cut off in mid-sentence sees a broken connection, not the 413: what is too much is read and
# thrown away, up to this many times the limit.
_DRAIN = 4


class _OverLimitError(Exception):
    """Ends the reading of a body; `BodyLimit` alone catches it."""


class BodyLimit:
    """Answers 413 once the body of a request passes `limit_of(method, path)` bytes."""

    def __init__(self, app: ASGIApp, limit_of: Callable[[str, str], int]) -> None:
        self.app = app
        self.limit_of = limit_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        count = _Count(self.limit_of(scope["method"], scope["path"]), receive, send)
        if _declared(scope) > count.limit:
            count.is_over = True
        else:
            await count.run(self.app, scope)
        if count.is_over and not count.has_begun:
            answer = errors.problem(Request(scope), TooLargeError(max_kb=count.limit // 1000))
            if not await count.drain():
                answer.headers["Connection"] = "close"
            await answer(scope, receive, send)


class _Count:
    """One request's bytes. Once over the limit, what the app says of it is not sent."""

    def __init__(self, limit: int, receive: Receive, send: Send) -> None:
        self.limit = limit
        self.size = 0
        self.is_over = False
        self.has_begun = False
        self._has_more = True
        self._receive = receive
        self._send = send

    async def run(self, app: ASGIApp, scope: Scope) -> None:
        try:
            await app(scope, self.receive, self.send)
        except _OverLimitError:
            if self.has_begun:
                raise

    async def receive(self) -> Message:
        message = await self._receive()
        self._note(message)
        if self.size > self.limit:
            self.is_over = True
            raise _OverLimitError
        return message

    async def drain(self) -> bool:
        """Read on until the body ends; return whether it did within reason."""
        while self._has_more and self.size <= self.limit * _DRAIN:
            self._note(await self._receive())
        return not self._has_more

    def _note(self, message: Message) -> None:
        self.size += len(message.get("body", b""))
        self._has_more = message.get("more_body", False)

    async def send(self, message: Message) -> None:
        if self.is_over and not self.has_begun:
            return
        self.has_begun = True
        await self._send(message)


def _declared(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0

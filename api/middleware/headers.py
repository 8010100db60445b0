"""Headers that every answer carries, refusals and failures too."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    # For what is no page: if a browser is made to show it as one, it is an inert one.
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
}
# Answers of the API are about people: no cache keeps them.
_API = {"Cache-Control": "no-store"}
_YEAR = 31_536_000


class Headers:
    """Adds what the route did not set itself; pages bring their own policies."""

    def __init__(self, app: ASGIApp, *, is_secure: bool) -> None:
        self.app = app
        self.always = dict(_ALWAYS)
        if is_secure:
            self.always["Strict-Transport-Security"] = f"max-age={_YEAR}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        wanted = self.always | (_API if scope["path"].startswith("/api/") else {})

        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in wanted.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with)

"""Only calls to the names of this service are answered (DNS rebinding, forged links)."""

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api import errors
from api.errors import ApiError

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


class UnknownHostError(ApiError):
    """The call names a host that is not this service's; `HANDSLAG_PUBLIC_URL` says which is."""

    status = 421
    type = "unknown-host"
    sv = "Den här adressen hör inte till Handslag. Använd adressen som administratören har angett."
    en = "This address is not Handslag's. Use the one the administrator has set."


class Hosts:
    """Refuses every Host but `name` and this machine's own names. The port does not count."""

    def __init__(self, app: ASGIApp, name: str) -> None:
        self.app = app
        shown = f"[{name}]" if ":" in name else name
        self.names = _LOOPBACK | {shown.lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _host(scope) not in self.names:
            answer = errors.problem(Request(scope), UnknownHostError())
            await answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _host(scope: Scope) -> str:
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    if len(hosts) != 1:
        return ""
    host = str(hosts[0], "latin-1").lower()
    head, _, port = host.rpartition(":")
    return head if head and port.isdigit() else host

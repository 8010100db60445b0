"""The session's cookie, and proof that a call with it comes from our own page."""

from urllib.parse import urlsplit

from fastapi import Request, Response

from api.errors import ApiError
from api.settings import Settings

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class ForeignRequestError(ApiError):
    """A call with a cookie that another site's page, or nobody's, seems to have made."""

    status = 403
    type = "foreign-request"
    sv = "Anropet kom inte från Handslag. Ladda om sidan och försök igen."
    en = "The call did not come from Handslag. Reload the page and try again."


def put(response: Response, settings: Settings, secret: str) -> None:
    """Let the browser keep `secret` until it is closed or the session ends."""
    secure = _is_secure(settings)
    response.set_cookie(
        _name(settings), secret, path="/", secure=secure, httponly=True, samesite="strict"
    )


def drop(response: Response, settings: Settings) -> None:
    """Let the browser forget the session."""
    secure = _is_secure(settings)
    response.delete_cookie(
        _name(settings), path="/", secure=secure, httponly=True, samesite="strict"
    )


def secret_in(request: Request) -> str | None:
    """Return the session's secret that `request` carries, if any."""
    settings: Settings = request.app.state.settings
    return request.cookies.get(_name(settings))


def address_of(request: Request) -> str:
    """Return the address `request` came from; a proxy's own, unless settings name the proxy."""
    return request.client.host if request.client else ""


def check_origin(request: Request) -> None:
    """Pass unless a browser says that `request` was made by somebody else's page.

    Raises:
        ForeignRequestError: Sec-Fetch-Site or Origin names another site.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site not in (None, "same-origin", "none") or not (
        origin is None or _is_own(origin, request)
    ):
        raise ForeignRequestError


def check_own_page(request: Request) -> None:
    """Pass where an unsafe `request` was made by our own page, by what no other page can send.

    Sec-Fetch-Site is absent over plain http and in old browsers; then Origin decides. A script of
    another site can set neither, nor the header `Handslag-App` without asking first.

    Raises:
        ForeignRequestError: it was not, or it cannot be told.
    """
    if request.method in _SAFE:
        return
    check_origin(request)
    told = request.headers.get("sec-fetch-site") == "same-origin" or "origin" in request.headers
    if not told or request.headers.get("handslag-app") != "1":
        raise ForeignRequestError


def _name(settings: Settings) -> str:
    # Browsers refuse the prefix over plain http, which only this machine itself may use.
    return "__Host-handslag" if _is_secure(settings) else "handslag"


def _is_secure(settings: Settings) -> bool:
    return settings.origin.startswith("https:")


def _is_own(origin: str, request: Request) -> bool:
    settings: Settings = request.app.state.settings
    if origin == settings.origin:
        return True
    parts = urlsplit(origin)
    return (parts.scheme, parts.netloc) == (request.url.scheme, request.headers.get("host"))

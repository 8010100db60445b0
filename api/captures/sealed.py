"""The app's sealed bodies, opened in front of what any program's body goes through."""

from collections.abc import AsyncGenerator

from fastapi import Request
from starlette.datastructures import Headers

from api.errors import ApiError
from api.storage import sealing


class SealBrokenError(ApiError):
    """The body was sealed for another service or another path, or bytes were lost on the way."""

    status = 422
    type = "seal-broken"
    sv = "Kortet gick inte att öppna här. Det ligger kvar på telefonen. Kontoret behöver titta."
    en = "The card could not be opened here. It is kept on the phone. The office needs to look."


async def opened(request: Request) -> tuple[Headers, AsyncGenerator[bytes, None]]:
    """Return the headers and body of `request` as they were before sealing, if they were sealed.

    Call it only once who is asking is known: it may read the body.

    Raises:
        SealBrokenError: it does not open.
    """
    if request.headers.get("content-type") != sealing.MEDIA_TYPE:
        return request.headers, request.stream()
    body = await request.body()
    try:
        media_type, plain = sealing.open_sealed(request.app.state.keyring, body, request.url.path)
    except sealing.SealBrokenError as error:
        raise SealBrokenError from error
    return Headers({"content-type": media_type}), _at_once(plain)


async def _at_once(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body
    # Starlette's stream ends so too; its form parser waits for it.
    yield b""

"""Pages of a list: opaque, URL-safe cursors."""

import base64
import json
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel

from api.errors import BadCursorError

Item = TypeVar("Item")

Limit = Annotated[int, Query(ge=1, le=500)]


class Page(BaseModel, Generic[Item]):
    """One page; `next_cursor` is None on the last."""

    items: list[Item]
    next_cursor: str | None = None


def encode_cursor(position: list[Any]) -> str:
    """Return `position` (JSON values that order the list) as a URL-safe string."""
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, length: int) -> list[Any]:
    """Return the position inside `cursor`.

    Raises:
        BadCursorError: the string is not one that `encode_cursor` made for `length` values.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        position = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except ValueError as error:
        raise BadCursorError from error
    if not isinstance(position, list) or len(position) != length:
        raise BadCursorError
    return position

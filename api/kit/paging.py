"""Pages of a list: opaque, URL-safe cursors."""

import base64
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

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


def as_id(value: object) -> UUID:
    """Return the id a cursor holds at one of its places.

    Raises:
        BadCursorError: there is none.
    """
    try:
        return UUID(str(value))
    except ValueError as error:
        raise BadCursorError from error


def as_moment(value: object) -> datetime:
    """Return the moment a cursor holds at one of its places.

    Raises:
        BadCursorError: there is none, or it has no zone.
    """
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise BadCursorError from error
    if moment.tzinfo is None:
        raise BadCursorError
    return moment


def as_number(value: object) -> int:
    """Return the count from 0 to 2**63 - 1 that a cursor holds at one of its places.

    Raises:
        BadCursorError: there is none.
    """
    if not isinstance(value, int) or not 0 <= value < 1 << 63:
        raise BadCursorError
    return value


def cut(
    rows: Sequence[Item], limit: int, position: Callable[[Item], list[Any]]
) -> tuple[Sequence[Item], str | None]:
    """Return the first `limit` of `rows` and, where there were more, the cursor to go on from.

    Ask the database for one row more than the page holds: that one tells whether it is the last.
    """
    page = rows[:limit]
    more = len(rows) > limit
    return page, encode_cursor(position(page[-1])) if more else None

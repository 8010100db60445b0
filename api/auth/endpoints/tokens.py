"""The administrator's view of programs' tokens."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from fastapi import APIRouter, Query

from api.auth import cookies, tokens
from api.auth.guards import Administrator, DatabaseDep, NotAllowedError, NotSignedInError
from api.auth.schemas import TokenCreate, TokenMade, TokenRead
from api.errors import BadCursorError, NotFoundError, responses
from api.kit.paging import Limit, Page, decode_cursor, encode_cursor
from api.models import ApiToken, User

router = APIRouter(prefix="/tokens")
_REFUSALS = (NotSignedInError, NotAllowedError, cookies.ForeignRequestError)


@router.get("", responses=responses(*_REFUSALS, BadCursorError))
def list_tokens(
    _subject: Administrator,
    database: DatabaseDep,
    cursor: Annotated[str | None, Query(max_length=400)] = None,
    limit: Limit = 100,
) -> Page[TokenRead]:
    """List every token, newest first, the revoked ones too."""
    query = sa.select(ApiToken).order_by(ApiToken.id.desc()).limit(limit + 1)
    if cursor is not None:
        query = query.where(ApiToken.id < _position(cursor))
    with database.read() as session:
        rows = list(session.scalars(query))
    more = encode_cursor([rows[limit - 1].id.hex]) if len(rows) > limit else None
    items = [TokenRead.model_validate(row) for row in rows[:limit]]
    return Page(items=items, next_cursor=more)


@router.post("", status_code=201, responses=responses(*_REFUSALS, NotFoundError))
def post_token(subject: Administrator, body: TokenCreate, database: DatabaseDep) -> TokenMade:
    """Make a token; the answer is the only place it is ever shown."""
    with database.write() as session:
        if body.user_id is not None and session.get(User, body.user_id) is None:
            raise NotFoundError
        row, token = tokens.make(
            session,
            subject,
            name=body.name,
            scopes=list(body.scopes),
            user_id=body.user_id,
            lifetime=timedelta(days=body.days),
        )
        told = TokenRead.model_validate(row)
        return TokenMade(**told.model_dump(), token=token)


@router.delete("/{token_id}", status_code=204, responses=responses(*_REFUSALS, NotFoundError))
def delete_token(subject: Administrator, token_id: UUID, database: DatabaseDep) -> None:
    """Revoke a token; the next call with it is refused."""
    with database.write() as session:
        row = session.get(ApiToken, token_id)
        if row is None:
            raise NotFoundError
        tokens.revoke(session, subject, row)


def _position(cursor: str) -> UUID:
    try:
        return UUID(hex=str(decode_cursor(cursor, 1)[0]))
    except ValueError as error:
        raise BadCursorError from error

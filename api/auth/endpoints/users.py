"""The administrator's view of who may sign in."""

from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from fastapi import APIRouter, Query
from sqlalchemy.orm import Session

from api.auth import cookies, passwords, users
from api.auth.guards import Administrator, DatabaseDep, NotAllowedError, NotSignedInError
from api.auth.schemas import AccountChange, AccountCreate, AccountRead
from api.auth.subject import Subject
from api.errors import BadCursorError, NotFoundError, responses
from api.kit.paging import Limit, Page, decode_cursor, encode_cursor
from api.models import User

router = APIRouter(prefix="/users")
_REFUSALS = (NotSignedInError, NotAllowedError, cookies.ForeignRequestError)


@router.get("", responses=responses(*_REFUSALS, BadCursorError))
def list_users(
    _subject: Administrator,
    database: DatabaseDep,
    cursor: Annotated[str | None, Query(max_length=400)] = None,
    limit: Limit = 100,
) -> Page[AccountRead]:
    """List every user, by e-mail address."""
    query = sa.select(User).order_by(User.email).limit(limit + 1)
    if cursor is not None:
        query = query.where(User.email > str(decode_cursor(cursor, 1)[0]))
    with database.read() as session:
        rows = list(session.scalars(query))
    more = encode_cursor([rows[limit - 1].email]) if len(rows) > limit else None
    items = [AccountRead.model_validate(row) for row in rows[:limit]]
    return Page(items=items, next_cursor=more)


@router.post(
    "",
    status_code=201,
    responses=responses(*_REFUSALS, users.EmailTakenError, passwords.WeakPasswordError),
)
def post_user(subject: Administrator, body: AccountCreate, database: DatabaseDep) -> AccountRead:
    """Add a user."""
    password_hash = None
    if body.password is not None:
        password_hash = users.checked_hash(body.password, email=body.email, name=body.name)
    with database.write() as session:
        user = users.create(
            session,
            subject,
            email=body.email,
            name=body.name,
            roles=body.roles,
            language=body.language,
            password_hash=password_hash,
        )
        return AccountRead.model_validate(user)


@router.patch(
    "/{user_id}",
    responses=responses(
        *_REFUSALS, NotFoundError, users.LastAdminError, passwords.WeakPasswordError
    ),
)
def patch_user(
    subject: Administrator, user_id: UUID, body: AccountChange, database: DatabaseDep
) -> AccountRead:
    """Change a user; a new password, or being disabled, ends their open sessions."""
    with database.read() as session:
        known = _get(session, user_id)
    password_hash = None
    if body.password is not None:
        name = body.name or known.name
        password_hash = users.checked_hash(body.password, email=known.email, name=name)
    with database.write() as session:
        user = _get(session, user_id)
        _change(session, subject, user, body)
        if password_hash is not None:
            users.set_password(session, subject, user, password_hash)
        session.flush()  # the answer tells what is stored
        return AccountRead.model_validate(user)


def _change(session: Session, subject: Subject, user: User, body: AccountChange) -> None:
    if body.name is not None:
        user.name = body.name
    if body.language is not None:
        user.language = body.language
    if body.roles is not None:
        users.set_roles(session, subject, user, body.roles)
    if body.disabled is not None:
        change = users.disable if body.disabled else users.enable
        change(session, subject, user)


def _get(session: Session, user_id: UUID) -> User:
    user = session.get(User, user_id)
    if user is None:
        raise NotFoundError
    return user

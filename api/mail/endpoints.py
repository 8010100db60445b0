"""The queue of letters over HTTP, for the privacy officer."""

from typing import Literal
from uuid import UUID

import sqlalchemy as sa
from fastapi import APIRouter

from api.auth.guards import DatabaseDep, PrivacyOfficer
from api.errors import BadCursorError, NotFoundError, responses
from api.kit.paging import Limit, Page, as_id, cut, decode_cursor
from api.mail import queue
from api.mail.schemas import MailRead
from api.models import Mail

router = APIRouter(prefix="/mails", tags=["mail"])


@router.get("", responses=responses(BadCursorError))
def list_mails(
    database: DatabaseDep,
    _subject: PrivacyOfficer,
    state: Literal["waiting", "sent", "failed"] | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[MailRead]:
    """List letters, newest first. Those that failed wait for somebody to see to them."""
    query = sa.select(Mail).order_by(Mail.id.desc()).limit(limit + 1)
    if state is not None:
        query = query.where(Mail.state == state)
    if cursor is not None:
        query = query.where(Mail.id < as_id(decode_cursor(cursor, 1)[0]))
    with database.read() as session:
        page, next_cursor = cut(session.scalars(query).all(), limit, lambda mail: [str(mail.id)])
    items = [MailRead.model_validate(mail) for mail in page]
    return Page(items=items, next_cursor=next_cursor)


@router.post("/{mail_id}/attempts", responses=responses(NotFoundError, queue.MailNotFailedError))
def try_again(database: DatabaseDep, subject: PrivacyOfficer, mail_id: UUID) -> MailRead:
    """Try a letter that failed once more."""
    with database.write() as session:
        return MailRead.model_validate(queue.try_again(session, subject, mail_id))

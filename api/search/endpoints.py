"""The list of contacts over HTTP: all of them, or those a search finds."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlalchemy.orm import Session

from api import audit
from api.auth.guards import ContactReader, DatabaseDep
from api.auth.subject import Subject
from api.contacts import repository as contacts
from api.contacts.present import present
from api.contacts.schemas import ContactRead
from api.errors import BadCursorError, responses
from api.kit.paging import Limit, Page, as_id, as_number, cut, decode_cursor
from api.registers.rules import Register
from api.search import repository
from api.search.words import split_query

router = APIRouter(tags=["contacts"])


@router.get("/contacts", responses=responses(BadCursorError))
def list_contacts(
    database: DatabaseDep,
    subject: ContactReader,
    q: Annotated[str, Query(max_length=300)] = "",
    register: Register | None = None,
    organization: UUID | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[ContactRead]:
    """List contacts, newest first.

    `q` finds those that have a word beginning with each word typed, in name, company, role,
    address or any way to reach them; marks and case do not matter.
    """
    words = split_query(q)
    with database.write() as session:
        if words:
            page = _found(session, subject, words, register, organization, cursor, limit)
        else:
            page = _all(session, subject, register, organization, cursor, limit)
        audit.record(
            session,
            "api:contacts:list",
            actor_kind=subject.kind,
            actor_id=subject.id,
            count=len(page.items),
            words=len(words),
            register=register,
        )
        return page


def _found(
    session: Session,
    subject: Subject,
    words: list[str],
    register: Register | None,
    organization: UUID | None,
    cursor: str | None,
    limit: int,
) -> Page[ContactRead]:
    rows = repository.find_page(
        session,
        subject,
        words,
        register=register,
        organization_id=organization,
        before=None if cursor is None else as_number(decode_cursor(cursor, 1)[0]),
        limit=limit + 1,
    )
    page, next_cursor = cut(rows, limit, lambda row: [row[1]])
    return Page(items=[present(contact) for contact, _ in page], next_cursor=next_cursor)


def _all(
    session: Session,
    subject: Subject,
    register: Register | None,
    organization: UUID | None,
    cursor: str | None,
    limit: int,
) -> Page[ContactRead]:
    rows = contacts.list_page(
        session,
        subject,
        register=register,
        organization_id=organization,
        before=None if cursor is None else as_id(decode_cursor(cursor, 1)[0]),
        limit=limit + 1,
    )
    page, next_cursor = cut(rows, limit, lambda row: [str(row.id)])
    return Page(items=[present(contact) for contact in page], next_cursor=next_cursor)

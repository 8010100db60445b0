"""Which rows go over in a merge, which are copied, and the way back of each."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.kit import ids
from api.models import (
    Consent,
    Contact,
    ContactMethod,
    Correction,
    Evidence,
    Interaction,
    LegalHold,
    Notice,
    NoticeDuty,
    Permission,
    RegisterEntry,
    SubjectRequest,
)

# Acts, what proves them, what was asked and what forbids a purge: each is one contact's at a time.
_MOVED: dict[str, Any] = {
    "interactions": Interaction,
    "evidence": Evidence,
    "notices": Notice,
    "consents": Consent,
    "notice_duties": NoticeDuty,
    "subject_requests": SubjectRequest,
    "corrections": Correction,
    "legal_holds": LegalHold,
}
_Ids = dict[str, list[str]]


def copy_rows(session: Session, kept: Contact, gone: Contact) -> _Ids:
    """Give `kept` the registers, methods and permissions that only `gone` had; return their ids.

    Each copy points to the evidence of its original: what a purpose may use follows that.
    """
    entered = {entry.register for entry in kept.entries}
    entries = [_copy(row, kept) for row in gone.entries if row.register not in entered]
    kept.entries.extend(entries)
    known = {(one.kind, one.value, one.register) for one in kept.methods}
    fresh = [one for one in gone.methods if (one.kind, one.value, one.register) not in known]
    place = max((one.position for one in kept.methods), default=-1) + 1
    methods = [_copy(one, kept, position=place + n) for n, one in enumerate(fresh)]
    kept.methods.extend(methods)
    session.flush()  # permissions point to the entries
    permissions = _copy_permissions(session, kept, gone)
    return {
        "register_entries": _told(entries),
        "contact_methods": _told(methods),
        "permissions": _told(permissions),
    }


def _copy_permissions(session: Session, kept: Contact, gone: Contact) -> list[Permission]:
    def unended(contact: Contact) -> Sequence[Permission]:
        return session.scalars(
            sa.select(Permission).where(
                Permission.contact_id == contact.id, Permission.ended_at.is_(None)
            )
        ).all()

    known = {(one.register, one.purpose) for one in unended(kept)}
    copies = [_copy(one, kept) for one in unended(gone) if (one.register, one.purpose) not in known]
    session.add_all(copies)
    session.flush()  # their ids are told
    return copies


def withdraw(session: Session, kept: Contact, copied: _Ids) -> None:
    """Take back the copies; permissions first, since they point to the entries."""
    names = {UUID(name) for name in copied["permissions"]}
    session.execute(sa.delete(Permission).where(Permission.id.in_(names)))
    for rows, table in ((kept.methods, "contact_methods"), (kept.entries, "register_entries")):
        made = set(copied[table])
        for row in [row for row in rows if str(row.id) in made]:
            rows.remove(row)  # type: ignore[arg-type] # each list holds its own kind


def move_rows(session: Session, kept: Contact, gone: Contact) -> _Ids:
    """Let the acts of `gone`, and what proves them, be those of `kept`; return their ids."""
    moved = {}
    for name, table in _MOVED.items():
        found = session.scalars(sa.select(table.id).where(table.contact_id == gone.id)).all()
        _assign(session, table, found, kept.id)
        moved[name] = [str(one) for one in found]
    return moved


def give_back(session: Session, contact_id: UUID, moved: _Ids) -> None:
    """Let what was moved be that of `contact_id` again."""
    for name, found in moved.items():
        _assign(session, _MOVED[name], [UUID(one) for one in found], contact_id)


def _assign(session: Session, table: Any, found: Sequence[UUID], contact_id: UUID) -> None:  # noqa: ANN401 - any of _MOVED
    # Whom a record was about when it was sealed stands inside of it; the column says whom now.
    session.execute(
        sa.update(table)
        .where(table.id.in_(found))
        .values(contact_id=contact_id)
        .execution_options(synchronize_session="fetch")
    )


def _copy(row: Any, kept: Contact, **changed: Any) -> Any:  # noqa: ANN401 - any mapped row
    columns = sa.inspect(type(row)).column_attrs.keys()
    values = {name: getattr(row, name) for name in columns if name not in ("id", "contact_id")}
    return type(row)(**values | changed, id=ids.new_id(), contact_id=kept.id)


def _told(rows: Sequence[RegisterEntry | ContactMethod | Permission]) -> list[str]:
    return [str(row.id) for row in rows]

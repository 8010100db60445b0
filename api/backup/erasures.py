"""Erases once more whom a backup brought back: their keys were destroyed after it was made."""

from uuid import UUID

import sqlalchemy as sa

from api.auth.subject import Subject
from api.backup.service import Service
from api.contacts.removed import remember, traces_of
from api.contacts.repository import WHOLE
from api.evidence import service as evidence
from api.models import Contact, Evidence
from api.retention import destruction
from api.retention import service as retention
from api.retention.removal import remove
from api.retention.scope import scope_of

_OPERATOR = Subject("operator", None, None, frozenset())


def repeat(target: Service) -> int:
    """Erase whoever has no key any more, and return how many people that were.

    They were erased or purged after the backup. No hold forbids it: it was lifted by then.
    """
    with target.database.write() as session:
        known = {
            *session.scalars(sa.select(Contact.subject_id).where(Contact.deleted_at.is_(None)))
        }
        known |= {one for one in session.scalars(sa.select(Evidence.subject_id)) if one}
        gone = known - target.vault.list_subjects()
        for subject_id in gone:
            people = session.scalars(_entries(subject_id)).all()
            acts = retention.kept_by_law(session, [one.id for one in people])
            scope = scope_of(session, people, [act.interaction.id for act in acts])
            remember(session, target.vault, set().union(*map(traces_of, people)))
            remove(session, target.vault, _OPERATOR, scope)
            evidence.erase(session, target.vault, _OPERATOR, [subject_id])
    destruction.finish(target.database, target.vault, target.blobs)
    return len(gone)


def _entries(subject_id: UUID) -> sa.Select[Contact]:
    living = Contact.deleted_at.is_(None)
    return sa.select(Contact).where(Contact.subject_id == subject_id, living).options(*WHOLE)

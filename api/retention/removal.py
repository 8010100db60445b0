"""How a person's details go: every table that holds any, in the order their keys ask for.

`purge` (retention) and `erase` (a person's request) both end here, and differ in what lets them in.
"""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.evidence import service as evidence
from api.evidence.vault import Vault
from api.kit import clock
from api.models import (
    Base,
    BreachContact,
    CampaignContact,
    Capture,
    CaptureDetails,
    CaptureFile,
    Consent,
    Contact,
    ContactMerge,
    ContactMethod,
    Correction,
    Decision,
    Destruction,
    Disclosure,
    Interaction,
    LegalHold,
    Mail,
    Notice,
    NoticeDuty,
    Objection,
    Organization,
    Reading,
    RegisterEntry,
    SearchDocument,
    SecurityRecord,
    SubjectRequest,
)
from api.retention.scope import UNDECIDED, Scope

Counts = dict[str, int]

# The order to write tables anew, which the night sees to: `destruction.rewrite`.
PAGES = "pages"


def remove(session: Session, vault: Vault, actor: Subject, scope: Scope) -> Counts:
    """Remove what `scope` names, in the caller's transaction; return how much of what there was.

    Keys and blobs are ordered destroyed: call `destruction.finish` once this is committed. What
    stays: the contact's id as a tombstone for the change feed, the capture's id so that the same
    upload is refused, the leaves of the log, and acts the law keeps, without the person.
    """
    counts = {table: act(session, scope) for table, act in REMOVALS.items()}
    counts["evidence"] = evidence.erase(session, vault, actor, scope.subject_ids)
    for subject_id in scope.subject_ids:
        order(session, "key", str(subject_id))
    counts["organizations"] = remove_empty_organizations(session, scope.organization_ids)
    _order_rewriting(session)
    return {table: count for table, count in counts.items() if count}


def remove_capture(session: Session, capture_id: UUID) -> None:
    """Remove what came in by one capture that led to nobody; its id stays and is refused."""
    scope = Scope((), (), (), (capture_id,))
    for table in _CAPTURE_TABLES:
        REMOVALS[table](session, scope)
    _order_rewriting(session)


def order(session: Session, kind: str, name: str) -> None:
    """Have a "key" (a subject's id) or a "blob" (its key) destroyed once this is committed."""
    session.add(Destruction(kind=kind, name=name, ordered_at=clock.now()))


def _order_rewriting(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        order(session, PAGES, "")


def _delete(table: type[Base], column: Any) -> Callable[[Session, Scope], int]:  # noqa: ANN401 - any mapped column
    of_captures = column.key == "capture_id"

    def act(session: Session, scope: Scope) -> int:
        ids = scope.capture_ids if of_captures else scope.contact_ids
        return changed(session, sa.delete(table).where(column.in_(ids)))

    return act


def _remove_told(table: type[Notice | Consent]) -> Callable[[Session, Scope], int]:
    def act(session: Session, scope: Scope) -> int:
        # Beside a card that nobody has decided on it is of no contact yet.
        waiting = sa.and_(table.contact_id.is_(None), table.capture_id.in_(scope.capture_ids))
        theirs = table.contact_id.in_(scope.contact_ids)
        return changed(session, sa.delete(table).where(sa.or_(theirs, waiting)))

    return act


def _remove_interactions(session: Session, scope: Scope) -> int:
    return changed(
        session,
        sa.delete(Interaction).where(
            Interaction.contact_id.in_(scope.contact_ids),
            Interaction.id.not_in(scope.kept_interaction_ids),
        ),
    )


def _blank_requests(session: Session, scope: Scope) -> int:
    return changed(
        session,
        sa.update(SubjectRequest)
        .where(SubjectRequest.contact_id.in_(scope.contact_ids))
        .values(asked=None, extension_reason=None, refused_reason=None),
    )


def _remove_mails(session: Session, scope: Scope) -> int:
    # What was on its way to them goes: an answer to the erasure itself is written after it.
    theirs = sa.select(SubjectRequest.id).where(SubjectRequest.contact_id.in_(scope.contact_ids))
    return changed(session, sa.delete(Mail).where(Mail.request_id.in_(theirs)))


def _blank_holds(session: Session, scope: Scope) -> int:
    return changed(
        session,
        sa.update(LegalHold).where(LegalHold.contact_id.in_(scope.contact_ids)).values(reason=None),
    )


def _blank_disclosures(session: Session, scope: Scope) -> int:
    # Who received what kind of thing stays: they must be told of the erasure (Art. 19).
    return changed(
        session,
        sa.update(Disclosure)
        .where(Disclosure.contact_id.in_(scope.contact_ids))
        .values(reason=None),
    )


def _remove_files(session: Session, scope: Scope) -> int:
    files = session.scalars(
        sa.select(CaptureFile).where(CaptureFile.capture_id.in_(scope.capture_ids))
    ).all()
    for file in files:
        for key in (file.quarantine_key, file.kept_key):
            if key is not None:
                order(session, "blob", key)
        session.delete(file)
    session.flush()  # the counts below are of the tables as they are then
    return len(files)


def _blank_decisions(session: Session, scope: Scope) -> int:
    return changed(
        session,
        sa.update(Decision)
        .where(Decision.capture_id.in_(scope.capture_ids), Decision.reason.is_not(None))
        .values(reason=None),
    )


def _blank_captures(session: Session, scope: Scope) -> int:
    waiting = sa.update(Capture).where(
        Capture.id.in_(scope.capture_ids), Capture.state.in_(UNDECIDED)
    )
    # No worker goes on with it, and no queue shows it.
    changed(session, waiting.values(state="rejected"))
    return changed(
        session,
        sa.update(Capture)
        .where(Capture.id.in_(scope.capture_ids))
        .values(
            erased_at=clock.now(),
            content_sha256="",
            message_id_sha256=None,
            reference=None,
            url=None,
            note=None,
            certainty=None,
            claimed_by=None,
            claimed_until=None,
        ),
    )


def _blank_contacts(session: Session, scope: Scope) -> int:
    # Through the session, not around it: the change feed must number the tombstones.
    rows = session.scalars(sa.select(Contact).where(Contact.id.in_(scope.contact_ids))).all()
    for contact in rows:
        contact.person = contact.person_folded = contact.role = None
        contact.department = contact.address = None
        contact.organization_id = None
        contact.deleted_at = clock.now()
    session.flush()  # whose organization is left empty is asked of the tables
    return len(rows)


def remove_empty_organizations(session: Session, ids: Collection[UUID]) -> int:
    """Remove those companies of `ids` that nobody is left at and no kept act was with."""
    people = sa.select(Contact.id).where(Contact.organization_id == Organization.id)
    acts = sa.select(Interaction.id).where(Interaction.organization_id == Organization.id)
    rows = session.scalars(
        sa.select(Organization).where(
            Organization.id.in_(ids),
            Organization.deleted_at.is_(None),
            ~people.exists(),
            ~acts.exists(),
        )
    ).all()
    for organization in rows:
        organization.name = organization.name_folded = ""
        organization.deleted_at = clock.now()
    return len(rows)


def changed(session: Session, statement: sa.Delete | sa.Update) -> int:
    """Carry out `statement` and return how many rows it met."""
    done = session.execute(statement, execution_options={"synchronize_session": False})
    count: int = done.rowcount  # type: ignore[attr-defined] # a CursorResult, as for all DML
    return count


# By table, in order. `evidence` and `organizations` come after these, in `remove`.
REMOVALS: dict[str, Callable[[Session, Scope], int]] = {
    "search_documents": _delete(SearchDocument, SearchDocument.contact_id),
    "contact_merges": _delete(ContactMerge, ContactMerge.contact_id),
    "corrections": _delete(Correction, Correction.contact_id),
    "contact_methods": _delete(ContactMethod, ContactMethod.contact_id),
    "register_entries": _delete(RegisterEntry, RegisterEntry.contact_id),
    "objections": _delete(Objection, Objection.contact_id),
    "notice_duties": _delete(NoticeDuty, NoticeDuty.contact_id),
    "notices": _remove_told(Notice),
    "consents": _remove_told(Consent),
    "campaign_contacts": _delete(CampaignContact, CampaignContact.contact_id),
    "breach_contacts": _delete(BreachContact, BreachContact.contact_id),
    "security_records": _delete(SecurityRecord, SecurityRecord.contact_id),
    "disclosures": _blank_disclosures,
    "interactions": _remove_interactions,
    "mails": _remove_mails,
    "subject_requests": _blank_requests,
    "legal_holds": _blank_holds,
    "capture_details": _delete(CaptureDetails, CaptureDetails.capture_id),
    "readings": _delete(Reading, Reading.capture_id),
    "capture_files": _remove_files,
    "decisions": _blank_decisions,
    "captures": _blank_captures,
    "contacts": _blank_contacts,
}
_CAPTURE_TABLES = (
    "notices",
    "consents",
    "capture_details",
    "readings",
    "capture_files",
    "decisions",
    "captures",
)

# Every table that `remove` takes a person's details out of.
REMOVED = frozenset(REMOVALS) | {"evidence", "organizations"}

"""What each table holds of one person, as the access package tells it."""

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.disclosures.classes import CLASSES
from api.interactions import repository as interactions
from api.models import (
    Consent,
    ContactMerge,
    Correction,
    Disclosure,
    LegalHold,
    Mail,
    Notice,
    NoticeDuty,
    Objection,
    Permission,
    Recipient,
    SubjectRequest,
)
from api.rights import cards, repository
from api.rights.person import Person, Rows

_ALL = 10_000


def _contacts(_session: Session, person: Person) -> Rows:
    return [
        {
            "id": str(one.id),
            "person": one.person,
            "role": one.role,
            "department": one.department,
            "organization": one.organization and one.organization.name,
            "address": one.address,
            "state": one.state,
            "entered_at": one.created_at.isoformat(),
            "use_paused_at": one.restricted_at and one.restricted_at.isoformat(),
            "registers": [entry.register for entry in one.entries],
        }
        for one in person.contacts
    ]


def _methods(_session: Session, person: Person) -> Rows:
    return [
        {
            "kind": method.kind,
            "value": method.value,
            "extension": method.extension,
            "register": method.register,
            "suppressed": method.suppressed,
        }
        for one in person.contacts
        for method in one.methods
    ]


def _interactions(session: Session, person: Person) -> Rows:
    return [
        {
            "happened_at": told.interaction.happened_at.isoformat(),
            "context": told.interaction.context_kind,
            "channel": told.interaction.channel,
            "occasion": told.occasion and told.occasion.name,
            "with": told.seller,
            "reference": told.interaction.reference,
            "capture_id": told.interaction.capture_id and str(told.interaction.capture_id),
        }
        for one in person.contacts
        for told in interactions.list_page(session, one.id, before=None, limit=_ALL)
    ]


def _corrections(session: Session, person: Person) -> Rows:
    rows = session.scalars(
        sa.select(Correction).where(Correction.contact_id.in_(person.scope.contact_ids))
    )
    return [{"at": one.at.isoformat(), "before": one.before, "after": one.after} for one in rows]


def _merges(session: Session, person: Person) -> Rows:
    rows = session.scalars(
        sa.select(ContactMerge).where(ContactMerge.contact_id.in_(person.scope.contact_ids))
    )
    return [
        {
            "at": one.at.isoformat(),
            "undone_at": one.undone_at and one.undone_at.isoformat(),
            "before": one.before,
        }
        for one in rows
    ]


def _requests(session: Session, person: Person) -> Rows:
    return [
        {
            "number": one.number,
            "kind": one.kind,
            "state": one.state,
            "received_at": one.received_at.isoformat(),
            "asked": one.asked,
            "extension_reason": one.extension_reason,
            "refused_article": one.refused_article,
            "refused_reason": one.refused_reason,
        }
        for one in repository.list_of_contacts(session, person.scope.contact_ids)
    ]


def _holds(session: Session, person: Person) -> Rows:
    rows = session.scalars(
        sa.select(LegalHold).where(LegalHold.contact_id.in_(person.scope.contact_ids))
    )
    return [
        {"law": one.law, "reason": one.reason, "until": one.until and one.until.isoformat()}
        for one in rows
    ]


def _objections(session: Session, person: Person) -> Rows:
    rows = session.scalars(
        sa.select(Objection).where(Objection.contact_id.in_(person.scope.contact_ids))
    )
    return [{"purpose": one.purpose, "since": one.made_at.isoformat()} for one in rows]


def _disclosures(session: Session, person: Person) -> Rows:
    rows = session.execute(
        sa.select(Disclosure, Recipient)
        .join(Recipient, Recipient.id == Disclosure.recipient_id)
        .where(Disclosure.contact_id.in_(person.scope.contact_ids), ~Disclosure.is_secret)
        .order_by(Disclosure.disclosed_at)
    )
    return [
        {
            "recipient": recipient.name,
            "class": recipient.recipient_class,
            "at": one.disclosed_at.isoformat(),
            "purpose": one.purpose,
            "fields": one.fields,
            "reason": one.reason,
            "legal_reference": one.legal_reference,
            "region": one.region,
        }
        for one, recipient in rows
    ]


def recipients_of(session: Session, person: Person) -> Rows:
    """Return who outside the company has received details, each once, with their class in words."""
    received = {(row["recipient"], row["class"]) for row in _disclosures(session, person)}
    return [
        {"name": name, "class": known, "sv": CLASSES[known].sv, "en": CLASSES[known].en}
        for name, known in sorted(received)
        if known != "own_system"
    ]


def _permissions(session: Session, person: Person) -> Rows:
    # What is looked into for security is told once it is over: GDPR Art. 23, dataskyddslagen 5 kap.
    rows = session.scalars(
        sa.select(Permission)
        .where(
            Permission.contact_id.in_(person.scope.contact_ids), Permission.purpose != "security"
        )
        .order_by(Permission.granted_at)
    )
    return [
        {
            "purpose": one.purpose,
            "basis": one.basis,
            "register": one.register,
            "since": one.granted_at.isoformat(),
            "ended_at": one.ended_at and one.ended_at.isoformat(),
        }
        for one in rows
    ]


def _duties(session: Session, person: Person) -> Rows:
    rows = session.scalars(
        sa.select(NoticeDuty).where(NoticeDuty.contact_id.in_(person.scope.contact_ids))
    )
    return [
        {
            "source": one.source,
            "obtained_at": one.obtained_at.isoformat(),
            "closed_at": one.closed_at and one.closed_at.isoformat(),
            "exempt_article": one.exempt_article,
            "exempt_reason": one.exempt_reason,
        }
        for one in rows
    ]


def _consents(session: Session, person: Person) -> Rows:
    rows = session.scalars(
        sa.select(Consent).where(Consent.contact_id.in_(person.scope.contact_ids))
    )
    return [
        {
            "purpose": one.purpose,
            "question": one.question,
            "answer": one.answer,
            "answered_at": one.answered_at.isoformat(),
            "withdrawn_at": one.withdrawn_at and one.withdrawn_at.isoformat(),
        }
        for one in rows
    ]


def _notices(session: Session, person: Person) -> Rows:
    rows = session.scalars(sa.select(Notice).where(Notice.contact_id.in_(person.scope.contact_ids)))
    return [
        {
            "policy": one.policy_version_id,
            "how": one.how,
            "language": one.language,
            "shown_at": one.shown_at.isoformat(),
        }
        for one in rows
    ]


def _mails(session: Session, person: Person) -> Rows:
    rows = session.scalars(
        sa.select(Mail)
        .join(SubjectRequest, SubjectRequest.id == Mail.request_id)
        .where(SubjectRequest.contact_id.in_(person.scope.contact_ids))
    )
    return [
        {"request": str(one.request_id), "state": one.state, "queued_at": one.queued_at.isoformat()}
        for one in rows
    ]


# By table, each what it holds of a person.
EXPORTS: dict[str, Callable[[Session, Person], Rows]] = {
    "contacts": _contacts,
    "contact_methods": _methods,
    "interactions": _interactions,
    "captures": cards.captures,
    "capture_details": cards.details,
    "capture_files": cards.files,
    "readings": cards.readings,
    "decisions": cards.decisions,
    "contact_merges": _merges,
    "corrections": _corrections,
    "mails": _mails,
    "subject_requests": _requests,
    "legal_holds": _holds,
    "objections": _objections,
    "permissions": _permissions,
    "disclosures": _disclosures,
    "notice_duties": _duties,
    "notices": _notices,
    "consents": _consents,
}
# What holds nothing that is not told elsewhere in the package, and where it is told.
TOLD_ELSEWHERE = {
    "evidence": "opened, as the list `evidence`",
    "organizations": "by name, with the contact",
    "search_documents": "the words of the contact, folded",
    "removed_methods": "digests that exist only once the person is gone",
    "suppressions": "as `suppressed`, with each way to reach the person",
    "security_records": "withheld while they are kept: dataskyddslagen (2018:218) 5 kap. 1 §",
}
EXPORTED = frozenset(EXPORTS) | frozenset(TOLD_ELSEWHERE)

"""The rules of notices and consents: shown is not agreed, and a card is neither."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.errors import ApiError
from api.evidence.service import Record, seal
from api.evidence.vault import Vault
from api.kit import clock
from api.models import Capture, Consent, Contact, Evidence, Notice
from api.notices import duties
from api.policies import service as policies
from api.registers import permissions
from api.registers import repository as registers

How = Literal["screen", "code", "paper", "mail", "letter", "phone", "my_details"]
Language = Literal["sv", "en"]
# What consent may be asked for; what rests on another basis is not asked about.
Purpose = Literal["newsletter", "tailoring", "survey_invite", "questions"]


class CardDecidedError(ApiError):
    """The card has been decided on; what is shown now is told of the contact."""

    status = 409
    type = "card-decided"
    sv = "Kortet är redan granskat. Lägg det på kontakten i stället."
    en = "The card has already been reviewed. Add it to the contact instead."


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What was shown: a version of the policy, how, in which language, when."""

    policy_version_id: str
    how: How
    language: Language
    shown_at: datetime
    campaign_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer to a question about one purpose, word for word as it was asked."""

    policy_version_id: str
    purpose: Purpose
    question: str
    how: How
    answer: Literal["yes", "no"]
    answered_at: datetime
    campaign_id: UUID | None = None


def show(session: Session, vault: Vault, actor: Subject, contact: Contact, shown: Shown) -> Notice:
    """Seal that a contact was shown a notice. Who had to be told of their details now has been.

    Raises:
        NotFoundError: there is no such version of the policy.
    """
    notice = Notice(contact_id=contact.id, **_columns(shown))
    _seal_notice(session, vault, actor, notice, contact)
    session.add(notice)
    session.flush()  # the duty points to it
    duties.close_by_notice(session, contact.id, notice)
    return notice


def answer(
    session: Session, vault: Vault, actor: Subject, contact: Contact, answered: Answered
) -> Consent:
    """Keep a contact's answer; a yes is sealed as agreed, a no ends what was agreed before.

    Raises:
        NotFoundError: there is no such version of the policy.
    """
    policies.get(session, answered.policy_version_id)
    consent = Consent(contact_id=contact.id, **_columns(answered))
    if consent.answer == "yes":
        _agree(session, vault, actor, consent, contact)
    else:
        withdraw(session, actor, contact.id, answered.purpose)
    session.add(consent)
    return consent


def withdraw(session: Session, actor: Subject, contact_id: UUID, purpose: Purpose) -> None:
    """End what a contact agreed to for `purpose`; it is as easy as agreeing was (Art. 7(3))."""
    for permission in registers.list_unended(session, contact_id, [purpose]):
        if permission.basis == "consent":
            permissions.withdraw(session, actor, permission)
    session.execute(
        sa.update(Consent)
        .where(
            Consent.contact_id == contact_id,
            Consent.purpose == purpose,
            Consent.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=clock.now())
    )


def find_agreement(session: Session, contact_id: UUID, purpose: str) -> Consent | None:
    """Return the yes that stands for a purpose, or None: no answer is a no."""
    return session.scalar(
        sa.select(Consent)
        .where(
            Consent.contact_id == contact_id,
            Consent.purpose == purpose,
            Consent.answer == "yes",
            Consent.withdrawn_at.is_(None),
        )
        .order_by(Consent.answered_at.desc())
        .limit(1)
    )


def keep_with_capture(session: Session, capture: Capture, told: Shown | Answered) -> None:
    """Keep what a visitor was shown or answered beside a card, until the card is approved.

    Sent again it is the same; what was sealed already is not touched.

    Raises:
        NotFoundError: there is no such version of the policy.
    """
    policies.get(session, told.policy_version_id)
    table = Notice if isinstance(told, Shown) else Consent
    columns = _columns(told)
    known = session.scalar(
        sa.select(table).where(
            table.capture_id == capture.id,
            *(getattr(table, name) == value for name, value in columns.items()),
        )
    )
    if known is None:
        session.add(table(capture_id=capture.id, **columns))


def forget_of_capture(
    session: Session, capture: Capture, table: type[Notice] | type[Consent]
) -> None:
    """Forget what was kept beside a card and not sealed yet: the seller has put it right."""
    session.execute(
        sa.delete(table).where(table.capture_id == capture.id, table.contact_id.is_(None))
    )


def seal_with_card(
    session: Session, vault: Vault, actor: Subject, capture: Capture, contacts: list[Contact]
) -> None:
    """Seal what was shown and agreed beside a card, now that it is known of whom it is.

    A notice is of everybody on the card; an answer only of one who is alone on it, since nobody
    agrees for another.
    """
    for notice in session.scalars(
        sa.select(Notice).where(Notice.capture_id == capture.id, Notice.contact_id.is_(None))
    ).all():
        for contact, row in zip(contacts, _one_each(session, notice, contacts), strict=True):
            _seal_notice(session, vault, actor, row, contact)
            session.flush()  # the duty points to it
            duties.close_by_notice(session, contact.id, row)
    if len(contacts) != 1:
        return
    for consent in session.scalars(
        sa.select(Consent).where(Consent.capture_id == capture.id, Consent.contact_id.is_(None))
    ).all():
        consent.contact_id = contacts[0].id
        if consent.answer == "yes":
            _agree(session, vault, actor, consent, contacts[0])


def _one_each(session: Session, notice: Notice, contacts: list[Contact]) -> list[Notice]:
    rows = [notice]
    for _ in contacts[1:]:
        copy = Notice(
            capture_id=notice.capture_id,
            policy_version_id=notice.policy_version_id,
            how=notice.how,
            language=notice.language,
            shown_at=notice.shown_at,
        )
        session.add(copy)
        rows.append(copy)
    return rows


def _seal_notice(
    session: Session, vault: Vault, actor: Subject, notice: Notice, contact: Contact
) -> None:
    notice.contact_id = contact.id
    body = {
        "how": notice.how,
        "language": notice.language,
        "shown_at": notice.shown_at.isoformat(),
    }
    notice.evidence_id = _seal(session, vault, actor, contact, notice, body).id


def _agree(
    session: Session, vault: Vault, actor: Subject, consent: Consent, contact: Contact
) -> None:
    """Seal a yes, and allow what it allows: customers' details alone may serve these purposes."""
    body = {
        "purpose": consent.purpose,
        "question": consent.question,
        "how": consent.how,
        "answered_at": consent.answered_at.isoformat(),
    }
    consent.evidence_id = _seal(session, vault, actor, contact, consent, body).id
    if registers.find_entry(session, contact.id, "customer") is not None:
        permissions.grant(
            session,
            actor,
            contact.id,
            purpose=cast("Purpose", consent.purpose),
            basis="consent",
            evidence_id=consent.evidence_id,
        )


def _seal(
    session: Session,
    vault: Vault,
    actor: Subject,
    contact: Contact,
    row: Notice | Consent,
    body: dict[str, Any],
) -> Evidence:
    policy = policies.get(session, row.policy_version_id)
    record = Record(
        kind="shown" if isinstance(row, Notice) else "agreed",
        subject_id=contact.subject_id,
        contact_id=contact.id,
        capture_id=row.capture_id,
        policy_version_id=policy.id,
        body=body | {"policy": {"id": policy.id, "sha256": policy.sha256}},
    )
    return seal(session, vault, actor, record)


def _columns(told: Shown | Answered) -> dict[str, Any]:
    return {name: getattr(told, name) for name in told.__slots__}

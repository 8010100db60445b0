"""The rules of review: one decision a capture, in one transaction, by who claimed it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import cast
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.orm import Session

from api import audit
from api.auth.guards import NotAllowedError
from api.auth.subject import Subject
from api.contacts import service as contacts
from api.contacts.acts import act_of
from api.contacts.details import normalize
from api.contacts.schemas import ContactGiven
from api.errors import ApiError, NotFoundError
from api.evidence.vault import Vault
from api.guard.notes import require_fit
from api.kit import clock
from api.models import Capture, CaptureDetails, Contact, Decision
from api.registers.rules import Register
from api.review import repository, stand
from api.review.schemas import DecisionGiven

CLAIM = timedelta(minutes=15)


class AlreadyDecidedError(ApiError):
    """Somebody was first; what they decided stands."""

    status = 409
    type = "already-decided"
    sv = "Kortet är redan avgjort."
    en = "This card has already been decided."


class NotReadyError(ApiError):
    """There is no reading to decide on."""

    status = 409
    type = "not-ready"
    sv = "Kortet är inte färdigläst än."
    en = "This card has not been read yet."


class ClaimedError(ApiError):
    """A colleague has claimed the capture."""

    status = 409
    type = "claimed"
    sv = "En kollega granskar kortet just nu. Ta nästa."
    en = "A colleague is reviewing this card. Take the next."


class NobodyNamedError(ApiError):
    """Approving needs at least one contact."""

    status = 422
    type = "no-contacts"
    sv = "Det finns ingen kontakt att godkänna. Fyll i en, eller avvisa kortet."
    en = "There is no contact to approve. Fill one in, or refuse the card."


@dataclass(slots=True)
class Outcome:
    """What a decision led to; `blobs`: keys of what is destroyed once it is committed."""

    contact_ids: list[UUID] = field(default_factory=list)
    evidence_ids: list[UUID] = field(default_factory=list)
    blobs: list[str] = field(default_factory=list)


def claim(session: Session, subject: Subject, capture_id: UUID) -> Capture:
    """Hold a capture for `subject` for 15 minutes; claiming again begins them anew.

    Raises:
        NotAllowedError: the subject is no user; a program decides at once instead.
        NotFoundError: there is no such capture.
        AlreadyDecidedError: it is decided.
        ClaimedError: a colleague holds it.
    """
    if subject.user_id is None:
        raise NotAllowedError
    capture = _lock_undecided(session, subject, capture_id)
    capture.claimed_by = subject.user_id
    capture.claimed_until = clock.now() + CLAIM
    return capture


def release(session: Session, subject: Subject, capture_id: UUID) -> None:
    """Give a claimed capture back to the queue. What is not claimed stays as it is.

    Raises: as `claim`.
    """
    capture = _lock_undecided(session, subject, capture_id)
    capture.claimed_by = capture.claimed_until = None


def decide(
    session: Session, vault: Vault, subject: Subject, capture_id: UUID, given: DecisionGiven
) -> Outcome:
    """Carry out what a reviewer decided, once.

    Raises:
        NotFoundError: there is no such capture.
        AlreadyDecidedError: somebody was first.
        ClaimedError: a colleague holds it.
        NotReadyError: it was not read, so there is nothing to approve.
        NobodyNamedError, InvalidFieldsError, OwnStaffError: the contacts cannot enter as given.
        UnfitNoteError: what was noted holds something private, or a judgement.
    """
    capture = _lock_undecided(session, subject, capture_id)
    if given.decision == "approve":
        outcome = _approve(session, vault, subject, capture, given)
    else:
        outcome = _reject(session, capture)
    capture.claimed_by = capture.claimed_until = None
    session.add(
        Decision(
            capture_id=capture.id,
            user_id=subject.user_id,
            token_id=subject.token_id,
            decision=given.decision,
            reason=given.reason or given.override_reason,
            decided_at=clock.now(),
        )
    )
    audit.record(
        session,
        f"api:capture:{given.decision}",
        actor_kind=subject.kind,
        actor_id=subject.id,
        object_id=capture.id,
        contacts=len(outcome.contact_ids),
    )
    return outcome


def _lock_undecided(session: Session, subject: Subject, capture_id: UUID) -> Capture:
    capture = repository.lock(session, subject, capture_id)
    if capture is None:
        raise NotFoundError
    if capture.decision is not None:
        raise AlreadyDecidedError
    if (
        capture.claimed_by is not None
        and capture.claimed_by != subject.user_id
        and capture.claimed_until is not None
        and capture.claimed_until > clock.now()
    ):
        raise ClaimedError
    return capture


def _approve(
    session: Session, vault: Vault, subject: Subject, capture: Capture, given: DecisionGiven
) -> Outcome:
    if capture.state != "needs_review" or not capture.readings:
        raise NotReadyError
    read = _contacts_read(capture)
    approved = read if given.contacts is None else given.contacts
    if not approved:
        raise NobodyNamedError
    details = normalize(
        approved,
        unread={(p.kind, p.text) for contact in read for p in contact.phones if not p.e164},
    )
    _settle_notes(session, subject, capture, given)
    outcome = Outcome()
    capture.state = "approved"
    known = repository.list_evidence_of_mail(session, capture)
    if known:
        # The same mail once more proves nothing more: it stays one piece of evidence.
        outcome.contact_ids = [row.contact_id for row in known if row.contact_id is not None]
        outcome.evidence_ids = [row.id for row in known]
        return outcome
    act = act_of(session, capture)
    act.told["reading_id"] = str(capture.readings[-1].id)
    act.told["corrected"] = given.contacts is not None and given.contacts != read
    for detail in details:
        contact, evidence = contacts.register(
            session,
            vault,
            details=detail,
            registers=given.registers or [cast("Register", capture.register)],
            act=act,
            actor=subject,
        )
        outcome.contact_ids.append(contact.id)
        outcome.evidence_ids.append(evidence.id)
        if contact.state == "needs_company":
            capture.state = "needs_company"
    first = session.get_one(Contact, outcome.contact_ids[0])
    outcome.evidence_ids += stand.seal_what_happened(session, vault, subject, capture, first)
    return outcome


def _settle_notes(
    session: Session, subject: Subject, capture: Capture, given: DecisionGiven
) -> None:
    details = session.get(CaptureDetails, capture.id)
    if given.note is not None:
        capture.note = given.note or None
    if details is not None and given.details_note is not None:
        details.note = given.details_note or None
    noted = {"note": capture.note, "details_note": details.note if details else None}
    require_fit(session, subject, noted, given.override_reason)


def _contacts_read(capture: Capture) -> list[ContactGiven]:
    read = capture.readings[-1].result.get("contacts", [])
    try:
        return [ContactGiven.model_validate(contact) for contact in read]
    except ValidationError:
        # Longer than any field may be: then the reviewer has to say what it is.
        return []


def _reject(session: Session, capture: Capture) -> Outcome:
    # Who is refused leaves nothing of themselves: that a card came and was refused is all.
    if capture.state in ("received", "reading"):
        raise NotReadyError
    outcome = Outcome()
    for file in capture.files:
        outcome.blobs += [name for name in (file.kept_key, file.quarantine_key) if name]
        file.kept_key = file.quarantine_key = None
    for reading in capture.readings:
        session.delete(reading)
    details = session.get(CaptureDetails, capture.id)
    if details is not None:
        session.delete(details)
    capture.note = capture.url = capture.certainty = None
    capture.state = "rejected"
    return outcome

"""The rules of handing out: one contact, one named recipient, a purpose, and a line for ever."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from sqlalchemy.orm import Session

from api import audit
from api.auth.guards import NotAllowedError
from api.auth.subject import Subject
from api.contacts import repository as contacts
from api.disclosures import repository
from api.disclosures.classes import CLASSES, ClassFacts, RecipientClass
from api.disclosures.minimal import minimal, regions_of, usable
from api.disclosures.schemas import DisclosureGiven, RecipientGiven
from api.errors import ApiError, NotFoundError
from api.guard.notes import require_fit
from api.kit import clock
from api.models import Contact, Disclosure, Export, Recipient
from api.registers.permissions import may_use
from api.registers.purposes import Purpose

# How long an emergency may wait for somebody else to look at it.
REVIEW = timedelta(days=7)


class WrongPurposeError(ApiError):
    """This class of recipients is given nothing for that purpose."""

    status = 422
    type = "wrong-purpose"
    sv = "Den sortens mottagare får inget för det ändamålet."
    en = "That class of recipient is given nothing for that purpose."


class LegalReferenceMissingError(ApiError):
    """An authority's demand rests on a law, which is named."""

    status = 422
    type = "legal-reference-missing"
    sv = "Ange lagrummet eller beslutet som begäran vilar på."
    en = "Name the law or decision that the demand rests on."


class NotSecretError(ApiError):
    """Only a demand by law or an emergency may be kept from the person."""

    status = 422
    type = "not-secret"
    sv = "Utlämningen kan inte hemlighållas för personen."
    en = "This disclosure cannot be kept from the person."


class RegionMismatchError(ApiError):
    """A referral is for a customer who serves the contact's own country."""

    status = 409
    type = "region-mismatch"
    sv = "Kunden verkar inte i kontaktens land. Hänvisa bara till en kund i samma land."
    en = "The customer does not serve the contact's country. Refer only within the same country."


class ExportOnlyError(ApiError):
    """This class is given contacts by an approved export alone."""

    status = 409
    type = "export-only"
    sv = "Det här lämnas bara ut som en godkänd export."
    en = "This is handed out by an approved export alone."


class ReviewedByDiscloserError(ApiError):
    """An emergency is looked at by somebody else than who acted."""

    status = 409
    type = "own-disclosure"
    sv = "Någon annan än du behöver granska den här utlämningen."
    en = "Somebody else than you has to review this disclosure."


@dataclass(frozen=True, slots=True)
class Handed:
    """A disclosure, and the values that go with it out of the house."""

    disclosure: Disclosure
    recipient: Recipient
    data: dict[str, Any]


def add_recipient(session: Session, actor: Subject, given: RecipientGiven) -> Recipient:
    """Name a recipient. Who is not named is given nothing.

    Raises:
        WrongPurposeError: its class is given nothing for that purpose.
    """
    if given.purpose not in CLASSES[given.recipient_class].purposes:
        raise WrongPurposeError
    return _add(
        session,
        actor,
        Recipient(
            name=given.name,
            recipient_class=given.recipient_class,
            purpose=given.purpose,
            regions=sorted(set(given.regions)),
            created_at=clock.now(),
            created_by=actor.id,
        ),
    )


def own_recipient(session: Session, actor: Subject, name: str) -> Recipient:
    """Return the company's own recipient that `actor` stands for, named now if it was not yet.

    A program is named by its key; people by `name`, all of them together.
    """
    known = repository.find_own_recipient(session, name, actor.token_id)
    if known is not None:
        return known
    token = None if actor.token_id is None else repository.find_token(session, actor.token_id)
    return _add(
        session,
        actor,
        Recipient(
            name=token.name if token else name,
            recipient_class="own_system",
            purpose="relation",
            regions=[],
            token_id=token and token.id,
            created_at=clock.now(),
            created_by=actor.id,
        ),
    )


def disclose(session: Session, actor: Subject, given: DisclosureGiven) -> Handed | None:
    """Hand one contact to one recipient; None where nothing permits it, which is logged.

    Raises:
        NotFoundError: there is no such contact or recipient for `actor`.
        NotAllowedError: the actor may not hand out to this class.
        UnfitNoteError: the reason holds something private, or a judgement.
        ExportOnlyError, LegalReferenceMissingError, NotSecretError, RegionMismatchError: the class
            asks for something else.
    """
    recipient = session.get(Recipient, given.recipient_id)
    contact = contacts.find(session, actor, given.contact_id)
    if recipient is None or contact is None:
        raise NotFoundError
    facts = facts_of(recipient)
    if not actor.holds(facts.scope):
        raise NotAllowedError
    _check(recipient, facts, contact, given)
    require_fit(session, actor, {"reason": given.reason})
    purpose = cast("Purpose", recipient.purpose)
    registers = {entry.register for entry in contact.entries}
    if facts.asks_permission:
        if not may_use(session, actor, contact.id, purpose):
            return None
        registers = repository.registers_for(session, contact.id, purpose)
    if facts.customers_only and "customer" not in registers:
        return None
    data = minimal(contact, facts, usable(contact, facts, registers))
    disclosure = enter(session, actor, recipient, contact, list(data))
    disclosure.reason, disclosure.legal_reference = given.reason, given.legal_reference
    disclosure.region, disclosure.is_secret = given.region, given.is_secret
    if recipient.recipient_class == "protection":
        disclosure.review_due_at = clock.now() + REVIEW
    _record(session, actor, "made", disclosure, recipient_class=recipient.recipient_class)
    return Handed(disclosure, recipient, data)


def enter(
    session: Session,
    actor: Subject,
    recipient: Recipient,
    contact: Contact,
    fields: list[str],
    export: Export | None = None,
) -> Disclosure:
    """Write one line of the ledger, flushed."""
    disclosure = Disclosure(
        recipient_id=recipient.id,
        contact_id=contact.id,
        export_id=export and export.id,
        purpose=recipient.purpose,
        fields=fields,
        disclosed_at=clock.now(),
        disclosed_by=actor.id,
    )
    session.add(disclosure)
    session.flush()  # its id is the watermark
    return disclosure


def review(session: Session, actor: Subject, disclosure: Disclosure) -> None:
    """Note that somebody else has looked at an emergency; again changes nothing.

    Raises:
        ReviewedByDiscloserError: the actor handed it out.
    """
    if disclosure.reviewed_at is not None:
        return
    if disclosure.disclosed_by == actor.id:
        raise ReviewedByDiscloserError
    disclosure.reviewed_at, disclosure.reviewed_by = clock.now(), actor.id
    _record(session, actor, "reviewed", disclosure)


def set_secrecy(
    session: Session, actor: Subject, disclosure: Disclosure, *, is_secret: bool
) -> None:
    """Lift secrecy, or put it back; from then on the person is told of the disclosure, or not."""
    if disclosure.is_secret != is_secret:
        disclosure.is_secret = is_secret
        action = "made_secret" if is_secret else "secrecy_lifted"
        _record(session, actor, action, disclosure)


def facts_of(recipient: Recipient) -> ClassFacts:
    """Return what the recipient's class is given."""
    return CLASSES[cast("RecipientClass", recipient.recipient_class)]


def _check(
    recipient: Recipient, facts: ClassFacts, contact: Contact, given: DisclosureGiven
) -> None:
    if recipient.recipient_class in ("buyer", "own_system"):
        raise ExportOnlyError
    if facts.needs_legal_reference and not given.legal_reference:
        raise LegalReferenceMissingError
    if given.is_secret and not facts.may_be_secret:
        raise NotSecretError
    if recipient.recipient_class == "established_customer" and (
        given.region not in recipient.regions or given.region not in regions_of(contact)
    ):
        raise RegionMismatchError


def _add(session: Session, actor: Subject, recipient: Recipient) -> Recipient:
    session.add(recipient)
    session.flush()  # the trail and the ledger name its id
    audit.record(
        session,
        "api:recipient:added",
        actor_kind=actor.kind,
        actor_id=actor.id,
        object_id=recipient.id,
        recipient_class=recipient.recipient_class,
        purpose=recipient.purpose,
    )
    return recipient


def _record(
    session: Session,
    actor: Subject,
    action: str,
    disclosure: Disclosure,
    **facts: str,
) -> None:
    audit.record(
        session,
        f"api:disclosure:{action}",
        actor_kind=actor.kind,
        actor_id=actor.id,
        object_id=disclosure.id,
        purpose=disclosure.purpose,
        **facts,
    )

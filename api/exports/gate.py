"""The gate every file of contacts passes: a purpose, a named recipient, another's yes, a watermark.

The policy: "Inte under några omständigheter säljer, delar eller distribuerar vi registrerade
uppgifter som en egen produkt eller tjänst."
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from sqlalchemy.orm import Session

from api import audit
from api.auth.subject import Subject
from api.disclosures import service as disclosures
from api.disclosures.minimal import minimal, only, usable
from api.errors import ApiError, NotFoundError
from api.exports import files, repository
from api.exports.schemas import ExportGiven
from api.guard.notes import require_fit
from api.kit import clock
from api.kit.digest import sha256_hex
from api.models import ApiToken, Contact, ContactMethod, Export, Recipient
from api.registers import audiences
from api.registers.purposes import MARKETING, Purpose

_AT_ONCE = 500


class NotApprovedError(ApiError):
    """Nobody has allowed this export yet."""

    status = 403
    type = "export-not-approved"
    sv = "Exporten behöver ett ändamål och ett godkännande av dataskyddsansvarig."
    en = "The export needs a purpose and approval by the privacy officer."


class OwnApprovalError(ApiError):
    """Nobody allows an export of their own, not by a token of theirs either."""

    status = 409
    type = "own-approval"
    sv = (
        "Du har själv begärt exporten, och den som begär får inte godkänna. Be en annan "
        "dataskyddsansvarig godkänna, eller låt systemet som ska ha filen begära den."
    )
    en = (
        "You asked for this export yourself, and who asks may not approve. Have another privacy "
        "officer approve it, or let the system that is to have the file ask for it."
    )


class AlreadyMadeError(ApiError):
    """A file is made once, so that its watermark means these rows and no others."""

    status = 409
    type = "export-made"
    sv = "Filen är redan hämtad. Begär en ny export."
    en = "The file has been fetched already. Ask for a new export."


class RefusedError(ApiError):
    """A privacy officer has said no; who still needs the file asks anew."""

    status = 409
    type = "export-refused"
    sv = "Exporten är nekad. Begär en ny om den fortfarande behövs."
    en = "The export was refused. Ask for a new one if it is still needed."


class AcceptanceMissingError(ApiError):
    """A buyer of the business is bound to the policy's terms before anything is handed over."""

    status = 409
    type = "acceptance-missing"
    sv = "Köparens undertecknade godtagande av policyns villkor saknas."
    en = "The buyer's signed acceptance of the policy's terms is missing."


class NoExportError(ApiError):
    """This class of recipients is given one contact at a time."""

    status = 422
    type = "no-export"
    sv = "Den sortens mottagare får en kontakt i taget, ingen fil."
    en = "That class of recipient is given one contact at a time, no file."


@dataclass(frozen=True, slots=True)
class Made:
    """A file, and what it is called."""

    content: bytes
    media_type: str
    name: str


def request(session: Session, actor: Subject, given: ExportGiven) -> tuple[Export, Recipient]:
    """Ask for a file; nothing is read yet.

    Raises:
        NotFoundError: there is no such recipient.
        NoExportError: the class is given no files.
        UnfitNoteError: the reason holds something private, or a judgement.
    """
    recipient = session.get(Recipient, given.recipient_id)
    if recipient is None:
        raise NotFoundError
    if recipient.recipient_class not in ("own_system", "buyer"):
        raise NoExportError
    require_fit(session, actor, {"reason": given.reason})
    export = Export(
        recipient_id=recipient.id,
        purpose=recipient.purpose,
        format=given.format,
        register=given.in_register,
        reason=given.reason,
        requested_at=clock.now(),
        requested_by=actor.id,
    )
    session.add(export)
    session.flush()  # its id goes into the answer and the trail
    _record(session, actor, "requested", export)
    return export, recipient


def approve(session: Session, actor: Subject, export: Export) -> None:
    """Allow an export; again changes nothing.

    Raises:
        OwnApprovalError: the actor asked for it.
        RefusedError: it was refused.
    """
    if export.refused_at is not None:
        raise RefusedError
    if export.approved_at is not None:
        return
    if {actor.id, actor.user_id} & _askers(session, export):
        raise OwnApprovalError
    export.approved_at, export.approved_by = clock.now(), actor.id
    _record(session, actor, "approved", export)


def _askers(session: Session, export: Export) -> set[UUID]:
    token = export.requested_by and session.get(ApiToken, export.requested_by)
    asked = (export.requested_by, token.user_id if token else None)
    return {one for one in asked if one is not None}


def accept(session: Session, actor: Subject, export: Export, sha256: str) -> None:
    """Note the digest of the document by which the buyer accepts the policy's terms.

    Raises:
        AlreadyMadeError: the package has left.
    """
    if export.made_at is not None:
        raise AlreadyMadeError
    export.acceptance_sha256 = sha256
    _record(session, actor, "accepted", export, sha256=sha256)


def refuse(session: Session, actor: Subject, export: Export) -> None:
    """Say no to an export, one's own too, as long as no file was made; again changes nothing.

    Raises:
        AlreadyMadeError: the file has left.
    """
    if export.made_at is not None:
        raise AlreadyMadeError
    if export.refused_at is None:
        export.refused_at, export.refused_by = clock.now(), actor.id
        export.approved_at = export.approved_by = None
        _record(session, actor, "refused", export)


def make(session: Session, actor: Subject, export: Export, recipient: Recipient) -> Made:
    """Make the file, once, and write a line of the ledger for each contact in it.

    Whom it holds is worked out now: who objected since it was asked for is not in it.

    Raises:
        NotApprovedError, AcceptanceMissingError, AlreadyMadeError: it may not be made.
    """
    if export.approved_at is None:
        raise NotApprovedError
    if recipient.recipient_class == "buyer" and export.acceptance_sha256 is None:
        raise AcceptanceMissingError
    if export.made_at is not None:
        raise AlreadyMadeError
    export.made_at = clock.now()
    facts = disclosures.facts_of(recipient)
    rows = []
    for contact, methods in _holds(session, export, recipient):
        data = minimal(contact, facts, methods)
        disclosures.enter(session, actor, recipient, contact, list(data), export)
        rows.append(files.Row(only(contact, facts, methods), data))
    head = files.Head(export.id, export.purpose, recipient.name, export.made_at, facts.fields)
    content = files.write(export.format, head, rows)
    export.row_count, export.sha256 = len(rows), sha256_hex(content)
    _record(session, actor, "made", export, rows=len(rows), sha256=export.sha256)
    name = f"handslag-{export.purpose}-{export.made_at:%Y-%m-%d}.{export.format}"
    return Made(content, files.MEDIA_TYPES[export.format], name)


def _holds(
    session: Session, export: Export, recipient: Recipient
) -> Iterator[tuple[Contact, Collection[ContactMethod]]]:
    facts = disclosures.facts_of(recipient)
    permitted = repository.list_permitted(session, export.purpose, export.register)
    is_marketing = cast("Purpose", export.purpose) in MARKETING
    reached = set(audiences.list_methods(session, export.purpose)) if is_marketing else set()
    ids = sorted(permitted)
    for start in range(0, len(ids), _AT_ONCE):
        for contact in repository.list_contacts(session, ids[start : start + _AT_ONCE]):
            methods = usable(contact, facts, permitted[contact.id])
            if is_marketing:
                # What the view does not name does not exist for marketing.
                methods = [method for method in methods if method.id in reached]
            if methods or not (is_marketing or facts.customers_only):
                yield contact, methods


def _record(
    session: Session, actor: Subject, action: str, export: Export, **facts: str | int
) -> None:
    audit.record(
        session,
        f"api:export:{action}",
        actor_kind=actor.kind,
        actor_id=actor.id,
        object_id=export.id,
        purpose=export.purpose,
        **facts,
    )

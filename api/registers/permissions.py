"""May this person's data be used for that? The one place that answers, and no row means no."""

from collections.abc import Collection
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from api import audit
from api.auth.subject import Subject
from api.errors import ApiError, NotFoundError
from api.kit import clock
from api.models import Evidence, Objection, Permission
from api.registers import repository
from api.registers.purposes import (
    BASES,
    MARKETING,
    PURPOSES,
    RESTRICTED,
    Basis,
    Purpose,
    provided_for,
)
from api.registers.rules import Register

# Bokföringslagen (1999:1078) 7 kap. 2 §: until the seventh year after the year's end is over.
_BOOKKEEPING_YEARS = 7


class NotPermittedError(ApiError):
    """Nothing allows this use of the person's data."""

    status = 403
    type = "purpose-not-permitted"
    sv = "Uppgifterna får inte användas för det ändamålet."
    en = "The details may not be used for that purpose."


class BasisNotAllowedError(ApiError):
    """The purpose cannot rest on this basis, or not in this register."""

    status = 422
    type = "basis-not-allowed"
    sv = "Ändamålet kan inte vila på den grunden i det registret."
    en = "The purpose cannot rest on that basis in that register."


class NoConsentError(ApiError):
    """Consent needs evidence of consent by this person. A card handed over is none."""

    status = 422
    type = "no-consent"
    sv = "Det finns inget samtycke i bevisen. Ett lämnat kort är inget samtycke."
    en = "The evidence shows no consent. A card handed over is not consent."


class NoBalancingTestError(ApiError):
    """An interest carries a purpose only where it has been weighed against the person's."""

    status = 409
    type = "no-balancing-test"
    sv = "Det finns ingen intresseavvägning för ändamålet. Skriv den först."
    en = "There is no balancing test for the purpose. Write it first."


class ObjectedError(ApiError):
    """The person has objected; only a consent given afterwards changes that."""

    status = 409
    type = "objected"
    sv = "Personen har invänt. Bara ett senare samtycke från personen ändrar det."
    en = "The person has objected. Only a later consent of theirs changes that."


def may_use(session: Session, actor: Subject, contact_id: UUID, purpose: Purpose) -> bool:
    """Return whether a contact's data may serve `purpose` now, for `actor`; the answer is logged.

    Call it in a writing transaction and refuse with `NotPermittedError` after it has ended, or the
    line in the trail is rolled back with the rest.
    """
    allowed = (
        purpose not in RESTRICTED or actor.holds("privacy:write")
    ) and repository.find_active(session, contact_id, purpose) is not None
    audit.record(
        session,
        f"api:use:{'permitted' if allowed else 'refused'}",
        actor_kind=actor.kind,
        actor_id=actor.id,
        object_id=contact_id,
        purpose=purpose,
    )
    return allowed


def provide(
    session: Session,
    contact_id: UUID,
    registers: Collection[Register],
    evidence: Evidence,
    *,
    context_kind: str,
    on: date,
) -> None:
    """Allow what handing over a card on the day `on` allows; what is allowed already stands.

    What was objected to stays refused: a card is no answer to that. The contact's entries in
    `registers` must have been flushed.
    """
    for register in sorted(registers):
        for purpose, basis in provided_for(register, context_kind).items():
            if repository.find_objection(session, contact_id, purpose) is not None:
                continue
            until = _kept_until(on) if purpose == "legal" else None
            known = repository.find_unended(session, contact_id, purpose, register)
            if known is not None:
                if until is not None and known.until is not None:
                    known.until = max(known.until, until)
                continue
            test = repository.find_balancing_test(session, purpose, basis)
            if test is None and BASES[basis].needs_balancing_test:
                continue
            session.add(
                Permission(
                    contact_id=contact_id,
                    register=register,
                    purpose=purpose,
                    basis=basis,
                    evidence_id=evidence.id,
                    evidence_kind=evidence.kind,
                    balancing_test_id=test and test.id,
                    until=until,
                    granted_at=clock.now(),
                    granted_by=None,
                )
            )


def grant(
    session: Session,
    actor: Subject,
    contact_id: UUID,
    *,
    purpose: Purpose,
    basis: Basis,
    register: Register = "customer",
    evidence_id: UUID,
) -> Permission:
    """Allow a purpose on a basis, by a record of this contact; it takes the place of what was.

    Raises:
        NotFoundError: no such contact, or it does not stand in `register`.
        BasisNotAllowedError: the wall, or the basis is not one of the purpose's.
        NoConsentError: consent without evidence of consent, or evidence of somebody else's.
        NoBalancingTestError: an interest that was not weighed.
        ObjectedError: the person said no, and has not said yes since.
    """
    if repository.find_entry(session, contact_id, register) is None:
        raise NotFoundError
    if basis not in PURPOSES[purpose].bases or (purpose in MARKETING and register != "customer"):
        raise BasisNotAllowedError
    evidence = session.get(Evidence, evidence_id)
    if evidence is None or evidence.contact_id != contact_id:
        raise NoConsentError
    if basis == "consent" and evidence.kind != "agreed":
        raise NoConsentError
    test = repository.find_balancing_test(session, purpose, basis)
    if test is None and BASES[basis].needs_balancing_test:
        raise NoBalancingTestError
    _settle_objection(session, contact_id, purpose, basis, evidence)
    known = repository.find_unended(session, contact_id, purpose, register)
    if known is not None:
        _end(known, "replaced")
    session.flush()  # one row at a time may be in force: the old one ends first
    permission = Permission(
        contact_id=contact_id,
        register=register,
        purpose=purpose,
        basis=basis,
        evidence_id=evidence.id,
        evidence_kind=evidence.kind,
        balancing_test_id=test and test.id,
        until=None,
        granted_at=clock.now(),
        granted_by=actor.id,
    )
    session.add(permission)
    session.flush()  # its id goes into the answer
    _record(session, actor, "granted", contact_id, purpose, basis=basis)
    return permission


def withdraw(session: Session, actor: Subject, permission: Permission) -> None:
    """End one row, as when a consent is taken back; ending it again changes nothing."""
    if permission.ended_at is None:
        _end(permission, "withdrawn")
        _tell(session, permission.contact_id)
        _record(session, actor, "withdrawn", permission.contact_id, permission.purpose)


def object_to(
    session: Session, actor: Subject | None, contact_id: UUID, purposes: Collection[Purpose]
) -> None:
    """Note that a person objects, and stop: at once, in every register, no reason asked.

    An agreement, and what the law has kept, are not for objecting to. `actor` is None where the
    person acts, by the link in a letter. Objecting again changes nothing.

    Raises:
        NotFoundError: there is no such contact.
        BasisNotAllowedError: a purpose that cannot be objected to (GDPR Art. 21 names interests).
    """
    if repository.find_contact(session, contact_id) is None:
        raise NotFoundError
    if {"contract", "legal"} & set(purposes):
        raise BasisNotAllowedError
    for purpose in sorted(purposes):
        if repository.find_objection(session, contact_id, purpose) is None:
            session.add(Objection(contact_id=contact_id, purpose=purpose, made_at=clock.now()))
            _record(session, actor, "objected", contact_id, purpose)
    for known in repository.list_unended(session, contact_id, purposes):
        _end(known, "objection")
    _tell(session, contact_id)


def overrule(session: Session, actor: Subject, contact_id: UUID, purpose: Purpose) -> None:
    """Take an objection as refused: what it ended holds again, on the basis and record of before.

    The company has shown compelling grounds (GDPR Art. 21(1)); to marketing there are none.
    """
    objection = repository.find_objection(session, contact_id, purpose)
    if objection is None:
        return
    ended = repository.list_ended_by(session, objection)
    session.delete(objection)
    session.flush()  # nothing is granted against an objection that stands
    for row in ended:
        grant(
            session,
            actor,
            contact_id,
            purpose=purpose,
            basis=cast("Basis", row.basis),
            register=cast("Register", row.register),
            evidence_id=row.evidence_id,
        )
    _tell(session, contact_id)


def kept_by_law(session: Session, contact_id: UUID) -> date | None:
    """Return the last day that bookkeeping law has the contact's papers kept, or None.

    Until then an erasure is answered by GDPR Art. 17(3)(b): bokföringslagen 7 kap. 2 §.
    """
    days = [row.until for row in repository.list_unended(session, contact_id, ["legal"])]
    latest = max((day for day in days if day is not None), default=None)
    return latest if latest is not None and latest >= clock.now().date() else None


def _kept_until(on: date) -> date:
    return date(on.year + _BOOKKEEPING_YEARS, 12, 31)


def _settle_objection(
    session: Session, contact_id: UUID, purpose: Purpose, basis: Basis, evidence: Evidence
) -> None:
    objection = repository.find_objection(session, contact_id, purpose)
    if objection is None:
        return
    if basis != "consent" or evidence.created_at <= objection.made_at:
        raise ObjectedError
    session.delete(objection)


def _end(permission: Permission, reason: str) -> None:
    permission.ended_at = clock.now()
    permission.end_reason = reason


def _tell(session: Session, contact_id: UUID) -> None:
    # Whoever keeps in step must hear of it: what they may use has become less.
    contact = repository.find_contact(session, contact_id)
    if contact is not None:
        flag_modified(contact, "state")


def _record(
    session: Session,
    actor: Subject | None,
    action: str,
    contact_id: UUID,
    purpose: str,
    **facts: str,
) -> None:
    audit.record(
        session,
        f"api:permission:{action}",
        actor_kind=actor.kind if actor else "person",
        actor_id=actor.id if actor else None,
        object_id=contact_id,
        purpose=purpose,
        **facts,
    )

"""The rules of contacts: who gets in, who is known already, who waits for a company."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api import audit
from api.auth.subject import Subject
from api.contacts import repository
from api.contacts.acts import Act
from api.contacts.details import Details
from api.contacts.known import find_known, fold_person
from api.contacts.removed import refuse_removed
from api.contacts.wording import searchable
from api.errors import ApiError, NotFoundError
from api.evidence import log
from api.evidence.service import Record, seal
from api.evidence.vault import Vault
from api.interactions import repository as interactions
from api.kit import clock, mailboxes
from api.models import (
    Capture,
    Contact,
    ContactMethod,
    Evidence,
    Interaction,
    Organization,
    RegisterEntry,
)
from api.organizations import service as organizations
from api.policies import service as policies
from api.registers import permissions
from api.registers.rules import Register, is_own_staff
from api.suppressions import service as suppressions


class OwnStaffError(ApiError):
    """The policy covers the company's contacts, not its staff."""

    status = 409
    type = "own_staff"
    sv = "Adressen hör till ert eget företag. Personal registreras inte."
    en = "The address belongs to your own company. Staff are not registered."


class HasCompanyError(ApiError):
    """Only a contact that waits for a company takes one this way."""

    status = 409
    type = "has-company"
    sv = "Kontakten har redan ett företag."
    en = "The contact has a company already."


def register(
    session: Session,
    vault: Vault,
    *,
    details: Details,
    registers: Collection[Register],
    act: Act,
    actor: Subject,
) -> tuple[Contact, Evidence]:
    """Enter who handed their details over in `act`, with sealed evidence of it.

    This is the only way into the register, and it makes the evidence first: each method and each
    register a contact stands in points to the record that put it there, and what handing over a
    card allows is allowed by it. Somebody known already
    (same e-mail address, or same name in the same organization) stays one contact, with one more
    interaction, and with the methods and registers that are new. A person without a company waits
    as `needs_company`.

    Raises:
        OwnStaffError: an address belongs to the company itself.
        PersonErasedError: they were erased after they had handed this over.
    """
    if not registers:
        raise ValueError("a contact stands in at least one register")
    if is_own_staff(details.emails, policies.get_controller(session).own_domains):
        raise OwnStaffError
    refuse_removed(session, vault, details, act.happened_at)
    # From here on one registration at a time: two of the same person or company at once would
    # otherwise not see each other. The log's lock is taken early instead of adding one beside it.
    log.lock(session)
    organization = organizations.get_or_add(session, details.company) if details.company else None
    contact = find_known(session, details, organization)
    is_new = contact is None
    if contact is None:
        contact = _add(session, vault, details, organization)
    evidence = _seal(
        session,
        vault,
        actor,
        contact,
        act,
        {"registers": sorted(registers), "details": details.told()},
    )
    latest = interactions.find_latest_moment(session, contact.id)
    if not is_new and (latest is None or latest <= act.happened_at):
        _renew(contact, details)
    _join(contact, organization)
    _enter(vault, contact, details, registers, evidence)
    session.flush()  # permissions point to the entries
    permissions.provide(
        session,
        contact.id,
        registers,
        evidence,
        context_kind=act.context_kind,
        on=act.happened_at.date(),
    )
    _add_interaction(session, contact, organization, act, evidence)
    _settle(session, contact)
    _record(session, actor, contact, "registered" if is_new else "met")
    return contact, evidence


def give_company(session: Session, actor: Subject, contact_id: UUID, company: str) -> Contact:
    """Let a contact that waits for a company have it; from now on it syncs.

    Raises:
        NotFoundError: the actor sees no such contact.
        HasCompanyError: it does not wait.
    """
    contact = repository.find(session, actor, contact_id)
    if contact is None:
        raise NotFoundError
    if contact.state != "needs_company":
        raise HasCompanyError
    log.lock(session)
    _join(contact, organizations.get_or_add(session, company))
    _settle(session, contact)
    _record(session, actor, contact, "company_given")
    return contact


def _add(
    session: Session, vault: Vault, details: Details, organization: Organization | None
) -> Contact:
    contact = Contact(
        organization=organization,
        subject_id=vault.new_subject(),
        person=details.person,
        person_folded=fold_person(details.person),
        role=details.role,
        department=details.department,
        address=details.address,
        state="needs_company" if organization is None else "active",
        created_at=clock.now(),
        methods=[],
        entries=[],
    )
    session.add(contact)
    session.flush()  # evidence points to the contact it is about
    return contact


def _seal(
    session: Session, vault: Vault, actor: Subject, contact: Contact, act: Act, told: dict[str, Any]
) -> Evidence:
    record = Record(
        kind="provided",
        subject_id=contact.subject_id,
        capture_id=act.capture_id,
        contact_id=contact.id,
        policy_version_id=act.policy_version_id,
        body={
            **act.told,
            **told,
            "reviewer_id": None if actor.user_id is None else str(actor.user_id),
        },
    )
    return seal(session, vault, actor, record)


def _renew(contact: Contact, details: Details) -> None:
    # What was handed over last is what holds; what was not handed over again still stands.
    contact.role = details.role or contact.role
    contact.department = details.department or contact.department
    contact.address = details.address or contact.address
    if contact.person is None and details.person is not None:
        contact.person = details.person
        contact.person_folded = fold_person(details.person)


def _join(contact: Contact, organization: Organization | None) -> None:
    if contact.organization is None and organization is not None:
        contact.organization = organization
        contact.state = "active"


def _enter(
    vault: Vault,
    contact: Contact,
    details: Details,
    registers: Collection[Register],
    evidence: Evidence,
) -> None:
    entered = {entry.register for entry in contact.entries}
    known = {(m.kind, m.value, m.register) for m in contact.methods}
    position = max((method.position for method in contact.methods), default=-1) + 1
    for register_name in sorted(registers):
        if register_name not in entered:
            contact.entries.append(
                RegisterEntry(
                    register=register_name, evidence_id=evidence.id, created_at=clock.now()
                )
            )
        for method in details.methods:
            if (method.kind, method.value, register_name) in known:
                continue
            known.add((method.kind, method.value, register_name))
            contact.methods.append(
                ContactMethod(
                    position=position,
                    kind=method.kind,
                    value=method.value,
                    extension=method.extension,
                    register=register_name,
                    evidence_id=evidence.id,
                    fingerprint=suppressions.fingerprint(vault, method.kind, method.value),
                    is_private_mailbox=method.kind == "email"
                    and mailboxes.is_private(method.value),
                )
            )
            position += 1


def _add_interaction(
    session: Session,
    contact: Contact,
    organization: Organization | None,
    act: Act,
    evidence: Evidence,
) -> None:
    session.add(
        Interaction(
            contact_id=contact.id,
            organization_id=None if organization is None else organization.id,
            context_kind=act.context_kind,
            channel=act.channel,
            occasion_id=act.occasion_id,
            capture_id=act.capture_id,
            evidence_id=evidence.id,
            user_id=act.user_id,
            reference=act.reference,
            happened_at=act.happened_at,
        )
    )


def _settle(session: Session, contact: Contact) -> None:
    session.flush()  # the waiting captures are looked up in the tables
    repository.put_words(session, contact.id, searchable(contact))
    # A capture waits as long as anybody on it does.
    captures = session.scalars(
        sa.select(Capture)
        .join(Interaction, Interaction.capture_id == Capture.id)
        .where(Interaction.contact_id == contact.id, Capture.state == "needs_company")
    )
    for capture in captures.unique().all():
        waiting = session.scalar(
            sa.select(sa.func.count(Contact.id))
            .join(Interaction, Interaction.contact_id == Contact.id)
            .where(Interaction.capture_id == capture.id, Contact.state == "needs_company")
        )
        if not waiting:
            capture.state = "approved"


def _record(session: Session, actor: Subject, contact: Contact, action: str) -> None:
    audit.record(
        session,
        f"api:contact:{action}",
        actor_kind=actor.kind,
        actor_id=actor.id,
        object_id=contact.id,
    )

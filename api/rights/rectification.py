"""Puts details right at a person's word: new values, evidence of them, and what stood before."""

from typing import Any

from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.contacts import repository as contacts
from api.contacts.details import Details, Method, normalize
from api.contacts.known import fold_person
from api.contacts.schemas import ContactGiven
from api.contacts.wording import searchable
from api.evidence import log
from api.evidence.service import Record, seal
from api.evidence.vault import Vault
from api.kit import clock, mailboxes
from api.models import Contact, ContactMethod, Correction, Evidence, SubjectRequest
from api.organizations import service as organizations
from api.suppressions import service as suppressions

_PLAIN = ("person", "role", "department", "address")
_METHODS = {
    "phones": frozenset({"mobile", "work", "switchboard", "fax"}),
    "emails": frozenset({"email"}),
    "websites": frozenset({"website"}),
}


def rectify(
    session: Session, vault: Vault, actor: Subject, contact: Contact, request: SubjectRequest
) -> int:
    """Put right what the request asks, and return how many fields changed.

    A field that is left out stays; a list of numbers or addresses stands for the whole of its kind.
    What the person says now is actively provided, so it is sealed as evidence like any card; what
    stood before is kept in the history and in the evidence of then.

    Raises:
        InvalidFieldsError: a value is not what its field is for.
    """
    asked = request.asked or {}
    given = ContactGiven.model_validate(asked)
    [details] = normalize(
        [given.model_copy(update={"company": given.company or _company(contact)})]
    )
    log.lock(session)
    before = _told(contact)
    evidence = _seal(session, vault, actor, contact, request, asked)
    for field in _PLAIN:
        if field in asked:
            setattr(contact, field, getattr(details, field))
    contact.person_folded = fold_person(contact.person)
    if given.company:
        contact.organization = organizations.get_or_add(session, given.company)
        contact.state = "active"
    for group, kinds in _METHODS.items():
        if group in asked:
            wanted = [method for method in details.methods if method.kind in kinds]
            _replace(vault, contact, wanted, kinds, evidence)
    session.flush()  # the words are made of what the tables hold now
    contacts.put_words(session, contact.id, searchable(contact))
    after = _told(contact)
    changed = [field for field in after if after[field] != before[field]]
    session.add(
        Correction(
            contact_id=contact.id,
            request_id=request.id,
            evidence_id=evidence.id,
            at=clock.now(),
            before={field: before[field] for field in changed},
            after={field: after[field] for field in changed},
        )
    )
    return len(changed)


def check(asked: dict[str, Any]) -> None:
    """Pass where `asked` could be put right.

    Raises:
        InvalidFieldsError: a value is not what its field is for.
    """
    given = ContactGiven.model_validate(asked)
    normalize([given.model_copy(update={"company": given.company or "-"})])


def _replace(
    vault: Vault,
    contact: Contact,
    methods: list[Method],
    kinds: frozenset[str],
    evidence: Evidence,
) -> None:
    """Let `methods` be the only ones of `kinds`, in the registers that had any of them."""
    gone = [method for method in contact.methods if method.kind in kinds]
    registers = {m.register for m in gone} or {entry.register for entry in contact.entries}
    kept = {(m.kind, m.value, m.extension) for m in methods}
    for method in gone:
        if (method.kind, method.value, method.extension) not in kept:
            contact.methods.remove(method)
    known = {(m.kind, m.value, m.register) for m in contact.methods}
    position = max((method.position for method in contact.methods), default=-1) + 1
    for register in sorted(registers):
        for wanted in methods:
            if (wanted.kind, wanted.value, register) in known:
                continue
            contact.methods.append(
                ContactMethod(
                    position=position,
                    kind=wanted.kind,
                    value=wanted.value,
                    extension=wanted.extension,
                    register=register,
                    evidence_id=evidence.id,
                    fingerprint=suppressions.fingerprint(vault, wanted.kind, wanted.value),
                    is_private_mailbox=wanted.kind == "email"
                    and mailboxes.is_private(wanted.value),
                )
            )
            position += 1


def _seal(
    session: Session,
    vault: Vault,
    actor: Subject,
    contact: Contact,
    request: SubjectRequest,
    asked: dict[str, Any],
) -> Evidence:
    record = Record(
        kind="provided",
        subject_id=contact.subject_id,
        contact_id=contact.id,
        body={
            "channel": "other",
            "context": {"kind": "other_contact", "reference": request.number},
            "received_at": request.received_at.isoformat(),
            "registers": [entry.register for entry in contact.entries],
            "corrected": asked,
        },
    )
    return seal(session, vault, actor, record)


def _told(contact: Contact) -> dict[str, Any]:
    methods = [Method(m.kind, m.value, m.extension) for m in contact.methods]  # type: ignore[arg-type] # as stored
    return Details(
        company=_company(contact),
        person=contact.person,
        role=contact.role,
        department=contact.department,
        address=contact.address,
        methods=tuple(dict.fromkeys(methods)),
    ).told()


def _company(contact: Contact) -> str | None:
    return None if contact.organization is None else contact.organization.name

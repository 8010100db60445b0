"""A large invented register, as approving card after card leaves it, but written in one go.

The rows are those that search, the contact's page, the feed, the audit and proofs read:
organizations, contacts with their methods and registers, words to search by, and a sealed record
in the log for each contact, under a key of its own. Cards that wait for review stand beside them.
"""

from contextlib import closing
from random import Random
from uuid import UUID

from api.contacts.wording import searchable
from api.db.session import Database
from api.evidence.vault import Vault
from api.kit import clock, ids
from api.kit.folding import fold
from api.models import Contact, ContactMethod, Organization, RegisterEntry, SearchDocument
from api.settings import Settings
from api.storage import keyring
from tests.cards import add_read, asa
from tests.evidence_log import BATCH, Log, grow, new_subjects, seal
from tests.ocr.generator import people
from tests.ocr.generator.languages import load
from tests.ocr.generator.phones import number

A_COMPANY = 4  # contacts
SWEDISH = load("sv")


def fill(settings: Settings, *, contacts: int, waiting: int, records: int = 0) -> None:
    """Fill an empty, migrated service with contacts, and with cards that wait for review.

    The log has a record for each contact, and more, of nobody in the register, up to `records`.
    """
    keys = keyring.load(settings.master_key)
    rng, log = Random(1), Log()
    with closing(Database(settings.database)) as database:
        with closing(Vault(settings.keys_database, keys)) as vault:
            for begun in range(0, contacts, BATCH):
                _add_batch(database, vault, log, rng, min(BATCH, contacts - begun))
            grow(database, vault, log, records)
        with database.write() as session:
            for _ in range(waiting):
                add_read(session, asa(), certainty=rng.random())


def _add_batch(database: Database, vault: Vault, log: Log, rng: Random, count: int) -> None:
    keys = new_subjects(vault, count)
    with database.write() as session:
        organizations = [_organization(rng) for _ in range(count // A_COMPANY + 1)]
        contacts = [_contact(rng, rng.choice(organizations), subject_id) for subject_id in keys]
        session.add_all([*organizations, *contacts])
        session.flush()
        named = ((keys[one.subject_id], one.subject_id, one.id, one.person) for one in contacts)
        sealed = seal(session, vault, log, named)
        for contact, evidence_id in zip(contacts, sealed, strict=True):
            contact.methods.extend(_methods(rng, contact, evidence_id))
            session.add_all(
                [
                    RegisterEntry(
                        contact_id=contact.id,
                        register="customer",
                        evidence_id=evidence_id,
                        created_at=contact.created_at,
                    ),
                    SearchDocument(contact_id=contact.id, text=searchable(contact)),
                ]
            )


def _organization(rng: Random) -> Organization:
    name = people.company(rng, SWEDISH, SWEDISH.pick(rng, "family")).name
    return Organization(id=ids.new_id(), name=name, name_folded=fold(name), created_at=clock.now())


def _contact(rng: Random, organization: Organization, subject_id: UUID) -> Contact:
    person = people.person(rng, SWEDISH).printed
    return Contact(
        id=ids.new_id(),
        organization=organization,
        subject_id=subject_id,
        person=person,
        person_folded=fold(person),
        role=rng.choice(["Inköpschef", "Ljudtekniker", "Projektledare", "VD"]),
        state="active",
        methods=[],
        created_at=clock.now(),
    )


def _methods(rng: Random, contact: Contact, evidence_id: UUID) -> list[ContactMethod]:
    assert contact.person is not None
    told = [
        ("mobile", number(rng, "SE", "mobile").e164),
        ("work", number(rng, "SE", "work").e164),
        ("email", f"{'.'.join(fold(contact.person).split())}@norvika.example"),
    ]
    return [
        ContactMethod(
            position=position, kind=kind, value=value, register="customer", evidence_id=evidence_id
        )
        for position, (kind, value) in enumerate(told)
    ]

"""A large invented register, as approving card after card leaves it, but written in one go.

The rows are those that search, the contact's page, the feed, the audit and proofs read:
organizations, contacts with their methods and registers, words to search by, and a sealed record
in the log for each contact, under a key of its own. Cards that wait for review stand beside them.
"""

import os
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.contacts.wording import searchable
from api.db.session import Database
from api.evidence import merkle, records, service
from api.evidence.vault import Vault, WrappedKey
from api.evidence.verifier import leaf_hash, node_hash
from api.kit import clock, ids
from api.kit.folding import fold
from api.models import (
    Contact,
    ContactMethod,
    Evidence,
    LogEntry,
    LogNode,
    Organization,
    RegisterEntry,
    SearchDocument,
)
from api.settings import Settings
from api.storage import keyring
from tests.cards import add_read, asa
from tests.ocr.generator import people
from tests.ocr.generator.languages import load
from tests.ocr.generator.phones import number

BATCH = 2000
A_COMPANY = 4  # contacts
SWEDISH = load("sv")
_ACTOR = Subject("token", None, ids.new_id(), frozenset())


@dataclass(slots=True)
class Log:
    """The Merkle log as it grows: how many leaves, and the latest subtree of each level."""

    size: int = 0
    latest: dict[int, bytes] = field(default_factory=dict)

    def nodes(self, leaf: bytes) -> list[dict[str, Any]]:
        """Take one more leaf and return the rows of every subtree it finishes."""
        whole, index = leaf_hash(leaf), self.size
        rows: list[dict[str, Any]] = [{"level": 0, "position": index, "hash": whole}]
        for level, position in merkle.merged_by(index):
            whole = node_hash(self.latest[level], whole)
            rows.append({"level": level + 1, "position": position >> 1, "hash": whole})
        self.latest[len(rows) - 1] = whole
        self.size += 1
        return rows


def fill(settings: Settings, *, contacts: int, waiting: int) -> None:
    """Fill an empty, migrated service with contacts, and with cards that wait for review."""
    keys = keyring.load(settings.master_key)
    rng, log = Random(1), Log()
    with closing(Database(settings.database)) as database:
        with closing(Vault(settings.keys_database, keys)) as vault:
            for begun in range(0, contacts, BATCH):
                _add_batch(database, vault, log, rng, min(BATCH, contacts - begun))
        with database.write() as session:
            for _ in range(waiting):
                add_read(session, asa(), certainty=rng.random())


def _add_batch(database: Database, vault: Vault, log: Log, rng: Random, count: int) -> None:
    sealing = {ids.new_id(): AESGCM.generate_key(256) for _ in range(count)}
    vault.put_wrapped([_wrapped(vault, one, key) for one, key in sealing.items()])
    with database.write() as session:
        organizations = [_organization(rng) for _ in range(count // A_COMPANY + 1)]
        contacts = [_contact(rng, rng.choice(organizations), subject_id) for subject_id in sealing]
        session.add_all([*organizations, *contacts])
        session.flush()
        sealed = _seal(session, vault, log, contacts, sealing)
        for contact, evidence in zip(contacts, sealed, strict=True):
            contact.methods.extend(_methods(rng, contact, evidence.id))
            session.add_all(
                [
                    RegisterEntry(
                        contact_id=contact.id,
                        register="customer",
                        evidence_id=evidence.id,
                        created_at=contact.created_at,
                    ),
                    SearchDocument(contact_id=contact.id, text=searchable(contact)),
                ]
            )


def _wrapped(vault: Vault, subject_id: UUID, key: bytes) -> WrappedKey:
    nonce = os.urandom(12)
    wrapped = nonce + vault._wrapping.encrypt(nonce, key, subject_id.bytes)
    return WrappedKey(subject_id, wrapped, clock.now())


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


def _seal(
    session: Session,
    vault: Vault,
    log: Log,
    contacts: Sequence[Contact],
    sealing: dict[UUID, bytes],
) -> list[Evidence]:
    sealed, leaves, nodes = [], [], []
    for contact in contacts:
        evidence = Evidence(
            id=ids.new_id(),
            kind="provided",
            index=log.size,
            subject_id=contact.subject_id,
            contact_id=contact.id,
            policy_version_id="2018-05",
            created_at=contact.created_at,
        )
        entry = service._entry(vault, _ACTOR, log.size, "provided")
        body = {"details": {"person": contact.person}, **service.told_by(evidence)}
        one = records.seal(sealing[contact.subject_id], entry, body)
        evidence.nonce, evidence.sealed_body = one.nonce, one.body
        leaves.append({"index": log.size, "entry": entry, "commitment": one.commitment})
        nodes += log.nodes(entry + one.commitment)
        sealed.append(evidence)
    session.execute(sa.insert(LogEntry), leaves)
    session.execute(sa.insert(LogNode), nodes)
    session.add_all(sealed)
    session.flush()
    return sealed

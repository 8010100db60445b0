"""What tests of the evidence log share: the app's vault and signer, and a way to seal."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI

from api.auth.subject import Subject
from api.db.session import Database
from api.evidence import service
from api.evidence.checkpoints import Signer
from api.evidence.service import Record
from api.evidence.vault import Vault
from api.kit import clock, ids
from api.models import Contact


@pytest.fixture
def actor() -> Subject:
    """Give a user who may read contacts."""
    return Subject("user", ids.new_id(), None, frozenset({"contacts:read"}))


@pytest.fixture
def vault(app: FastAPI) -> Vault:
    """Give the service's key store."""
    vault: Vault = app.state.vault
    return vault


@pytest.fixture
def signer(app: FastAPI) -> Signer:
    """Give the log's signer."""
    signer: Signer = app.state.signer
    return signer


@pytest.fixture
def make_contact(database: Database, vault: Vault) -> Callable[[], Contact]:
    """Give a function that adds a contact without a name, under a subject of its own."""

    def make() -> Contact:
        subject_id = vault.new_subject()
        with database.write() as session:
            contact = Contact(subject_id=subject_id, state="active", created_at=clock.now())
            session.add(contact)
        return contact

    return make


@pytest.fixture
def seal(database: Database, vault: Vault, actor: Subject) -> Callable[..., UUID]:
    """Give a function that seals one record and returns its id."""

    def make(contact: Contact | None = None, **body: Any) -> UUID:  # noqa: ANN401 - JSON values
        subject_id = vault.new_subject() if contact is None else contact.subject_id
        record = Record(
            kind="provided",
            subject_id=subject_id,
            contact_id=None if contact is None else contact.id,
            policy_version_id="2018-05",
            body=body,
        )
        with database.write() as session:
            return service.seal(session, vault, actor, record).id

    return make

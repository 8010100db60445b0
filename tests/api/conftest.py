"""What the tests of the register share: a desk that reviews, and cards that have been read."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.auth.subject import Subject
from api.db.session import Database
from api.evidence.service import Record, seal
from api.models import Contact
from tests.cards import add_read

Make = Callable[..., TestClient]


@pytest.fixture
def desk(client_with: Make) -> TestClient:
    """Give a program that reviews and reads the register."""
    return client_with("review:write", "contacts:read", "contacts:write", "sync:read")


@pytest.fixture
def capture(database: Database) -> Callable[..., UUID]:
    """Give a function that adds a read capture and returns its id."""

    def add(*contacts: dict[str, Any], **columns: Any) -> UUID:  # noqa: ANN401 - any column
        with database.write() as session:
            return add_read(session, *contacts, **columns)

    return add


@pytest.fixture
def approve(desk: TestClient, capture: Callable[..., UUID]) -> Callable[..., dict[str, Any]]:
    """Give a function that has a card with these contacts approved as read."""

    def decide(*contacts: dict[str, Any], **columns: Any) -> dict[str, Any]:  # noqa: ANN401
        answer = desk.post(
            f"/api/v1/captures/{capture(*contacts, **columns)}/review",
            json={"decision": "approve", "contacts": list(contacts)},
        )
        assert answer.status_code == 200, answer.text
        outcome: dict[str, Any] = answer.json()
        return outcome

    return decide


@pytest.fixture
def agree(app: FastAPI, database: Database) -> Callable[..., str]:
    """Give a function that seals a contact's consent to a newsletter and returns its id."""

    def consent(contact_id: str) -> str:
        actor = Subject("token", None, None, frozenset())
        with database.write() as session:
            contact = session.get_one(Contact, UUID(contact_id))
            record = Record(
                kind="agreed",
                subject_id=contact.subject_id,
                contact_id=contact.id,
                body={"to": "newsletter"},
            )
            return str(seal(session, app.state.vault, actor, record).id)

    return consent

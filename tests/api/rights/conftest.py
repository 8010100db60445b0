"""What tests of people's rights share: a privacy officer at a browser, and a way to ask."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.db.session import Database
from api.models import CaptureDetails, CaptureFile, Decision, Interaction
from tests.canaries import PERSON

Ask = Callable[..., dict[str, Any]]
Approve = Callable[..., dict[str, Any]]
CarryOut = Callable[..., dict[str, Any]]

REQUESTS = "/api/v1/subject-requests"


@pytest.fixture
def officer(browser_as: Callable[..., TestClient]) -> TestClient:
    """Give the signed-in browser of a privacy officer."""
    return browser_as("privacy_officer")


@pytest.fixture
def ask(officer: TestClient) -> Ask:
    """Give a function that opens a request at the officer's desk and returns it."""

    def make(kind: str, contact_id: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        answer = officer.post(REQUESTS, json={"kind": kind, "contact_id": contact_id} | more)
        assert answer.status_code == 201, answer.text
        request: dict[str, Any] = answer.json()
        return request

    return make


@pytest.fixture
def do(officer: TestClient) -> Callable[..., Any]:
    """Give a function that posts to one of a request's own addresses and returns the answer."""

    def post(request: dict[str, Any], action: str, **body: Any) -> Any:  # noqa: ANN401 - JSON
        return officer.post(f"{REQUESTS}/{request['id']}/{action}", json=body)

    return post


@pytest.fixture
def carry_out(officer: TestClient, do: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    """Give a function that notes the identity and carries a request out."""

    def execute(request: dict[str, Any]) -> dict[str, Any]:
        officer.put(f"{REQUESTS}/{request['id']}/identity", json={"method": "known_address"})
        answer = do(request, "execution")
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    return execute


@pytest.fixture
def person(
    app: FastAPI,
    approve: Approve,
    capture: Callable[..., UUID],
    database: Database,
    ask: Ask,
    carry_out: CarryOut,
    officer: TestClient,
) -> dict[str, Any]:
    """Give somebody who has left a trace in everything the service keeps."""
    picture = app.state.blobs.put("kept", b"a picture of Kanariefornamn")
    made = approve(
        PERSON,
        context_kind="website",
        url="https://kanarieurl.example/om",
        reference="kanariereferens",
        note="Kanarieanteckning",
    )
    [contact_id] = made["contact_ids"]
    with database.write() as session:
        [capture_id] = session.scalars(
            sa.select(Interaction.capture_id).where(Interaction.contact_id == UUID(contact_id))
        )
        assert capture_id is not None
        session.add(
            CaptureDetails(
                capture_id=capture_id,
                revision=1,
                answers={"product": "kanariesvar"},
                note="kanarietillagg",
                next_step={"kind": "call", "text": "kanariesteg"},
            )
        )
        [file] = session.scalars(sa.select(CaptureFile).where(CaptureFile.capture_id == capture_id))
        file.kept_key = picture
        session.scalars(
            sa.select(Decision).where(Decision.capture_id == capture_id)
        ).one().reason = "kanarieorsak"
    waiting = capture(PERSON)
    hold = {"reason": "kanariehall", "law": "preskriptionslagen 2 §"}
    held = officer.post(f"/api/v1/contacts/{contact_id}/holds", json=hold).json()
    officer.delete(f"/api/v1/holds/{held['id']}")
    values = {
        "phones": [{"kind": "mobile", "e164": "+447700900688"}],
        "emails": ["kanarieandra@kanariebolag.example"],
    }
    carry_out(ask("rectification", contact_id, values=values))
    return made | {
        "id": contact_id,
        "capture_id": capture_id,
        "waiting_id": waiting,
        "picture": picture,
    }

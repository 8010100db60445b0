"""Captures as a phone sends them: sealed, with the device's token, signed in or not."""

import base64
import json
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.db.session import Database
from api.kit import ids
from api.models import Capture, CaptureDetails
from tests.sealing import seal
from tests.uploads import picture, told

BOUNDARY = "----handslag"
SEALED = "application/vnd.handslag.sealed"


@pytest.fixture
def phone(app: FastAPI, browser_as: Callable[..., TestClient]) -> TestClient:
    """Give a phone whose seller has signed out: it has its token alone."""
    browser = browser_as("seller")
    token = browser.put(f"/api/v1/devices/{uuid4()}", json={"name": "Telefon"}).json()["token"]
    browser.delete("/api/v1/session")
    headers = {"Authorization": f"Bearer {token}", "Content-Type": SEALED}
    return TestClient(app, base_url="http://127.0.0.1:8000", headers=headers)


def sealed(phone: TestClient, path: str, media_type: str, body: bytes) -> bytes:
    """Seal with the key that the service gives out."""
    key = phone.get("/api/v1/outbox-key").json()
    return seal(key["kid"], base64.b64decode(key["key"]), path, media_type.encode(), body)


def upload() -> bytes:
    """Return a card as a multipart body."""
    parts = {"capture": json.dumps(told()).encode(), "front": picture()}
    lines = []
    for name, content in parts.items():
        file = f'; filename="{name}"' if name != "capture" else ""
        lines += [
            f"--{BOUNDARY}".encode(),
            f'Content-Disposition: form-data; name="{name}"{file}'.encode(),
            b"Content-Type: application/octet-stream",
            b"",
            content,
        ]
    return b"\r\n".join([*lines, f"--{BOUNDARY}--".encode(), b""])


def send(phone: TestClient, capture_id: UUID, body: bytes) -> int:
    path = f"/api/v1/captures/{capture_id}"
    form = f"multipart/form-data; boundary={BOUNDARY}"
    return phone.put(path, content=sealed(phone, path, form, body)).status_code


def test_a_sealed_card_is_taken_in_and_once_however_often_it_was_sealed(
    phone: TestClient, database: Database
) -> None:
    capture_id, body = ids.new_id(), upload()
    assert [send(phone, capture_id, body) for _ in range(2)] == [201, 200]
    with database.read() as session:
        assert session.get_one(Capture, capture_id).user_id is not None


def test_what_the_seller_adds_may_be_sealed_too(phone: TestClient, database: Database) -> None:
    capture_id = ids.new_id()
    send(phone, capture_id, upload())
    path = f"/api/v1/captures/{capture_id}/details"
    body = json.dumps({"revision": 1, "answers": {}, "note": "Offert på 40 mikrofoner"}).encode()
    answer = phone.put(path, content=sealed(phone, path, "application/json", body))
    assert answer.json() == {"revision": 1}
    with database.read() as session:
        assert session.get_one(CaptureDetails, capture_id).note == "Offert på 40 mikrofoner"


def test_what_was_sealed_for_another_capture_is_refused_and_kept_nowhere(
    phone: TestClient, database: Database
) -> None:
    first, second = ids.new_id(), ids.new_id()
    form = f"multipart/form-data; boundary={BOUNDARY}"
    body = sealed(phone, f"/api/v1/captures/{first}", form, upload())
    answer = phone.put(f"/api/v1/captures/{second}", content=body)
    assert (answer.status_code, answer.json()["type"]) == (422, "seal-broken")
    with database.read() as session:
        assert session.get(Capture, second) is None


def test_nobody_s_sealed_body_is_opened(client: TestClient) -> None:
    path = f"/api/v1/captures/{ids.new_id()}"
    answer = client.put(path, content=b"x" * 100, headers={"Content-Type": SEALED})
    assert answer.status_code == 401


def test_a_phone_reads_nothing_with_its_token(phone: TestClient) -> None:
    capture_id = ids.new_id()
    send(phone, capture_id, upload())
    for path in ("captures", f"captures/{capture_id}", f"captures/{capture_id}/files/front"):
        assert phone.get(f"/api/v1/{path}").status_code == 401

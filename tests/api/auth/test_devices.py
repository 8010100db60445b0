"""Phones: paired by a code, listed, taken off; what they may with their token alone."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.auth import devices
from api.auth.subject import Subject
from api.db.session import Database
from api.errors import ApiError
from api.kit import clock
from api.models import User

Browser = Callable[..., TestClient]
ORIGIN = "http://127.0.0.1:8000"


def enlist(browser: TestClient, name: str = "Android") -> tuple[str, str]:
    """Return the device's key and token."""
    key = str(uuid4())
    answer = browser.put(f"/api/v1/devices/{key}", json={"name": name})
    assert answer.status_code == 200, answer.text
    return key, answer.json()["token"]


def subject_of(database: Database, token: str) -> Subject | None:
    with database.read() as session:
        found = devices.find(session, token)
    return None if found is None else found[1]


def test_a_phone_sends_for_its_user_after_the_user_has_signed_out(
    browser_as: Browser, make_user: Callable[..., User], database: Database
) -> None:
    seller = make_user("seller")
    phone = browser_as(user=seller)
    _, token = enlist(phone)
    assert phone.delete("/api/v1/session").status_code == 204
    sender = subject_of(database, token)
    assert sender is not None
    assert (sender.kind, sender.user_id) == ("device", seller.id)


def test_a_phone_s_token_reads_nothing(
    app: FastAPI, browser_as: Browser, database: Database
) -> None:
    _, token = enlist(browser_as("seller", "reviewer"))
    assert subject_of(database, token) is not None
    bare = TestClient(app, base_url=ORIGIN, headers={"Authorization": f"Bearer {token}"})
    for path in ("session", "contacts", "devices", "review", "users"):
        assert bare.get(f"/api/v1/{path}").status_code == 401


@pytest.mark.row("P5-42", part=True)
def test_a_phone_that_was_taken_off_is_told_so_and_its_session_ends(
    browser_as: Browser, make_user: Callable[..., User], database: Database
) -> None:
    seller = make_user("seller")
    desk, phone = browser_as(user=seller), browser_as(user=seller)
    key, token = enlist(phone)
    listed = desk.get("/api/v1/devices").json()["items"]
    assert [one["key"] for one in listed] == [key]
    assert desk.delete(f"/api/v1/devices/{listed[0]['id']}").status_code == 204
    with pytest.raises(ApiError) as refused:
        subject_of(database, token)
    assert (refused.value.status, refused.value.type) == (401, "device-revoked")
    assert phone.get("/api/v1/session").status_code == 401
    assert desk.get("/api/v1/session").status_code == 200


def test_signing_in_on_it_again_gives_a_new_token_and_the_old_one_stays_dead(
    browser_as: Browser, make_user: Callable[..., User], database: Database
) -> None:
    phone = browser_as(user=make_user("seller"))
    key, old = enlist(phone)
    new = phone.put(f"/api/v1/devices/{key}", json={"name": "Android"}).json()["token"]
    assert subject_of(database, old) is None
    assert subject_of(database, new) is not None
    assert len(phone.get("/api/v1/devices").json()["items"]) == 1


def test_nobody_takes_off_a_colleague_s_phone_but_the_administrator(browser_as: Browser) -> None:
    enlist(browser_as("seller"))
    admin, colleague = browser_as("admin"), browser_as("seller")
    (device,) = admin.get("/api/v1/devices").json()["items"]
    assert colleague.get("/api/v1/devices").json()["items"] == []
    assert colleague.delete(f"/api/v1/devices/{device['id']}").status_code == 404
    assert admin.delete(f"/api/v1/devices/{device['id']}").status_code == 204


def test_a_code_from_the_desk_signs_one_phone_in(
    client: TestClient, browser_as: Browser, make_user: Callable[..., User]
) -> None:
    seller = make_user("seller")
    offered = browser_as(user=seller).post("/api/v1/pairings").json()
    assert offered["address"] == ORIGIN
    typed = f" {offered['code'].lower().replace('0', 'o').replace('1', 'l')} "
    paired = client.post("/api/v1/session/pairing", json={"code": typed})
    assert paired.status_code == 201
    assert paired.json()["user"]["id"] == str(seller.id)
    again = client.post("/api/v1/session/pairing", json={"code": offered["code"]})
    assert (again.status_code, again.json()["type"]) == (403, "pairing-code-wrong")


def test_a_code_is_good_for_ten_minutes_and_until_the_next_one(
    client: TestClient, browser_as: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = browser_as("seller")
    first = desk.post("/api/v1/pairings").json()["code"]
    second = desk.post("/api/v1/pairings").json()["code"]
    assert client.post("/api/v1/session/pairing", json={"code": first}).status_code == 403
    late = clock.now() + timedelta(minutes=10)
    monkeypatch.setattr(clock, "now", lambda: late)
    assert client.post("/api/v1/session/pairing", json={"code": second}).status_code == 403


def test_a_program_s_token_pairs_nothing(client_with: Callable[..., TestClient]) -> None:
    program = client_with("captures:write")
    assert program.post("/api/v1/pairings").status_code == 403
    assert program.put(f"/api/v1/devices/{uuid4()}", json={"name": "x"}).status_code == 403


def test_the_key_that_phones_seal_to_is_a_point_on_the_curve(client: TestClient) -> None:
    told = client.get("/api/v1/outbox-key").json()
    assert told["kid"] == f"{clock.now():%Y-%m}"
    assert len(told["key"]) == 88

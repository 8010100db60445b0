"""What is due is counted by the law's clocks; the trail is read by privacy officers alone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.db.session import Database
from api.evidence import anchors, integrity
from api.kit import clock
from tests.cards import TAKEN, asa

Make = Callable[..., TestClient]
Approve = Callable[..., dict[str, Any]]
DUE = "/api/v1/oversight/due"
ACTS = "/api/v1/oversight/acts"


@pytest.fixture
def officer(client_with: Make) -> TestClient:
    """Give a privacy officer's program."""
    return client_with("privacy:write", "contacts:read")


def _due(officer: TestClient) -> dict[str, tuple[int, int, int]]:
    told = officer.get(DUE).json()
    return {one["work"]: (one["waiting"], one["soon"], one["late"]) for one in told}


def test_where_nothing_waits_every_sort_of_work_says_so(officer: TestClient) -> None:
    assert set(_due(officer).values()) == {(0, 0, 0)}
    assert len(_due(officer)) == 7


@pytest.mark.parametrize(
    ("days", "request_", "duty"),
    [(1, (1, 0, 0), (1, 0, 0)), (21, (1, 1, 0), (1, 0, 0)), (31, (1, 0, 1), (1, 0, 1))],
)
def test_a_request_and_a_duty_to_tell_come_near_and_are_late(
    officer: TestClient,
    browser_as: Make,
    approve: Approve,
    days: int,
    request_: tuple[int, int, int],
    duty: tuple[int, int, int],
) -> None:
    [contact_id] = approve(asa(), channel="website", url="https://norvika.example")["contact_ids"]
    body = {"kind": "access", "contact_id": contact_id, "received_at": TAKEN.isoformat()}
    opened = browser_as("privacy_officer").post("/api/v1/subject-requests", json=body)
    assert opened.status_code == 201
    with clock.stopped_at(TAKEN + timedelta(days=days)):
        due = _due(officer)
    assert (due["requests"], due["duties"]) == (request_, duty)


def test_a_breach_counts_until_it_is_reported_or_needs_no_report(officer: TestClient) -> None:
    body = {"kind": "other", "description": "Ett utskick.", "discovered_at": TAKEN.isoformat()}
    with clock.stopped_at(TAKEN):
        breach = officer.post("/api/v1/breaches", json=body).json()
        assert _due(officer)["breaches"] == (1, 1, 0)
    with clock.stopped_at(TAKEN + timedelta(hours=73)):
        assert _due(officer)["breaches"] == (1, 0, 1)
    judged = {"risk": "unlikely", "assessment": "Ingen läste.", "measures": "Rättat."}
    officer.put(f"/api/v1/breaches/{breach['id']}/assessment", json=judged)
    assert _due(officer)["breaches"] == (0, 0, 0)


def test_emergencies_exports_and_purges_wait_for_somebody(
    officer: TestClient, client_with: Make, approve: Approve
) -> None:
    [contact_id] = approve(asa())["contact_ids"]
    ids = {}
    for kind, purpose in (("protection", "security"), ("own_system", "relation")):
        named = {"name": "Räddningstjänsten", "recipient_class": kind, "purpose": purpose}
        ids[kind] = officer.post("/api/v1/recipients", json=named).json()["id"]
    handed = {"contact_id": contact_id, "recipient_id": ids["protection"], "reason": "Brand"}
    assert officer.post("/api/v1/disclosures", json=handed).status_code == 201
    asked = {"recipient_id": ids["own_system"], "format": "json", "reason": "Byte"}
    export = client_with("exports:read").post("/api/v1/exports", json=asked).json()
    officer.put("/api/v1/retention/rules/relation", json={"months": 1})
    with clock.stopped_at(TAKEN + timedelta(days=90)):
        assert officer.post("/api/v1/retention/purges").status_code == 201
        due = _due(officer)
    assert due["emergencies"] == (1, 0, 1)
    assert due["exports"] == (1, 1, 0)
    assert due["purges"][0] == 1
    officer.put(f"/api/v1/exports/{export['id']}/refusal")
    assert _due(officer)["exports"] == (0, 0, 0)


def test_the_trail_is_read_latest_first_in_pages_by_tag_and_by_what_it_is_about(
    officer: TestClient, approve: Approve
) -> None:
    [contact_id] = approve(asa())["contact_ids"]
    for _ in range(3):
        officer.get(f"/api/v1/contacts/{contact_id}")
    about = {"object_id": contact_id, "tag": "api:contact:read", "limit": 2}
    first = officer.get(ACTS, params=about).json()
    rest = officer.get(ACTS, params=about | {"cursor": first["next_cursor"]}).json()
    numbers = [one["number"] for one in first["items"] + rest["items"]]
    assert len(numbers) == 3
    assert numbers == sorted(numbers, reverse=True)
    assert rest["next_cursor"] is None
    assert {(one["actor"], one["object_id"]) for one in first["items"]} == {("test", contact_id)}
    [own] = officer.get(ACTS, params={"limit": 1}).json()["items"]
    assert own["tag"] == "api:trail:read"
    assert officer.get(ACTS, params={"actor_id": str(uuid4())}).json()["items"] == []


def test_a_use_that_was_refused_is_on_the_trail(officer: TestClient, approve: Approve) -> None:
    [contact_id] = approve(asa())["contact_ids"]
    used = f"/api/v1/contacts/{contact_id}/uses"
    assert officer.post(used, json={"purpose": "newsletter"}).status_code == 403
    [act] = officer.get(ACTS, params={"tag": "api:use:", "object_id": contact_id}).json()["items"]
    assert (act["tag"], act["facts"]) == ("api:use:refused", {"purpose": "newsletter"})


def test_what_vouches_for_the_trail_is_told_with_the_last_check(
    app: FastAPI, database: Database, officer: TestClient, approve: Approve
) -> None:
    before = officer.get("/api/v1/oversight/trust").json()
    assert (before["anchor"], before["checked_at"], before["findings"]) == (None, None, None)
    approve(asa())
    anchors.take_and_copy(database, app.state.signer)
    integrity.audit(database, app.state.vault, app.state.signer)
    told = officer.get("/api/v1/oversight/trust").json()
    assert told["acts"] >= told["anchor"]["number"] > 0
    assert (told["records"], told["findings"]) == (1, 0)


@pytest.mark.parametrize("path", [DUE, ACTS, "/api/v1/oversight/trust"])
def test_it_is_for_privacy_officers(client_with: Make, client: TestClient, path: str) -> None:
    assert client_with("contacts:write", "admin:write", "exports:read").get(path).status_code == 403
    assert client.get(path).status_code == 401

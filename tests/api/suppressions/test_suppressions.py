"""Suppressions: by any spelling, after erasure too, and on a phone without a network."""

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.db.session import Database
from api.kit import clock
from api.kit.mailboxes import canonical
from api.models import Contact, Suppression
from api.suppressions import service as suppressions
from tests.cards import asa

Make = Callable[..., TestClient]
Approve = Callable[..., dict[str, Any]]

SPELLINGS = [
    "asa.ohrstrom@gmail.com",
    "ASA.Ohrstrom@GMAIL.com",
    "asa.ohrstrom+nytt@gmail.com",
    "asaohrstrom@googlemail.com",
]

# The same table that web/tests/addresses.test.js holds the phone to.
_TABLE = Path(__file__).parents[3] / "web" / "tests" / "addresses.json"
FORMS: list[tuple[str, str, str]] = json.loads(_TABLE.read_text(encoding="utf-8"))


@pytest.fixture
def officer(browser_as: Make) -> TestClient:
    """Give the browser of a privacy officer."""
    return browser_as("privacy_officer")


def _suppress(officer: TestClient, value: str, kind: str = "email") -> None:
    body = {"kind": kind, "value": value, "reason": "unsubscribed"}
    assert officer.post("/api/v1/suppressions", json=body).status_code == 201


def _erase(officer: TestClient, contact_id: str) -> None:
    asked = {"kind": "erasure", "contact_id": contact_id}
    request = officer.post("/api/v1/subject-requests", json=asked).json()
    address = f"/api/v1/subject-requests/{request['id']}"
    officer.put(f"{address}/identity", json={"method": "known_address"})
    done = officer.post(f"{address}/execution")
    assert done.status_code == 200, done.text


def _later() -> dict[str, Any]:
    """Return when a card is handed over anew, after an erasure."""
    moment = clock.now() + timedelta(minutes=1)
    return {"taken_at": moment, "received_at": moment}


@pytest.mark.row("P4-41", part=True)
@pytest.mark.parametrize(
    "spelling", [*SPELLINGS, "asa@göteborg.example", "asa@xn--gteborg-90a.example"]
)
def test_after_erasure_the_same_card_in_any_spelling_is_told_as_suppressed(
    desk: TestClient,
    officer: TestClient,
    approve: Approve,
    capture: Callable[..., UUID],
    spelling: str,
) -> None:
    first = approve(asa(emails=[SPELLINGS[0], "asa@göteborg.example"]))
    _suppress(officer, SPELLINGS[0])
    _suppress(officer, "asa@göteborg.example")
    _erase(officer, first["contact_ids"][0])
    assert desk.get(f"/api/v1/contacts/{first['contact_ids'][0]}").status_code == 404

    card = capture(asa(emails=[spelling]), **_later())
    assert desk.get(f"/api/v1/review/{card}").json()["suppressed"] == [spelling]
    again = desk.post(f"/api/v1/captures/{card}/review", json={"decision": "approve"}).json()
    assert again["contact_ids"] != first["contact_ids"]
    assert again["suppressed"] == again["contact_ids"]
    methods = desk.get(f"/api/v1/contacts/{again['contact_ids'][0]}").json()["methods"]
    assert {m["kind"]: m["suppressed"] for m in methods}["email"] is True
    assert {m["kind"]: m["suppressed"] for m in methods}["website"] is False


@pytest.mark.row("P4-41")
def test_a_suppressed_address_stays_out_of_audiences_after_erasure_and_with_consent(
    officer: TestClient,
    approve: Approve,
    agree: Callable[..., str],
) -> None:
    first = approve(asa(emails=[SPELLINGS[0]]))
    _suppress(officer, SPELLINGS[0])
    _erase(officer, first["contact_ids"][0])
    for spelling in SPELLINGS:
        card = asa(emails=[spelling], person=None, company=f"Bolag {len(spelling)} AB")
        outcome = approve(card, **_later())
        [contact_id] = outcome["contact_ids"]
        assert outcome["suppressed"] == [contact_id]
        body = {"purpose": "newsletter", "basis": "consent", "evidence_id": agree(contact_id)}
        officer.post(f"/api/v1/contacts/{contact_id}/permissions", json=body)
    assert {row["people"] for row in officer.get("/api/v1/audiences").json()} == {0}


@pytest.mark.parametrize(("kind", "value", "form"), FORMS)
def test_an_address_is_known_by_the_one_form_that_phones_know_it_by(
    app: FastAPI, kind: str, value: str, form: str
) -> None:
    vault = app.state.vault
    assert suppressions.fingerprint(vault, kind, value) == vault.suppression_mark(form)


def test_what_is_kept_of_an_address_is_a_hash_that_needs_the_services_key(
    database: Database, officer: TestClient, app: FastAPI
) -> None:
    _suppress(officer, "asa@norvika.example")
    _suppress(officer, "ASA+x@norvika.example")
    with database.read() as session:
        [row] = session.scalars(sa.select(Suppression))
    assert row.fingerprint != hashlib.sha256(b"asa@norvika.example").hexdigest()
    assert row.fingerprint == app.state.vault.suppression_mark("asa@norvika.example")
    listed = officer.get("/api/v1/suppressions").json()
    assert [item["id"] for item in listed["items"]] == [row.fingerprint[:12]]
    assert "asa" not in str(listed)


def test_suppressing_is_told_in_the_feed(
    desk: TestClient, officer: TestClient, approve: Approve
) -> None:
    contact_id = approve(asa())["contact_ids"][0]
    before = desk.get("/api/v1/sync/changes").json()["next_cursor"]
    _suppress(officer, "+46 70 174 06 21", kind="phone")
    [change] = desk.get("/api/v1/sync/changes", params={"cursor": before}).json()["changes"]
    assert change["id"] == contact_id
    assert [m["value"] for m in change["data"]["methods"] if m["suppressed"]] == ["+46701740621"]


def test_every_address_of_a_contact_is_suppressed_at_once(
    app: FastAPI, database: Database, desk: TestClient, approve: Approve
) -> None:
    contact_id = approve(asa())["contact_ids"][0]
    with database.write() as session:
        contact = session.get_one(Contact, UUID(contact_id))
        suppressions.suppress_contact(session, app.state.vault, None, contact, "objection")
    methods = desk.get(f"/api/v1/contacts/{contact_id}").json()["methods"]
    assert {m["kind"] for m in methods if not m["suppressed"]} == {"website"}


def test_only_a_consent_given_afterwards_lifts_it(
    officer: TestClient, approve: Approve, agree: Callable[..., str]
) -> None:
    contact_id = approve(asa())["contact_ids"][0]
    older = agree(contact_id)
    _suppress(officer, "asa.ohrstrom@norvika.example")
    lift = {"kind": "email", "value": "Asa.Ohrstrom@norvika.example"}
    other = approve(asa(person="Petter Wiklund", emails=["petter@norvika.example"], phones=[]))
    for evidence in (older, agree(other["contact_ids"][0]), other["evidence_ids"][0]):
        refused = officer.post("/api/v1/suppressions/lifts", json=lift | {"evidence_id": evidence})
        assert (refused.status_code, refused.json()["type"]) == (409, "no-newer-consent")
    newer = lift | {"evidence_id": agree(contact_id)}
    assert officer.post("/api/v1/suppressions/lifts", json=newer).status_code == 204
    assert officer.post("/api/v1/suppressions/checks", json=lift).json()["suppressed"] is False


@pytest.mark.row("P4-41", part=True)
def test_a_phone_without_a_network_tells_suppressed_addresses_and_can_list_none(
    officer: TestClient, client_with: Make
) -> None:
    _suppress(officer, SPELLINGS[0])
    _suppress(officer, "+46701740621", kind="phone")
    phone = client_with("captures:write")
    told, other = (phone.get("/api/v1/suppressions/set").json() for _ in range(2))
    assert set(told["members"]).isdisjoint(other["members"])

    def is_member(address: str) -> bool:
        mark = hmac.new(bytes.fromhex(told["key"]), address.encode(), hashlib.sha256).digest()
        digest = hashlib.sha256(bytes.fromhex(told["salt"]) + mark).digest()
        return digest[: told["bytes"]].hex() in told["members"]

    assert all(is_member(canonical(spelling)) for spelling in SPELLINGS)
    assert is_member("+46701740621")
    assert not is_member(canonical("petter@norvika.example"))
    assert "asa" not in str(told)


def test_what_is_no_address_is_refused(officer: TestClient) -> None:
    for kind, value in (("email", "asa"), ("phone", "070-174 06 21"), ("phone", "+46")):
        body = {"kind": kind, "value": value, "reason": "requested"}
        answer = officer.post("/api/v1/suppressions", json=body)
        assert (answer.status_code, answer.json()["type"]) == (422, "not-an-address")


def test_suppressions_are_listed_newest_first_in_pages(officer: TestClient) -> None:
    for number in range(5):
        _suppress(officer, f"a{number}@norvika.example")
    whole = officer.get("/api/v1/suppressions").json()["items"]
    first = officer.get("/api/v1/suppressions?limit=3").json()
    rest = officer.get(
        "/api/v1/suppressions", params={"limit": 3, "cursor": first["next_cursor"]}
    ).json()
    assert [*first["items"], *rest["items"]] == whole
    assert rest["next_cursor"] is None
    assert officer.get("/api/v1/suppressions?cursor=WzFd").status_code == 422


def test_suppressions_are_for_privacy_officers(client: TestClient, browser_as: Make) -> None:
    body = {"kind": "email", "value": "asa@norvika.example", "reason": "requested"}
    assert client.get("/api/v1/suppressions/set").status_code == 401
    for role in ("seller", "reviewer", "admin"):
        other = browser_as(role)
        assert other.post("/api/v1/suppressions", json=body).status_code == 403
        assert other.get("/api/v1/suppressions").status_code == 403
    assert browser_as("admin").get("/api/v1/suppressions/set").status_code == 403

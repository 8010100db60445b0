"""The ledger: each class gets its few fields, for a purpose, and somebody can tell to whom."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from api.db.session import Database
from api.disclosures.classes import CLASSES
from api.kit import clock
from api.models import AuditEvent
from tests.cards import asa

Make = Callable[..., TestClient]
Approve = Callable[..., dict[str, Any]]


@pytest.fixture
def officer(browser_as: Make) -> TestClient:
    """Give the browser of a privacy officer."""
    return browser_as("privacy_officer")


@pytest.fixture
def recipient(officer: TestClient) -> Callable[..., str]:
    """Give a function that names a recipient and returns its id."""

    def add(recipient_class: str, purpose: str, *regions: str) -> str:
        body = {
            "name": "Älvstads Frakt AB",
            "recipient_class": recipient_class,
            "purpose": purpose,
            "regions": list(regions),
        }
        answer = officer.post("/api/v1/recipients", json=body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    return add


def _body(contact_id: str, recipient_id: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    return {"contact_id": contact_id, "recipient_id": recipient_id, "reason": "Leverans"} | more


@pytest.mark.row("P3-32")
def test_a_courier_gets_who_is_at_the_door_and_no_address_for_mailings_note_or_history(
    desk: TestClient, officer: TestClient, approve: Approve, recipient: Callable[..., str]
) -> None:
    contact_id = approve(
        asa(), context_kind="transaction", reference="F 4711", note="vill ha offert"
    )["contact_ids"][0]
    courier = recipient("supply_chain", "contract")
    made = desk.post("/api/v1/disclosures", json=_body(contact_id, courier))
    assert made.status_code == 201
    assert made.json()["data"] == {
        "company": "Norvika Bygg AB",
        "person": "Åsa Öhrström",
        "phones": ["+46313900612", "+46701740621"],
        "address": "Hamngatan 1, 111 47 Stockholm",
    }
    [line] = officer.get("/api/v1/disclosures").json()["items"]
    assert line["fields"] == ["company", "person", "phones", "address"]
    assert (line["recipient"]["id"], line["purpose"]) == (courier, "contract")
    assert "+46" not in str(line)
    assert "data" not in line


def test_without_a_permission_nothing_is_handed_out_and_that_is_logged(
    desk: TestClient,
    officer: TestClient,
    approve: Approve,
    recipient: Callable[..., str],
    database: Database,
) -> None:
    contact_id = approve(asa())["contact_ids"][0]
    courier = recipient("supply_chain", "contract")
    refused = desk.post("/api/v1/disclosures", json=_body(contact_id, courier))
    assert (refused.status_code, refused.json()["type"]) == (403, "purpose-not-permitted")
    assert officer.get("/api/v1/disclosures").json()["items"] == []
    with database.read() as session:
        tags = session.scalars(sa.select(AuditEvent.tag)).all()
    assert "api:use:refused" in tags
    assert "api:disclosure:made" not in tags


@pytest.mark.row("P3-31")
def test_a_referral_is_one_contact_to_one_named_customer_in_the_contacts_own_country(
    desk: TestClient, officer: TestClient, approve: Approve, recipient: Callable[..., str]
) -> None:
    contact_id = approve(asa())["contact_ids"][0]
    customer = recipient("established_customer", "relation", "SE", "NO")
    body = _body(contact_id, customer, reason="Förfrågan från Stockholm")
    for region in (None, "NO", "DK"):
        refused = desk.post("/api/v1/disclosures", json=body | {"region": region})
        assert (refused.status_code, refused.json()["type"]) == (409, "region-mismatch")
    assert desk.post("/api/v1/disclosures", json=body | {"reason": " "}).status_code == 422
    made = desk.post("/api/v1/disclosures", json=body | {"region": "SE"})
    assert made.status_code == 201
    assert set(made.json()["data"]) == {"company", "person", "role", "phones", "emails"}
    assert _told_in_access(officer, contact_id) == [
        ("Älvstads Frakt AB", "established_customer", "Förfrågan från Stockholm", "SE")
    ]


def test_a_supplier_is_referred_to_nobody(
    desk: TestClient, approve: Approve, recipient: Callable[..., str]
) -> None:
    contact_id = approve(asa(), register="supplier_material")["contact_ids"][0]
    body = _body(contact_id, recipient("established_customer", "relation", "SE"), region="SE")
    assert desk.post("/api/v1/disclosures", json=body).status_code == 403


def test_of_somebody_who_is_both_a_referral_tells_what_was_given_as_a_customer(
    desk: TestClient, approve: Approve, recipient: Callable[..., str]
) -> None:
    approve(asa(phones=[{"kind": "work", "text": "031-390 06 12"}]))
    number = [{"kind": "mobile", "text": "070-174 06 21"}]
    contact_id = approve(asa(phones=number, emails=[]), register="supplier_service")["contact_ids"][
        0
    ]
    body = _body(contact_id, recipient("established_customer", "relation", "SE"), region="SE")
    made = desk.post("/api/v1/disclosures", json=body).json()
    assert made["data"]["phones"] == ["+46313900612"]


@pytest.mark.row("P3-33")
def test_a_secret_demand_by_law_is_hidden_from_others_and_the_person_until_it_is_lifted(
    desk: TestClient, officer: TestClient, approve: Approve, recipient: Callable[..., str]
) -> None:
    contact_id = approve(asa())["contact_ids"][0]
    body = _body(contact_id, recipient("authority", "legal"), reason="Begäran", is_secret=True)
    assert desk.post("/api/v1/disclosures", json=body).status_code == 403
    unfounded = officer.post("/api/v1/disclosures", json=body)
    assert (unfounded.status_code, unfounded.json()["type"]) == (422, "legal-reference-missing")
    body["legal_reference"] = "Tullagen (2016:253) 4 kap. 21 §"
    made = officer.post("/api/v1/disclosures", json=body).json()
    address = f"/api/v1/contacts/{contact_id}/disclosures"
    assert desk.get(address).json()["items"] == []
    assert [line["id"] for line in officer.get(address).json()["items"]] == [made["id"]]
    assert _told_in_access(officer, contact_id) == []

    lifted = officer.patch(f"/api/v1/disclosures/{made['id']}", json={"is_secret": False})
    assert lifted.json()["is_secret"] is False
    assert [line["id"] for line in desk.get(address).json()["items"]] == [made["id"]]
    assert [row[1] for row in _told_in_access(officer, contact_id)] == ["authority"]


@pytest.mark.row("P3-34")
def test_a_credit_reference_gets_three_fields_from_a_privacy_officer(
    desk: TestClient, officer: TestClient, approve: Approve, recipient: Callable[..., str]
) -> None:
    outcome = approve(asa(), context_kind="transaction", reference="F 4711")
    body = _body(outcome["contact_ids"][0], recipient("credit_fraud", "contract"))
    assert desk.post("/api/v1/disclosures", json=body).status_code == 403
    secret = officer.post("/api/v1/disclosures", json=body | {"is_secret": True})
    assert (secret.status_code, secret.json()["type"]) == (422, "not-secret")
    made = officer.post("/api/v1/disclosures", json=body).json()
    assert set(made["data"]) == {"company", "person", "address"}
    assert len(officer.get("/api/v1/disclosures").json()["items"]) == 1


@pytest.mark.row("P3-36")
def test_an_emergency_unreviewed_after_seven_days_is_an_alarm_until_somebody_else_has_looked(
    client_with: Make, approve: Approve, recipient: Callable[..., str]
) -> None:
    contact_id = approve(asa())["contact_ids"][0]
    body = _body(contact_id, recipient("protection", "security"), reason="Brand i lagret")
    actor, officer = (client_with("privacy:write", "contacts:read") for _ in range(2))
    made = actor.post("/api/v1/disclosures", json=body)
    assert made.status_code == 201
    address = f"/api/v1/disclosures/{made.json()['id']}"
    assert officer.get("/api/v1/disclosures/overdue").json() == []
    with clock.stopped_at(clock.now() + timedelta(days=7, minutes=1)):
        [alarm] = officer.get("/api/v1/disclosures/overdue").json()
        assert alarm["id"] == made.json()["id"]
        own = actor.post(f"{address}/reviews")
        assert (own.status_code, own.json()["type"]) == (409, "own-disclosure")
        assert officer.post(f"{address}/reviews").json()["reviewed_at"] is not None
        assert officer.get("/api/v1/disclosures/overdue").json() == []


@pytest.mark.row("P3-32", part=True)
def test_the_ledger_can_be_read_by_class_and_by_what_waits_for_review(
    desk: TestClient, officer: TestClient, approve: Approve, recipient: Callable[..., str]
) -> None:
    contact_id = approve(asa(), context_kind="transaction", reference="F 4711")["contact_ids"][0]
    for named in (recipient("protection", "security"), recipient("supply_chain", "contract")):
        made = desk.post("/api/v1/disclosures", json=_body(contact_id, named))
        assert made.status_code == 201, made.text

    def classes(query: str) -> list[str]:
        page = officer.get(f"/api/v1/disclosures?{query}").json()["items"]
        return [row["recipient"]["recipient_class"] for row in page]

    assert classes("") == ["supply_chain", "protection"]
    assert classes("recipient_class=supply_chain") == ["supply_chain"]
    assert classes("waiting=true") == ["protection"]
    [waiting] = officer.get("/api/v1/disclosures?waiting=true").json()["items"]
    officer.post(f"/api/v1/disclosures/{waiting['id']}/reviews")
    assert classes("waiting=true") == []


def test_the_policys_seven_classes_and_our_own_have_each_their_fields_and_purposes(
    officer: TestClient,
) -> None:
    told = officer.get("/api/v1/recipient-classes").json()
    assert [row["name"] for row in told] == list(CLASSES)
    assert len(told) == 8
    assert all(row["fields"] and row["purposes"] for row in told)
    outside = [row for row in told if row["name"] != "own_system"]
    assert not {"websites", "department", "faxes"} & {f for row in outside for f in row["fields"]}


def test_a_recipient_is_named_for_what_its_class_may_be_given(
    officer: TestClient, desk: TestClient, approve: Approve
) -> None:
    contact_id = approve(asa())["contact_ids"][0]
    body = {"name": "Post AB", "recipient_class": "supply_chain", "purpose": "newsletter"}
    wrong = officer.post("/api/v1/recipients", json=body)
    assert (wrong.status_code, wrong.json()["type"]) == (422, "wrong-purpose")
    assert desk.post("/api/v1/recipients", json=body | {"purpose": "relation"}).status_code == 403
    unknown = desk.post("/api/v1/disclosures", json=_body(contact_id, str(uuid4())))
    assert unknown.status_code == 404


def test_a_reason_is_looked_through_like_any_note(
    desk: TestClient, approve: Approve, recipient: Callable[..., str]
) -> None:
    contact_id = approve(asa())["contact_ids"][0]
    body = _body(contact_id, recipient("supply_chain", "relation"), reason="hon är korkad")
    refused = desk.post("/api/v1/disclosures", json=body)
    assert (refused.status_code, refused.json()["type"]) == (422, "unfit-note")


def _told_in_access(officer: TestClient, contact_id: str) -> list[tuple[str, ...]]:
    asked = {"kind": "access", "contact_id": contact_id}
    request = officer.post("/api/v1/subject-requests", json=asked).json()
    address = f"/api/v1/subject-requests/{request['id']}"
    officer.put(f"{address}/identity", json={"method": "known_address"})
    packed = officer.get(f"{address}/package").content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        package = json.loads(archive.read("uppgifter.json"))
    assert [one["name"] for one in package["recipients"]] == [
        row["recipient"] for row in package["disclosures"]
    ]
    return [
        (row["recipient"], row["class"], row["reason"], row["region"])
        for row in package["disclosures"]
    ]

"""The gate every file of contacts passes, and the watermark that tells who, when and why."""

import io
import itertools
import json
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from api.auth import tokens
from api.db.session import Database
from api.models import AuditEvent, Disclosure, User
from tests.cards import asa
from tests.conftest import ORIGIN

Make = Callable[..., TestClient]
Approve = Callable[..., dict[str, Any]]
Files = Callable[..., Any]


@pytest.fixture
def officer(browser_as: Make) -> TestClient:
    """Give the browser of a privacy officer."""
    return browser_as("privacy_officer")


@pytest.fixture
def asker(client_with: Make) -> TestClient:
    """Give a program that may ask for exports."""
    return client_with("exports:read", "contacts:read")


@pytest.fixture
def ask(asker: TestClient, officer: TestClient) -> Callable[..., dict[str, Any]]:
    """Give a function that asks for an export for a new recipient and returns it."""

    def request(
        file_format: str = "json",
        purpose: str = "relation",
        recipient_class: str = "own_system",
        **more: str,
    ) -> dict[str, Any]:
        named = {"name": "Orderstöd", "recipient_class": recipient_class, "purpose": purpose}
        recipient = officer.post("/api/v1/recipients", json=named).json()
        body = {"recipient_id": recipient["id"], "format": file_format, "reason": "Byte av system"}
        answer = asker.post("/api/v1/exports", json=body | more)
        assert answer.status_code == 201, answer.text
        told: dict[str, Any] = answer.json()
        return told

    return request


def _allow(officer: TestClient, export: dict[str, Any]) -> None:
    answer = officer.post(f"/api/v1/exports/{export['id']}/approvals")
    assert answer.status_code == 200, answer.text


@pytest.mark.row("P3-30")
def test_an_export_without_approval_is_refused_and_with_it_carries_its_id_purpose_and_count(
    asker: TestClient,
    officer: TestClient,
    approve: Approve,
    ask: Callable[..., dict[str, Any]],
) -> None:
    approve(asa())
    export = ask()
    address = f"/api/v1/exports/{export['id']}"
    refused = asker.post(f"{address}/file")
    assert (refused.status_code, refused.json()["type"]) == (403, "export-not-approved")
    assert asker.post(f"{address}/approvals").status_code == 403
    _allow(officer, export)
    file = asker.post(f"{address}/file")
    told = json.loads(file.content)
    assert (told["export"], told["purpose"], told["rows"]) == (export["id"], "relation", 1)
    assert told["contacts"][0]["person"] == "Åsa Öhrström"
    found = officer.get(f"/api/v1/exports/{told['export']}").json()
    assert found["reason"] == "Byte av system"
    assert found["row_count"] == 1
    assert found["sha256"] == sha256(file.content).hexdigest()
    assert {found["requested_by"], found["approved_by"]} & {None} == set()
    again = asker.post(f"{address}/file")
    assert (again.status_code, again.json()["type"]) == (409, "export-made")


@pytest.mark.row("P3-30", part=True)
def test_every_format_carries_the_watermark(
    asker: TestClient, officer: TestClient, approve: Approve, ask: Callable[..., dict[str, Any]]
) -> None:
    approve(asa())
    files = {}
    for file_format in ("vcf", "xlsx", "json"):
        export = ask(file_format)
        _allow(officer, export)
        answer = asker.post(f"/api/v1/exports/{export['id']}/file")
        files[file_format] = (export["id"], answer.content)
    watermark, card = files["vcf"]
    assert f"X-HANDSLAG-EXPORT:{watermark}\r\n".encode() in card
    assert b"EMAIL;TYPE=INTERNET:asa.ohrstrom@norvika.example\r\n" in card
    watermark, sheet = files["xlsx"]
    book = load_workbook(io.BytesIO(sheet))
    head, row = book.active.iter_rows(values_only=True)
    told = dict(zip(head, row, strict=True))
    assert told["export"] == book.properties.identifier == watermark
    assert told["phones"] == "+46313900612; +46701740621"
    assert book.active["C2"].data_type == "s"


def test_a_formula_on_a_card_is_text_in_the_table(
    asker: TestClient, officer: TestClient, approve: Approve, ask: Callable[..., dict[str, Any]]
) -> None:
    approve(asa(person="=1+1", company="+Norvika AB"))
    export = ask("xlsx")
    _allow(officer, export)
    sheet = asker.post(f"/api/v1/exports/{export['id']}/file").content
    cells = [cell for row in load_workbook(io.BytesIO(sheet)).active.iter_rows() for cell in row]
    assert "=1+1" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}


def test_every_contact_in_a_file_gets_a_line_in_the_ledger(
    asker: TestClient,
    officer: TestClient,
    approve: Approve,
    ask: Callable[..., dict[str, Any]],
    database: Database,
) -> None:
    ids = {
        approve(asa())["contact_ids"][0],
        approve(asa(person="Petter Wiklund", emails=[]))["contact_ids"][0],
    }
    approve(asa(person="Bo Ek", emails=[], phones=[]), register="supplier_material")
    export = ask(register="customer")
    _allow(officer, export)
    asker.post(f"/api/v1/exports/{export['id']}/file")
    with database.read() as session:
        lines = session.scalars(sa.select(Disclosure)).all()
        tags = session.scalars(sa.select(AuditEvent.tag)).all()
    assert {str(line.contact_id) for line in lines} == ids
    assert {line.export_id for line in lines} == {UUID(export["id"])}
    assert {"api:export:requested", "api:export:approved", "api:export:made"} <= set(tags)


def test_who_objected_after_the_approval_is_not_in_the_file(
    asker: TestClient, officer: TestClient, approve: Approve, ask: Callable[..., dict[str, Any]]
) -> None:
    contact_id = approve(asa())["contact_ids"][0]
    export = ask()
    _allow(officer, export)
    objection = {"purposes": ["relation"]}
    officer.post(f"/api/v1/contacts/{contact_id}/objections", json=objection)
    told = asker.post(f"/api/v1/exports/{export['id']}/file").json()
    assert (told["rows"], told["contacts"]) == (0, [])


def test_nobody_approves_an_export_of_their_own_not_by_a_token_of_theirs_either(
    app: FastAPI, database: Database, browser_as: Make, make_user: Callable[..., User]
) -> None:
    user = make_user("privacy_officer")
    officer = browser_as(user=user)
    with database.write() as session:
        scopes = ["exports:read", "privacy:write"]
        token = tokens.make(
            session, None, name="own", scopes=scopes, user_id=user.id, lifetime=timedelta(days=1)
        )[1]
    own = TestClient(app, base_url=ORIGIN, headers={"Authorization": f"Bearer {token}"})
    named = {"name": "Orderstöd", "recipient_class": "own_system", "purpose": "relation"}
    recipient = officer.post("/api/v1/recipients", json=named).json()
    body = {"recipient_id": recipient["id"], "format": "vcf", "reason": "Byte av system"}
    exports = [asks.post("/api/v1/exports", json=body).json()["id"] for asks in (officer, own)]
    for export, approves in itertools.product(exports, (officer, own)):
        answer = approves.post(f"/api/v1/exports/{export}/approvals")
        assert (answer.status_code, answer.json()["type"]) == (409, "own-approval")
        assert "en annan dataskyddsansvarig" in answer.json()["detail"]
    other = browser_as("privacy_officer")
    assert [other.post(f"/api/v1/exports/{one}/approvals").status_code for one in exports] == [
        200,
        200,
    ]


@pytest.mark.row("P1-2")
def test_own_staff_are_refused_and_no_file_or_feed_of_contacts_holds_a_user(
    asker: TestClient,
    officer: TestClient,
    client_with: Make,
    ask: Callable[..., dict[str, Any]],
    approve: Approve,
    capture: Callable[..., UUID],
    database: Database,
) -> None:
    reviewer = client_with("review:write", "sync:read", "contacts:read")
    approve(asa())
    staff = asa(person="Elin Ek", emails=["elin@closetalk.se"])
    card = capture(staff)
    refused = reviewer.post(f"/api/v1/captures/{card}/review", json={"decision": "approve"})
    assert (refused.status_code, refused.json()["type"]) == (409, "own_staff")
    with database.read() as session:
        users = session.scalars(sa.select(User.email)).all()
    assert users
    told = [reviewer.get("/api/v1/sync/changes").text, reviewer.get("/api/v1/contacts").text]
    for file_format in ("json", "vcf", "xlsx"):
        export = ask(file_format)
        _allow(officer, export)
        file = asker.post(f"/api/v1/exports/{export['id']}/file").content
        told.append(_words(file) if file_format == "xlsx" else file.decode())
    for text in told:
        assert "asa.ohrstrom@norvika.example" in text
        assert [one for one in (*users, "elin@closetalk.se", "Elin Ek") if one in text] == []


def _words(table: bytes) -> str:
    sheet = load_workbook(io.BytesIO(table)).active
    assert sheet is not None
    return " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)


@pytest.mark.row("P2-20")
def test_an_objection_to_tailoring_keeps_a_person_out_of_the_next_run_of_the_job(
    asker: TestClient,
    officer: TestClient,
    client_with: Make,
    ask: Callable[..., dict[str, Any]],
    approve: Approve,
) -> None:
    weighed = {"purpose": "tailoring", "basis": "legitimate_interest", "text": "Avvägning."}
    assert officer.post("/api/v1/balancing-tests", json=weighed).status_code == 201
    people = [asa(), asa(person="Petter Wiklund", emails=["petter@norvika.example"], phones=[])]
    contact_ids = []
    for person in people:
        outcome = approve(person)
        [contact_id], [evidence_id] = outcome["contact_ids"], outcome["evidence_ids"]
        allowed = {"purpose": "tailoring", "basis": "legitimate_interest"}
        address = f"/api/v1/contacts/{contact_id}/permissions"
        body = allowed | {"evidence_id": evidence_id}
        assert officer.post(address, json=body).status_code == 201
        contact_ids.append(contact_id)

    def run() -> list[str]:
        export = ask(purpose="tailoring")
        _allow(officer, export)
        file = asker.post(f"/api/v1/exports/{export['id']}/file")
        return sorted(one["person"] for one in json.loads(file.content)["contacts"])

    assert run() == ["Petter Wiklund", "Åsa Öhrström"]
    objection = {"kind": "objection", "contact_id": contact_ids[0], "purpose": "tailoring"}
    asked = client_with("privacy:write").post("/api/v1/subject-requests", json=objection)
    assert asked.status_code == 201, asked.text
    assert run() == ["Petter Wiklund"]
    kept = officer.get(f"/api/v1/contacts/{contact_ids[0]}/permissions").json()["permissions"]
    assert [one["purpose"] for one in kept if one["ended_at"] is None] == ["relation"]


@pytest.mark.row("P3-35")
def test_no_package_for_a_buyer_is_made_without_the_digest_of_the_signed_acceptance(
    asker: TestClient, officer: TestClient, approve: Approve, ask: Callable[..., dict[str, Any]]
) -> None:
    approve(asa())
    approve(asa(person="Bo Ek", emails=["bo@plat.example"]), register="supplier_material")
    export = ask(purpose="relation", recipient_class="buyer")
    address = f"/api/v1/exports/{export['id']}"
    _allow(officer, export)
    refused = asker.post(f"{address}/file")
    assert (refused.status_code, refused.json()["type"]) == (409, "acceptance-missing")
    assert officer.put(f"{address}/acceptance", json={"sha256": "ja"}).status_code == 422
    digest = sha256(b"Vi binder oss till villkoren.").hexdigest()
    assert asker.put(f"{address}/acceptance", json={"sha256": digest}).status_code == 403
    assert officer.put(f"{address}/acceptance", json={"sha256": digest}).status_code == 200
    file = asker.post(f"{address}/file")
    assert [c["person"] for c in file.json()["contacts"]] == ["Åsa Öhrström"]
    assert "plat.example" not in file.text
    assert officer.get(address).json()["acceptance_sha256"] == digest
    late = officer.put(f"{address}/acceptance", json={"sha256": digest})
    assert (late.status_code, late.json()["type"]) == (409, "export-made")


def test_other_classes_get_one_contact_at_a_time(officer: TestClient, asker: TestClient) -> None:
    named = {"name": "Bud AB", "recipient_class": "supply_chain", "purpose": "contract"}
    recipient = officer.post("/api/v1/recipients", json=named).json()
    body = {"recipient_id": recipient["id"], "format": "vcf", "reason": "Leverans"}
    answer = asker.post("/api/v1/exports", json=body)
    assert (answer.status_code, answer.json()["type"]) == (422, "no-export")
    unknown = asker.post("/api/v1/exports", json=body | {"recipient_id": str(uuid4())})
    assert unknown.status_code == 404


@pytest.mark.row("P3-30", part=True)
def test_a_vcard_and_a_sync_client_are_recipients_with_a_purpose_as_well(
    desk: TestClient, officer: TestClient, approve: Approve, database: Database
) -> None:
    contact_id = approve(asa())["contact_ids"][0]
    card = desk.get(f"/api/v1/contacts/{contact_id}.vcf").text
    [line] = officer.get("/api/v1/disclosures").json()["items"]
    assert f"X-HANDSLAG-EXPORT:{line['id']}" in card
    assert (line["purpose"], line["contact_id"]) == ("relation", contact_id)
    desk.get("/api/v1/sync/changes")
    recipients = officer.get("/api/v1/recipients").json()
    assert [(r["name"], r["recipient_class"], r["purpose"]) for r in recipients] == [
        ("test", "own_system", "relation")
    ]
    with database.read() as session:
        [read] = session.scalars(sa.select(AuditEvent).where(AuditEvent.tag == "api:sync:read"))
    assert (read.object_id, read.facts["purpose"]) == (recipients[0]["id"], "relation")

    before = desk.get("/api/v1/sync/changes").json()["next_cursor"]
    officer.post(f"/api/v1/contacts/{contact_id}/objections", json={"purposes": ["relation"]})
    refused = desk.get(f"/api/v1/contacts/{contact_id}.vcf")
    assert (refused.status_code, refused.json()["type"]) == (403, "purpose-not-permitted")
    [gone] = desk.get("/api/v1/sync/changes", params={"cursor": before}).json()["changes"]
    assert (gone["id"], gone["deleted"], gone["data"]) == (contact_id, True, None)


def test_exports_are_seen_by_who_asked_and_by_the_privacy_officer(
    client: TestClient,
    browser_as: Make,
    client_with: Make,
    officer: TestClient,
    asker: TestClient,
    ask: Callable[..., dict[str, Any]],
) -> None:
    export = ask()
    address = f"/api/v1/exports/{export['id']}"
    assert [row["id"] for row in officer.get("/api/v1/exports").json()["items"]] == [export["id"]]
    assert asker.get(address).json() == export
    stranger = client_with("exports:read")
    assert stranger.get(address).status_code == 404
    assert stranger.post(f"{address}/file").status_code == 404
    assert stranger.get("/api/v1/exports").json()["items"] == []
    assert client.get(address).status_code == 401
    for role in ("seller", "reviewer", "admin"):
        assert browser_as(role).get(address).status_code == 403


def test_a_refused_export_is_told_to_who_asked_and_can_be_neither_approved_nor_made(
    asker: TestClient, officer: TestClient, ask: Callable[..., dict[str, Any]]
) -> None:
    export = ask()
    address = f"/api/v1/exports/{export['id']}"
    assert (export["requester"], export["decider"]) == (None, None)
    assert asker.put(f"{address}/refusal").status_code == 403
    told = officer.put(f"{address}/refusal").json()
    assert (told["refused_at"] is None, told["decider"]) == (False, "Test")
    again = officer.put(f"{address}/refusal").json()
    assert again["refused_at"] == told["refused_at"]
    approved = officer.post(f"{address}/approvals")
    assert (approved.status_code, approved.json()["type"]) == (409, "export-refused")
    assert asker.post(f"{address}/file").json()["type"] == "export-not-approved"
    assert asker.get("/api/v1/exports").json()["items"][0]["refused_at"] is not None


def test_a_file_that_has_left_cannot_be_refused_and_an_approved_one_can_until_then(
    asker: TestClient, officer: TestClient, ask: Callable[..., dict[str, Any]]
) -> None:
    kept, left = ask(), ask()
    for export in (kept, left):
        _allow(officer, export)
    assert officer.put(f"/api/v1/exports/{kept['id']}/refusal").json()["approved_at"] is None
    assert asker.post(f"/api/v1/exports/{left['id']}/file").status_code == 200
    refused = officer.put(f"/api/v1/exports/{left['id']}/refusal")
    assert (refused.status_code, refused.json()["type"]) == (409, "export-made")

"""The permission matrix: what a card allows, what it never does, and who may change it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from api.auth.subject import Subject
from api.db.session import Database
from api.kit import clock, ids
from api.models import AuditEvent, BalancingTest, Permission
from api.registers import permissions
from tests.cards import asa

Make = Callable[..., TestClient]
Approve = Callable[..., dict[str, Any]]


@pytest.fixture
def officer(browser_as: Make) -> TestClient:
    """Give the browser of a privacy officer."""
    return browser_as("privacy_officer")


@pytest.fixture
def weighed(officer: TestClient) -> None:
    """Have the interest in marketing weighed."""
    for purpose in ("newsletter", "tailoring", "survey_invite"):
        body = {"purpose": purpose, "basis": "legitimate_interest", "text": "Avvägning."}
        assert officer.post("/api/v1/balancing-tests", json=body).status_code == 201


def _purposes(officer: TestClient, contact_id: str) -> dict[tuple[str, str], str]:
    told = officer.get(f"/api/v1/contacts/{contact_id}/permissions").json()["permissions"]
    return {(p["register"], p["purpose"]): p["basis"] for p in told if p["ended_at"] is None}


@pytest.mark.row("P2-26", part=True)
@pytest.mark.parametrize(
    ("register", "context", "allowed"),
    [
        ("customer", "fair", {"relation": "legitimate_interest"}),
        (
            "customer",
            "tech_question",
            {"relation": "legitimate_interest", "questions": "legitimate_interest"},
        ),
        (
            "customer",
            "transaction",
            {"relation": "legitimate_interest", "contract": "contract", "legal": "contract"},
        ),
        ("supplier_material", "fair", {"relation": "supplier_customer_interest"}),
    ],
)
def test_a_card_allows_what_its_giver_expects_and_no_more(
    officer: TestClient, approve: Approve, register: str, context: str, allowed: dict[str, str]
) -> None:
    outcome = approve(asa(), register=register, context_kind=context, reference="F 4711")
    told = _purposes(officer, outcome["contact_ids"][0])
    assert told == {(register, purpose): basis for purpose, basis in allowed.items()}


@pytest.mark.row("P2-26")
def test_every_active_row_has_one_basis_and_an_interest_cites_the_version_that_weighed_it(
    officer: TestClient, approve: Approve, database: Database
) -> None:
    first = approve(asa(), context_kind="tech_question")
    body = {"purpose": "relation", "basis": "legitimate_interest", "text": "Ny avvägning."}
    newer = officer.post("/api/v1/balancing-tests", json=body).json()
    assert newer["version"] == 2
    second = approve(asa(person="Petter Wiklund", emails=[]))
    with database.read() as session:
        rows = session.scalars(sa.select(Permission)).all()
        cited = {
            (str(row.contact_id), row.purpose): session.get_one(
                BalancingTest, row.balancing_test_id
            ).version
            for row in rows
        }
    assert all(row.basis for row in rows)
    assert cited == {
        (first["contact_ids"][0], "relation"): 1,
        (first["contact_ids"][0], "questions"): 1,
        (second["contact_ids"][0], "relation"): 2,
    }


@pytest.mark.row("P2-26", part=True)
@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        (
            {"basis": "legitimate_interest", "balancing_test_id": None},
            "ck_permissions_interest_is_balanced",
        ),
        ({"basis": "consent", "balancing_test_id": None}, "ck_permissions_consent_is_agreed"),
        ({"basis": "because"}, "ck_permissions_basis"),
        ({"purpose": "fun"}, "ck_permissions_purpose"),
        ({"purpose": "newsletter", "register": "supplier_service"}, "ck_permissions_wall"),
        (
            {"evidence_kind": "agreed", "purpose": "questions"},
            "FOREIGN KEY|fk_permissions_evidence_id",
        ),
        ({"register": "supplier_material"}, "FOREIGN KEY|fk_permissions_contact_id_register"),
        ({}, "UNIQUE constraint|uq_permissions_active"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_database_itself_refuses_a_row_that_breaks_the_rules(
    database: Database, approve: Approve, changes: dict[str, Any], broken: str
) -> None:
    contact_id = UUID(approve(asa())["contact_ids"][0])
    with database.read() as session:
        known = session.scalars(sa.select(Permission)).one()
        row = {c.name: getattr(known, c.name) for c in sa.inspect(Permission).columns}
    assert row["contact_id"] == contact_id
    with pytest.raises(sa.exc.IntegrityError) as refused, database.write() as session:
        session.execute(sa.insert(Permission).values(row | {"id": ids.new_id()} | changes))
    assert re.search(broken, str(refused.value.orig))


@pytest.mark.row("P2-16")
def test_a_use_names_its_purpose_and_without_a_row_it_is_denied_and_logged(
    desk: TestClient, approve: Approve, database: Database
) -> None:
    contact_id = approve(asa())["contact_ids"][0]
    address = f"/api/v1/contacts/{contact_id}/uses"
    assert desk.post(address, json={}).status_code == 422
    assert desk.post(address, json={"purpose": "relation"}).json() == {"permitted": True}
    for purpose in ("contract", "questions", "tailoring", "survey_invite", "newsletter", "legal"):
        answer = desk.post(address, json={"purpose": purpose})
        assert (answer.status_code, answer.json()["type"]) == (403, "purpose-not-permitted")
    with database.read() as session:
        told = session.execute(
            sa.select(AuditEvent.tag, AuditEvent.facts).where(
                AuditEvent.tag.like("api:use:%"), AuditEvent.object_id == contact_id
            )
        ).all()
    assert ("api:use:permitted", {"purpose": "relation"}) in [tuple(row) for row in told]
    assert ("api:use:refused", {"purpose": "newsletter"}) in [tuple(row) for row in told]
    assert len(told) == 7
    assert (
        desk.post(f"/api/v1/contacts/{uuid4()}/uses", json={"purpose": "relation"}).status_code
        == 404
    )


@pytest.mark.row("P2-27")
@pytest.mark.usefixtures("weighed")
def test_a_card_alone_never_yields_consent_to_a_newsletter(
    officer: TestClient, approve: Approve, agree: Callable[..., str]
) -> None:
    outcome = approve(asa(), context_kind="survey", reference="enkät 3")
    [contact_id], [card] = outcome["contact_ids"], outcome["evidence_ids"]
    address = f"/api/v1/contacts/{contact_id}/permissions"
    assert ("customer", "newsletter") not in _purposes(officer, contact_id)
    body = {"purpose": "newsletter", "basis": "consent", "evidence_id": card}
    refused = officer.post(address, json=body)
    assert (refused.status_code, refused.json()["type"]) == (422, "no-consent")
    other = approve(asa(person="Petter Wiklund", emails=["petter@norvika.example"]))
    stranger = agree(other["contact_ids"][0])
    assert officer.post(address, json=body | {"evidence_id": stranger}).status_code == 422
    granted = officer.post(address, json=body | {"evidence_id": agree(contact_id)})
    assert (granted.status_code, granted.json()["evidence_kind"]) == (201, "agreed")
    assert _purposes(officer, contact_id)["customer", "newsletter"] == "consent"


@pytest.mark.row("P2-17")
@pytest.mark.usefixtures("weighed")
def test_an_agreement_survives_an_objection_to_marketing(
    officer: TestClient, desk: TestClient, approve: Approve
) -> None:
    outcome = approve(asa(), context_kind="transaction", reference="F 4711")
    [contact_id], [card] = outcome["contact_ids"], outcome["evidence_ids"]
    body = {"purpose": "newsletter", "basis": "legitimate_interest", "evidence_id": card}
    assert officer.post(f"/api/v1/contacts/{contact_id}/permissions", json=body).status_code == 201
    every = {"purposes": ["newsletter", "tailoring", "survey_invite"]}
    told = officer.post(f"/api/v1/contacts/{contact_id}/objections", json=every).json()
    assert told["objections"] == ["newsletter", "survey_invite", "tailoring"]
    uses = f"/api/v1/contacts/{contact_id}/uses"
    assert desk.post(uses, json={"purpose": "contract"}).status_code == 200
    assert desk.post(uses, json={"purpose": "newsletter"}).status_code == 403
    wrong = {"purposes": ["contract"]}
    assert officer.post(f"/api/v1/contacts/{contact_id}/objections", json=wrong).status_code == 422


@pytest.mark.row("P2-20", part=True)
@pytest.mark.usefixtures("weighed")
def test_an_objection_takes_a_person_out_of_the_segments_at_once_and_a_new_card_does_not_undo_it(
    officer: TestClient, approve: Approve, agree: Callable[..., str]
) -> None:
    outcome = approve(asa())
    [contact_id], [card] = outcome["contact_ids"], outcome["evidence_ids"]
    address = f"/api/v1/contacts/{contact_id}/permissions"
    body = {"purpose": "tailoring", "basis": "legitimate_interest", "evidence_id": card}
    assert officer.post(address, json=body).status_code == 201
    assert _reached(officer) == {"newsletter": 0, "survey_invite": 0, "tailoring": 1}
    objection = {"purposes": ["tailoring", "relation"]}
    officer.post(f"/api/v1/contacts/{contact_id}/objections", json=objection)
    assert _reached(officer)["tailoring"] == 0
    approve(asa())
    assert _purposes(officer, contact_id) == {}
    assert officer.post(address, json=body).json()["type"] == "objected"
    consent = {"purpose": "tailoring", "basis": "consent", "evidence_id": agree(contact_id)}
    assert officer.post(address, json=consent).status_code == 201
    assert _reached(officer)["tailoring"] == 1


def test_a_permission_taken_back_stays_as_a_row_that_has_ended(
    officer: TestClient, desk: TestClient, approve: Approve
) -> None:
    contact_id = approve(asa())["contact_ids"][0]
    before = desk.get("/api/v1/sync/changes").json()["next_cursor"]
    address = f"/api/v1/contacts/{contact_id}/permissions"
    [row] = officer.get(address).json()["permissions"]
    assert officer.delete(f"{address}/{row['id']}").status_code == 204
    assert officer.delete(f"{address}/{row['id']}").status_code == 204
    [ended] = officer.get(address).json()["permissions"]
    assert (ended["end_reason"], ended["ended_at"] is None) == ("withdrawn", False)
    assert officer.delete(f"{address}/{uuid4()}").status_code == 404
    changes = desk.get("/api/v1/sync/changes", params={"cursor": before}).json()["changes"]
    assert contact_id in [change["id"] for change in changes]


@pytest.mark.row("P2-23")
@pytest.mark.usefixtures("weighed")
@pytest.mark.parametrize(
    ("company", "email", "basis", "reached"),
    [
        ("Norvika Bygg AB", "asa@norvika.example", "legitimate_interest", 1),
        ("Norvika Bygg AB", "asa@gmail.com", "legitimate_interest", 0),
        ("Norvika Bygg AB", "asa@gmail.com", "consent", 1),
        ("Berits Foto Enskild firma", "berit@foto.example", "legitimate_interest", 0),
        ("Berits Foto", "berit@foto.example", "legitimate_interest", 0),
        ("Berits Foto", "berit@foto.example", "consent", 1),
    ],
)
def test_a_private_mailbox_or_a_sole_trader_is_in_no_audience_without_opt_in(
    officer: TestClient,
    approve: Approve,
    agree: Callable[..., str],
    company: str,
    email: str,
    basis: str,
    reached: int,
) -> None:
    outcome = approve(asa(company=company, emails=[email]))
    [contact_id], [card] = outcome["contact_ids"], outcome["evidence_ids"]
    evidence = agree(contact_id) if basis == "consent" else card
    body = {"purpose": "newsletter", "basis": basis, "evidence_id": evidence}
    granted = officer.post(f"/api/v1/contacts/{contact_id}/permissions", json=body)
    assert granted.status_code == 201
    assert _reached(officer)["newsletter"] == reached


@pytest.mark.row("P2-25", part=True)
def test_the_papers_of_an_agreement_are_kept_until_the_seventh_year_is_over(
    officer: TestClient, approve: Approve, database: Database
) -> None:
    bought = datetime(2026, 3, 2, 9, tzinfo=UTC)
    outcome = approve(
        asa(), context_kind="transaction", reference="F 4711", taken_at=bought, received_at=bought
    )
    contact_id = outcome["contact_ids"][0]
    told = officer.get(f"/api/v1/contacts/{contact_id}/permissions").json()
    assert told["kept_by_law_until"] == "2033-12-31"
    with database.read() as session, clock.stopped_at(datetime(2034, 1, 1, tzinfo=UTC)):
        assert permissions.kept_by_law(session, UUID(contact_id)) is None
    later = bought + timedelta(days=400)
    approve(asa(), context_kind="transaction", reference="F 9", taken_at=later, received_at=later)
    told = officer.get(f"/api/v1/contacts/{contact_id}/permissions").json()
    assert told["kept_by_law_until"] == "2034-12-31"


@pytest.mark.row("P2-24", part=True)
def test_only_a_privacy_officer_may_use_data_for_security(
    officer: TestClient, desk: TestClient, approve: Approve, database: Database
) -> None:
    outcome = approve(asa())
    [contact_id], [card] = outcome["contact_ids"], outcome["evidence_ids"]
    test = {"purpose": "security", "basis": "legitimate_interest", "text": "Avvägning."}
    officer.post("/api/v1/balancing-tests", json=test)
    body = {"purpose": "security", "basis": "legitimate_interest", "evidence_id": card}
    address = f"/api/v1/contacts/{contact_id}/permissions"
    assert officer.post(address, json=body).status_code == 201
    assert ("customer", "security") in _purposes(officer, contact_id)
    assert ("customer", "security") not in _purposes(desk, contact_id)
    uses = f"/api/v1/contacts/{contact_id}/uses"
    assert desk.post(uses, json={"purpose": "security"}).status_code == 403
    assert officer.post(uses, json={"purpose": "security"}).status_code == 200
    stranger = Subject("token", None, None, frozenset({"contacts:read"}))
    with database.write() as session:
        assert not permissions.may_use(session, stranger, UUID(contact_id), "security")


@pytest.mark.row("P2-24")
def test_only_a_privacy_officer_reads_security_records_and_every_read_is_logged(
    officer: TestClient, desk: TestClient, browser_as: Make, approve: Approve, database: Database
) -> None:
    outcome = approve(asa())
    [contact_id], [card] = outcome["contact_ids"], outcome["evidence_ids"]
    address = f"/api/v1/contacts/{contact_id}/security-records"
    record = {"text": "Tre falska beställningar den 4 mars."}
    early = officer.post(address, json=record)
    assert (early.status_code, early.json()["type"]) == (403, "purpose-not-permitted")
    test = {"purpose": "security", "basis": "legitimate_interest", "text": "Avvägning."}
    officer.post("/api/v1/balancing-tests", json=test)
    body = {"purpose": "security", "basis": "legitimate_interest", "evidence_id": card}
    officer.post(f"/api/v1/contacts/{contact_id}/permissions", json=body)
    assert officer.post(address, json=record).status_code == 201
    for _ in range(2):
        assert [row["text"] for row in officer.get(address).json()] == [record["text"]]
    for other in (desk, browser_as("seller"), browser_as("reviewer"), browser_as("admin")):
        assert other.get(address).status_code == 403
        assert other.post(address, json=record).status_code == 403
    with database.read() as session:
        events = session.scalars(
            sa.select(AuditEvent).where(AuditEvent.object_id == contact_id)
        ).all()
    uses = [event for event in events if event.facts == {"purpose": "security"}]
    assert [event.tag for event in uses].count("api:use:permitted") == 3
    assert "falska" not in str([event.facts for event in events])
    assert officer.get(f"/api/v1/contacts/{uuid4()}/security-records").status_code == 404


@pytest.mark.usefixtures("weighed")
def test_a_privacy_officer_knows_better_than_a_name_whether_a_company_is_a_legal_person(
    officer: TestClient, desk: TestClient, approve: Approve
) -> None:
    outcome = approve(asa(company="Norvika"))
    [contact_id], [card] = outcome["contact_ids"], outcome["evidence_ids"]
    body = {"purpose": "newsletter", "basis": "legitimate_interest", "evidence_id": card}
    officer.post(f"/api/v1/contacts/{contact_id}/permissions", json=body)
    assert _reached(officer)["newsletter"] == 0
    organization = desk.get(f"/api/v1/contacts/{contact_id}").json()["organization"]["id"]
    address = f"/api/v1/organizations/{organization}"
    assert desk.patch(address, json={"is_legal_person": True}).status_code == 403
    assert officer.patch(address, json={"is_legal_person": True}).status_code == 200
    assert _reached(officer)["newsletter"] == 1
    unknown = f"/api/v1/organizations/{uuid4()}"
    assert officer.patch(unknown, json={"is_legal_person": True}).status_code == 404


def test_permissions_are_for_privacy_officers_to_change(
    client: TestClient, browser_as: Make, desk: TestClient, approve: Approve
) -> None:
    outcome = approve(asa())
    [contact_id], [card] = outcome["contact_ids"], outcome["evidence_ids"]
    body = {"purpose": "relation", "basis": "legitimate_interest", "evidence_id": card}
    address = f"/api/v1/contacts/{contact_id}"
    assert client.get(f"{address}/permissions").status_code == 401
    for other in (desk, browser_as("seller"), browser_as("reviewer"), browser_as("admin")):
        assert other.post(f"{address}/permissions", json=body).status_code == 403
        assert (
            other.post(f"{address}/objections", json={"purposes": ["relation"]}).status_code == 403
        )
        assert other.get("/api/v1/audiences").status_code == 403
        assert other.get("/api/v1/balancing-tests").status_code == 403
    assert browser_as("admin").get(f"{address}/permissions").status_code == 403
    purposes = browser_as("seller").get("/api/v1/purposes").json()
    assert len(purposes["bases"]) == 4
    assert {p["name"] for p in purposes["purposes"] if p["marketing"]} == {
        "newsletter",
        "survey_invite",
        "tailoring",
    }


def _reached(officer: TestClient) -> dict[str, int]:
    return {row["purpose"]: row["people"] for row in officer.get("/api/v1/audiences").json()}

"""Deciding on a capture: what enters the register, what does not, and that it happens once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.db.session import Database
from api.models import (
    Capture,
    CaptureDetails,
    CaptureFile,
    Contact,
    ContactMethod,
    Evidence,
    Interaction,
    Organization,
    Reading,
    RegisterEntry,
)
from tests.cards import TAKEN, asa

Make = Callable[..., TestClient]


def _count(database: Database, table: type[Any]) -> int:
    with database.read() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


@pytest.mark.row("C-7")
@pytest.mark.row("P1-5")
def test_an_approved_card_gives_organization_person_and_five_typed_methods(
    desk: TestClient, approve: Callable[..., dict[str, Any]]
) -> None:
    outcome = approve(asa())
    contact = desk.get(f"/api/v1/contacts/{outcome['contact_ids'][0]}").json()
    assert contact["organization"]["name"] == "Norvika Bygg AB"
    assert (contact["person"], contact["role"]) == ("Åsa Öhrström", "Inköpschef")
    assert contact["registers"] == ["customer"]
    assert contact["state"] == "active"
    assert [(m["kind"], m["value"], m["register"]) for m in contact["methods"]] == [
        ("work", "+46313900612", "customer"),
        ("mobile", "+46701740621", "customer"),
        ("fax", "+46313900613", "customer"),
        ("email", "asa.ohrstrom@norvika.example", "customer"),
        ("website", "www.norvika.example", "customer"),
    ]


@pytest.mark.row("P1-6")
def test_each_register_and_method_points_to_the_sealed_evidence_of_the_card(
    database: Database, approve: Callable[..., dict[str, Any]]
) -> None:
    outcome = approve(asa())
    evidence_id = UUID(outcome["evidence_ids"][0])
    with database.read() as session:
        evidence = session.get_one(Evidence, evidence_id)
        assert (evidence.kind, evidence.contact_id) == ("provided", UUID(outcome["contact_ids"][0]))
        assert evidence.policy_version_id == "2018-05"
        assert set(session.scalars(sa.select(ContactMethod.evidence_id))) == {evidence_id}
        assert set(session.scalars(sa.select(RegisterEntry.evidence_id))) == {evidence_id}
        assert set(session.scalars(sa.select(Interaction.evidence_id))) == {evidence_id}


def test_a_second_decision_is_refused_and_changes_nothing(
    database: Database, desk: TestClient, capture: Callable[..., UUID]
) -> None:
    card = capture(asa())
    first = desk.post(f"/api/v1/captures/{card}/review", json={"decision": "approve"})
    second = desk.post(f"/api/v1/captures/{card}/review", json={"decision": "reject"})
    assert first.status_code == 200
    assert (second.status_code, second.json()["type"]) == (409, "already-decided")
    assert _count(database, Contact) == 1
    assert _count(database, Reading) == 1


def test_of_ten_decisions_at_once_one_stands(
    database: Database, app: FastAPI, desk: TestClient, capture: Callable[..., UUID]
) -> None:
    card = capture(asa())

    def decide(_number: int) -> int:
        client = TestClient(app, base_url=str(desk.base_url), headers=dict(desk.headers))
        body = {"decision": "approve"}
        return client.post(f"/api/v1/captures/{card}/review", json=body).status_code

    with ThreadPoolExecutor(10) as pool:
        answers = sorted(pool.map(decide, range(10)))
    assert answers == [200] + [409] * 9
    assert _count(database, Evidence) == 1


def test_the_same_person_on_ten_cards_at_once_is_one_contact(
    database: Database, app: FastAPI, desk: TestClient, capture: Callable[..., UUID]
) -> None:
    cards = [capture(asa()) for _ in range(10)]

    def decide(card: UUID) -> dict[str, Any]:
        client = TestClient(app, base_url=str(desk.base_url), headers=dict(desk.headers))
        answer = client.post(f"/api/v1/captures/{card}/review", json={"decision": "approve"})
        outcome: dict[str, Any] = answer.json()
        return outcome

    with ThreadPoolExecutor(10) as pool:
        outcomes = list(pool.map(decide, cards))
    assert len({outcome["contact_ids"][0] for outcome in outcomes}) == 1
    assert len({outcome["evidence_ids"][0] for outcome in outcomes}) == 10
    assert (_count(database, Organization), _count(database, Interaction)) == (1, 10)


@pytest.mark.parametrize(
    "again",
    [
        asa(
            company="Norvika Bygg Aktiebolag", person="Asa Ohrstrom", emails=["ny@norvika.example"]
        ),
        asa(company="Annat AB", emails=["ASA.Ohrstrom@Norvika.example"], person="Å. Öhrström"),
        asa(company=None, person=None, role="Inköpare"),
    ],
    ids=["same name in the organization", "same address", "address alone"],
)
def test_somebody_known_gets_one_more_interaction_and_what_is_new(
    database: Database,
    desk: TestClient,
    approve: Callable[..., dict[str, Any]],
    again: dict[str, Any],
) -> None:
    first = approve(asa())
    second = approve(again | {"phones": [{"kind": "work", "text": "08-465 004 00"}]})
    assert first["contact_ids"] == second["contact_ids"]
    contact = desk.get(f"/api/v1/contacts/{first['contact_ids'][0]}").json()
    assert "+46846500400" in [method["value"] for method in contact["methods"]]
    assert _count(database, Interaction) == 2
    with database.read() as session:
        added = session.scalars(
            sa.select(ContactMethod.evidence_id).where(ContactMethod.value == "+46846500400")
        ).one()
    assert str(added) == second["evidence_ids"][0]


def test_two_people_who_share_an_office_address_stay_two(
    approve: Callable[..., dict[str, Any]],
) -> None:
    first = approve(asa(emails=["info@norvika.example"]))
    second = approve(asa(emails=["info@norvika.example"], person="Petter Wiklund"))
    assert first["contact_ids"] != second["contact_ids"]


def test_a_card_handed_over_earlier_does_not_take_back_a_newer_role(
    desk: TestClient, approve: Callable[..., dict[str, Any]]
) -> None:
    first = approve(asa(role="Inköpschef"))
    approve(asa(role="Inköpare"), taken_at=TAKEN.replace(year=2024))
    contact = desk.get(f"/api/v1/contacts/{first['contact_ids'][0]}").json()
    assert contact["role"] == "Inköpschef"


@pytest.mark.row("C-3", part=True)
def test_two_cards_in_one_photo_become_two_contacts_with_evidence_of_their_own(
    database: Database, approve: Callable[..., dict[str, Any]]
) -> None:
    outcome = approve(
        asa(), asa(person="Petter Wiklund", emails=["petter@norvika.example"], phones=[])
    )
    assert len(set(outcome["contact_ids"])) == 2
    assert len(set(outcome["evidence_ids"])) == 2
    with database.read() as session:
        keys = session.scalars(sa.select(Evidence.subject_id)).all()
    assert len(set(keys)) == 2


@pytest.mark.row("P1-3")
def test_no_contact_is_approved_without_a_register_or_as_a_supplier_of_nothing(
    database: Database, desk: TestClient, capture: Callable[..., UUID]
) -> None:
    card = capture(asa())
    for registers in ([], ["supplier"], ["customer", "leverantör"]):
        body = {"decision": "approve", "registers": registers}
        assert desk.post(f"/api/v1/captures/{card}/review", json=body).status_code == 422
    assert _count(database, Contact) == 0
    body = {"decision": "approve", "registers": ["supplier_material", "supplier_service"]}
    answer = desk.post(f"/api/v1/captures/{card}/review", json=body)
    contact = desk.get(f"/api/v1/contacts/{answer.json()['contact_ids'][0]}").json()
    assert contact["registers"] == ["supplier_material", "supplier_service"]


@pytest.mark.row("P6-46", part=True)
def test_a_number_given_as_a_supplier_stays_a_suppliers_number(
    desk: TestClient, approve: Callable[..., dict[str, Any]]
) -> None:
    approve(asa(phones=[]))
    outcome = approve(
        asa(phones=[{"kind": "mobile", "text": "070-174 06 21"}], emails=[], websites=[]),
        register="supplier_service",
    )
    contact = desk.get(f"/api/v1/contacts/{outcome['contact_ids'][0]}").json()
    assert contact["registers"] == ["customer", "supplier_service"]
    numbers = [m["register"] for m in contact["methods"] if m["value"] == "+46701740621"]
    assert numbers == ["supplier_service"]


@pytest.mark.row("P1-2", part=True)
@pytest.mark.parametrize("email", ["elin@closetalk.se", "ELIN@mail.CloseTalk.se"])
def test_own_staff_are_refused_with_the_reason(
    database: Database, desk: TestClient, capture: Callable[..., UUID], email: str
) -> None:
    body = {"decision": "approve", "contacts": [asa(emails=[email])]}
    answer = desk.post(f"/api/v1/captures/{capture(asa())}/review", json=body)
    assert (answer.status_code, answer.json()["type"]) == (409, "own_staff")
    assert _count(database, Contact) == 0


@pytest.mark.row("P1-4")
def test_a_person_without_a_company_waits_and_syncs_only_when_one_is_given(
    desk: TestClient, capture: Callable[..., UUID]
) -> None:
    card = capture(asa(company=None))
    answer = desk.post(f"/api/v1/captures/{card}/review", json={"decision": "approve"})
    contact_id = answer.json()["contact_ids"][0]
    assert desk.get(f"/api/v1/contacts/{contact_id}").json()["state"] == "needs_company"
    assert desk.get("/api/v1/sync/changes").json()["changes"] == []
    waiting = desk.get("/api/v1/review?state=needs_company").json()
    assert [item["id"] for item in waiting["items"]] == [str(card)]

    given = desk.patch(f"/api/v1/contacts/{contact_id}", json={"company": "Norvika Bygg AB"})
    assert given.json()["state"] == "active"
    synced = desk.get("/api/v1/sync/changes").json()["changes"]
    assert contact_id in [change["id"] for change in synced]
    assert desk.get(f"/api/v1/review/{card}").json()["state"] == "approved"
    again = desk.patch(f"/api/v1/contacts/{contact_id}", json={"company": "Annat AB"})
    assert (again.status_code, again.json()["type"]) == (409, "has-company")


@pytest.mark.row("C-6", part=True)
def test_corrected_values_are_brought_into_their_one_form(
    desk: TestClient, capture: Callable[..., UUID]
) -> None:
    corrected = asa(
        phones=[
            {"kind": "work", "e164": None, "extension": "anknytning 12", "text": "08-465 004 00"},
            {"kind": "fax", "e164": "0046 31 390 06 13", "extension": None, "text": ""},
        ],
        emails=["Åsa@Göteborg.example"],
        websites=["HTTPS://WWW.Norvika.example/Om/"],
    )
    body = {"decision": "approve", "contacts": [corrected]}
    answer = desk.post(f"/api/v1/captures/{capture(asa())}/review", json=body)
    contact = desk.get(f"/api/v1/contacts/{answer.json()['contact_ids'][0]}").json()
    assert [(m["kind"], m["value"], m["extension"]) for m in contact["methods"]] == [
        ("work", "+46846500400", "12"),
        ("fax", "+46313900613", None),
        ("email", "åsa@göteborg.example", None),
        ("website", "https://www.norvika.example/Om", None),
    ]


def test_what_is_no_number_or_address_is_named_by_its_field_and_not_repeated(
    database: Database, desk: TestClient, capture: Callable[..., UUID]
) -> None:
    wrong = asa(
        phones=[{"kind": "work", "text": "0700-hemligt"}], emails=["asa@"], websites=["inte en"]
    )
    body = {"decision": "approve", "contacts": [asa(), wrong]}
    answer = desk.post(f"/api/v1/captures/{capture(asa())}/review", json=body)
    assert (answer.status_code, answer.json()["type"]) == (422, "invalid-fields")
    assert [(tuple(e["where"]), e["rule"]) for e in answer.json()["errors"]] == [
        (("contacts", "1", "phones", "0"), "phone"),
        (("contacts", "1", "emails", "0"), "email"),
        (("contacts", "1", "websites", "0"), "website"),
    ]
    assert "hemligt" not in answer.text
    assert _count(database, Contact) == 0


def test_a_number_that_reading_could_not_make_out_is_left_out_when_approved_as_it_stands(
    desk: TestClient, approve: Callable[..., dict[str, Any]]
) -> None:
    unclear = {"kind": "work", "e164": None, "extension": None, "text": "Tel 12 34"}
    outcome = approve(asa(phones=[unclear]))
    contact = desk.get(f"/api/v1/contacts/{outcome['contact_ids'][0]}").json()
    assert [m["kind"] for m in contact["methods"]] == ["email", "website"]


def test_nothing_to_approve_is_said_as_such(desk: TestClient, capture: Callable[..., UUID]) -> None:
    answer = desk.post(f"/api/v1/captures/{capture()}/review", json={"decision": "approve"})
    assert (answer.status_code, answer.json()["type"]) == (422, "no-contacts")
    empty = {"decision": "approve", "contacts": [{"person": "  "}]}
    answer = desk.post(f"/api/v1/captures/{capture()}/review", json=empty)
    assert answer.json()["errors"][0]["rule"] == "nobody_named"


def test_of_a_rejected_capture_no_personal_data_is_kept(
    database: Database, desk: TestClient, capture: Callable[..., UUID]
) -> None:
    card = capture(asa(), note="träffades vid kaffet", url="https://norvika.example/asa")
    with database.write() as session:
        [key] = session.scalars(sa.select(CaptureFile.kept_key))
        session.add(CaptureDetails(capture_id=card, revision=1, answers={"a": "b"}, note="offert"))
    assert key is not None
    body = {"decision": "reject", "reason": "inte ett visitkort"}
    answer = desk.post(f"/api/v1/captures/{card}/review", json=body)
    assert answer.json() == {"contact_ids": [], "evidence_ids": [], "suppressed": []}
    assert desk.get(f"/api/v1/review/{card}").json()["state"] == "rejected"
    assert _count(database, Reading) == _count(database, CaptureDetails) == 0
    with database.read() as session:
        row = session.get_one(Capture, card)
        assert (row.note, row.url) == (None, None)


@pytest.mark.row("P1-9", part=True)
def test_the_same_mail_twice_gives_one_piece_of_evidence(
    database: Database, approve: Callable[..., dict[str, Any]]
) -> None:
    mail = {"channel": "signature", "context_kind": "feedback", "message_id_sha256": "a" * 64}
    first = approve(asa(), **mail)
    second = approve(asa(), **mail)
    assert first == second
    assert (_count(database, Evidence), _count(database, Interaction)) == (1, 1)


@pytest.mark.row("P1-6")
def test_no_contact_is_added_without_evidence(
    database: Database, desk: TestClient, approve: Callable[..., dict[str, Any]]
) -> None:
    person = {"person": "Petter Wiklund", "company": "Norvika Bygg AB", "registers": ["customer"]}
    assert desk.post("/api/v1/contacts", json=person).status_code == 422
    unknown = desk.post("/api/v1/contacts", json=person | {"evidence_id": str(uuid4())})
    assert (unknown.status_code, unknown.json()["type"]) == (422, "no-such-evidence")
    assert _count(database, Contact) == 0
    outcome = approve(asa())
    added = desk.post("/api/v1/contacts", json=person | {"evidence_id": outcome["evidence_ids"][0]})
    assert added.status_code == 201
    assert _count(database, Evidence) == 2


def test_a_review_is_for_reviewers(
    client: TestClient, browser_as: Make, client_with: Make, capture: Callable[..., UUID]
) -> None:
    card = capture(asa())
    body = {"decision": "approve"}
    assert client.post(f"/api/v1/captures/{card}/review", json=body).status_code == 401
    assert (
        browser_as("seller").post(f"/api/v1/captures/{card}/review", json=body).status_code == 403
    )
    assert browser_as("admin").get("/api/v1/review").status_code == 403
    assert client_with("contacts:read").get(f"/api/v1/review/{card}").status_code == 403
    stranger = client_with("review:write").post(f"/api/v1/captures/{uuid4()}/review", json=body)
    assert stranger.status_code == 404
    reviewer = browser_as("reviewer").post(f"/api/v1/captures/{card}/review", json=body)
    assert reviewer.status_code == 200

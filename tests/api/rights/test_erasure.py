"""Erasure: nothing of the person is left, everything of everybody else is."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.db.session import Database
from api.evidence import verifier
from api.kit import clock, ids
from api.models import Capture, CaptureFile, Interaction, Reading
from tests.canaries import PERSON, canaries_in, tables
from tests.cards import TAKEN, asa

REQUESTS = "/api/v1/subject-requests"
Ask = Callable[..., dict[str, Any]]
Approve = Callable[..., dict[str, Any]]
CarryOut = Callable[..., dict[str, Any]]
Make = Callable[..., TestClient]


@pytest.mark.row("P7-55", part=True)
def test_those_who_keep_in_step_are_told_by_a_tombstone(
    person: dict[str, Any], ask: Ask, carry_out: CarryOut, desk: TestClient
) -> None:
    cursor = desk.get("/api/v1/sync/changes").json()["next_cursor"]
    carry_out(ask("erasure", person["id"]))
    changes = desk.get("/api/v1/sync/changes", params={"cursor": cursor}).json()["changes"]
    told = {(one["type"], one["deleted"], one["data"] is None) for one in changes}
    assert told == {("contact", True, True), ("organization", True, True)}
    assert person["id"] in [one["id"] for one in changes]
    assert desk.get("/api/v1/contacts", params={"q": "kanariefornamn"}).json()["items"] == []


@pytest.mark.row("P7-55")
def test_a_late_or_repeated_upload_cannot_bring_an_erased_person_back(
    client_with: Make,
    database: Database,
    desk: TestClient,
    ask: Ask,
    carry_out: CarryOut,
    capture: Callable[..., UUID],
) -> None:
    phone = client_with("captures:write", "review:write")
    capture_id = ids.new_id()
    assert _upload(phone, capture_id).status_code == 201
    with database.write() as session:
        session.get_one(Capture, capture_id).state = "needs_review"
        session.add(
            Reading(
                capture_id=capture_id, number=1, result={"contacts": [PERSON]}, created_at=TAKEN
            )
        )
    [contact_id] = _decide(desk, capture_id).json()["contact_ids"]
    cursor = desk.get("/api/v1/sync/changes").json()["next_cursor"]
    carry_out(ask("erasure", contact_id))
    told = desk.get("/api/v1/sync/changes", params={"cursor": cursor}).json()["changes"]
    assert (contact_id, True) in [(one["id"], one["deleted"]) for one in told]
    again = _upload(phone, capture_id)
    assert (again.status_code, again.json()["type"]) == (410, "capture-erased")
    details = {"revision": 9, "answers": {}, "note": "Hej", "next_step": None}
    assert phone.put(f"/api/v1/captures/{capture_id}/details", json=details).status_code == 410
    late = _decide(desk, capture(PERSON, taken_at=TAKEN))
    assert (late.status_code, late.json()["type"]) == (410, "erased")
    name_alone = PERSON | {"emails": [], "phones": [], "person": "KANARIEFÖRNAMN Kanarieefternamn"}
    assert _decide(desk, capture(name_alone, taken_at=TAKEN)).status_code == 410
    colleague = PERSON | {"emails": [], "phones": [], "person": "Petter Wiklund"}
    assert _decide(desk, capture(colleague, taken_at=TAKEN)).status_code == 200
    soon = clock.now() + timedelta(days=1)
    anew = _decide(desk, capture(PERSON, taken_at=soon, received_at=soon))
    assert anew.status_code == 200
    assert anew.json()["contact_ids"] != [contact_id]


@pytest.mark.row("P7-57", part=True)
@pytest.mark.row("P2-25")
def test_a_purchase_is_kept_without_the_person_and_the_letter_says_until_when(
    ask: Ask,
    carry_out: CarryOut,
    officer: TestClient,
    approve: Approve,
    database: Database,
) -> None:
    [contact_id] = approve(PERSON, context_kind="transaction", reference="39870")["contact_ids"]
    request = ask("erasure", contact_id)
    preview = officer.get(f"{REQUESTS}/{request['id']}/preview").json()
    kept = {
        "what": "transactions",
        "count": 1,
        "until": "2033-12-31",
        "law": "bokföringslagen (1999:1078) 7 kap. 2 §",
        "article": "GDPR art. 17.3 b",
    }
    assert preview["kept"][0] == kept
    assert preview["erased"]["interactions"] == 0
    done = carry_out(request)
    assert done["result"]["kept"][0] == kept
    assert "Hej Kanariefornamn." in done["letter"]
    assert "måste vi behålla till 31 december 2033 enligt bokföringslagen" in done["letter"]
    assert "GDPR art. 17.3 b" in done["letter"]
    assert "Integritetsskyddsmyndigheten (IMY)" in done["letter"]
    with database.read() as session:
        [act] = session.scalars(sa.select(Interaction)).all()
        assert act.reference == "39870"


def test_what_a_crm_writes_back_brings_nobody_back(
    person: dict[str, Any], client_with: Make, ask: Ask, carry_out: CarryOut, database: Database
) -> None:
    crm = client_with("contacts:write", "captures:write", "sync:read", "privacy:write")
    carry_out(ask("erasure", person["id"]))
    entry = PERSON | {"registers": ["customer"], "evidence_id": person["evidence_ids"][0]}
    rectification = {
        "kind": "rectification",
        "contact_id": person["id"],
        "values": {"person": PERSON["person"], "emails": PERSON["emails"]},
    }
    answers = [
        crm.post("/api/v1/contacts", json=entry),
        crm.patch(f"/api/v1/contacts/{person['id']}", json={"company": PERSON["company"]}),
        crm.post(REQUESTS, json=rectification),
        _upload(crm, person["capture_id"]),
    ]
    assert [answer.status_code for answer in answers] == [422, 404, 404, 409]
    assert canaries_in(crm.get("/api/v1/sync/changes").text) == set()
    assert {place: there for place, there in tables(database) if canaries_in(there)} == {}


def test_who_was_on_the_same_card_stays_with_their_own_proof_and_without_the_picture(
    app: FastAPI, ask: Ask, carry_out: CarryOut, officer: TestClient, desk: TestClient,
    approve: Approve, database: Database,
) -> None:  # fmt: skip
    gone, stays = approve(PERSON, asa())["contact_ids"]
    request = ask("erasure", gone)
    preview = officer.get(f"{REQUESTS}/{request['id']}/preview").json()
    assert preview["erased"]["others_on_same_cards"] == 1
    carry_out(request)
    verifier.check_proof(_proof(desk, stays), app.state.signer.public_key)
    with database.read() as session:
        assert session.scalar(sa.select(sa.func.count(CaptureFile.id))) == 0
        assert session.scalar(sa.select(sa.func.count(Reading.id))) == 0


def _upload(phone: TestClient, capture_id: UUID) -> Any:  # noqa: ANN401 - an answer
    told = {
        "taken_at": TAKEN.isoformat(),
        "channel": "signature",
        "context": {"kind": "other_contact"},
        "register": "customer",
    }
    files = {
        "capture": ("", json.dumps(told).encode(), "application/json"),
        "document": ("signature.txt", b"Med v\xc3\xa4nlig h\xc3\xa4lsning", "text/plain"),
    }
    return phone.put(f"/api/v1/captures/{capture_id}", files=files)


def _decide(desk: TestClient, capture_id: UUID) -> Any:  # noqa: ANN401 - an answer
    return desk.post(f"/api/v1/captures/{capture_id}/review", json={"decision": "approve"})


def _proof(desk: TestClient, contact_id: str) -> dict[str, Any]:
    [evidence] = desk.get(f"/api/v1/contacts/{contact_id}/evidence").json()["items"]
    proof: dict[str, Any] = desk.get(f"/api/v1/evidence/{evidence['id']}/proof").json()
    return proof

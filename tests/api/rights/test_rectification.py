"""Putting details right: new evidence, history, and those who keep in step are told."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from api.db.session import Database
from api.models import Correction
from tests.cards import asa

REQUESTS = "/api/v1/subject-requests"
Ask = Callable[..., dict[str, Any]]
Approve = Callable[..., dict[str, Any]]
CarryOut = Callable[..., dict[str, Any]]


@pytest.mark.row("P7-54", part=True)
def test_what_is_put_right_stands_with_evidence_and_history_and_is_told_downstream(
    ask: Ask, carry_out: CarryOut, desk: TestClient, approve: Approve, database: Database
) -> None:
    [contact_id] = approve(asa())["contact_ids"]
    cursor = desk.get("/api/v1/sync/changes").json()["next_cursor"]
    values = {"role": "Teknisk chef", "emails": ["asa@norvika.example"], "phones": [
        {"kind": "mobile", "text": "070-174 06 21"}]}  # fmt: skip
    done = carry_out(ask("rectification", contact_id, values=values))
    assert done["result"] == {"changed": 2}
    contact = desk.get(f"/api/v1/contacts/{contact_id}").json()
    assert (contact["role"], contact["person"]) == ("Teknisk chef", "Åsa Öhrström")
    reached = {(one["kind"], one["value"]) for one in contact["methods"]}
    assert reached == {
        ("mobile", "+46701740621"),
        ("email", "asa@norvika.example"),
        ("website", "www.norvika.example"),
    }
    [change] = desk.get("/api/v1/sync/changes", params={"cursor": cursor}).json()["changes"]
    assert change["data"] == contact
    records = desk.get(f"/api/v1/contacts/{contact_id}/evidence").json()["items"]
    assert [one["kind"] for one in records] == ["provided", "provided"]
    assert records[0]["record"]["details"]["role"] == "Inköpschef"
    assert records[1]["record"]["corrected"]["role"] == "Teknisk chef"
    with database.read() as session:
        [history] = session.scalars(sa.select(Correction)).all()
    assert (history.before["role"], history.after["role"]) == ("Inköpschef", "Teknisk chef")
    assert history.evidence_id == UUID(records[1]["id"])
    assert set(history.after) == {"role", "methods"}
    found = desk.get("/api/v1/contacts", params={"q": "teknisk"}).json()["items"]
    assert [one["id"] for one in found] == [contact_id]
    assert desk.get("/api/v1/contacts", params={"q": "inköpschef"}).json()["items"] == []


def test_another_company_is_the_right_one_for_who_waits_too(
    ask: Ask, carry_out: CarryOut, desk: TestClient, approve: Approve
) -> None:
    [contact_id] = approve(asa(company=None))["contact_ids"]
    carry_out(ask("rectification", contact_id, values={"company": "Tallmo El AB"}))
    contact = desk.get(f"/api/v1/contacts/{contact_id}").json()
    assert (contact["organization"]["name"], contact["state"]) == ("Tallmo El AB", "active")


def test_a_suppliers_number_put_right_stays_a_suppliers_number(
    ask: Ask, carry_out: CarryOut, desk: TestClient, approve: Approve
) -> None:
    approve(asa(phones=[]))
    [contact_id] = approve(
        asa(phones=[{"kind": "mobile", "e164": "+46701740633"}], emails=[]),
        register="supplier_material",
    )["contact_ids"]
    new = {"phones": [{"kind": "mobile", "e164": "+46701740644"}]}
    carry_out(ask("rectification", contact_id, values=new))
    methods = desk.get(f"/api/v1/contacts/{contact_id}").json()["methods"]
    mobiles = [(one["value"], one["register"]) for one in methods if one["kind"] == "mobile"]
    assert mobiles == [("+46701740644", "supplier_material")]


def test_what_is_no_address_is_refused_when_it_is_asked(
    officer: TestClient, approve: Approve
) -> None:
    [contact_id] = approve(asa())["contact_ids"]
    body = {
        "kind": "rectification",
        "contact_id": contact_id,
        "values": {"emails": ["asa.norvika"]},
    }
    refused = officer.post(REQUESTS, json=body)
    assert (refused.status_code, refused.json()["type"]) == (422, "invalid-fields")
    assert "asa.norvika" not in refused.text

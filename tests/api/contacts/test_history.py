"""One contact: its history, its vCard, its organization, and who has looked."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from api.db.session import Database
from api.models import AuditEvent
from tests.cards import TAKEN, asa

Approve = Callable[..., dict[str, Any]]


def test_the_history_tells_each_meeting_latest_first(desk: TestClient, approve: Approve) -> None:
    first = approve(asa(), taken_at=TAKEN.replace(year=2024))
    second = approve(asa(), context_kind="service_desk")
    address = f"/api/v1/contacts/{first['contact_ids'][0]}/interactions"
    history = desk.get(address).json()
    assert [row["context_kind"] for row in history["items"]] == ["service_desk", "fair"]
    assert history["items"][0]["evidence_id"] == second["evidence_ids"][0]
    page = desk.get(address, params={"limit": 1}).json()
    rest = desk.get(address, params={"limit": 1, "cursor": page["next_cursor"]}).json()
    assert [*page["items"], *rest["items"]] == history["items"]
    assert desk.get(address, params={"cursor": "WzEsIDJd"}).status_code == 422


@pytest.mark.parametrize(
    ("skew_ms", "met"),
    [(None, 0), (3_600_000, -3_600_000), (-60_000, 60_000), (10**15, None), (-(10**15), None)],
    ids=["unknown", "an hour ahead", "a minute behind", "absurd", "absurd the other way"],
)
def test_a_meeting_is_dated_by_our_clock(
    desk: TestClient, approve: Approve, skew_ms: int | None, met: int | None
) -> None:
    outcome = approve(asa(), skew_ms=skew_ms)
    [row] = desk.get(f"/api/v1/contacts/{outcome['contact_ids'][0]}/interactions").json()["items"]
    wanted = TAKEN + (timedelta(minutes=32) if met is None else timedelta(milliseconds=met))
    assert datetime.fromisoformat(row["happened_at"]) == wanted


@pytest.mark.row("C-12", part=True)
def test_a_contact_can_be_taken_along_as_a_vcard(desk: TestClient, approve: Approve) -> None:
    outcome = approve(asa())
    answer = desk.get(f"/api/v1/contacts/{outcome['contact_ids'][0]}.vcf")
    assert answer.headers["content-type"] == "text/vcard; charset=utf-8"
    assert "FN:Åsa Öhrström\r\n" in answer.text
    assert "TEL;TYPE=WORK,FAX:+46313900613\r\n" in answer.text
    assert desk.get(f"/api/v1/contacts/{uuid4()}.vcf").status_code == 404


def test_every_look_at_a_contact_is_on_the_trail(
    desk: TestClient, approve: Approve, database: Database
) -> None:
    contact_id = approve(asa())["contact_ids"][0]
    desk.get(f"/api/v1/contacts/{contact_id}")
    desk.get(f"/api/v1/contacts/{contact_id}.vcf")
    desk.get("/api/v1/contacts?q=ohrstrom")
    with database.read() as session:
        events = session.execute(
            sa.select(AuditEvent.tag, AuditEvent.object_id).where(AuditEvent.tag.like("api:cont%"))
        ).all()
        facts = session.scalars(sa.select(AuditEvent.facts)).all()
    assert ("api:contact:read", contact_id) in events
    assert ("api:contact:vcard", contact_id) in events
    assert ("api:contacts:list", None) in events
    assert "ohrstrom" not in str(facts)


def test_an_organization_is_listed_with_its_contacts(desk: TestClient, approve: Approve) -> None:
    approve(asa())
    approve(asa(person="Petter Wiklund", emails=[], company="Norvika Bygg Aktiebolag"))
    approve(asa(person="Bo Ek", emails=[], company="Älvstads Plåt AB"))
    page = desk.get("/api/v1/organizations?limit=1").json()
    rest = desk.get(f"/api/v1/organizations?cursor={page['next_cursor']}").json()
    listed = [(row["name"], row["contacts"]) for row in [*page["items"], *rest["items"]]]
    assert listed == [("Älvstads Plåt AB", 1), ("Norvika Bygg AB", 2)]
    [found] = desk.get("/api/v1/organizations", params={"q": "norvika b"}).json()["items"]
    assert desk.get(f"/api/v1/organizations/{found['id']}").json()["name"] == "Norvika Bygg AB"
    people = desk.get("/api/v1/contacts", params={"organization": found["id"]}).json()["items"]
    assert {contact["person"] for contact in people} == {"Åsa Öhrström", "Petter Wiklund"}
    assert desk.get(f"/api/v1/organizations/{uuid4()}").status_code == 404
    assert desk.get("/api/v1/organizations?cursor=WzEsIDJd").status_code == 422


def test_one_contact_is_for_those_who_may_read_the_register(
    client: TestClient,
    client_with: Callable[..., TestClient],
    browser_as: Callable[..., TestClient],
    approve: Approve,
) -> None:
    contact_id = UUID(approve(asa())["contact_ids"][0])
    for suffix in ("", ".vcf", "/interactions"):
        address = f"/api/v1/contacts/{contact_id}{suffix}"
        assert client.get(address).status_code == 401
        assert client_with("review:write", "sync:read").get(address).status_code == 403
        assert browser_as("seller").get(address).status_code == 200
    seller = browser_as("seller")
    assert seller.patch(f"/api/v1/contacts/{contact_id}", json={"company": "X"}).status_code == 403
    assert seller.post("/api/v1/contacts", json={}).status_code == 403

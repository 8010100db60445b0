"""A script's day over the wire: cards in, reviewed, synced, proved; then the log is damaged."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest

from api.kit import ids
from tests.browser.cards import photo
from tests.browser.programs import Handslag
from tests.faults.programs import until
from tests.uploads import form, send, told

SURVEYED = "2026-11-20T09:00:00+00:00"
# The policy's whole list, each with what it asks for; a card is handed over in each of them twice.
CONTEXTS: list[dict[str, Any]] = [
    {"kind": "fair"},
    {"kind": "service_desk"},
    {"kind": "customer_site", "note": "Kundens lager"},
    {"kind": "transaction", "reference": "Order 4711"},
    {"kind": "feedback"},
    {"kind": "tech_question"},
    {"kind": "problem_report", "reference": "Ärende 12"},
    {"kind": "other_contact"},
    {"kind": "survey", "reference": "2026-1", "answered_at": SURVEYED},
    {"kind": "website", "url": "https://norvika.example/om"},
]
REGISTERS = ("customer", "supplier_material", "supplier_service")
PAGE = 7


def sent(script: httpx2.Client, folder: Path) -> dict[UUID, dict[str, Any]]:
    """Send twenty cards; return what was told of each."""
    fair = script.post("/api/v1/occasions", json={"kind": "fair", "name": "Elmässan"}).json()
    captures = {}
    for number in range(2 * len(CONTEXTS)):
        context = dict(CONTEXTS[number % len(CONTEXTS)])
        if context["kind"] == "fair":
            context["occasion_id"] = fair["id"]
        capture = told(context=context, register=REGISTERS[number % len(REGISTERS)])
        content = photo(folder, f"day-{number}").path.read_bytes()
        capture_id = ids.new_id()
        answer = send(script, form(capture, front=content), capture_id=capture_id)
        assert answer.status_code == 201, answer.text
        captures[capture_id] = capture
    return captures


def approved(script: httpx2.Client, capture_id: UUID) -> tuple[list[str], list[str]]:
    """Wait for a reading, approve it as it is; return the contacts' ids and the evidence's."""

    def read() -> dict[str, Any] | None:
        found: dict[str, Any] = script.get(f"/api/v1/captures/{capture_id}").json()
        assert found["state"] != "failed", found["problem"]
        return found if found["state"] == "needs_review" else None

    contacts = (until(read) or {})["reading"]["contacts"]
    path = f"/api/v1/captures/{capture_id}/review"
    answer = script.post(path, json={"decision": "approve", "contacts": contacts})
    assert answer.status_code == 200, answer.text
    again = script.post(path, json={"decision": "approve", "contacts": contacts})
    assert again.status_code == 409
    return answer.json()["contact_ids"], answer.json()["evidence_ids"]


def feed(script: httpx2.Client) -> Iterator[dict[str, Any]]:
    """Yield every change, page by page."""
    asked: dict[str, Any] = {"limit": PAGE}
    while True:
        page = script.get("/api/v1/sync/changes", params=asked).json()
        assert len(page["changes"]) <= PAGE
        yield from page["changes"]
        asked["cursor"] = page["next_cursor"]
        if not page["has_more"]:
            return


def is_in_the_register(
    script: httpx2.Client, contact_id: str, register: str, evidence: str
) -> dict[str, Any]:
    """Check one contact, its methods, its card and its evidence; return it."""
    contact: dict[str, Any] = script.get(f"/api/v1/contacts/{contact_id}").json()
    assert register in contact["registers"]
    kinds = {method["kind"] for method in contact["methods"]}
    assert kinds <= {"mobile", "work", "switchboard", "fax", "email", "website"}
    card = script.get(f"/api/v1/contacts/{contact_id}.vcf").text
    assert card.startswith("BEGIN:VCARD\r\nVERSION:3.0")
    proved = script.get(f"/api/v1/contacts/{contact_id}/evidence").json()["items"]
    assert evidence in [one["id"] for one in proved]
    return contact


def stands_on(record: dict[str, Any], capture_id: UUID, capture: dict[str, Any]) -> None:
    """Check that a sealed record tells the act as it was told here."""
    assert record["capture_id"] == str(capture_id)
    context, sealed = capture["context"], record["context"]
    for name in ("kind", "reference", "answered_at", "url"):
        assert sealed[name] == context.get(name)
    assert (sealed["occasion"] or {}).get("id") == context.get("occasion_id")
    assert record["registers"] == [capture["register"]]
    assert record["policy_version_id"] == "2018-05"
    assert datetime.fromisoformat(record["taken_at"]) == datetime.fromisoformat(capture["taken_at"])
    assert record["taken_at"] < record["sent_at"] < record["received_at"]


def damage(database: Path, record: int) -> None:
    """Change one byte of the evidence log, as docs/evidence.md names its table."""
    with closing(sqlite3.connect(database)) as connection:
        query = "SELECT commitment FROM evidence_log WHERE idx = ?"
        (commitment,) = connection.execute(query, (record,)).fetchone()
        changed = bytes([commitment[0] ^ 1, *commitment[1:]])
        connection.execute(
            "UPDATE evidence_log SET commitment = ? WHERE idx = ?", (changed, record)
        )
        connection.commit()


@pytest.mark.engine
@pytest.mark.timeout(900)  # twenty readings, on cores that may be shared by much
@pytest.mark.row("C-7", "C-8")
@pytest.mark.row("C-9", "C-12", "P1-3", "P1-4", "P1-8", "P1-10", "P1-11", part=True)
def test_a_scripts_day_from_twenty_cards_to_a_log_that_tells_of_damage(
    handslag: Handslag, script: httpx2.Client, tmp_path: Path
) -> None:
    handslag.start("worker")
    captures = sent(script, tmp_path)
    in_register: dict[str, dict[str, Any]] = {}
    for capture_id, capture in captures.items():
        contacts, evidence = approved(script, capture_id)
        for contact_id, one in zip(contacts, evidence, strict=True):
            contact = is_in_the_register(script, contact_id, capture["register"], one)
            in_register[contact_id] = contact
            proof = script.get(f"/api/v1/evidence/{one}/proof").json()
            stands_on(proof["record"], capture_id, capture)
            (tmp_path / "proof.json").write_text(json.dumps(proof))
    assert len(in_register) >= len(captures)
    with_company = {one for one, contact in in_register.items() if contact["organization"]}
    synced = [change for change in feed(script) if not change["deleted"]]
    assert sorted(c["id"] for c in synced if c["type"] == "contact") == sorted(with_company)
    assert {c["data"]["organization"]["id"] for c in synced if c["type"] == "contact"} == {
        c["id"] for c in synced if c["type"] == "organization"
    }
    assert len(with_company) >= len(captures) * 0.9

    handslag.run("evidence", "verify", str(tmp_path / "proof.json"))
    handslag.run("evidence", "verify", "--all")
    handslag.stop()
    damage(handslag.data / "handslag.db", record=5)
    assert "record 5:" in handslag.run("evidence", "verify", "--all", fails=True)

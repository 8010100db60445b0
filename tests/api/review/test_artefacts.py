"""The policy's channels and contexts, from what is sent to what the sealed record says."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.db.session import Database
from api.kit import ids
from api.readings import service as readings
from api.readings.service import Ground
from ocr import pipeline
from ocr.engines.null import NullEngine
from ocr.types import Contact, Engine, Hints, KeptSide, Quality, Reading, Result, SideInput
from tests.canaries import tables
from tests.uploads import form, picture, send, told

COMPLAINT = "Förstärkaren brummar och jag är besviken"
MAIL = (
    "From: =?utf-8?q?=C3=85sa_=C3=96hrstr=C3=B6m?= <asa.ohrstrom@norvika.example>\r\n"
    "To: petter.wiklund@tallmo.example\r\n"
    f"Subject: {COMPLAINT}\r\n"
    "Date: Fri, 20 Nov 2026 10:12:13 +0100\r\n"
    "Message-ID: <4711.abc@norvika.example>\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "\r\n"
    f"Hej!\r\n\r\n{COMPLAINT}.\r\n\r\nMed vänlig hälsning\r\nÅsa Öhrström\r\nInköpschef\r\n"
    "Norvika Bygg AB\r\n031-390 06 12\r\nasa.ohrstrom@norvika.example\r\n"
).encode()
PAGE = (
    b"<html><body><p>Kontakt</p><p>Norvika Bygg AB<br>Asa Ohrstrom<br>Inkopschef<br>"
    b"031-390 06 12<br>asa.ohrstrom@norvika.example</p></body></html>"
)
CARD_FILE = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Asa Ohrstrom\r\nN:Ohrstrom;Asa;;;\r\n"
    b"ORG:Norvika Bygg AB\r\nEMAIL:asa.ohrstrom@norvika.example\r\nEND:VCARD\r\n"
)


@dataclass
class Way:
    """From an upload to the sealed record."""

    client: TestClient
    ground: Ground

    def go(self, context: dict[str, Any], channel: str, **files: bytes) -> dict[str, Any]:
        """Send, read and approve; return what was decided, with the capture's id."""
        capture_id = ids.new_id()
        parts = form(told(context=context, channel=channel), **files)
        answer = send(self.client, parts, capture_id=capture_id)
        assert answer.status_code == 201, answer.text
        readings.read_capture(self.ground, capture_id)
        decided = self.client.post(
            f"/api/v1/captures/{capture_id}/review", json={"decision": "approve"}
        )
        assert decided.status_code == 200, decided.text
        outcome: dict[str, Any] = decided.json()
        return outcome | {"capture_id": str(capture_id)}

    def record(self, outcome: dict[str, Any]) -> dict[str, Any]:
        """Return the sealed record of who was approved."""
        [contact_id] = outcome["contact_ids"]
        [one] = self.client.get(f"/api/v1/contacts/{contact_id}/evidence").json()["items"]
        record: dict[str, Any] = one["record"]
        return record

    def kept(self, outcome: dict[str, Any], part: str) -> bytes:
        """Return the kept file of a part."""
        answer = self.client.get(f"/api/v1/captures/{outcome['capture_id']}/files/{part}")
        assert answer.status_code == 200
        return answer.content


@pytest.fixture
def way(app: FastAPI, database: Database, client_with: Callable[..., TestClient]) -> Way:
    """Give a program that sends, reads and reviews; pictures are read by no engine."""
    client = client_with("captures:write", "review:write", "contacts:read")
    return Way(client, Ground(database, app.state.blobs, _read))


def _read(sides: Sequence[SideInput]) -> Result:
    if sides[0].name != "front":
        return pipeline.read(sides, Hints(), NullEngine())
    contact = Contact(person="Åsa Öhrström", company="Norvika Bygg AB", confidence={"person": 0.9})
    reading = Reading((contact,), (), Quality(readable=True), Engine("none", "0"), {})
    return Result(reading, (KeptSide("image/jpeg", sides[0].data, 900, 540),))


@pytest.mark.row("P1-7")
@pytest.mark.parametrize(
    ("channel", "context", "files", "missing", "kept"),
    [
        ("card", {}, {"front": picture()}, None, b"\xff\xd8\xff"),
        ("signature", {}, {"document": MAIL}, None, b"From: =?utf-8?q?=C3=85sa"),
        (
            "website",
            {"url": "https://norvika.example/kontakt"},
            {"document": PAGE},
            "url",
            b"Norvika Bygg AB",
        ),
        ("code", {}, {"document": CARD_FILE}, None, b"asa.ohrstrom@norvika.example"),
        ("other", {"note": "Läste upp sitt nummer"}, {"document": CARD_FILE}, "note", b"Norvika"),
    ],
)
def test_each_channel_has_its_artefact_and_the_record_names_it(
    way: Way,
    channel: str,
    context: dict[str, Any],
    files: dict[str, bytes],
    missing: str | None,
    kept: bytes,
) -> None:
    bare = told(channel=channel, context={"kind": "fair"})
    if missing:
        refused = send(way.client, form(bare, **files))
        assert (refused.status_code, refused.json()["type"]) == (422, "context-incomplete")
        assert missing in refused.text
    without = send(way.client, form(bare | {"context": {"kind": "fair"} | context}))
    assert (without.status_code, without.json()["type"]) == (422, "wrong-parts")
    outcome = way.go({"kind": "fair"} | context, channel, **files)
    record = way.record(outcome)
    [(part, data)] = files.items()
    [artefact] = record["artefacts"]
    assert artefact["received_sha256"] == sha256(data).hexdigest()
    content = way.kept(outcome, part)
    assert artefact["kept_sha256"] == sha256(content).hexdigest()
    assert kept in content
    assert record["channel"] == channel
    assert record["taken_at"]
    if missing:
        assert record["context"][missing] == context[missing]


@pytest.mark.row("P1-9")
@pytest.mark.parametrize("kind", ["feedback", "tech_question", "problem_report", "other_contact"])
def test_a_mail_is_stored_with_its_message_id_and_twice_it_is_one_piece_of_evidence(
    way: Way, kind: str
) -> None:
    first = way.go({"kind": kind}, "signature", document=MAIL)
    again = way.go({"kind": kind}, "signature", document=MAIL)
    assert first["evidence_ids"] == again["evidence_ids"]
    record = way.record(first)
    assert record["context"]["kind"] == kind
    assert record["message_id_sha256"] == sha256(b"<4711.abc@norvika.example>").hexdigest()
    head, _, signature = way.kept(first, "document").decode().partition("\n\n")
    assert "Message-ID: <4711.abc@norvika.example>" in head.splitlines()
    assert "Date: Fri, 20 Nov 2026 10:12:13 +0100" in head.splitlines()
    assert "petter" not in head
    assert "Norvika Bygg AB" in signature


@pytest.mark.row("P2-19")
def test_the_case_number_is_on_the_timeline_and_the_complaint_is_copied_nowhere(
    way: Way, database: Database
) -> None:
    context = {"kind": "problem_report", "reference": "Ärende 2026-118"}
    outcome = way.go(context, "signature", document=MAIL)
    [contact_id] = outcome["contact_ids"]
    [act] = way.client.get(f"/api/v1/contacts/{contact_id}/interactions").json()["items"]
    assert (act["context_kind"], act["reference"]) == ("problem_report", "Ärende 2026-118")
    assert way.record(outcome)["context"]["reference"] == "Ärende 2026-118"
    kept = way.kept(outcome, "document").decode()
    told_anywhere = [json.dumps(way.record(outcome), ensure_ascii=False), kept]
    told_anywhere += [rows for _table, rows in tables(database)]
    assert not [text for text in told_anywhere if "brummar" in text]


@pytest.mark.row("P1-8")
def test_a_transaction_is_not_taken_in_without_the_number_of_its_document(way: Way) -> None:
    for reference in (None, "", "  "):
        context = {"kind": "transaction", "reference": reference}
        refused = send(way.client, form(told(context=context), front=picture()))
        assert refused.status_code == 422
        assert "reference" in str(refused.json()["errors"])
    context = {"kind": "transaction", "reference": "Order 39870"}
    outcome = way.go(context, "card", front=picture())
    assert way.record(outcome)["context"]["reference"] == "Order 39870"


@pytest.mark.row("P1-10")
def test_a_survey_is_evidence_by_its_id_and_its_answers_time_and_not_by_the_answers(
    way: Way,
) -> None:
    answered = "2026-11-19T08:00:00Z"
    context = {"kind": "survey", "reference": "Kundenkät 2026-1"}
    for part in (context, {"kind": "survey", "answered_at": answered}):
        assert send(way.client, form(told(context=part), front=picture())).status_code == 422
    capture_id = ids.new_id()
    parts = form(told(context=context | {"answered_at": answered}), front=picture())
    assert send(way.client, parts, capture_id=capture_id).status_code == 201
    details = {"revision": 1, "answers": {"Hur nöjd är du": "Sällan nöjdare"}}
    put = way.client.put(f"/api/v1/captures/{capture_id}/details", json=details)
    assert put.status_code == 200, put.text
    readings.read_capture(way.ground, UUID(str(capture_id)))
    decided = way.client.post(
        f"/api/v1/captures/{capture_id}/review", json={"decision": "approve"}
    ).json()
    record = way.record(decided)
    assert record["context"]["reference"] == "Kundenkät 2026-1"
    assert record["context"]["answered_at"].startswith("2026-11-19T08:00:00")
    assert "nöjd" not in json.dumps(record, ensure_ascii=False)

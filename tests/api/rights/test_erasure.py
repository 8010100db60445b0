"""Erasure: nothing of the person is left, everything of everybody else is."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.contacts import service as contacts
from api.contacts.acts import act_of
from api.contacts.details import normalize
from api.contacts.schemas import ContactGiven
from api.db.session import Database
from api.evidence import integrity, verifier
from api.evidence import service as evidence
from api.evidence.vault import Vault
from api.kit import clock, ids
from api.models import (
    Base,
    Capture,
    CaptureDetails,
    CaptureFile,
    Decision,
    Destruction,
    Evidence,
    Interaction,
    Reading,
)
from tests.cards import TAKEN, add_read, asa

REQUESTS = "/api/v1/subject-requests"
Ask = Callable[..., dict[str, Any]]
Approve = Callable[..., dict[str, Any]]
CarryOut = Callable[..., dict[str, Any]]
Make = Callable[..., TestClient]

# Twenty words that occur in one person's details and nowhere else.
CANARIES = [
    *("kanariefornamn", "kanarieefternamn", "kanarieroll", "kanarieavdelning", "kanariebolag"),
    *("kanariegatan", "kanarieadress", "kanarieandra", "kanariewebb", "kanarieanteckning"),
    *("kanariesvar", "kanarietillagg", "kanariesteg", "kanariemening", "kanarieorsak"),
    *("kanarieurl", "kanariereferens", "kanariehall", "701740677", "701740688"),
]
PERSON = {
    "company": "Kanariebolag AB",
    "person": "Kanariefornamn Kanarieefternamn",
    "role": "Kanarieroll",
    "department": "Kanarieavdelning",
    "phones": [
        {"kind": "mobile", "e164": "+46701740677", "extension": None, "text": "070-174 06 77"}
    ],
    "emails": ["kanarieadress@kanariebolag.example"],
    "websites": ["www.kanariewebb.example"],
    "address": "Kanariegatan 1, 111 47 Stockholm",
    "provenance": [{"field": "person", "side": 0, "box": None, "text": "Kanariemening"}],
}


@pytest.fixture
def crowd(app: FastAPI, database: Database) -> list[UUID]:
    """Give the evidence of 999 people who stay."""
    actor = Subject("token", None, None, frozenset({"review:write"}))
    with database.write() as session:
        return [_enter(session, app.state.vault, actor, number) for number in range(999)]


def _enter(session: Session, vault: Vault, actor: Subject, number: int) -> UUID:
    read = asa(
        company=f"Företag {number} AB",
        person=f"Petter {number} Wiklund",
        emails=[f"petter@foretag{number}.example"],
        phones=[],
    )
    capture = session.get_one(Capture, add_read(session, read, state="approved"))
    [details] = normalize([ContactGiven.model_validate(read)])
    _contact, evidence = contacts.register(
        session,
        vault,
        details=details,
        registers=["customer"],
        act=act_of(session, capture),
        actor=actor,
    )
    return evidence.id


@pytest.fixture
def person(
    app: FastAPI,
    approve: Approve,
    capture: Callable[..., UUID],
    database: Database,
    ask: Ask,
    carry_out: CarryOut,
    officer: TestClient,
) -> dict[str, Any]:
    """Give somebody who has left a trace in everything the service keeps."""
    picture = app.state.blobs.put("kept", b"a picture of Kanariefornamn")
    made = approve(
        PERSON,
        context_kind="website",
        url="https://kanarieurl.example/om",
        reference="kanariereferens",
        note="Kanarieanteckning",
    )
    [contact_id] = made["contact_ids"]
    with database.write() as session:
        [capture_id] = session.scalars(
            sa.select(Interaction.capture_id).where(Interaction.contact_id == UUID(contact_id))
        )
        assert capture_id is not None
        session.add(
            CaptureDetails(
                capture_id=capture_id,
                revision=1,
                answers={"product": "kanariesvar"},
                note="kanarietillagg",
                next_step={"kind": "call", "text": "kanariesteg"},
            )
        )
        [file] = session.scalars(sa.select(CaptureFile).where(CaptureFile.capture_id == capture_id))
        file.kept_key = picture
        session.scalars(
            sa.select(Decision).where(Decision.capture_id == capture_id)
        ).one().reason = "kanarieorsak"
    waiting = capture(PERSON)
    hold = {"reason": "kanariehall", "law": "preskriptionslagen 2 §"}
    held = officer.post(f"/api/v1/contacts/{contact_id}/holds", json=hold).json()
    officer.delete(f"/api/v1/holds/{held['id']}")
    values = {
        "phones": [{"kind": "mobile", "e164": "+46701740688"}],
        "emails": ["kanarieandra@kanariebolag.example"],
    }
    carry_out(ask("rectification", contact_id, values=values))
    return made | {
        "id": contact_id,
        "capture_id": capture_id,
        "waiting_id": waiting,
        "picture": picture,
    }


@pytest.mark.row("P7-55", part=True)
@pytest.mark.row("P4-40", part=True)
def test_nothing_of_one_erased_of_a_thousand_is_left_and_all_of_the_others_is(
    app: FastAPI,
    database: Database,
    crowd: list[UUID],
    person: dict[str, Any],
    ask: Ask,
    carry_out: CarryOut,
    desk: TestClient,
) -> None:
    before = _found(app, database)
    assert {canary for place in before for canary in before[place]} == set(CANARIES)
    proofs = _proofs(app, database, crowd)
    done = carry_out(ask("erasure", person["id"]))
    assert done["result"]["erased"]["contacts"] == 1
    assert done["person"] is None
    assert _found(app, database) == {}
    with database.read() as session:
        assert session.scalar(sa.select(sa.func.count(Destruction.id))) == 0
        findings = integrity.verify(session, app.state.vault, app.state.signer)
        assert [str(one) for one in findings] == []
    for proof in (*proofs, *_proofs(app, database, crowd)):
        verifier.check_proof(proof, app.state.signer.public_key)
    gone = desk.get(f"/api/v1/evidence/{person['evidence_ids'][0]}/proof")
    assert gone.status_code in (404, 410)


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


@pytest.mark.row("P7-55", part=True)
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
    carry_out(ask("erasure", contact_id))
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


def _proofs(app: FastAPI, database: Database, evidence_ids: list[UUID]) -> list[dict[str, Any]]:
    with database.write() as session:
        rows = [session.get_one(Evidence, evidence_id) for evidence_id in evidence_ids]
        return [evidence.prove(session, app.state.vault, app.state.signer, row) for row in rows]


def _found(app: FastAPI, database: Database) -> dict[str, set[str]]:
    """Return where which canaries are: in every table, and in every byte on disk."""
    found = {}
    for place, text in (*_tables(database), *_files(app)):
        there = {canary for canary in CANARIES if canary in text}
        if there:
            found[place] = there
    return found


def _tables(database: Database) -> Iterator[tuple[str, str]]:
    with database.read() as session:
        for name, table in Base.metadata.tables.items():
            rows = session.execute(sa.select(table)).all()
            yield f"table {name}", str(rows).casefold()


def _files(app: FastAPI) -> Iterator[tuple[str, str]]:
    folder: Path = app.state.settings.data
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes().decode("latin-1").lower()

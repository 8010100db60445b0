"""After one of a thousand people was erased: no byte tells of them, all of the others is whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.db.session import Database
from api.evidence import integrity, verifier
from api.evidence import service as evidence
from api.models import Destruction, Evidence
from api.retention import destruction
from api.settings import Settings
from tests.bench.register import fill
from tests.canaries import CANARIES, canaries_in, found

Ask = Callable[..., dict[str, Any]]
CarryOut = Callable[..., dict[str, Any]]
Make = Callable[..., TestClient]


@pytest.fixture
def crowd(settings: Settings, database: Database) -> list[UUID]:
    """Give the evidence of 999 people who stay."""
    fill(settings, contacts=999, waiting=20)
    with database.read() as session:
        return list(session.scalars(sa.select(Evidence.id)))


@dataclass
class Rights:
    """The desk at which a person's rights are seen to."""

    ask: Ask
    carry_out: CarryOut
    export: Callable[[], str]


@pytest.fixture
def rights(ask: Ask, carry_out: CarryOut, export: Callable[[], str]) -> Rights:
    """Give the desk."""
    return Rights(ask, carry_out, export)


@pytest.fixture
def export(client_with: Make, officer: TestClient) -> Callable[[], str]:
    """Give a function that has every contact exported and returns the file."""
    program = client_with("exports:read")
    named = {"name": "Orderstöd", "recipient_class": "own_system", "purpose": "relation"}
    recipient = officer.post("/api/v1/recipients", json=named).json()

    def make() -> str:
        asked = {"recipient_id": recipient["id"], "format": "json", "reason": "Byte av system"}
        made = program.post("/api/v1/exports", json=asked).json()
        officer.post(f"/api/v1/exports/{made['id']}/approvals")
        file = program.post(f"/api/v1/exports/{made['id']}/file")
        assert file.status_code == 200, file.text
        return file.text

    return make


@pytest.mark.row("P7-55", part=True)
@pytest.mark.row("P4-40", part=True)
def test_no_byte_of_one_erased_of_a_thousand_is_left_and_all_of_the_others_is(
    app: FastAPI,
    database: Database,
    crowd: list[UUID],
    person: dict[str, Any],
    desk: TestClient,
    rights: Rights,
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert "kanariefornamn" in canaries_in(rights.export())
    rights.carry_out(rights.ask("access", person["id"]))
    before = found(app, database)
    assert {canary for place in before for canary in before[place]} == set(CANARIES)
    # The search sees what PostgreSQL has not in its tables alone, but in its log.
    assert database.is_sqlite or any("pg_wal" in place for place in before)
    proofs = _proofs(app, database, crowd)
    done = rights.carry_out(rights.ask("erasure", person["id"]))
    assert done["result"]["erased"]["contacts"] == 1
    assert done["person"] is None
    # What PostgreSQL keeps in pages and log goes in the night; SQLite keeps nothing by now.
    assert destruction.rewrite(database, app.state.vault) != database.is_sqlite
    assert found(app, database) == {}
    assert canaries_in(rights.export()) == set()
    told = capfd.readouterr()
    assert canaries_in(told.out + told.err) == set()
    with database.read() as session:
        assert session.scalar(sa.select(sa.func.count(Destruction.id))) == 0
        findings = integrity.verify(session, app.state.vault, app.state.signer)
        assert [str(one) for one in findings] == []
    for proof in (*proofs, *_proofs(app, database, crowd)):
        verifier.check_proof(proof, app.state.signer.public_key)
    gone = desk.get(f"/api/v1/evidence/{person['evidence_ids'][0]}/proof")
    assert gone.status_code in (404, 410)


def _proofs(app: FastAPI, database: Database, evidence_ids: list[UUID]) -> list[dict[str, Any]]:
    with database.write() as session:
        rows = [session.get_one(Evidence, evidence_id) for evidence_id in evidence_ids]
        return [evidence.prove(session, app.state.vault, app.state.signer, row) for row in rows]

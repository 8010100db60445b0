"""Proofs that leave the house: checked by the one-file verifier, alone, as an outsider would."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from api import cli
from api.db.session import Database
from api.evidence import repository, verifier
from api.evidence.checkpoints import Signer
from api.evidence.vault import Vault
from api.kit.digest import sha256_hex
from api.models import Contact, Evidence
from api.settings import Settings
from api.storage.keyring import Keyring

Seal = Callable[..., UUID]
MakeContact = Callable[[], Contact]
ClientWith = Callable[..., TestClient]

CARD = b"the picture that is kept"


@pytest.fixture
def proof(client_with: ClientWith, seal: Seal, make_contact: MakeContact) -> dict[str, Any]:
    """Give the proof of the third of five records, as the service answers it."""
    made = [
        seal(
            make_contact(),
            channel="card",
            context={"kind": "fair"},
            artefacts=[{"part": "front", "kept_sha256": sha256_hex(CARD)}],
        )
        for _ in range(5)
    ]
    answer = client_with("contacts:read").get(f"/api/v1/evidence/{made[2]}/proof")
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def outsider(folder: Path, client: TestClient, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the verifier as the service hands it out, with nothing of ours on the path."""
    (folder / "verifier.py").write_bytes(client.get("/api/v1/evidence/verifier").content)
    return subprocess.run(
        [sys.executable, "-I", "verifier.py", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.row("C-9")
def test_an_outsider_verifies_a_proof_with_one_file(
    proof: dict[str, Any], client: TestClient, tmp_path: Path
) -> None:
    (tmp_path / "proof.json").write_text(json.dumps(proof, indent=2))
    (tmp_path / "card.jpg").write_bytes(CARD)
    key = client.get("/api/v1/evidence/key").json()["public_key"]
    done = outsider(tmp_path, client, "proof.json", "card.jpg", "--key", key)
    assert (done.returncode, done.stderr) == (0, "")
    assert "record 2 of 5, unchanged" in done.stdout
    assert "front as kept" in done.stdout
    assert done.stdout.endswith("HOLDS\n")


def put(path: list[str | int], value: object) -> Callable[[dict[str, Any]], None]:
    def change(proof: dict[str, Any]) -> None:
        place: Any = proof
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        put(["record", "channel"], "signature"),
        put(["record", "kind"], "agreed"),
        put(["record", "artefacts", 0, "kept_sha256"], "0" * 64),
        put(["salt"], "00" * 32),
        put(["index"], 1),
        put(["commitment"], "00" * 32),
        put(["path", 0], "AAAA"),
        put(["path"], []),
        put(["checkpoint"], "handslag\n5\nAAAA\n\n"),
        lambda proof: put(["entry"], proof["entry"].replace("user:", "uses:"))(proof),
        lambda proof: put(["checkpoint"], proof["checkpoint"].replace("\n5\n", "\n6\n"))(proof),
    ],
)
def test_a_proof_that_was_changed_anywhere_does_not_hold(
    proof: dict[str, Any], change: Callable[[dict[str, Any]], None], tmp_path: Path
) -> None:
    change(proof)
    path = tmp_path / "proof.json"
    path.write_text(json.dumps(proof))
    assert verifier.main([str(path)]) == 1


def test_a_file_the_record_does_not_name_is_refused(proof: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "proof.json").write_text(json.dumps(proof))
    (tmp_path / "other.jpg").write_bytes(b"another picture")
    assert verifier.main([str(tmp_path / "proof.json"), str(tmp_path / "other.jpg")]) == 1


def test_a_proof_under_anothers_key_does_not_hold(
    proof: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "proof.json"
    path.write_text(json.dumps(proof))
    assert verifier.main([str(path), "--key", Signer(Keyring(bytes(32))).public_key]) == 1
    assert "not signed with this key" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "[]", "{}", "nothing", '{"format": 1}'])
def test_what_is_no_proof_is_said_to_be_none(content: str, tmp_path: Path) -> None:
    path = tmp_path / "proof.json"
    path.write_text(content)
    assert verifier.main([str(path)]) in {1, 2}
    assert verifier.main([str(tmp_path / "absent.json")]) == 2


def test_the_command_checks_a_proof_against_the_services_own_key(
    proof: dict[str, Any], settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDSLAG_DATA", str(settings.data))
    path = tmp_path / "proof.json"
    for record, status in ((proof["record"], 0), (proof["record"] | {"channel": "code"}, 1)):
        path.write_text(json.dumps(proof | {"record": record}))
        with pytest.raises(SystemExit) as done:
            cli.main(["evidence", "verify", str(path)])
        assert done.value.code == status


def test_two_checkpoints_are_shown_to_be_of_one_log(
    client_with: ClientWith, seal: Seal, make_contact: MakeContact, tmp_path: Path
) -> None:
    reader = client_with("contacts:read")
    contact = make_contact()
    for _ in range(3):
        reader.get(f"/api/v1/evidence/{seal(contact)}/proof")
    sizes = [one["size"] for one in reader.get("/api/v1/evidence/checkpoints").json()["items"]]
    assert sizes == [1, 2, 3]
    answer = reader.get("/api/v1/evidence/consistency", params={"old": 1, "new": 3})
    path = tmp_path / "consistency.json"
    path.write_text(answer.text)
    assert verifier.main([str(path)]) == 0
    path.write_text(json.dumps(answer.json() | {"path": answer.json()["path"][:-1]}))
    assert verifier.main([str(path)]) == 1
    unknown = reader.get("/api/v1/evidence/consistency", params={"old": 1, "new": 9})
    assert unknown.json()["type"] == "not-found"


def test_each_checkpoint_is_copied_out_once(
    database: Database,
    seal: Seal,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HANDSLAG_DATA", str(settings.data))
    monkeypatch.setenv("HANDSLAG_CHECKPOINTS", str(tmp_path / "copies"))
    if settings.database_url is not None:
        monkeypatch.setenv("HANDSLAG_DATABASE_URL", settings.database_url)
    for _ in range(2):
        seal()
        for _again in range(2):
            with pytest.raises(SystemExit):
                cli.main(["evidence", "checkpoint"])
    copies = sorted((tmp_path / "copies").glob("*.checkpoint"))
    assert [path.name for path in copies] == ["000000000001.checkpoint", "000000000002.checkpoint"]
    assert copies[1].read_text().splitlines()[1] == "2"
    with database.read() as session:
        notes = [one.note for one in repository.list_checkpoints(session)]
    assert [path.read_text() for path in copies] == notes


def test_evidence_is_listed_for_who_may_read_contacts(
    client: TestClient, client_with: ClientWith, seal: Seal, make_contact: MakeContact
) -> None:
    contact = make_contact()
    sealed = seal(contact, channel="card")
    path, proof = f"/api/v1/contacts/{contact.id}/evidence", f"/api/v1/evidence/{sealed}/proof"
    listed = client_with("contacts:read").get(path).json()["items"]
    assert [(one["id"], one["record"]["channel"]) for one in listed] == [(str(sealed), "card")]
    for stranger in (client_with("captures:write", "review:write", "sync:read", "admin:write"),):
        assert {stranger.get(path).status_code, stranger.get(proof).status_code} == {403}
    assert {client.get(path).status_code, client.get(proof).status_code} == {401}
    reader = client_with("contacts:read")
    nobodys = UUID(int=0)
    assert reader.get(f"/api/v1/contacts/{nobodys}/evidence").status_code == 404
    assert reader.get(f"/api/v1/evidence/{nobodys}/proof").status_code == 404


def test_erased_and_damaged_evidence_is_told_as_such(
    client_with: ClientWith, seal: Seal, make_contact: MakeContact, vault: Vault, database: Database
) -> None:
    contact, other = make_contact(), make_contact()
    erased, damaged = seal(contact), seal(other)
    vault.destroy(contact.subject_id)
    with database.write() as session:
        session.get_one(Evidence, damaged).sealed_body = bytes(64)
    reader = client_with("contacts:read")
    gone = reader.get(f"/api/v1/evidence/{erased}/proof")
    assert (gone.status_code, gone.json()["type"]) == (410, "evidence-erased")
    assert (
        reader.get(f"/api/v1/contacts/{contact.id}/evidence").json()["items"][0]["record"] is None
    )
    broken = reader.get(f"/api/v1/evidence/{damaged}/proof")
    assert (broken.status_code, broken.json()["type"]) == (409, "evidence-damaged")
    listed = reader.get(f"/api/v1/contacts/{other.id}/evidence")
    assert listed.json()["type"] == "evidence-damaged"

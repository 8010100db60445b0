"""A proof bundle leaves the house: an outsider checks it with what is in it, and nothing else."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.db.session import Database
from api.kit.digest import sha256_hex
from api.models import AuditEvent, CaptureFile
from tests.cards import asa

Make = Callable[..., TestClient]
CARD = b"the picture that is kept"


@pytest.fixture
def bundle(
    app: FastAPI,
    database: Database,
    desk: TestClient,
    capture: Callable[..., UUID],
    client_with: Make,
    tmp_path: Path,
) -> tuple[Path, str]:
    """Give the folder of an unpacked bundle, and whose it is."""
    card = capture(asa())
    with database.write() as session:
        file = session.scalars(sa.select(CaptureFile).where(CaptureFile.capture_id == card)).one()
        file.kept_sha256 = sha256_hex(CARD)
        file.kept_key = app.state.blobs.put("kept", CARD)
    told = desk.post(f"/api/v1/captures/{card}/review", json={"decision": "approve"}).json()
    [contact_id] = told["contact_ids"]
    answer = client_with("privacy:write").get(f"/api/v1/contacts/{contact_id}/proof-bundle")
    assert answer.status_code == 200, answer.text
    folder = tmp_path / "outside"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        archive.extractall(folder)
    return folder, contact_id


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.row("C-9", part=True)
def test_the_commands_in_the_bundle_check_each_record_with_its_picture(
    bundle: tuple[Path, str],
) -> None:
    folder, _ = bundle
    commands = [
        line.split()[1:]
        for line in (folder / "README.txt").read_text(encoding="utf-8").splitlines()
        if line.startswith("python ")
    ]
    key = (folder / "key.txt").read_text().strip()
    assert commands
    for words in commands:
        checked = _run(folder, *words, "--key", key)
        assert checked.returncode == 0, checked.stdout + checked.stderr
        assert "front as kept" in checked.stdout
    picture = next((folder / "bilder").iterdir())
    picture.write_bytes(b"another picture")
    assert _run(folder, *commands[0]).returncode == 1


def test_it_is_for_privacy_officers_of_somebody_there_is_and_is_on_the_trail(
    bundle: tuple[Path, str], client_with: Make, desk: TestClient, database: Database
) -> None:
    _, contact_id = bundle
    assert desk.get(f"/api/v1/contacts/{contact_id}/proof-bundle").status_code == 403
    officer = client_with("privacy:write")
    assert officer.get(f"/api/v1/contacts/{uuid4()}/proof-bundle").status_code == 404
    tagged: dict[str, Any] = {"tag": "api:evidence:bundle", "object_id": contact_id}
    with database.read() as session:
        assert len(session.scalars(sa.select(AuditEvent).filter_by(**tagged)).all()) == 1

"""What is no longer needed goes: from the service, from phones, and in time from every backup."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.db.session import Database
from api.kit import clock
from api.models import ApiToken, Capture, CaptureFile, Interaction
from api.retention import destruction
from tests.api.backup.conftest import Drill
from tests.canaries import PERSON, canaries_in, found
from tests.cards import TAKEN
from tests.uploads import form, send, told

PURGES = "/api/v1/retention/purges"
# Three years after the card was taken the relation is over.
OVER = datetime(2029, 11, 19, 9, tzinfo=UTC)
WARNING = timedelta(days=14)
TRACES = canaries_in(json.dumps(PERSON))


@pytest.mark.row("P4-40")
def test_a_purge_leaves_nothing_here_or_on_phones_and_backups_expire(
    app: FastAPI,
    database: Database,
    drill: Drill,
    approve: Callable[..., dict[str, Any]],
    capture: Callable[..., UUID],
    client_with: Callable[..., TestClient],
    tmp_path: Path,
) -> None:
    officer = client_with("privacy:write", "contacts:read", "captures:write")
    with clock.stopped_at(TAKEN + timedelta(hours=1)):
        made = approve(PERSON, note="Vill ha offert", taken_at=TAKEN)
    capture_id = _put_pictures(app, database, made["contact_ids"][0], capture)
    with database.write() as session:
        session.execute(sa.update(ApiToken).values(ends_at=OVER + timedelta(days=999)))
    drill.folder = tmp_path / "backups" / "before"
    with clock.stopped_at(OVER):
        assert drill.backup("--keep-days", "30") == 0
        assert _held(drill.folder) >= TRACES
        due = officer.get("/api/v1/retention/due").json()["items"]
        assert [one["contact_id"] for one in due] == made["contact_ids"]
        purge = officer.post(PURGES).json()
        assert purge["counts"] == {"announced": 1}
        early = officer.post(f"{PURGES}/{purge['id']}/execution")
        assert early.json()["type"] == "purge-too-early"
        assert set().union(*found(app, database).values()) >= TRACES
    with clock.stopped_at(OVER + WARNING):
        done = officer.post(f"{PURGES}/{purge['id']}/execution").json()
        destruction.rewrite(database, app.state.vault)
    assert found(app, database) == {}
    assert [one for one in (app.state.settings.data / "blobs").rglob("*") if one.is_file()] == []
    assert canaries_in(done["certificate"]) == set()
    assert made["contact_ids"][0] not in done["certificate"]
    assert done["counts"]["capture_files"] == 2
    # A phone that sends it once more is told that it is gone, and drops it.
    again = send(officer, form(told(), document=b"Kanariefornamn"), capture_id=capture_id)
    assert (again.status_code, again.json()["type"]) == (410, "capture-erased")
    drill.folder = tmp_path / "backups" / "after"
    with clock.stopped_at(OVER + WARNING + timedelta(days=30)):
        assert drill.backup("--keep-days", "30") == 0
    assert [path.name for path in (tmp_path / "backups").iterdir()] == ["after"]
    assert _held(drill.folder) == set()


def test_what_is_no_finished_backup_stays(drill: Drill, tmp_path: Path) -> None:
    drill.folder = tmp_path / "backups" / "first"
    for name, manifest in (("others", '{"format": "tar"}'), ("unfinished", None)):
        (tmp_path / "backups" / name).mkdir(parents=True)
        if manifest:
            (tmp_path / "backups" / name / "backup.json").write_text(manifest)
    assert drill.backup("--keep-days", "0") == 0
    kept = {path.name for path in (tmp_path / "backups").iterdir()}
    assert kept == {"first", "others", "unfinished"}


def _put_pictures(
    app: FastAPI, database: Database, contact_id: str, capture: Callable[..., UUID]
) -> UUID:
    """Have a kept picture of the card, and a second one of it that nobody has decided on."""
    capture(PERSON, taken_at=TAKEN)
    with database.write() as session:
        [capture_id] = session.scalars(
            sa.select(Interaction.capture_id).where(Interaction.contact_id == UUID(contact_id))
        )
        for file in session.scalars(sa.select(CaptureFile)):
            file.kept_key = app.state.blobs.put("kept", b"a picture of Kanariefornamn")
            file.quarantine_key = app.state.blobs.put("quarantine", b"the original of it")
        # As if this program had sent it: only then is it told of it.
        token = session.scalars(sa.select(ApiToken.id).order_by(ApiToken.id.desc()).limit(1)).one()
        session.execute(sa.update(Capture).values(token_id=token))
        assert capture_id is not None
        return capture_id


def _held(folder: Path) -> set[str]:
    """Return the canaries that a backup holds in its files."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return set().union(*(canaries_in(path.read_bytes()) for path in files))

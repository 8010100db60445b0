"""A service comes back from its backup: whole, provable, and with nobody erased in it again."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.auth.subject import Subject
from api.backup import keys
from api.db.session import Database
from api.evidence.vault import Vault
from api.kit import ids
from api.models import BrowserSession, CaptureFile, Contact, Evidence
from api.retention import destruction
from api.rights import erasure
from api.storage import keyring
from api.storage.blobs import open_store
from tests.api.backup.conftest import PEOPLE, Drill, contact_ids
from tests.conftest import ORIGIN

Outcomes = list[dict[str, Any]]


@pytest.fixture
def restored(drill: Drill) -> Iterator[Callable[[], FastAPI]]:
    """Give a function that opens the service that was restored."""
    apps: list[FastAPI] = []

    def open_it() -> FastAPI:
        apps.append(create_app(drill.away))
        return apps[-1]

    yield open_it
    for app in apps:
        app.state.database.close()
        app.state.vault.close()
        app.state.jobs.close()


def as_program(app: FastAPI, client: TestClient) -> TestClient:
    """Return a client that holds `client`'s token at another service."""
    headers = {"Authorization": client.headers["Authorization"]}
    return TestClient(app, base_url=ORIGIN, headers=headers)


@pytest.mark.row("P5-43")
def test_a_service_restored_on_an_empty_machine_answers_and_proves_as_before(
    filled: Outcomes,
    desk: TestClient,
    drill: Drill,
    restored: Callable[[], FastAPI],
) -> None:
    before = desk.get("/api/v1/contacts").json()
    assert drill.backup("--with-keys") == 0
    assert drill.restore() == 0
    assert drill.run(drill.away, "evidence", "verify", "--all") == 0

    app = restored()
    there = as_program(app, desk)
    assert there.get("/api/v1/contacts").json() == before
    assert {one["person"] for one in before["items"]} == set(PEOPLE)
    for outcome in filled:
        proof = there.get(f"/api/v1/evidence/{outcome['evidence_ids'][0]}/proof")
        assert proof.status_code == 200
        assert proof.json()["record"]["contact_id"] == outcome["contact_ids"][0]
    with app.state.database.read() as session:
        for file in session.scalars(sa.select(CaptureFile)):
            assert app.state.blobs.get(file.kept_key or file.quarantine_key)
    assert there.get("/api/v1/contacts?q=cia").json()["items"][0]["person"] == "Cia Dahl"


@pytest.mark.usefixtures("filled")
def test_work_that_waited_waits_again_and_numbers_go_on(
    desk: TestClient,
    drill: Drill,
    restored: Callable[[], FastAPI],
    database: Database,
) -> None:
    drill.backup("--with-keys")
    drill.restore()
    there = restored().state.database
    table = "workflow_status" if database.is_sqlite else "dbos.workflow_status"
    waiting = sa.text(f"SELECT workflow_uuid, status FROM {table}")  # noqa: S608 - our own
    with database.read() as was, there.read() as now:
        assert now.execute(waiting).all() == was.execute(waiting).all() != []
    with there.write() as session:
        contact = session.scalars(sa.select(Contact)).all()[0]
        contact.role = "Försäljare"
    answer = as_program(restored(), desk).get("/api/v1/sync/changes").json()
    assert [change["version"] for change in answer["changes"]][-1] == 2


@pytest.mark.usefixtures("filled")
def test_who_kept_in_step_reads_everything_again_and_everybody_signs_in_anew(
    desk: TestClient,
    browser_as: Callable[..., TestClient],
    drill: Drill,
    restored: Callable[[], FastAPI],
) -> None:
    browser_as("reviewer")
    cursor = desk.get("/api/v1/sync/changes").json()["next_cursor"]
    drill.backup("--with-keys")
    drill.restore()
    app = restored()
    answer = as_program(app, desk).get("/api/v1/sync/changes", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["type"]) == (410, "resync_required")
    with app.state.database.read() as session:
        assert session.scalars(sa.select(BrowserSession)).all() == []


def test_a_backup_holds_no_key_unless_asked_and_is_not_restored_without_any(
    filled: Outcomes,
    drill: Drill,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert len(filled) == len(PEOPLE)
    assert drill.backup() == 0
    master = drill.home.master_key.read_bytes()
    assert not (drill.folder / keys.NAME).exists()
    assert all(master not in path.read_bytes() for path in files(drill.folder))
    assert drill.restore() == 1
    assert "There are no keys" in capsys.readouterr().err


def files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def test_who_was_erased_after_the_backup_stays_erased_where_the_key_store_stood(
    filled: Outcomes,
    app: FastAPI,
    desk: TestClient,
    drill: Drill,
    restored: Callable[[], FastAPI],
    capsys: pytest.CaptureFixture[str],
) -> None:
    drill.backup()
    erase(app, contact_ids(filled)[1])
    move_keys(app.state.vault, drill)
    capsys.readouterr()
    assert drill.restore() == 0
    assert "1 erased since the backup, and erased again" in capsys.readouterr().out
    assert drill.run(drill.away, "evidence", "verify", "--all") == 0
    there = as_program(restored(), desk)
    proofs = [there.get(f"/api/v1/evidence/{one['evidence_ids'][0]}/proof") for one in filled]
    assert [proof.status_code for proof in proofs] == [200, 404, 200]
    left = there.get("/api/v1/contacts").json()["items"]
    assert {one["person"] for one in left} == {"Åsa Öhrström", "Cia Dahl"}
    assert not [path for path in files(drill.away.data) if b"Bo Ek" in path.read_bytes()]
    assert len(list(files(drill.away.data / "blobs" / "kept"))) == len(PEOPLE) - 1


def erase(app: FastAPI, contact_id: UUID) -> None:
    operator = Subject("operator", None, None, frozenset())
    with app.state.database.write() as session:
        erasure.erase(session, app.state.vault, operator, contact_id)
    destruction.finish(app.state.database, app.state.vault, app.state.blobs)


def move_keys(vault: Vault, drill: Drill) -> None:
    """Put the key store and the master key of one machine into the other."""
    keyring.put(drill.away.master_key, drill.home.master_key.read_bytes())
    there = Vault(drill.away.keys_database, keyring.load(drill.away.master_key))
    there.create()
    there.put_wrapped(vault.list_wrapped())
    there.close()


@pytest.mark.usefixtures("filled")
def test_what_is_sealed_and_stored_meanwhile_is_in_the_backup_whole_or_not_at_all(
    app: FastAPI,
    database: Database,
    drill: Drill,
) -> None:
    stop = threading.Event()
    moved = threading.Thread(target=move_pictures, args=(app, database, stop))
    moved.start()
    try:
        assert drill.backup("--with-keys") == 0
    finally:
        stop.set()
        moved.join()
    assert drill.restore() == 0
    manifest = json.loads((drill.folder / "backup.json").read_text())
    held = [path.name for path in files(drill.folder / "blobs")]
    # Not one more than the database names: what was destroyed meanwhile is not kept here.
    assert len(held) == manifest["blobs"] == len(PEOPLE) + 1


def move_pictures(app: FastAPI, database: Database, stop: threading.Event) -> None:
    """Replace pictures as a reading does: the new one, the row, then the old one's end."""
    while not stop.is_set():
        with database.read() as session:
            kept = sa.select(CaptureFile.id).where(CaptureFile.kept_key.is_not(None))
            file_id = session.scalars(kept).first()
        name = app.state.blobs.put("kept", b"another picture")
        with database.write() as session:
            file = session.get_one(CaptureFile, file_id)
            old, file.kept_key = file.kept_key, name
        app.state.blobs.delete([old] if old else [])


@pytest.mark.usefixtures("filled")
def test_restoring_over_something_is_refused_and_changes_nothing(
    drill: Drill,
    database: Database,
    capsys: pytest.CaptureFixture[str],
) -> None:
    drill.backup("--with-keys")
    assert drill.run(drill.home, "restore", drill.folder) == 1
    assert "not empty" in capsys.readouterr().err
    with database.read() as session:
        assert len(session.scalars(sa.select(Contact)).all()) == len(PEOPLE)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"revision": "2031-05-01_later"}, "newer version"),
        ({"dialect": "other"}, "a backup of other"),
        ({"format": "handslag-backup-9"}, "not of the format"),
        ({"evidence_key": "another"}, "another service"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused(
    drill: Drill,
    capsys: pytest.CaptureFixture[str],
    change: dict[str, str],
    said: str,
) -> None:
    drill.backup("--with-keys")
    path = drill.folder / "backup.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    assert drill.restore() == 1
    assert said in capsys.readouterr().err


@pytest.mark.usefixtures("filled")
def test_a_damaged_or_unfinished_backup_is_refused(
    drill: Drill,
    capsys: pytest.CaptureFixture[str],
) -> None:
    drill.backup("--with-keys")
    manifest = drill.folder / "backup.json"
    name = json.loads(manifest.read_text())["tables"][0]
    content = (drill.folder / name).read_bytes()
    (drill.folder / name).write_bytes(content + b"\n")
    assert drill.restore() == 1
    assert "damaged" in capsys.readouterr().err
    manifest.unlink()
    assert drill.restore() == 1
    assert "no finished backup" in capsys.readouterr().err
    assert drill.backup() == 1
    assert "not empty" in capsys.readouterr().err


@pytest.mark.usefixtures("filled")
def test_a_picture_that_is_lost_or_changed_in_the_backup_is_named(
    drill: Drill,
    capsys: pytest.CaptureFixture[str],
) -> None:
    drill.backup("--with-keys")
    lost, changed, *_ = files(drill.folder / "blobs" / "kept")
    lost.unlink()
    changed.write_bytes(changed.read_bytes()[:-1] + b"x")
    assert drill.restore() == 1
    printed = capsys.readouterr().out
    assert all(f"blob kept/{path.name}: missing or damaged" in printed for path in (lost, changed))


def test_records_sealed_after_the_backup_are_told_by_the_checkpoints_outside(
    filled: Outcomes,
    approve: Callable[..., dict[str, Any]],
    drill: Drill,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert len(filled) == len(PEOPLE)
    outside = {"checkpoints": drill.folder.with_name("outside")}
    drill.away = drill.away.model_copy(update=outside)
    drill.backup("--with-keys")
    approve({"company": "Tallmo Färg AB", "emails": ["info@tallmo.example"], "phones": []})
    drill.run(drill.home.model_copy(update=outside), "evidence", "checkpoint")
    capsys.readouterr()
    assert drill.restore() == 0
    assert "1 records were sealed after the backup: lost" in capsys.readouterr().out


def test_blobs_in_a_bucket_go_into_the_backup_and_back_into_another(
    bucket: str, drill: Drill, database: Database, capture: Callable[..., object]
) -> None:
    drill.home = drill.home.model_copy(update={"blobs": f"{bucket}/{ids.new_id()}"})
    drill.away = drill.away.model_copy(update={"blobs": f"{bucket}/{ids.new_id()}"})
    keys_of_home = keyring.load(drill.home.master_key)
    name = open_store(drill.home.blobs, drill.folder, keys_of_home).put("kept", b"a picture")
    capture()
    with database.write() as session:
        session.scalars(sa.select(CaptureFile)).one().kept_key = name
    assert drill.backup("--with-keys") == 0
    assert drill.restore() == 0
    assert open_store(drill.away.blobs, drill.folder, keys_of_home).get(name) == b"a picture"


def test_the_file_of_keys_is_for_its_owner_alone(
    filled: Outcomes, database: Database, drill: Drill
) -> None:
    assert len(filled) == len(PEOPLE)
    drill.backup("--with-keys")
    path = drill.folder / keys.NAME
    assert path.stat().st_mode & 0o777 == 0o600
    assert (drill.folder).stat().st_mode & 0o777 == 0o700
    _, wrapped = keys.read(drill.folder)
    with database.read() as session:
        assert {key.subject_id for key in wrapped} >= set(
            session.scalars(sa.select(Evidence.subject_id))
        )

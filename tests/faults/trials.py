"""Trials: a service under fire while phones send cards, and one whose power is cut."""

import hashlib
import json
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import UUID

import httpx2
import sqlalchemy as sa

from api.auth import tokens
from api.auth.subject import Subject
from api.captures import service as captures
from api.captures.incoming import Incoming, IncomingFile
from api.db.session import Database
from api.jobs.client import Jobs
from api.kit import ids
from api.models import Capture, CaptureFile, Reading
from api.settings import Settings
from api.storage import blobs, keyring
from tests.browser.programs import Handslag
from tests.faults.power import Disk, Recorder
from tests.faults.programs import kill_tree, until
from tests.uploads import Files, form, picture, send, told

_PHONES = 5
_BETWEEN = 1.0  # seconds from a card to the next
_CHECKPOINT = 40  # captures
_DONE = ("needs_review", "failed")


@dataclass(slots=True)
class Toll:
    """What killing led to."""

    acknowledged: set[UUID] = field(default_factory=set)
    lost: int = 0
    duplicates: int = 0


def kill_programs(folder: Path, *, kills: int, rng: Random) -> Toll:
    """Kill service and worker by lot while phones send cards; return what that cost."""
    handslag = Handslag(folder)
    handslag.migrate()
    token = handslag.token("captures:write")
    toll, stop = Toll(), threading.Event()
    handslag.start("serve", "worker")
    phones = [
        threading.Thread(target=_phone, args=(handslag.url, token, f"{n}", toll, stop))
        for n in range(_PHONES)
    ]
    for phone in phones:
        phone.start()
    for _ in range(kills):
        time.sleep(rng.uniform(0.2, 2.0))
        victim = rng.choice(["serve", "serve", "worker"])
        kill_tree(handslag, victim)
        handslag.start(victim)
    stop.set()
    for phone in phones:
        phone.join()
    database = Database(Settings(data=handslag.data).database)
    until(lambda: _is_settled(database), within=600)
    handslag.stop()
    _count(database, toll)
    database.close()
    return toll


def _phone(url: str, token: str, name: str, toll: Toll, stop: threading.Event) -> None:
    """Send a card after the other, each until it is acknowledged."""
    with httpx2.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}) as client:
        number = 0
        while not stop.is_set():
            number += 1
            parts = form(told(), front=picture(f"Kort {name}-{number}", size=(300, 200)))
            capture_id = ids.new_id()
            while not _is_acknowledged(client, capture_id, parts):
                time.sleep(0.1)
            toll.acknowledged.add(capture_id)
            time.sleep(_BETWEEN)


def _is_acknowledged(client: httpx2.Client, capture_id: UUID, parts: Files) -> bool:
    try:
        return send(client, parts, capture_id=capture_id).status_code in (200, 201)
    except httpx2.TransportError:
        return False


def _is_settled(database: Database) -> bool:
    with database.read() as session:
        waiting = sa.select(sa.func.count(Capture.id)).where(Capture.state.not_in(_DONE))
        return session.scalar(waiting) == 0


def _count(database: Database, toll: Toll) -> None:
    kept = sa.select(CaptureFile.capture_id).where(
        sa.or_(CaptureFile.kept_key.is_not(None), CaptureFile.quarantine_key.is_not(None))
    )
    with database.read() as session:
        toll.lost = len(toll.acknowledged - set(session.scalars(kept)))
        for column in (CaptureFile.received_sha256, Reading.capture_id):
            rows = session.scalars(sa.select(column)).all()
            toll.duplicates += len(rows) - len(set(rows))


def add_sender(settings: Settings) -> Subject:
    """Add a program that may send; the database is closed again afterwards."""
    with closing(Database(settings.database)) as database, database.write() as session:
        row, _ = tokens.make(session, None, name="phone", scopes=["captures:write"])
    return Subject("token", None, row.id, frozenset(row.scopes))


def cut_power(
    settings: Settings, subject: Subject, *, sent: int, cuts: int, rng: Random
) -> Iterator[str]:
    """Take captures in, cut the power at `cuts` moments; yield a sentence for each loss."""
    disk = Disk({"handslag.db": bytearray((settings.data / "handslag.db").read_bytes())})
    recorder = Recorder()
    with recorder.recording():
        _take_in(settings, subject, recorder, sent)
    moments = sorted(rng.randrange(len(recorder.steps)) for _ in range(cuts))
    done = 0
    for moment in moments:
        for step in recorder.steps[done:moment]:
            disk.take(step)
        done = moment
        yield from _losses(disk, rng)


def _take_in(settings: Settings, subject: Subject, recorder: Recorder, sent: int) -> None:
    store = blobs.open_store(None, settings.data / "blobs", keyring.load(settings.master_key))
    database = Database(settings.database)
    with closing(database), closing(Jobs(settings.database)) as jobs:
        for number in range(1, sent + 1):
            data = hashlib.shake_256(str(number).encode()).digest(20_000)
            file = IncomingFile("front", data, "image/jpeg", hashlib.sha256(data).hexdigest())
            incoming, capture_id = Incoming(json.dumps(told()).encode(), (file,)), ids.new_id()
            captures.receive(database, store, jobs, subject, capture_id, incoming, sent_at=None)
            recorder.tell(str(capture_id))
            if number % _CHECKPOINT == 0:
                database.scrub()


def _losses(disk: Disk, rng: Random) -> Iterator[str]:
    """Yield what is not as somebody was told, on a disk as the cut may have left it."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in disk.image(rng).items():
            (Path(folder) / name).write_bytes(content)
        try:
            safe = _safe(Path(folder) / "handslag.db", set(disk.blobs))
        except sqlite3.DatabaseError as error:
            yield f"the database does not open: {error}"
        else:
            missing = disk.told - safe
            if missing:
                yield f"{len(missing)} of {len(disk.told)} are gone"


def _safe(path: Path, there: set[str]) -> set[str]:
    """Return the captures that stand in the database with their job and their file.

    Raises:
        sqlite3.DatabaseError: the database is damaged.
    """
    with closing(sqlite3.connect(path)) as connection:
        (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
        if sound != "ok":
            raise sqlite3.DatabaseError(sound)
        jobs = {name for (name,) in connection.execute("SELECT workflow_uuid FROM workflow_status")}
        rows = connection.execute("SELECT capture_id, quarantine_key FROM capture_files").fetchall()
    found = {str(UUID(told)): key.removeprefix("quarantine/") for told, key in rows}
    return {one for one, key in found.items() if key in there and f"read:{one}" in jobs}

"""Reading captures: what may be kept is kept, the original goes, failures are told and retried."""

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image
from sqlalchemy.orm import selectinload

from api.db.session import Database
from api.kit import clock, ids
from api.models import Capture
from api.readings import service
from api.readings.service import Ground
from api.settings import Settings
from api.storage.blobs import Blobs
from ocr.errors import BrokenFileError, ReadingError
from ocr.reader import Reader
from ocr.types import (
    Contact,
    Engine,
    Hints,
    KeptSide,
    Quality,
    Reading,
    Result,
    SideInput,
)
from tests.uploads import form, picture, send, told

Make = Callable[..., TestClient]


@pytest.fixture
def desk(client_with: Make) -> TestClient:
    """Give a program that sends and reviews."""
    return client_with("captures:write", "review:write", "contacts:read")


@pytest.fixture
def blobs(app: FastAPI) -> Blobs:
    """Give the service's store."""
    store: Blobs = app.state.blobs
    return store


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    """Give the real reading process, warm for all tests of this run."""
    with Reader() as reader:
        yield reader


@pytest.fixture
def ground(database: Database, blobs: Blobs, reader: Reader) -> Ground:
    """Give a ground that reads for real."""
    return Ground(database, blobs, lambda sides: reader.read(sides, Hints()))


def stored(database: Database, capture_id: UUID) -> Capture:
    with database.read() as session:
        return session.get_one(
            Capture,
            capture_id,
            options=[selectinload(Capture.files), selectinload(Capture.readings)],
        )


def quarantined(settings: Settings) -> list[Path]:
    return list((settings.data / "blobs" / "quarantine").iterdir())


def taken_in(client: TestClient, **files: bytes) -> UUID:
    capture_id = ids.new_id()
    answer = send(client, form(told(), **files), capture_id=capture_id)
    assert answer.status_code == 201, answer.text
    return capture_id


def failing(error: BaseException) -> Callable[[Sequence[SideInput]], Result]:
    def read(_sides: Sequence[SideInput]) -> Result:
        raise error

    return read


def finding(_sides: Sequence[SideInput]) -> Result:
    """Read at once what no card said: for rules that are not about reading."""
    contact = Contact(person="Åsa Öhrström", confidence={"person": 0.9})
    reading = Reading((contact,), (), Quality(readable=True), Engine("none", "0"), {})
    return Result(reading, (KeptSide("image/jpeg", picture(), 900, 540),))


@pytest.mark.engine
@pytest.mark.row("C-3", part=True)
@pytest.mark.row("C-5", part=True)
def test_a_card_is_read_kept_and_its_original_destroyed(
    desk: TestClient, database: Database, settings: Settings, ground: Ground
) -> None:
    capture_id = taken_in(desk, front=picture())
    service.read_capture(ground, capture_id)
    told_now = desk.get(f"/api/v1/captures/{capture_id}").json()
    assert told_now["state"] == "needs_review"
    (contact,) = told_now["reading"]["contacts"]
    assert contact["company"] == "Norvika Bygg AB"
    assert contact["person"] == "Åsa Öhrström"
    assert contact["emails"] == ["asa.ohrstrom@norvika.example"]
    assert quarantined(settings) == []
    assert 0 < (stored(database, capture_id).certainty or 0) <= 1


@pytest.mark.engine
@pytest.mark.row("P1-14")
def test_what_is_private_is_gone_from_text_and_painted_over_in_the_kept_picture(
    desk: TestClient, settings: Settings, ground: Ground
) -> None:
    card = picture(
        "Norvika Bygg AB", "Åsa Öhrström", "Bostad: Granvägen 7, 123 45 Tallinge", "810203-1237"
    )
    capture_id = taken_in(desk, front=card)
    service.read_capture(ground, capture_id)
    answer = desk.get(f"/api/v1/captures/{capture_id}")
    kinds = {found["kind"] for found in answer.json()["reading"]["private"]}
    assert {"home_address", "personal_identity_number"} <= kinds
    assert not [word for word in ("Granv", "Tallinge", "810203") if word in answer.text]
    kept = desk.get(f"/api/v1/captures/{capture_id}/files/front")
    assert kept.headers["content-type"] == "image/jpeg"
    pixels = np.asarray(Image.open(io.BytesIO(kept.content)).convert("L"))
    # The number's line is at the fourth row of print: painted, it has no white paper left.
    line = pixels[340:380, 60:280]
    assert (line > 200).mean() < 0.2
    assert not [
        path
        for path in settings.data.rglob("*")
        if path.is_file() and b"810203" in path.read_bytes()
    ]


@pytest.mark.engine
def test_front_and_back_are_one_capture_with_two_kept_pictures(
    desk: TestClient, ground: Ground
) -> None:
    capture_id = taken_in(
        desk, front=picture(), back=picture("www.norvika.example", "031-390 06 12")
    )
    service.read_capture(ground, capture_id)
    (contact,) = desk.get(f"/api/v1/captures/{capture_id}").json()["reading"]["contacts"]
    assert contact["person"] == "Åsa Öhrström"
    assert [phone["e164"] for phone in contact["phones"]] == ["+46313900612"]
    for part in ("front", "back"):
        assert desk.get(f"/api/v1/captures/{capture_id}/files/{part}").status_code == 200


@pytest.mark.engine
@pytest.mark.row("C-4", part=True)
def test_a_signature_is_read_and_kept_as_text(desk: TestClient, ground: Ground) -> None:
    mail = (
        "Från: Åsa <asa.ohrstrom@norvika.example>\n\nHej!\n\nMed vänlig hälsning\n"
        "Åsa Öhrström\nInköpschef\nNorvika Bygg AB\n031-390 06 12\nasa.ohrstrom@norvika.example\n"
    )
    capture_id = taken_in(desk, document=mail.encode())
    service.read_capture(ground, capture_id)
    (contact,) = desk.get(f"/api/v1/captures/{capture_id}").json()["reading"]["contacts"]
    assert (contact["person"], contact["company"]) == ("Åsa Öhrström", "Norvika Bygg AB")
    kept = desk.get(f"/api/v1/captures/{capture_id}/files/document")
    assert kept.headers["content-type"].startswith("text/plain")
    assert "Norvika Bygg AB" in kept.text


@pytest.mark.engine
def test_a_picture_that_is_cut_off_fails_with_a_reason_and_is_kept_for_another_try(
    desk: TestClient, settings: Settings, ground: Ground
) -> None:
    capture_id = taken_in(desk, front=picture()[:3000])
    service.read_capture(ground, capture_id)
    told_now = desk.get(f"/api/v1/captures/{capture_id}").json()
    assert (told_now["state"], told_now["problem"]) == ("failed", "broken_file")
    assert len(quarantined(settings)) == 1
    failed = desk.get("/api/v1/review", params={"state": "failed"}).json()
    assert [item["id"] for item in failed["items"]] == [str(capture_id)]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (BrokenFileError(), "broken_file"),
        (ReadingError(), "unreadable"),
        (KeyError("x"), "engine_failed"),
    ],
)
def test_whatever_goes_wrong_the_capture_says_so_and_can_be_read_again(
    desk: TestClient, database: Database, blobs: Blobs, error: Exception, reason: str
) -> None:
    capture_id = taken_in(desk, front=picture())
    service.read_capture(Ground(database, blobs, failing(error)), capture_id)
    assert desk.get(f"/api/v1/captures/{capture_id}").json()["problem"] == reason
    again = desk.post(f"/api/v1/captures/{capture_id}/readings")
    assert (again.status_code, again.json()["state"]) == (202, "received")
    service.read_capture(Ground(database, blobs, finding), capture_id)
    assert desk.get(f"/api/v1/captures/{capture_id}").json()["state"] == "needs_review"
    assert desk.post(f"/api/v1/captures/{capture_id}/readings").status_code == 409


def test_reading_what_is_read_already_changes_nothing(
    desk: TestClient, database: Database, blobs: Blobs
) -> None:
    capture_id = taken_in(desk, front=picture())
    ground = Ground(database, blobs, finding)
    service.read_capture(ground, capture_id)
    service.read_capture(ground, capture_id)
    assert len(stored(database, capture_id).readings) == 1


def test_a_reading_cut_short_is_done_again(
    desk: TestClient, database: Database, blobs: Blobs
) -> None:
    capture_id = taken_in(desk, front=picture())
    with pytest.raises(SystemExit):
        service.read_capture(Ground(database, blobs, failing(SystemExit())), capture_id)
    assert stored(database, capture_id).state == "reading"
    service.read_capture(Ground(database, blobs, finding), capture_id)
    assert stored(database, capture_id).state == "needs_review"


def test_what_is_erased_while_it_is_read_leaves_nothing(
    desk: TestClient, database: Database, blobs: Blobs, settings: Settings
) -> None:
    capture_id = taken_in(desk, front=picture())

    def read(sides: Sequence[SideInput]) -> Result:
        with database.write() as session:
            session.get_one(Capture, capture_id).erased_at = clock.now()
        return finding(sides)

    service.read_capture(Ground(database, blobs, read), capture_id)
    assert list((settings.data / "blobs" / "kept").iterdir()) == []
    assert stored(database, capture_id).readings == []


def test_the_original_of_a_failed_reading_goes_after_a_fortnight(
    desk: TestClient, database: Database, blobs: Blobs, settings: Settings
) -> None:
    waiting, failed = taken_in(desk, front=picture()), taken_in(desk, front=picture("Annat"))
    service.read_capture(Ground(database, blobs, failing(BrokenFileError())), failed)
    service.sweep(database, blobs)
    assert len(quarantined(settings)) == 2
    with clock.stopped_at(clock.now() + timedelta(days=15)):
        service.sweep(database, blobs)
    assert stored(database, failed).problem == "original_gone"
    assert desk.post(f"/api/v1/captures/{failed}/readings").status_code == 409
    # What no worker has looked at yet is nobody's to destroy.
    assert len(quarantined(settings)) == 1
    service.read_capture(Ground(database, blobs, finding), waiting)
    assert stored(database, waiting).state == "needs_review"


def test_a_blob_without_a_row_is_swept_and_one_with_a_row_stays(
    desk: TestClient, database: Database, blobs: Blobs
) -> None:
    capture_id = taken_in(desk, front=picture())
    service.read_capture(Ground(database, blobs, finding), capture_id)
    orphans = [blobs.put("kept", b"x"), blobs.put("quarantine", b"y")]
    with clock.stopped_at(clock.now() + timedelta(days=2)):
        service.sweep(database, blobs)
        later = clock.now() + timedelta(days=1)
        left = {*blobs.list_before("kept", later), *blobs.list_before("quarantine", later)}
    assert not left & set(orphans)
    assert left == {file.kept_key for file in stored(database, capture_id).files}


def test_refusing_a_card_destroys_its_picture(
    desk: TestClient, database: Database, blobs: Blobs, settings: Settings
) -> None:
    read, failed = taken_in(desk, front=picture()), taken_in(desk, front=picture("Annat"))
    service.read_capture(Ground(database, blobs, finding), read)
    service.read_capture(Ground(database, blobs, failing(BrokenFileError())), failed)
    for capture_id in (read, failed):
        answer = desk.post(
            f"/api/v1/captures/{capture_id}/review",
            json={"decision": "reject", "reason": "not_a_card"},
        )
        assert answer.status_code == 200, answer.text
    assert quarantined(settings) == []
    assert list((settings.data / "blobs" / "kept").iterdir()) == []


def test_a_capture_whose_job_has_ended_without_it_is_shown_as_failed(
    desk: TestClient, database: Database
) -> None:
    waiting, abandoned = taken_in(desk, front=picture()), taken_in(desk, front=picture("Annat"))
    table = "workflow_status" if database.is_sqlite else "dbos.workflow_status"
    with database.write() as session:
        session.connection().exec_driver_sql(
            f"update {table} set status = 'MAX_RECOVERY_ATTEMPTS_EXCEEDED' "  # noqa: S608 - our own
            f"where workflow_uuid = 'read:{abandoned}'"
        )
    service.settle_abandoned(database)
    assert stored(database, waiting).state == "received"
    assert (stored(database, abandoned).state, stored(database, abandoned).problem) == (
        "failed",
        "took_too_long",
    )

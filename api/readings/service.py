"""The rules of reading: nothing private is kept, nothing is lost, no original outlives its use."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog

from api import audit
from api.auth.subject import Subject
from api.db.session import Database
from api.errors import ApiError, NotFoundError
from api.jobs.client import Jobs
from api.kit import clock
from api.kit.digest import sha256_hex
from api.models import Capture, Reading
from api.readings import repository
from api.storage.blobs import ROOMS, BlobMissingError, Blobs
from ocr import wire
from ocr.errors import EngineError, ReadingError
from ocr.reader import Reader
from ocr.types import Hints, Result, SideInput

# How long an original waits where reading failed: time enough to look, and no longer.
QUARANTINE = timedelta(days=14)
# A blob whose row was not committed by then never will be.
_ORPHAN = timedelta(days=1)
GONE = "original_gone"

Read = Callable[[Sequence[SideInput]], Result]


class NotFailedError(ApiError):
    """Only a capture whose reading failed is read again, and only while its original is there."""

    status = 409
    type = "not-failed"
    sv = "Kortet kan inte läsas igen."
    en = "This card cannot be read again."


@dataclass(frozen=True, slots=True)
class Ground:
    """What a reading stands on; `read` runs `ocr` where it can be given up."""

    database: Database
    blobs: Blobs
    read: Read


@contextmanager
def warm_ground(database: Database, blobs: Blobs) -> Iterator[Ground]:
    """Give a ground whose reading process is warm inside the block."""
    with Reader() as reader:
        yield Ground(database, blobs, lambda sides: reader.read(sides, Hints()))


def read_capture(ground: Ground, capture_id: UUID) -> None:
    """Read one capture and leave it in needs_review, or in failed with a slug for why.

    Doing it again after a crash changes nothing that is finished. Whatever goes wrong inside, the
    capture does not stay in between: what is unforeseen is `engine_failed`.
    """
    sides = _begin(ground, capture_id)
    if sides is None:
        return
    try:
        result = ground.read([SideInput(ground.blobs.get(key), name) for key, name in sides])
    except ReadingError as error:
        _fail(ground.database, capture_id, error.reason)
    except BlobMissingError:
        _fail(ground.database, capture_id, GONE)
    except Exception as error:  # noqa: BLE001 - the worker's loop: no capture is left hanging
        structlog.get_logger().error("reading failed", error=type(error).__name__)
        _fail(ground.database, capture_id, EngineError.reason)
    else:
        _finish(ground, capture_id, result)


def read_again(database: Database, jobs: Jobs, subject: Subject, capture_id: UUID) -> Capture:
    """Ask for a failed capture to be read once more.

    Raises:
        NotFoundError: the subject may not see such a capture.
        NotFailedError: it has not failed, or its original is gone.
    """
    with database.write() as session:
        capture = repository.lock_readable(session, subject, capture_id)
        if capture is None:
            raise NotFoundError
        if capture.state != "failed" or not all(file.quarantine_key for file in capture.files):
            raise NotFailedError
        capture.state, capture.problem = "received", None
        jobs.enqueue_reading(session, capture_id, again=True)
        audit.record(
            session,
            "api:capture:read_again",
            actor_kind=subject.kind,
            actor_id=subject.id,
            object_id=capture_id,
        )
    return capture


def settle_abandoned(database: Database) -> None:
    """Fail the captures whose job has ended without them.

    A job that took its worker with it too often, or too long, is the queue's dead letter: it must
    be visible where people look.
    """
    with database.read() as session:
        found = repository.find_abandoned(session)
    if not found:
        return
    with database.write() as session:
        for capture in repository.lock_waiting(session, found):
            capture.state, capture.problem = "failed", "took_too_long"


def sweep(database: Database, blobs: Blobs) -> None:
    """Destroy originals that have waited long enough, and blobs that no row names."""
    with database.write() as session:
        stale = repository.list_failed_before(session, clock.now() - QUARANTINE)
        originals = [name for capture in stale for name in _give_up(capture)]
    blobs.delete(originals)
    before = clock.now() - _ORPHAN
    for room in ROOMS:
        found = list(blobs.list_before(room, before))
        with database.read() as session:
            named = repository.named_among(session, found)
        blobs.delete(set(found) - named)


def _give_up(capture: Capture) -> list[str]:
    names = [file.quarantine_key for file in capture.files if file.quarantine_key]
    for file in capture.files:
        file.quarantine_key = None
    capture.problem = GONE
    return names


def certainty_of(result: Result) -> float | None:
    """Return the confidence of the least certain value, or None where nothing was read."""
    values = [value for one in result.reading.contacts for value in one.confidence.values()]
    return min(values, default=None)


def _begin(ground: Ground, capture_id: UUID) -> list[tuple[str, str]] | None:
    with ground.database.write() as session:
        capture = repository.lock(session, capture_id)
        if capture is None or capture.state not in ("received", "reading"):
            return None  # erased meanwhile, or read already
        keys = [(file.quarantine_key, file.part) for file in capture.files]
        sides = [(key, part) for key, part in keys if key is not None]
        if len(sides) == len(keys):
            capture.state = "reading"
            return sides
        capture.state, capture.problem = "failed", GONE
    return None


def _fail(database: Database, capture_id: UUID, reason: str) -> None:
    with database.write() as session:
        capture = repository.lock(session, capture_id)
        if capture is not None and capture.state == "reading":
            capture.state, capture.problem = "failed", reason


def _finish(ground: Ground, capture_id: UUID, result: Result) -> None:
    kept = [ground.blobs.put("kept", side.data) for side in result.kept]
    with ground.database.write() as session:
        capture = repository.lock(session, capture_id)
        if capture is None or capture.state != "reading":
            originals = []  # erased while it was read: what was made of it goes, see below
        else:
            originals = _keep(capture, kept, result)
            session.add(_reading(capture, result))
            kept = []
    ground.blobs.delete([*originals, *kept])


def _keep(capture: Capture, kept: Sequence[str], result: Result) -> list[str]:
    """Point the capture to what is kept; return the names of the originals, to be destroyed."""
    originals = []
    for file, name, side in zip(capture.files, kept, result.kept, strict=True):
        originals.append(file.quarantine_key)
        file.quarantine_key = None
        file.kept_key, file.kept_sha256 = name, sha256_hex(side.data)
        file.kept_type, file.width, file.height = side.media_type, side.width, side.height
    capture.state, capture.problem = "needs_review", None
    capture.certainty = certainty_of(result)
    return [name for name in originals if name]


def _reading(capture: Capture, result: Result) -> Reading:
    files = [file.part for file in capture.files]
    return Reading(
        capture_id=capture.id,
        number=len(capture.readings) + 1,
        result={"id": str(capture.id), "files": files, **wire.as_json(result.reading)},
        created_at=clock.now(),
    )

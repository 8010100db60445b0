"""Jobs: asked for with their cause, known by their workers, forgotten when they are over."""

import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from api.db.session import Database
from api.jobs import runner, statuses
from api.jobs.client import READ_CAPTURE, Jobs
from api.jobs.slots import FileSlots, ServerSlots, Slots, claim
from api.kit import clock, ids
from tests.conftest import ON_POSTGRES


@pytest.fixture
def slots(database: Database, tmp_path: Path) -> Iterator[Slots]:
    """Give the slots a worker would use."""
    slots = ServerSlots(database.url) if ON_POSTGRES else FileSlots(tmp_path / "workers")
    yield slots
    slots.close()


def names(database: Database) -> list[str]:
    table = "workflow_status" if database.is_sqlite else "dbos.workflow_status"
    with database.read() as session:
        return list(session.scalars(sa.text(f"select workflow_uuid from {table}")))  # noqa: S608 - ours


def wait(for_: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not for_():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_job_exists_exactly_if_its_cause_was_committed(database: Database) -> None:
    jobs, kept, lost = Jobs(database.url), ids.new_id(), ids.new_id()
    with database.write() as session:
        jobs.enqueue_reading(session, kept)
        jobs.enqueue_reading(session, kept)
    with pytest.raises(KeyError), database.write() as session:
        jobs.enqueue_reading(session, lost)
        raise KeyError
    jobs.close()
    assert names(database) == [f"read:{kept}"]
    with database.read() as session:
        assert statuses.find_ended(session, [kept, lost]) == {lost}


def test_jobs_are_run_and_forgotten_after_a_week(database: Database, slots: Slots) -> None:
    jobs, wanted = Jobs(database.url), [ids.new_id() for _ in range(3)]
    with database.write() as session:
        for capture_id in wanted:
            jobs.enqueue_reading(session, capture_id)
    done: list[str] = []
    looks: list[int] = []
    stop = threading.Event()

    def read(capture_id: str) -> None:
        done.append(capture_id)

    work = threading.Thread(
        target=runner.run,
        args=(database, slots, {READ_CAPTURE: read}, {}, lambda: looks.append(1), stop),
    )
    work.start()
    wait(lambda: len(done) == 3 and bool(looks))
    stop.set()
    work.join()
    assert done == [str(capture_id) for capture_id in wanted]
    jobs.forget_finished()
    assert len(names(database)) == 3
    with clock.stopped_at(clock.now() + timedelta(days=8)):
        jobs.forget_finished()
    assert names(database) == []
    jobs.close()


def _hold(folder: Path, held: "multiprocessing.Queue[str]") -> None:
    held.put(claim(FileSlots(folder)))
    time.sleep(60)


def test_a_slot_is_free_the_moment_its_worker_is_dead(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held: multiprocessing.Queue[str] = context.Queue()
    worker = context.Process(target=_hold, args=(tmp_path, held))
    worker.start()
    name = held.get(timeout=30)
    mine = FileSlots(tmp_path)
    assert mine.take(name) is False
    worker.kill()
    worker.join()
    assert mine.take(name) is True


def test_two_workers_of_one_machine_have_two_names(database: Database, tmp_path: Path) -> None:
    ground = tmp_path / "workers"
    both: list[Slots] = [
        ServerSlots(database.url) if ON_POSTGRES else FileSlots(ground) for _ in range(2)
    ]
    first, second = map(claim, both)
    assert first != second
    both[0].give_back(first)
    assert both[1].take(first)
    for slots in both:
        slots.close()

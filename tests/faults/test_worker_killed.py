"""Workers that die: what they had is read by another, once."""

from collections.abc import Callable
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from api.db.session import Database
from api.jobs.runner import ATTEMPTS
from api.kit import ids
from api.settings import Settings
from tests.browser.programs import Handslag
from tests.faults.programs import kill_tree, start_worker, until
from tests.faults.traces import find_capture, runs_of, state_of
from tests.uploads import form, picture, send, told

Make = Callable[..., TestClient]


@pytest.fixture
def desk(client_with: Make) -> TestClient:
    """Give a program that sends and reviews; the service it calls is the test's own process."""
    return client_with("captures:write", "review:write")


def taken_in(desk: TestClient, content: bytes) -> UUID:
    capture_id = ids.new_id()
    answer = send(desk, form(told(), front=content), capture_id=capture_id)
    assert answer.status_code == 201
    return capture_id


def wait_for(database: Database, capture_id: UUID, state: str) -> None:
    until(lambda: state_of(database, capture_id) == state)


def kill_one_at_work(
    handslag: Handslag, database: Database, capture_id: UUID, attempt: int
) -> None:
    """Let a worker make its `attempt` at a capture, and kill it in the middle."""
    name = f"worker-{attempt}"
    start_worker(handslag, name, held=True)
    until(lambda: runs_of(database, capture_id)[0].attempts == attempt)
    wait_for(database, capture_id, "reading")
    kill_tree(handslag, name)


def test_what_a_killed_worker_was_reading_another_has_within_five_seconds(
    handslag: Handslag, desk: TestClient, database: Database, settings: Settings
) -> None:
    start_worker(handslag, held=True)
    capture_id = taken_in(desk, picture())
    wait_for(database, capture_id, "reading")
    (first,) = runs_of(database, capture_id)
    start_worker(handslag, "worker-2")
    kill_tree(handslag, "worker")
    until(lambda: runs_of(database, capture_id)[0].worker != first.worker, within=5)
    wait_for(database, capture_id, "needs_review")
    capture = find_capture(database, capture_id)
    assert capture is not None
    assert len(capture.readings) == 1
    assert list((settings.data / "blobs" / "quarantine").iterdir()) == []
    (kept,) = (settings.data / "blobs" / "kept").iterdir()
    assert capture.files[0].kept_key == f"kept/{kept.name}"


def test_a_card_that_kills_each_worker_is_given_up_and_shown_as_failed(
    handslag: Handslag, desk: TestClient, database: Database
) -> None:
    capture_id = taken_in(desk, picture())
    for attempt in range(1, ATTEMPTS + 1):
        kill_one_at_work(handslag, database, capture_id, attempt)
    start_worker(handslag)
    wait_for(database, capture_id, "failed")
    failed = desk.get("/api/v1/review", params={"state": "failed"}).json()["items"]
    assert [(item["id"], item["problem"]) for item in failed] == [
        (str(capture_id), "took_too_long")
    ]
    assert runs_of(database, capture_id)[0].status == "MAX_RECOVERY_ATTEMPTS_EXCEEDED"
    # The original is still there: a person may ask for one more reading.
    desk.post(f"/api/v1/captures/{capture_id}/readings")
    wait_for(database, capture_id, "needs_review")


def test_two_workers_read_thirty_cards_once_each(
    handslag: Handslag, desk: TestClient, database: Database
) -> None:
    sent = [taken_in(desk, picture(f"Kort {n}", size=(300, 200))) for n in range(30)]
    start_worker(handslag)
    start_worker(handslag, "worker-2")
    for capture_id in sent:
        wait_for(database, capture_id, "needs_review")
    runs = [runs_of(database, capture_id) for capture_id in sent]
    assert [[run.attempts for run in of_one] for of_one in runs] == [[1]] * 30
    assert len({run.worker for (run,) in runs}) == 2
    captures = [find_capture(database, capture_id) for capture_id in sent]
    assert [len(capture.readings) for capture in captures if capture] == [1] * 30

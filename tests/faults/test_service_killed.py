"""The service dies between receiving and answering: what the phone sends again is stored once."""

import socket
import threading
import time
from random import Random
from uuid import UUID

import httpx2
import psutil
import pytest
import sqlalchemy as sa

from api.db.session import Database
from api.kit import ids
from api.models import Capture
from api.settings import Settings
from tests.browser.programs import Handslag
from tests.faults.programs import until, workers_of
from tests.faults.traces import check_database, check_unread, state_of
from tests.uploads import Files, form, picture, send, told

PHONES = 12


def as_bytes(wire: httpx2.Client, capture_id: UUID, parts: Files) -> bytes:
    """Return an upload as it goes over the wire."""
    request = wire.build_request("PUT", f"/api/v1/captures/{capture_id}", files=parts)
    head = f"PUT {request.url.raw_path.decode()} HTTP/1.1\r\n"
    lines = "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
    return f"{head}{lines}\r\n".encode() + request.read()


def count(database: Database) -> int:
    with database.read() as session:
        return session.scalar(sa.select(sa.func.count(Capture.id))) or 0


def test_a_capture_whose_answer_was_lost_is_known_when_it_is_sent_again(
    handslag: Handslag, wire: httpx2.Client, database: Database, settings: Settings
) -> None:
    handslag.start("serve")
    capture_id, parts = ids.new_id(), form(told(), front=picture(), back=picture("Baksida"))
    with socket.create_connection(("127.0.0.1", handslag.port)) as phone:
        phone.sendall(as_bytes(wire, capture_id, parts))
        until(lambda: state_of(database, capture_id))
        handslag.kill("serve")
    handslag.start("serve")
    assert send(wire, parts, capture_id=capture_id).status_code == 200
    assert count(database) == 1
    check_unread(settings, database, capture_id)
    check_database(database)


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_any_moment_nothing_is_half_written_or_stored_twice(
    handslag: Handslag, wire: httpx2.Client, database: Database, settings: Settings, seed: int
) -> None:
    rng = Random(seed)
    uploads = {
        ids.new_id(): form(told(), front=picture(f"Kort {n}", size=(1600, 1000)))
        for n in range(PHONES)
    }
    answers: dict[UUID, int] = {}

    def phone(capture_id: UUID, wait: float) -> None:
        time.sleep(wait)
        try:
            answers[capture_id] = send(wire, uploads[capture_id], capture_id=capture_id).status_code
        except httpx2.TransportError:
            answers[capture_id] = 0

    handslag.start("serve")
    threads = [threading.Thread(target=phone, args=(one, rng.random())) for one in uploads]
    for thread in threads:
        thread.start()
    until(lambda: count(database) >= PHONES // 2)
    handslag.kill("serve")
    for thread in threads:
        thread.join()
    stored = [capture_id for capture_id in uploads if state_of(database, capture_id)]
    acknowledged = [capture_id for capture_id, status in answers.items() if status]
    assert set(acknowledged) <= set(stored)
    handslag.start("serve")
    for capture_id, parts in uploads.items():
        again = send(wire, parts, capture_id=capture_id)
        assert again.status_code == (200 if capture_id in stored else 201)
        check_unread(settings, database, capture_id)
    assert count(database) == PHONES
    check_database(database)


def test_a_worker_beside_the_service_is_replaced_when_it_dies_and_ends_with_the_service(
    handslag: Handslag,
) -> None:
    handslag.start("serve --with-worker")
    until(lambda: handslag.logs("serve").count("worker ready") == 1)
    workers_of(handslag)[0].kill()
    until(lambda: handslag.logs("serve").count("worker ready") == 2)
    (second,) = workers_of(handslag)
    left = [second, *second.children(recursive=True)]
    handslag.kill("serve")
    _, alive = psutil.wait_procs(left, timeout=10)
    for process in alive:
        process.kill()
    assert alive == []

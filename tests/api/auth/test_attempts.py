"""Guessing passwords: slowed down, without locking out whom the account belongs to."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.auth import passwords, users
from api.db.session import Database
from api.kit import clock
from api.models import AuditEvent, SignInAttempt, User
from tests.conftest import ORIGIN

_PASSWORD = "tre gröna stolar"  # noqa: S105 - invented
_OURS = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin", "Handslag-App": "1"}


@pytest.fixture(autouse=True)
def _ebba(database: Database) -> None:
    stored = passwords.hash_password(_PASSWORD)
    with database.write() as session:
        for name in ("ebba", "otto"):
            users.create(
                session,
                None,
                email=f"{name}@fjallbro.example",
                name=name.title(),
                roles=["seller"],
                password_hash=stored,
            )


def client_at(app: FastAPI, address: str) -> TestClient:
    return TestClient(app, base_url=ORIGIN, headers=_OURS, client=(address, 50_000))


def sign_in(client: TestClient, password: str, name: str = "ebba") -> int:
    body = {"email": f"{name}@fjallbro.example", "password": password}
    return client.post("/api/v1/session", json=body).status_code


def fail(client: TestClient, times: int, name: str = "ebba") -> list[int]:
    return [sign_in(client, "inte rätt alls", name) for _ in range(times)]


@pytest.mark.row("P5-42", part=True)
def test_after_five_failures_even_the_right_password_must_wait(app: FastAPI) -> None:
    client = client_at(app, "192.0.2.1")
    assert fail(client, 6) == [401] * 5 + [429]
    refused = client.post(
        "/api/v1/session", json={"email": "EBBA@fjallbro.example", "password": _PASSWORD}
    )
    assert (refused.status_code, refused.json()["type"]) == (429, "too-many-attempts")
    assert 0 < int(refused.headers["Retry-After"]) <= 15
    with clock.stopped_at(clock.now() + timedelta(seconds=16)):
        assert sign_in(client, _PASSWORD) == 201
        assert fail(client, 5) == [401] * 5


def test_failures_are_on_the_trail_by_account_and_without_a_word_of_what_was_typed(
    app: FastAPI, database: Database
) -> None:
    client = client_at(app, "192.0.2.1")
    fail(client, 1)
    fail(client, 1, "canary")
    with database.read() as session:
        rows = session.query(AuditEvent).filter_by(tag="api:session:refused").all()
        known = session.query(User).filter_by(email="ebba@fjallbro.example").one()
    assert [row.object_id for row in rows] == [str(known.id), None]
    assert [row.facts for row in rows] == [{}, {}]


def test_each_further_failure_doubles_the_wait_and_asking_does_not(app: FastAPI) -> None:
    client = client_at(app, "192.0.2.1")
    moment = clock.now()
    with clock.stopped_at(moment):
        assert fail(client, 9) == [401] * 5 + [429] * 4
    with clock.stopped_at(moment + timedelta(seconds=16)):
        assert fail(client, 2) == [401, 429]
    with clock.stopped_at(moment + timedelta(seconds=45)):
        assert sign_in(client, _PASSWORD) == 429
    with clock.stopped_at(moment + timedelta(seconds=47)):
        assert sign_in(client, _PASSWORD) == 201


def test_failures_from_elsewhere_do_not_lock_the_owner_out(app: FastAPI) -> None:
    assert fail(client_at(app, "192.0.2.66"), 8)[-1] == 429
    assert sign_in(client_at(app, "192.0.2.1"), _PASSWORD) == 201


def test_who_tries_many_accounts_is_stopped_by_address_and_one_good_one_does_not_help(
    app: FastAPI,
) -> None:
    client = client_at(app, "192.0.2.66")
    tried = [fail(client, 1, f"namn{number}")[0] for number in range(49)]
    assert tried == [401] * 49
    assert sign_in(client, _PASSWORD) == 201
    assert fail(client, 2, "otto") == [401, 429]
    assert sign_in(client_at(app, "192.0.2.1"), _PASSWORD, "otto") == 201


def test_an_account_tried_from_many_addresses_is_slowed_down_too(
    app: FastAPI, database: Database
) -> None:
    assert fail(client_at(app, "192.0.2.1"), 1) == [401]
    with database.write() as session:
        for row in session.query(SignInAttempt):
            row.failures = 99
            row.blocked_until = None
    assert fail(client_at(app, "192.0.2.2"), 2) == [401, 429]
    assert sign_in(client_at(app, "192.0.2.3"), _PASSWORD) == 429


def test_many_at_once_are_counted_before_they_are_answered(app: FastAPI) -> None:
    client = client_at(app, "192.0.2.1")
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: sign_in(client, "inte rätt alls"), range(12)))
    assert sorted(answers) == [401] * 5 + [429] * 7


def test_signing_in_rightly_leaves_no_count_and_old_failures_are_forgotten(
    app: FastAPI, database: Database
) -> None:
    client = client_at(app, "192.0.2.1")
    fail(client, 3, "otto")
    with clock.stopped_at(clock.now() + timedelta(hours=2)):
        for _ in range(60):
            assert sign_in(client, _PASSWORD) == 201
    with database.read() as session:
        assert [row.failures for row in session.query(SignInAttempt)] == [0]

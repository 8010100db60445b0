"""The first user, by a code that is good once."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from api.auth import setup
from api.db.session import Database
from api.kit import clock

_FIRST = {
    "email": "Ebba.Lind@fjallbro.example",
    "name": "Ebba Lind",
    "password": "tre gröna stolar",
    "language": "en",
}


@pytest.fixture
def code(database: Database) -> str:
    with database.write() as session:
        code = setup.new_code(session)
    assert code is not None
    return code


@pytest.mark.row("P5-42", part=True)
def test_a_new_service_has_no_user_and_no_password(client: TestClient) -> None:
    assert client.get("/api/v1/setup").json() == {"needed": True}
    for account in ("admin", "admin@example.com"):
        body = {"email": account, "password": "admin"}
        assert client.post("/api/v1/session", json=body).status_code == 401


def test_the_code_makes_the_first_user_and_signs_them_in(client: TestClient, code: str) -> None:
    answer = client.post("/api/v1/setup", json={"code": code, **_FIRST})
    assert answer.status_code == 201, answer.text
    me = answer.json()
    assert me["user"]["email"] == "ebba.lind@fjallbro.example"
    assert me["user"]["roles"] == ["admin", "reviewer", "seller"]
    assert {"captures:write", "review:write", "admin:write"} <= set(me["scopes"])
    assert client.get("/api/v1/session").json() == me
    assert client.get("/api/v1/setup").json() == {"needed": False}


def test_the_code_is_good_once(client: TestClient, code: str) -> None:
    assert client.post("/api/v1/setup", json={"code": code, **_FIRST}).status_code == 201
    again = client.post("/api/v1/setup", json={"code": code, **_FIRST})
    assert (again.status_code, again.json()["type"]) == (410, "setup-done")


def test_another_code_is_refused(client: TestClient, code: str) -> None:
    answer = client.post("/api/v1/setup", json={"code": code[::-1], **_FIRST})
    assert (answer.status_code, answer.json()["type"]) == (403, "setup-code-wrong")
    assert client.get("/api/v1/setup").json() == {"needed": True}


def test_the_code_is_good_for_an_hour(client: TestClient, code: str) -> None:
    with clock.stopped_at(clock.now() + timedelta(hours=1)):
        answer = client.post("/api/v1/setup", json={"code": code, **_FIRST})
    assert answer.json()["type"] == "setup-code-wrong"


def test_a_newer_code_voids_the_older(client: TestClient, database: Database, code: str) -> None:
    with database.write() as session:
        newer = setup.new_code(session)
    assert newer != code
    answer = client.post("/api/v1/setup", json={"code": code, **_FIRST})
    assert answer.json()["type"] == "setup-code-wrong"


def test_a_weak_password_does_not_use_up_the_code(client: TestClient, code: str) -> None:
    weak = {**_FIRST, "password": "password1234"}
    answer = client.post("/api/v1/setup", json={"code": code, **weak})
    assert (answer.status_code, answer.json()["type"]) == (422, "weak-password")
    assert client.post("/api/v1/setup", json={"code": code, **_FIRST}).status_code == 201

"""Programs' tokens: shown once, scoped, ended."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.db.session import Database
from api.kit import clock
from api.models import User


@pytest.fixture
def with_token(app: FastAPI) -> Callable[[str], TestClient]:
    return lambda token: TestClient(
        app, base_url="http://127.0.0.1:8000", headers={"Authorization": f"Bearer {token}"}
    )


def test_a_token_is_shown_once_and_does_what_its_scopes_say(
    browser_as: Callable[..., TestClient], with_token: Callable[[str], TestClient]
) -> None:
    admin = browser_as("admin")
    made = admin.post("/api/v1/tokens", json={"name": "CRM", "scopes": ["sync:read"]})
    assert made.status_code == 201
    program = with_token(made.json()["token"])
    told = program.get("/api/v1/session").json()
    assert (told["user"], told["scopes"]) == (None, ["sync:read"])
    assert program.get("/api/v1/users").status_code == 403
    listed = admin.get("/api/v1/tokens")
    assert made.json()["id"] in listed.text
    assert made.json()["token"] not in listed.text


def test_a_revoked_token_is_nobody_s(
    browser_as: Callable[..., TestClient], with_token: Callable[[str], TestClient]
) -> None:
    admin = browser_as("admin")
    made = admin.post("/api/v1/tokens", json={"name": "CRM", "scopes": ["sync:read"]}).json()
    assert admin.delete(f"/api/v1/tokens/{made['id']}").status_code == 204
    assert admin.delete(f"/api/v1/tokens/{made['id']}").status_code == 204
    answer = with_token(made["token"]).get("/api/v1/session")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_ends(
    browser_as: Callable[..., TestClient], with_token: Callable[[str], TestClient]
) -> None:
    made = browser_as("admin").post(
        "/api/v1/tokens", json={"name": "CRM", "scopes": ["sync:read"], "days": 2}
    )
    program = with_token(made.json()["token"])
    assert program.get("/api/v1/session").status_code == 200
    with clock.stopped_at(clock.now() + timedelta(days=2)):
        assert program.get("/api/v1/session").status_code == 401


def test_a_user_s_token_may_never_more_than_the_user(
    browser_as: Callable[..., TestClient],
    make_user: Callable[..., User],
    with_token: Callable[[str], TestClient],
    database: Database,
) -> None:
    admin, nils = browser_as("admin"), make_user("seller")
    body = {"name": "script", "scopes": ["captures:write", "review:write"], "user_id": str(nils.id)}
    program = with_token(admin.post("/api/v1/tokens", json=body).json()["token"])
    assert program.get("/api/v1/session").json()["scopes"] == ["captures:write"]
    with database.write() as session:
        session.get_one(User, nils.id).disabled_at = clock.now()
    assert program.get("/api/v1/session").status_code == 401


def test_a_long_list_comes_in_pages(browser_as: Callable[..., TestClient]) -> None:
    admin = browser_as("admin")
    for number in range(3):
        admin.post("/api/v1/tokens", json={"name": f"n{number}", "scopes": ["sync:read"]})
    first = admin.get("/api/v1/tokens", params={"limit": 2}).json()
    rest = admin.get("/api/v1/tokens", params={"cursor": first["next_cursor"]}).json()
    assert [item["name"] for item in first["items"] + rest["items"]] == ["n2", "n1", "n0"]
    assert admin.get("/api/v1/tokens", params={"cursor": "x"}).json()["type"] == "bad-cursor"


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer hsl_x", "Basic aGVqOmhlag=="])
def test_an_unknown_token_is_nobody(client: TestClient, header: str) -> None:
    answer = client.get("/api/v1/session", headers={"Authorization": header})
    assert answer.json()["type"] == "not-signed-in"

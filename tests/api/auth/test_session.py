"""Signing in and out in a browser."""

from collections.abc import Callable
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.auth import passwords, sessions, users
from api.db.session import Database
from api.kit import clock
from api.models import User
from api.settings import Settings

_PASSWORD = "tre gröna stolar"  # noqa: S105 - invented
_ORIGIN = "http://127.0.0.1:8000"
_OURS = {"Origin": _ORIGIN, "Sec-Fetch-Site": "same-origin", "Handslag-App": "1"}


@pytest.fixture
def ebba(database: Database) -> User:
    stored = passwords.hash_password(_PASSWORD)
    with database.write() as session:
        return users.create(
            session,
            None,
            email="ebba@fjallbro.example",
            name="Ebba Lind",
            roles=["seller"],
            password_hash=stored,
        )


def _sign_in(client: TestClient, password: str = _PASSWORD) -> int:
    body = {"email": " Ebba@Fjallbro.example ", "password": password}
    return client.post("/api/v1/session", json=body, headers=_OURS).status_code


def test_signing_in_tells_who_one_is_and_signing_out_ends_it(
    client: TestClient, ebba: User
) -> None:
    assert client.get("/api/v1/session").status_code == 401
    assert _sign_in(client) == 201
    assert client.get("/api/v1/session").json() == {
        "user": {
            "id": str(ebba.id),
            "email": "ebba@fjallbro.example",
            "name": "Ebba Lind",
            "roles": ["seller"],
            "language": "sv",
        },
        "scopes": ["captures:write", "contacts:read"],
        "second_factor": False,
        "second_factor_due": False,
    }
    secret = client.cookies["handslag"]
    assert client.delete("/api/v1/session", headers=_OURS).status_code == 204
    assert "handslag" not in client.cookies
    client.cookies.set("handslag", secret)
    assert client.get("/api/v1/session").json()["type"] == "not-signed-in"


def test_a_wrong_password_and_an_unknown_account_get_one_answer(
    client: TestClient, ebba: User
) -> None:
    wrong = client.post("/api/v1/session", json={"email": ebba.email, "password": "fel"})
    unknown = client.post("/api/v1/session", json={"email": "x@y.example", "password": "fel"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert wrong.json()["type"] == "wrong-credentials"


def test_signing_in_again_ends_the_session_before(client: TestClient, ebba: User) -> None:
    assert _sign_in(client) == 201
    before = client.cookies["handslag"]
    assert _sign_in(client) == 201
    after = client.cookies["handslag"]
    assert before != after
    client.cookies.clear()
    client.cookies.set("handslag", before)
    assert client.get("/api/v1/session").status_code == 401
    assert ebba.roles == ["seller"]


@pytest.mark.parametrize(
    ("roles", "limits"), [(["seller"], sessions.SELLER), (["reviewer"], sessions.OFFICE)]
)
def test_a_session_ends_unused_and_ends_at_last(
    browser_as: Callable[..., TestClient], roles: list[str], limits: sessions.Limits
) -> None:
    start = clock.now()
    idle = browser_as(*roles)
    with clock.stopped_at(start + limits.idle + timedelta(minutes=1)):
        assert idle.get("/api/v1/session").status_code == 401
    used = browser_as(*roles)
    at = start
    while at < start + limits.absolute:
        with clock.stopped_at(at):
            assert used.get("/api/v1/session").status_code == 200
        at += limits.idle * 0.9
    with clock.stopped_at(start + limits.absolute + timedelta(minutes=1)):
        assert used.get("/api/v1/session").status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    settings: Settings, database: Database, ebba: User
) -> None:
    settings = settings.model_copy(update={"public_url": "https://handslag.fjallbro.example"})
    with TestClient(create_app(settings), base_url=settings.origin) as client:
        answer = client.post("/api/v1/session", json={"email": ebba.email, "password": _PASSWORD})
        cookie = SimpleCookie(answer.headers["set-cookie"])["__Host-handslag"]
        assert (cookie["path"], cookie["domain"], cookie["samesite"]) == ("/", "", "strict")
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["max-age"] == cookie["expires"] == ""
        assert cookie.value not in answer.text
        assert client.get("/api/v1/session").status_code == 200
    with database.read() as session:
        assert sessions.find(session, cookie.value) is not None


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Handslag-App": "1"},
        {"Origin": _ORIGIN},
        {"Origin": "https://evil.example", "Handslag-App": "1"},
        {"Origin": "null", "Handslag-App": "1"},
        {"Origin": _ORIGIN.replace("http:", "https:"), "Handslag-App": "1"},
        {"Sec-Fetch-Site": "cross-site", "Handslag-App": "1"},
        {"Sec-Fetch-Site": "same-site", "Origin": _ORIGIN, "Handslag-App": "1"},
        {"Sec-Fetch-Site": "none", "Handslag-App": "1"},
    ],
)
def test_a_call_with_a_cookie_that_is_not_our_page_s_changes_nothing(
    browser_as: Callable[..., TestClient], headers: dict[str, str]
) -> None:
    browser = browser_as("admin")
    for name in _OURS:
        del browser.headers[name]
    body = {"email": "new@fjallbro.example", "name": "Ny", "roles": ["seller"]}
    answer = browser.post("/api/v1/users", json=body, headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (403, "foreign-request")
    assert len(browser.get("/api/v1/users").json()["items"]) == 1


@pytest.mark.parametrize("headers", [_OURS, {"Origin": _ORIGIN, "Handslag-App": "1"}])
def test_our_own_page_may(browser_as: Callable[..., TestClient], headers: dict[str, str]) -> None:
    browser = browser_as("admin")
    for name in _OURS:
        del browser.headers[name]
    body = {"email": "new@fjallbro.example", "name": "Ny", "roles": ["seller"]}
    assert browser.post("/api/v1/users", json=body, headers=headers).status_code == 201


def test_another_site_cannot_sign_a_browser_in(client: TestClient, ebba: User) -> None:
    answer = client.post(
        "/api/v1/session",
        json={"email": ebba.email, "password": _PASSWORD},
        headers={"Origin": "https://evil.example"},
    )
    assert answer.json()["type"] == "foreign-request"
    assert "set-cookie" not in answer.headers

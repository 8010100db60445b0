"""One-time codes: set up by their owner, each good once, taken off by the administrator."""

from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.auth import passwords, users
from api.auth.subject import Role
from api.db.session import Database
from api.kit import clock
from api.models import User
from api.settings import Settings
from tests.conftest import ORIGIN

_PASSWORD = "tre gröna stolar"  # noqa: S105 - invented
_OURS = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin", "Handslag-App": "1"}
_PATH = "/api/v1/session/second-factor"


@pytest.fixture
def ebba(database: Database) -> User:
    stored = passwords.hash_password(_PASSWORD)
    roles: list[Role] = ["reviewer"]
    with database.write() as session:
        return users.create(
            session,
            None,
            email="ebba@fjallbro.example",
            name="Ebba Lind",
            roles=roles,
            password_hash=stored,
        )


@pytest.fixture
def browser(client: TestClient, ebba: User) -> TestClient:
    """Give the browser of Ebba, signed in by her password."""
    client.headers.update(_OURS)
    assert sign_in(client, email=ebba.email) == (201, None)
    return client


def sign_in(client: TestClient, totp: str | None = None, email: str | None = None) -> object:
    body = {"email": email or "ebba@fjallbro.example", "password": _PASSWORD, "totp": totp}
    answer = client.post("/api/v1/session", json=body)
    return answer.status_code, answer.json().get("type")


def code_of(secret: str, later: int = 0) -> str:
    return pyotp.TOTP(secret).at(int(clock.now().timestamp()) + later)


def enrol(browser: TestClient) -> str:
    secret: str = browser.post(_PATH).json()["secret"]
    body = {"secret": secret, "code": code_of(secret), "password": _PASSWORD}
    answer = browser.put(_PATH, json=body)
    assert answer.status_code == 200, answer.text
    assert answer.json()["second_factor"] is True
    return secret


@pytest.mark.row("P5-42", part=True)
def test_with_a_second_factor_the_password_alone_signs_nobody_in(
    app: FastAPI, browser: TestClient
) -> None:
    secret = enrol(browser)
    fresh = TestClient(app, base_url=ORIGIN, headers=_OURS)
    assert sign_in(fresh) == (401, "totp-needed")
    assert sign_in(fresh, "000000") == (401, "totp-wrong")
    assert fresh.get("/api/v1/session").status_code == 401
    assert sign_in(fresh, code_of(secret, later=30)) == (201, None)
    assert fresh.get("/api/v1/contacts").status_code == 200


def test_a_code_is_good_once_and_not_for_long(app: FastAPI, browser: TestClient) -> None:
    secret = enrol(browser)
    fresh = TestClient(app, base_url=ORIGIN, headers=_OURS)
    assert sign_in(fresh, code_of(secret)) == (401, "totp-wrong")
    with clock.stopped_at(clock.now() + timedelta(minutes=2)):
        assert sign_in(fresh, code_of(secret, later=-60)) == (401, "totp-wrong")
        assert sign_in(fresh, code_of(secret)) == (201, None)
        assert sign_in(fresh, code_of(secret)) == (401, "totp-wrong")


def test_guessing_codes_is_slowed_down_like_guessing_passwords(
    app: FastAPI, browser: TestClient
) -> None:
    enrol(browser)
    fresh = TestClient(app, base_url=ORIGIN, headers=_OURS)
    answers = [sign_in(fresh, "000000") for _ in range(6)]
    assert answers == [(401, "totp-wrong")] * 5 + [(429, "too-many-attempts")]


def test_setting_it_up_asks_for_the_password_and_a_first_code_and_ends_other_sessions(
    app: FastAPI, browser: TestClient
) -> None:
    other = TestClient(app, base_url=ORIGIN, headers=_OURS)
    assert sign_in(other) == (201, None)
    offer = browser.post(_PATH).json()
    assert offer["secret"] in offer["uri"]
    assert offer["uri"].startswith("otpauth://totp/Handslag")
    whole = {"secret": offer["secret"], "code": code_of(offer["secret"]), "password": _PASSWORD}
    for wrong in ({"password": "inte rätt alls"}, {"code": "000000"}):
        answer = browser.put(_PATH, json=whole | wrong)
        assert (answer.status_code, answer.json()["type"]) == (422, "second-factor-not-confirmed")
    assert browser.get("/api/v1/session").json()["second_factor"] is False
    assert browser.put(_PATH, json=whole).status_code == 200
    assert other.get("/api/v1/session").status_code == 401
    assert browser.get("/api/v1/session").json()["second_factor"] is True


def test_the_secret_is_not_stored_as_it_is(
    browser: TestClient, database: Database, ebba: User
) -> None:
    secret = enrol(browser)
    with database.read() as session:
        stored = session.get_one(User, ebba.id).totp_secret
    assert stored is not None
    assert secret.encode() not in stored


def test_an_administrator_takes_off_a_lost_one_and_nobody_else_does(
    app: FastAPI, browser: TestClient, ebba: User, browser_as: Callable[..., TestClient]
) -> None:
    enrol(browser)
    path = f"/api/v1/users/{ebba.id}/second-factor"
    assert browser_as("reviewer", "privacy_officer").delete(path).status_code == 403
    admin = browser_as("admin")
    listed = {one["id"]: one["second_factor"] for one in admin.get("/api/v1/users").json()["items"]}
    assert listed[str(ebba.id)] is True
    assert admin.delete(path).status_code == 204
    assert browser.get("/api/v1/session").status_code == 401
    assert sign_in(TestClient(app, base_url=ORIGIN, headers=_OURS)) == (201, None)


def test_a_program_has_no_second_factor_to_set_up(client_with: Callable[..., TestClient]) -> None:
    assert client_with("admin:write").post(_PATH).status_code == 403


@pytest.mark.row("P5-42", part=True)
def test_where_it_is_required_nothing_else_may_be_done_before(
    settings: Settings, ebba: User
) -> None:
    app = create_app(settings.model_copy(update={"second_factor": "required"}))
    with TestClient(app, base_url=ORIGIN, headers=_OURS) as browser:
        assert sign_in(browser, email=ebba.email) == (201, None)
        told = browser.get("/api/v1/session").json()
        assert (told["scopes"], told["second_factor_due"]) == ([], True)
        assert browser.get("/api/v1/contacts").status_code == 403
        enrol(browser)
        told = browser.get("/api/v1/session").json()
        assert ("contacts:read" in told["scopes"], told["second_factor_due"]) == (True, False)
        assert browser.get("/api/v1/contacts").status_code == 200

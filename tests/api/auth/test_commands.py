"""The commands that make users and tokens."""

import io
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from api import cli
from api.settings import Settings


@pytest.fixture
def handslag(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Callable[[list[str], str], object]:
    """Give a function that runs the command with standard input and returns its exit code."""

    def run(arguments: list[str], told: str = "") -> object:
        monkeypatch.setenv("HANDSLAG_DATA", str(settings.data))
        if settings.database_url:
            monkeypatch.setenv("HANDSLAG_DATABASE_URL", settings.database_url)
        monkeypatch.setattr("sys.stdin", io.StringIO(told))
        with pytest.raises(SystemExit) as done:
            cli.main(arguments)
        return done.value.code

    return run


_EBBA = ["users", "create", "--email", "ebba@fjallbro.example", "--name", "Ebba Lind"]


def test_a_user_made_by_command_signs_in(
    handslag: Callable[..., object], client: TestClient
) -> None:
    roles = ["--role", "seller", "--role", "reviewer"]
    assert handslag([*_EBBA, *roles], "tre gröna stolar\n") == 0
    answer = client.post(
        "/api/v1/session",
        json={"email": "ebba@fjallbro.example", "password": "tre gröna stolar"},
    )
    assert answer.json()["user"]["roles"] == ["reviewer", "seller"]


def test_a_weak_password_or_a_known_address_makes_nobody(
    handslag: Callable[..., object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert handslag([*_EBBA, "--role", "seller"], "hej\n") == 1
    assert "at least 12 characters" in capsys.readouterr().err
    assert handslag([*_EBBA, "--role", "seller"], "tre gröna stolar\n") == 0
    assert handslag([*_EBBA, "--role", "admin"], "tre gröna stolar\n") == 1
    assert "already has" in capsys.readouterr().err


def test_a_lost_administrator_is_let_in_again_by_whoever_runs_the_machine(
    handslag: Callable[..., object],
    client: TestClient,
    browser_as: Callable[..., TestClient],
    capsys: pytest.CaptureFixture[str],
) -> None:
    handslag([*_EBBA, "--role", "seller"], "tre gröna stolar\n")
    ebba = client.post(
        "/api/v1/session",
        json={"email": "ebba@fjallbro.example", "password": "tre gröna stolar"},
    )
    user_id = ebba.json()["user"]["id"]
    browser_as("admin").patch(f"/api/v1/users/{user_id}", json={"disabled": True})
    reset = ["users", "reset", "--email", "ebba@fjallbro.example"]
    assert handslag(reset, "hej\n") == 1
    assert handslag(["users", "reset", "--email", "nobody@fjallbro.example"], "x\n") == 1
    assert "no such user" in capsys.readouterr().err
    assert handslag(reset, "fyra blå bord\n") == 0
    again = client.post(
        "/api/v1/session",
        json={"email": "ebba@fjallbro.example", "password": "fyra blå bord"},
    )
    assert again.json()["user"]["roles"] == ["admin", "seller"]


def test_an_unknown_role_or_scope_is_refused(handslag: Callable[..., object]) -> None:
    assert handslag([*_EBBA, "--role", "owner"]) == 2
    assert handslag(["tokens", "create", "--name", "x", "--scopes", "all"]) == 2


def test_the_token_is_the_last_word_printed(
    handslag: Callable[..., object], client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    scopes = "captures:write,review:write"
    assert handslag(["tokens", "create", "--name", "script", "--scopes", scopes]) == 0
    token = capsys.readouterr().out.split()[-1]
    answer = client.get("/api/v1/session", headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["scopes"] == ["captures:write", "review:write"]

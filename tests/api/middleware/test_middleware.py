"""What every answer carries, and what no request can do."""

import io
import json
from collections.abc import Callable, Iterator

import pytest
import structlog
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from starlette.requests import ClientDisconnect

from api.app import create_app
from api.kit import log
from api.settings import Settings

_CANARY = "canary.person@mail.example"


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, object]]]]:
    """Give a function that returns what the log has, line by line."""
    stream = io.StringIO()
    log.configure(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    structlog.reset_defaults()


@pytest.fixture
def broken(app: FastAPI) -> Iterator[TestClient]:
    """Give a client of a service some of whose routes fail, each in its own way."""

    @app.get("/api/v1/broken/{name}")
    def fail(name: str) -> None:
        raise ValueError(f"could not store {name}")

    @app.post("/api/v1/broken")
    async def lose() -> None:
        raise ClientDisconnect

    @app.post("/api/v1/size")
    async def size(request: Request) -> int:
        return len(await request.body())

    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/ping", 200),
        ("GET", "/api/v1/session", 401),
        ("GET", "/api/v1/nothing", 404),
        ("DELETE", "/api/v1/ping", 405),
        ("POST", "/api/v1/session", 422),
        ("GET", "/api/v1/broken/x", 500),
    ],
)
def test_every_answer_of_the_api_is_kept_by_no_cache_and_is_no_page(
    broken: TestClient, method: str, path: str, status: int
) -> None:
    answer = broken.request(method, path)
    assert answer.status_code == status
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "strict-transport-security" not in answer.headers
    assert "access-control-allow-origin" not in answer.headers
    if status >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status


def test_over_https_browsers_are_told_to_stay_there(settings: Settings) -> None:
    settings = settings.model_copy(update={"public_url": "https://handslag.fjallbro.example"})
    with TestClient(create_app(settings), base_url=settings.origin) as client:
        for path in ("/api/v1/ping", "/api/v1/session", "/nothing"):
            told = client.get(path).headers["strict-transport-security"]
            assert told == "max-age=31536000"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost", 200),
        ("[::1]:8000", 200),
        ("LOCALHOST:9", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("evil.example:8000", 421),
        ("", 421),
    ],
)
def test_only_our_own_names_are_answered(client: TestClient, host: str, status: int) -> None:
    assert client.get("/api/v1/ping", headers={"Host": host}).status_code == status


def _chunks(count: int) -> Iterator[bytes]:
    for _ in range(count):
        yield b"x" * 100_000


def test_a_body_is_counted_as_it_comes_whatever_length_it_declares(broken: TestClient) -> None:
    assert broken.post("/api/v1/size", content=_chunks(10)).json() == 1_000_000
    for body in (_chunks(11), b"x" * 1_000_001):
        answer = broken.post("/api/v1/size", content=body)
        assert (answer.status_code, answer.json()["type"]) == (413, "too-large")
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_body_of_json_is_counted_too(client: TestClient) -> None:
    body = json.dumps({"email": "x" * 1_000_000, "password": "x"}).encode()
    for content in (body, iter([body[:500_000], body[500_000:]])):
        answer = client.post("/api/v1/session", content=content)
        assert (answer.status_code, answer.json()["type"]) == (413, "too-large")


def test_what_fails_unforeseen_is_told_by_a_code_that_the_log_has(
    broken: TestClient, lines: Callable[[], list[dict[str, object]]]
) -> None:
    answer = broken.get(f"/api/v1/broken/{_CANARY}?q={_CANARY}", headers={"X-Name": _CANARY})
    assert (answer.status_code, answer.json()["type"]) == (500, "unknown")
    failed, request = lines()
    assert failed["event"] == "failed"
    assert str(failed["request_id"]) in answer.json()["detail"]
    assert failed["error"] == "ValueError"
    assert any("test_middleware.py" in str(place) for place in failed["where"])  # type: ignore[attr-defined] # JSON
    assert (request["route"], request["status"]) == ("/api/v1/broken/{name}", 500)
    assert _CANARY not in answer.text + json.dumps(lines())


def test_a_phone_that_is_gone_makes_one_quiet_line(
    broken: TestClient, lines: Callable[[], list[dict[str, object]]]
) -> None:
    with pytest.raises(AssertionError):  # the test client misses its answer
        broken.post("/api/v1/broken", content=b"x")
    (line,) = lines()
    assert (line["event"], line["level"], line["status"]) == ("request", "info", 499)


def test_the_log_holds_listed_fields_only(
    client: TestClient, lines: Callable[[], list[dict[str, object]]]
) -> None:
    client.post(f"/api/v1/session?q={_CANARY}", json={"email": _CANARY, "password": _CANARY})
    client.get(f"/api/v1/{_CANARY}", headers={"Authorization": f"Bearer {_CANARY}"})
    structlog.get_logger().info("seen", name=_CANARY, count=1)
    for line in lines():
        assert set(line) <= log.FIELDS
    assert [line["event"] for line in lines()] == ["request", "request", "seen"]
    assert _CANARY not in json.dumps(lines())


def test_of_other_libraries_only_who_and_what_is_kept(
    lines: Callable[[], list[dict[str, object]]],
) -> None:
    import logging  # noqa: PLC0415 - the subject of this test

    foreign = logging.getLogger("some.library")
    foreign.warning("cannot mail %s", _CANARY)
    try:
        structlog.get_config()[_CANARY]
    except KeyError:
        foreign.exception("lost %s", _CANARY)
    first, second = lines()
    assert (first["logger"], first["level"]) == ("some.library", "warning")
    assert (second["error"], second["level"]) == ("KeyError", "error")
    assert _CANARY not in json.dumps(lines())

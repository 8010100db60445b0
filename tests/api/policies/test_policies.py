"""Policy versions: exact bytes, one in force at any moment, none ever changed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from api.db.session import Database
from api.kit import clock
from api.kit.digest import sha256_hex
from api.policies import repository, service

# Of policy/dataskyddspolicy-2018-05.sv.txt as the company published it.
SHA256 = "55fdec1b075613a06f6ca4d5f2d41cc4e8d0109202c99681ea5d12340ba6eeba"


def version(version_id: str, effective_from: datetime) -> dict[str, str]:
    return {
        "id": version_id,
        "effective_from": effective_from.isoformat(),
        "language": "sv",
        "text": f"Dataskyddspolicy {version_id}\r\n",
    }


@pytest.mark.row("P1-1", part=True)
def test_the_policy_is_public_and_byte_exact(client: TestClient) -> None:
    answer = client.get("/policy/2018-05")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert sha256_hex(answer.content) == SHA256
    assert client.get("/api/v1/policies").json()["items"][0]["sha256"] == SHA256
    assert client.get("/policy/2019-01").json()["type"] == "not-found"


@pytest.mark.row("P7-60")
def test_two_versions_cannot_overlap(
    client_with: Callable[..., TestClient], database: Database
) -> None:
    officer = client_with("privacy:write")
    soon = clock.now() + timedelta(days=7)
    assert officer.post("/api/v1/policies", json=version("2026-12", soon)).status_code == 201
    for overlapping in (
        version("same", soon),
        version("before", soon - timedelta(days=1)),
        version("past", clock.now() - timedelta(days=1)),
    ):
        answer = officer.post("/api/v1/policies", json=overlapping)
        assert (answer.status_code, answer.json()["type"]) == (409, "policy-versions-overlap")
    listed = officer.get("/api/v1/policies").json()
    assert [(one["id"], one["effective_to"] is None) for one in listed["items"]] == [
        ("2018-05", False),
        ("2026-12", True),
    ]
    assert listed["items"][0]["effective_to"] == listed["items"][1]["effective_from"]
    assert listed["in_force"] == "2018-05"
    with database.read() as session:
        assert service.get_in_force(session, soon - timedelta(microseconds=1)).id == "2018-05"
        assert service.get_in_force(session, soon).id == "2026-12"


def test_the_database_itself_refuses_two_versions_from_one_moment(database: Database) -> None:
    with database.write() as session:
        first = repository.list_all(session)[0]
        with pytest.raises(Exception, match=r"(?i)unique"):
            service._add(session, "twin", first.effective_from, b"", "text/plain", "sv")
            session.flush()
        session.rollback()


@pytest.mark.row("P7-59", part=True)
def test_a_published_text_stays_byte_exact(client_with: Callable[..., TestClient]) -> None:
    officer = client_with("privacy:write")
    soon = clock.now() + timedelta(days=7)
    made = officer.post("/api/v1/policies", json=version("2026-12", soon)).json()
    assert officer.get("/policy/2026-12").content == b"Dataskyddspolicy 2026-12\r\n"
    assert sha256_hex(officer.get("/policy/2026-12").content) == made["sha256"]
    again = version("2026-12", soon + timedelta(days=1)) | {"text": "another"}
    assert officer.post("/api/v1/policies", json=again).json()["type"] == "policy-version-exists"
    assert sha256_hex(officer.get("/policy/2018-05").content) == SHA256


def test_only_a_privacy_officer_publishes(
    client: TestClient, client_with: Callable[..., TestClient]
) -> None:
    body = version("2026-12", clock.now() + timedelta(days=7))
    others = client_with("captures:write", "review:write", "contacts:write", "admin:write")
    assert others.post("/api/v1/policies", json=body).status_code == 403
    assert client.post("/api/v1/policies", json=body).status_code == 401


def test_no_policy_is_in_force_before_the_first(database: Database) -> None:
    with database.read() as session, pytest.raises(service.NoPolicyInForceError):
        service.get_in_force(session, datetime(2018, 4, 30, 21, tzinfo=UTC))


def test_seeding_again_changes_nothing(database: Database) -> None:
    with database.write() as session:
        service.seed(session)
    with database.read() as session:
        assert [one.id for one in repository.list_all(session)] == ["2018-05"]

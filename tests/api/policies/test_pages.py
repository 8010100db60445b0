"""The policy for everybody: a page, what changed, a code to scan; and what a card is bound to."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from api.kit import clock
from api.kit.digest import sha256_hex
from tests.cards import asa

Make = Callable[..., TestClient]


def _publish(officer: TestClient, version_id: str, text: str, days: int) -> None:
    body = {
        "id": version_id,
        "effective_from": (clock.now() + timedelta(days=days)).isoformat(),
        "language": "sv",
        "text": text,
    }
    assert officer.post("/api/v1/policies", json=body).status_code == 201


@pytest.mark.row("P1-1")
def test_the_exact_bytes_are_those_whose_digest_each_card_carries(
    client: TestClient, desk: TestClient, approve: Callable[..., dict[str, Any]]
) -> None:
    [evidence_id] = approve(asa())["evidence_ids"]
    record = desk.get(f"/api/v1/evidence/{evidence_id}/proof").json()["record"]
    policy = record["policy"]
    assert policy["id"] == "2018-05"
    assert sha256_hex(client.get(f"/policy/{policy['id']}").content) == policy["sha256"]
    code = client.get(f"/policy/{policy['id']}/code.svg")
    assert code.headers["content-type"] == "image/svg+xml"
    assert code.content.startswith(b"<svg")


def test_the_page_is_public_runs_nothing_and_names_who_answers(client: TestClient) -> None:
    page = client.get("/policy", headers={"Accept-Language": "en"})
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "<script" not in page.text
    for told in (
        '<html lang="en">',
        "In force from 1 May 2018.",
        "Vilka personuppgifter samlar",
        "info@closetalk.se",
        "Integritetsskyddsmyndigheten (IMY)",
        "/policy/2018-05",
    ):
        assert told in page.text


@pytest.mark.row("P7-60", part=True)
def test_what_changed_is_shown_line_by_line(client_with: Make, client: TestClient) -> None:
    officer = client_with("privacy:write")
    _publish(officer, "2027-01", "Vi sparar namn.\nVi sparar roll.\n", 7)
    _publish(officer, "2027-02", "Vi sparar namn.\nVi sparar <fax>.\n", 8)
    told = client.get("/api/v1/policies/2027-02/changes").json()
    assert (told["earlier"], told["later"]) == ("2027-01", "2027-02")
    assert [(one["what"], one["text"]) for one in told["lines"]] == [
        ("kept", "Vi sparar namn."),
        ("removed", "Vi sparar roll."),
        ("added", "Vi sparar <fax>."),
    ]
    page = client.get("/policy/2027-02/changes").text
    assert "<del>Borttaget: Vi sparar roll.</del>" in page
    assert "<ins>Tillagt: Vi sparar &lt;fax&gt;.</ins>" in page
    assert client.get("/policy/2018-05/changes").status_code == 404
    since = client.get("/api/v1/policies/2027-02/changes", params={"since": "2018-05"}).json()
    assert (since["earlier"], since["later"]) == ("2018-05", "2027-02")
    unknown = client.get("/api/v1/policies/2027-02/changes", params={"since": "2001-01"})
    assert unknown.status_code == 404


@pytest.mark.row("P7-62", part=True)
def test_a_card_taken_before_a_change_keeps_the_version_it_was_taken_under(
    client_with: Make, client: TestClient, capture: Callable[..., UUID]
) -> None:
    officer = client_with("privacy:write")
    _publish(officer, "2027-01", "Nyare text.\n", 1)
    assert client.get("/api/v1/policies").json()["in_force"] == "2018-05"
    reviewer = client_with("review:write", "contacts:read")
    capture_id = capture(asa())
    with clock.stopped_at(clock.now() + timedelta(days=2)):
        assert client.get("/api/v1/policies").json()["in_force"] == "2027-01"
        answer = reviewer.post(
            f"/api/v1/captures/{capture_id}/review", json={"decision": "approve"}
        )
        [evidence_id] = answer.json()["evidence_ids"]
        proof = reviewer.get(f"/api/v1/evidence/{evidence_id}/proof").json()
    assert proof["record"]["policy"]["id"] == "2018-05"

"""Article 14: whose details came from elsewhere is told within a month, or it says why not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.kit import clock
from tests.cards import TAKEN, asa

Make = Callable[..., TestClient]
Approve = Callable[..., dict[str, Any]]


@pytest.fixture
def officer(client_with: Make) -> TestClient:
    """Give a privacy officer's program."""
    return client_with("privacy:write", "contacts:read", "contacts:write")


def _open(officer: TestClient) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = officer.get("/api/v1/notice-duties").json()["items"]
    return items


def test_a_website_starts_the_clock_and_a_card_does_not(
    officer: TestClient, approve: Approve
) -> None:
    approve(asa())
    assert _open(officer) == []
    [contact_id] = approve(
        asa(person="Petter Wiklund", emails=[], phones=[]),
        channel="website",
        context_kind="website",
        url="https://norvika.example/om-oss",
    )["contact_ids"]
    [duty] = _open(officer)
    assert (duty["contact_id"], duty["source"]) == (contact_id, "website")
    assert duty["due_at"].startswith("2026-12-18")
    assert duty["overdue"] is False
    assert (duty["person"], duty["organization"]) == ("Petter Wiklund", "Norvika Bygg AB")
    with clock.stopped_at(TAKEN + timedelta(days=31)):
        assert _open(officer)[0]["overdue"] is True


def test_who_is_told_is_told_and_a_notice_of_before_does_not_count(
    officer: TestClient, approve: Approve
) -> None:
    [contact_id] = approve(asa(), channel="website", url="https://norvika.example")["contact_ids"]
    shown = {"policy_version_id": "2018-05", "how": "mail", "language": "sv"}
    path = f"/api/v1/contacts/{contact_id}/notices"
    before = (TAKEN - timedelta(days=400)).isoformat()
    assert officer.post(path, json=shown | {"shown_at": before}).status_code == 201
    assert len(_open(officer)) == 1
    after = (TAKEN + timedelta(days=3)).isoformat()
    officer.post(path, json=shown | {"shown_at": after})
    assert _open(officer) == []


def test_a_forwarded_mail_starts_it_too_and_an_exception_needs_its_article_and_reason(
    officer: TestClient, approve: Approve
) -> None:
    [contact_id] = approve(asa())["contact_ids"]
    body = {"source": "forwarded_mail", "obtained_at": TAKEN.isoformat()}
    path = f"/api/v1/contacts/{contact_id}/notice-duties"
    duty = officer.post(path, json=body).json()
    assert officer.post(path, json=body).json()["id"] == duty["id"]
    exemption = f"/api/v1/notice-duties/{duty['id']}/exemption"
    assert officer.post(exemption, json={"article": "14.5 a"}).status_code == 422
    assert officer.post(exemption, json={"article": "13.4", "reason": "Vet"}).status_code == 422
    told = officer.post(exemption, json={"article": "14.5 a", "reason": "Vet redan allt."}).json()
    assert (told["exempt_article"], told["closed_at"] is None) == ("14.5 a", False)
    again = officer.post(exemption, json={"article": "14.5 b", "reason": "Igen."})
    assert (again.status_code, again.json()["type"]) == (409, "duty-closed")
    assert _open(officer) == []

"""A change of the policy: who was told which version, how and when; nothing new without a yes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from api.db.session import Database
from api.notices.service import find_agreement
from api.registers.repository import find_active
from tests.cards import asa

Make = Callable[..., TestClient]
Approve = Callable[..., dict[str, Any]]

CAMPAIGN = {
    "policy_version_id": "2018-05",
    "purpose": "tailoring",
    "question": "Får vi anpassa erbjudanden efter vad ditt företag köpt?",
}


@pytest.fixture
def officer(client_with: Make) -> TestClient:
    """Give a privacy officer's program."""
    return client_with("privacy:write")


def _reached(officer: TestClient, campaign: dict[str, Any]) -> dict[str, dict[str, Any]]:
    page = officer.get(f"/api/v1/campaigns/{campaign['id']}/contacts").json()
    return {one["contact_id"]: one for one in page["items"]}


@pytest.mark.row("P7-61")
def test_it_lists_who_was_told_which_version_how_and_when_and_a_new_purpose_waits_for_a_yes(
    officer: TestClient, desk: TestClient, approve: Approve, database: Database
) -> None:
    [asas] = approve(asa())["contact_ids"]
    [petters] = approve(asa(person="Petter Wiklund", emails=[], phones=[]))["contact_ids"]
    campaign = officer.post("/api/v1/campaigns", json=CAMPAIGN).json()
    assert (campaign["contacts"], campaign["told"], campaign["agreed"]) == (2, 0, 0)
    path = f"/api/v1/campaigns/{campaign['id']}"
    telling = {"contact_ids": [asas, petters], "how": "mail"}
    assert officer.post(f"{path}/notices", json=telling).json() == {"told": 2}
    assert officer.post(f"{path}/notices", json=telling).json() == {"told": 0}
    told = _reached(officer, campaign)[asas]
    assert told["notice"]["policy_version_id"] == "2018-05"
    assert (told["notice"]["how"], told["notice"]["shown_at"] is None) == ("mail", False)
    assert told["consent"] is None
    assert _agreed(database, asas) is False
    for contact_id, answer in ((asas, "yes"), (petters, "no")):
        body = {"contact_id": contact_id, "answer": answer, "how": "mail"}
        assert officer.post(f"{path}/answers", json=body).status_code == 201
    assert (_agreed(database, asas), _agreed(database, petters)) == (True, False)
    reached = _reached(officer, campaign)
    assert [reached[one]["consent"]["answer"] for one in (asas, petters)] == ["yes", "no"]
    [listed] = officer.get("/api/v1/campaigns").json()
    assert (listed["told"], listed["agreed"]) == (2, 1)
    kinds = [one["kind"] for one in desk.get(f"/api/v1/contacts/{asas}/evidence").json()["items"]]
    assert kinds == ["provided", "shown", "agreed"]


def test_who_changes_their_mind_counts_as_they_said_last(
    officer: TestClient, approve: Approve, database: Database
) -> None:
    [contact_id] = approve(asa())["contact_ids"]
    campaign = officer.post("/api/v1/campaigns", json=CAMPAIGN).json()
    path = f"/api/v1/campaigns/{campaign['id']}/answers"
    for answer, agreed in (("yes", True), ("no", False), ("yes", True)):
        officer.post(path, json={"contact_id": contact_id, "answer": answer, "how": "phone"})
        assert _agreed(database, contact_id) is agreed
    assert _reached(officer, campaign)[contact_id]["consent"]["answer"] == "yes"


def test_a_question_and_its_purpose_come_together(officer: TestClient, approve: Approve) -> None:
    [contact_id] = approve(asa())["contact_ids"]
    for missing in ("purpose", "question"):
        half = {name: value for name, value in CAMPAIGN.items() if name != missing}
        assert officer.post("/api/v1/campaigns", json=half).status_code == 422
    plain = {"policy_version_id": "2018-05"}
    campaign = officer.post("/api/v1/campaigns", json=plain).json()
    body = {"contact_id": contact_id, "answer": "yes", "how": "mail"}
    asked = officer.post(f"/api/v1/campaigns/{campaign['id']}/answers", json=body)
    assert (asked.status_code, asked.json()["type"]) == (422, "not-in-campaign")
    unknown = officer.post("/api/v1/campaigns", json={"policy_version_id": "2001-01"})
    assert unknown.status_code == 404


@pytest.mark.parametrize("scope", ["contacts:write", "review:write", "admin:write"])
def test_campaigns_are_for_privacy_officers(client_with: Make, scope: str) -> None:
    other = client_with(scope)
    assert other.post("/api/v1/campaigns", json=CAMPAIGN).status_code == 403
    assert other.get("/api/v1/campaigns").status_code == 403
    assert other.get("/api/v1/notice-duties").status_code == 403


def _agreed(database: Database, contact_id: str) -> bool:
    with database.read() as session:
        agreed = find_agreement(session, UUID(contact_id), "tailoring") is not None
        assert (find_active(session, UUID(contact_id), "tailoring") is not None) is agreed
        return agreed

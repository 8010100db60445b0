"""Breaches: what a lost phone held, 72 hours, who must be told, nothing closed too early."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from api.kit import clock, ids
from tests.cards import TAKEN, asa

PATH = "/api/v1/breaches"
Make = Callable[..., TestClient]
Approve = Callable[..., dict[str, Any]]

FOUND = TAKEN + timedelta(days=1)
PHONE = {
    "kind": "lost_phone",
    "description": "Telefonen glömdes på tåget efter mässan.",
    "happened_at": (TAKEN + timedelta(hours=5)).isoformat(),
    "discovered_at": FOUND.isoformat(),
}
ASSESSED = {
    "assessment": "Telefonen är låst och kön är förseglad.",
    "measures": "Telefonen är bortkopplad.",
}


@pytest.fixture
def officer(client_with: Make) -> TestClient:
    """Give a privacy officer's program."""
    return client_with("privacy:write")


@pytest.fixture
def lost(
    officer: TestClient, make_user: Callable[..., Any], approve: Approve
) -> tuple[dict[str, Any], str]:
    """Give the breach of a seller's lost phone, and the one contact they had met lately."""
    user_id: UUID = make_user("seller").id
    [met] = approve(asa(), user_id=user_id)["contact_ids"]
    approve(
        asa(person="Petter Wiklund", emails=[], phones=[]),
        user_id=user_id,
        received_at=TAKEN - timedelta(days=60),
    )
    approve(asa(person="Lena Sjölund", emails=[], phones=[]))
    with clock.stopped_at(FOUND):
        breach = officer.post(PATH, json=PHONE | {"user_id": str(user_id)}).json()
    return breach, met


def test_it_lists_whom_the_phones_owner_had_met_lately(
    officer: TestClient, lost: tuple[dict[str, Any], str]
) -> None:
    breach, met = lost
    assert (breach["contacts"], breach["told"]) == (1, 0)
    [listed] = officer.get(f"{PATH}/{breach['id']}/contacts").json()
    assert (listed["contact_id"], listed["person"], listed["told_at"]) == (
        met,
        "Åsa Öhrström",
        None,
    )


def test_the_authority_is_told_within_72_hours_or_it_says_why_not(
    officer: TestClient, lost: tuple[dict[str, Any], str]
) -> None:
    breach, _met = lost
    path = f"{PATH}/{breach['id']}"
    for hours, standing in ((71, "running"), (73, "overdue")):
        with clock.stopped_at(FOUND + timedelta(hours=hours)):
            assert officer.get(path).json()["standing"] == standing
    late = {"reported_at": (FOUND + timedelta(hours=80)).isoformat(), "reference": "IMY-2026-1"}
    refused = officer.post(f"{path}/report", json=late)
    assert (refused.status_code, refused.json()["type"]) == (422, "late-without-reason")
    told = officer.post(f"{path}/report", json=late | {"late_reason": "Upptäcktes på en helg."})
    assert (told.json()["standing"], told.json()["report_reference"]) == ("reported", "IMY-2026-1")


def test_nothing_is_closed_before_everything_is_done(
    officer: TestClient, lost: tuple[dict[str, Any], str]
) -> None:
    breach, met = lost
    path = f"{PATH}/{breach['id']}"
    refused = officer.post(f"{path}/closure")
    assert (refused.status_code, refused.json()["type"]) == (409, "breach-open")
    officer.put(f"{path}/assessment", json=ASSESSED | {"risk": "high"})
    assert "report, telling" in officer.post(f"{path}/closure").json()["detail"]
    officer.post(f"{path}/report", json={"reported_at": FOUND.isoformat()})
    assert officer.post(f"{path}/notices", json={"contact_ids": [met]}).json()["told"] == 1
    closed = officer.post(f"{path}/closure").json()
    assert (closed["standing"], closed["closed_at"] is None) == ("closed", False)


def test_what_is_unlikely_to_harm_anybody_is_written_down_and_not_reported(
    officer: TestClient, lost: tuple[dict[str, Any], str]
) -> None:
    path = f"{PATH}/{lost[0]['id']}"
    assessed = officer.put(f"{path}/assessment", json=ASSESSED | {"risk": "unlikely"}).json()
    assert assessed["standing"] == "not_needed"
    assert officer.post(f"{path}/closure").json()["standing"] == "closed"
    assert [one["id"] for one in officer.get(PATH).json()] == [lost[0]["id"]]


def test_a_phone_of_nobody_is_refused(officer: TestClient) -> None:
    assert officer.post(PATH, json=PHONE | {"user_id": str(ids.new_id())}).status_code == 404


@pytest.mark.parametrize("scope", ["contacts:write", "review:write", "admin:write"])
def test_breaches_are_for_privacy_officers(client_with: Make, scope: str) -> None:
    other = client_with(scope)
    assert other.get(PATH).status_code == 403
    assert other.post(PATH, json=PHONE).status_code == 403

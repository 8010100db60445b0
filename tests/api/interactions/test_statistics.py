"""Counts of people, never of a few, and never with a name."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.cards import TAKEN, asa

Approve = Callable[..., dict[str, Any]]


@pytest.fixture
def met(approve: Approve) -> None:
    """Have six people met at a fair, one of them twice, and four at a service desk a month on."""
    for number in range(10):
        desk = {
            "context_kind": "service_desk",
            "taken_at": TAKEN + timedelta(days=31),
            "received_at": TAKEN + timedelta(days=31, minutes=5),
        }
        card = asa(person=f"Person {'ABCDEFGHIJ'[number]}son", emails=[], phones=[])
        approve(card, **({} if number < 6 else desk))
    approve(asa(person="Person Ason", emails=[], phones=[]))


@pytest.mark.row("P2-21")
@pytest.mark.row("P2-28", part=True)
@pytest.mark.usefixtures("met")
def test_no_row_is_of_fewer_than_five_people_and_none_names_anybody(desk: TestClient) -> None:
    told = {by: desk.get("/api/v1/statistics", params={"by": by}).json() for by in _BY}
    assert told["context"] == {
        "by": "context",
        "least": 5,
        "groups": [{"name": "fair", "people": 6}],
        "some_left_out": True,
    }
    assert told["channel"]["groups"] == [{"name": "card", "people": 10}]
    assert told["channel"]["some_left_out"] is False
    assert told["month"]["groups"] == [{"name": "2026-11", "people": 6}]
    assert told["occasion"]["groups"] == []
    assert all(set(group) == {"name", "people"} for t in told.values() for group in t["groups"])
    assert "son" not in str(told)


def test_counts_are_for_those_who_read_the_register(
    client: TestClient, browser_as: Callable[..., TestClient]
) -> None:
    assert client.get("/api/v1/statistics").status_code == 401
    assert browser_as("admin").get("/api/v1/statistics").status_code == 403
    assert browser_as("seller").get("/api/v1/statistics?by=person").status_code == 422


_BY = ("context", "channel", "occasion", "month")

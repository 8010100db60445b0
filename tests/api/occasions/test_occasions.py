"""Occasions over HTTP."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

FAIR = {
    "kind": "fair",
    "name": "Scen & Möte 2026",
    "place": "Svenska Mässan, B04:12",
    "starts_on": "2026-11-17",
    "ends_on": "2026-11-19",
}


@pytest.fixture
def seller(browser_as: Callable[..., TestClient]) -> TestClient:
    """Give a seller's phone."""
    return browser_as("seller")


@pytest.mark.row("P1-11", part=True)
def test_a_seller_sets_up_a_fair_and_everybody_sees_it(
    seller: TestClient, browser_as: Callable[..., TestClient]
) -> None:
    added = seller.post("/api/v1/occasions", json=FAIR)
    assert added.status_code == 201
    occasion = added.json()
    assert occasion | FAIR == occasion
    assert occasion["closed"] is False
    reviewer = browser_as("reviewer")
    assert reviewer.get("/api/v1/occasions").json()["items"] == [occasion]
    assert reviewer.get(f"/api/v1/occasions/{occasion['id']}").json() == occasion


def test_a_closed_occasion_is_not_offered_and_can_be_opened_again(seller: TestClient) -> None:
    occasion = seller.post("/api/v1/occasions", json=FAIR).json()
    address = f"/api/v1/occasions/{occasion['id']}"
    assert seller.patch(address, json={"closed": True}).json()["closed"] is True
    assert seller.get("/api/v1/occasions?closed=false").json()["items"] == []
    assert len(seller.get("/api/v1/occasions?closed=true").json()["items"]) == 1
    assert seller.patch(address, json={"closed": False}).json()["closed"] is False
    assert seller.patch(address, json={"place": None}).json()["place"] is None
    assert seller.patch(address, json={"name": None}).json()["name"] == FAIR["name"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "party"},
        {"name": "  "},
        {"name": "x" * 201},
        {"starts_on": "2026-11-20"},
        {"ends_on": "yesterday"},
    ],
)
def test_what_is_no_occasion_is_refused(seller: TestClient, wrong: dict[str, str]) -> None:
    assert seller.post("/api/v1/occasions", json=FAIR | wrong).status_code == 422


def test_an_occasion_does_not_end_before_it_starts(seller: TestClient) -> None:
    occasion = seller.post("/api/v1/occasions", json=FAIR).json()
    answer = seller.patch(f"/api/v1/occasions/{occasion['id']}", json={"ends_on": "2026-11-01"})
    assert (answer.status_code, answer.json()["type"]) == (422, "dates-crossed")


def test_the_list_goes_on_page_by_page(seller: TestClient) -> None:
    for number in range(5):
        seller.post("/api/v1/occasions", json=FAIR | {"name": f"Mässa {number}"})
    first = seller.get("/api/v1/occasions?limit=3").json()
    rest = seller.get(f"/api/v1/occasions?limit=3&cursor={first['next_cursor']}").json()
    names = [occasion["name"] for page in (first, rest) for occasion in page["items"]]
    assert names == [f"Mässa {number}" for number in range(4, -1, -1)]
    assert rest["next_cursor"] is None


def test_occasions_are_for_who_takes_cards_or_reads_them(
    client: TestClient, client_with: Callable[..., TestClient], seller: TestClient
) -> None:
    assert client.get("/api/v1/occasions").status_code == 401
    assert client_with("sync:read").get("/api/v1/occasions").status_code == 403
    assert client_with("contacts:read").post("/api/v1/occasions", json=FAIR).status_code == 403
    unknown = "/api/v1/occasions/0198a000-0000-7000-8000-000000000000"
    assert seller.patch(unknown, json={"closed": True}).status_code == 404

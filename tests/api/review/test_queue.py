"""The review queue: order, claims, and what a reviewer is shown."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from fastapi.testclient import TestClient
from httpx2 import Response

from api.db.session import Database
from api.kit import clock
from api.models import Occasion, User
from tests.cards import asa

Make = Callable[..., TestClient]
Capture = Callable[..., UUID]


def test_the_least_certain_comes_first_page_by_page(desk: TestClient, capture: Capture) -> None:
    certainties = [0.9, 0.2, 0.5, 0.2, 0.7]
    cards = {str(capture(asa(), certainty=certainty)): certainty for certainty in certainties}
    unread = str(capture(certainty=None))
    capture(asa(), state="approved")
    seen, cursor = [], None
    while True:
        params = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = desk.get("/api/v1/review", params=params).json()
        assert page["total"] == 6
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen[0] == unread
    assert [cards[card] for card in seen[1:]] == sorted(certainties)


def test_a_reviewer_is_shown_reading_pictures_and_setting(
    desk: TestClient, capture: Capture, database: Database, make_user: Callable[..., User]
) -> None:
    seller = make_user("seller")
    with database.write() as session:
        fair = Occasion(kind="fair", name="Scen & Möte", place="B04:12", created_at=clock.now())
        session.add(fair)
    card = capture(asa(), occasion_id=fair.id, user_id=seller.id)
    item = desk.get(f"/api/v1/review/{card}").json()
    assert item["reading"]["contacts"][0]["person"] == "Åsa Öhrström"
    assert item["files"] == [
        {
            "part": "front",
            "side": 0,
            "type": "image/jpeg",
            "width": 1600,
            "height": 900,
            "url": f"/api/v1/captures/{card}/files/front",
        }
    ]
    assert item["context"]["occasion_name"] == "Scen & Möte"
    assert (item["seller"], item["register"]) == ("Test", "customer")
    assert item["known_organization"] is False
    assert [row["id"] for row in desk.get("/api/v1/review").json()["items"]] == [str(card)]


def test_a_known_company_is_told_of_under_any_legal_form(
    desk: TestClient, capture: Capture, approve: Callable[..., dict[str, Any]]
) -> None:
    approve(asa())
    card = capture(asa(company="NORVIKA BYGG"))
    assert desk.get(f"/api/v1/review/{card}").json()["known_organization"] is True


def test_a_claimed_card_is_nobody_elses_for_fifteen_minutes(
    browser_as: Make, make_user: Callable[..., User], capture: Capture
) -> None:
    karin, petter = make_user("reviewer"), make_user("reviewer")
    mine, other = browser_as(user=karin), browser_as(user=petter)
    card = capture(asa())
    until = mine.post(f"/api/v1/captures/{card}/claims").json()["claimed_until"]
    assert mine.get(f"/api/v1/review/{card}").json()["claimed_by"]["id"] == str(karin.id)
    calls: list[Callable[[], Response]] = [
        lambda: other.post(f"/api/v1/captures/{card}/claims"),
        lambda: other.delete(f"/api/v1/captures/{card}/claims"),
        lambda: other.post(f"/api/v1/captures/{card}/review", json={"decision": "approve"}),
    ]
    for call in calls:
        answer = call()
        assert (answer.status_code, answer.json()["type"]) == (409, "claimed")
    with clock.stopped_at(clock.now() + timedelta(minutes=16)):
        assert other.get(f"/api/v1/review/{card}").json()["claimed_until"] == until
        assert other.post(f"/api/v1/captures/{card}/claims").status_code == 200
        assert other.delete(f"/api/v1/captures/{card}/claims").status_code == 204
        assert mine.post(f"/api/v1/captures/{card}/claims").status_code == 200
        decided = mine.post(f"/api/v1/captures/{card}/review", json={"decision": "approve"})
        assert decided.status_code == 200
        late = mine.post(f"/api/v1/captures/{card}/claims")
        assert (late.status_code, late.json()["type"]) == (409, "already-decided")


def test_a_program_decides_without_claiming(desk: TestClient, capture: Capture) -> None:
    assert desk.post(f"/api/v1/captures/{capture(asa())}/claims").status_code == 403


def test_what_is_not_read_yet_cannot_be_decided(desk: TestClient, capture: Capture) -> None:
    for state, decision in (("received", "reject"), ("reading", "approve"), ("failed", "approve")):
        card = capture(asa(), state=state)
        answer = desk.post(f"/api/v1/captures/{card}/review", json={"decision": decision})
        assert (answer.status_code, answer.json()["type"]) == (409, "not-ready")

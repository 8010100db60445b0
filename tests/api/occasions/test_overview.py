"""How an occasion goes, counted: by hour, by seller, by state."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from api.db.session import Database
from api.kit import clock, days
from api.models import CaptureDetails, Consent, Device, Notice, Occasion, User
from tests.cards import asa

Capture = Callable[..., UUID]
# Ten past two in the afternoon, in Sweden's winter.
NOW = datetime(2026, 11, 18, 13, 10, tzinfo=UTC)


@pytest.fixture
def fair(database: Database) -> UUID:
    """Give a fair of three days, today the second."""
    with database.write() as session:
        occasion = Occasion(
            kind="fair",
            name="Scen & Möte 2026",
            starts_on=date(2026, 11, 17),
            ends_on=date(2026, 11, 19),
            questions=[],
            created_at=NOW,
        )
        session.add(occasion)
        session.flush()  # its cards name it
        return occasion.id


@pytest.fixture
def sellers(database: Database) -> list[UUID]:
    """Give two sellers, the first with a phone and one that was taken off."""
    with database.write() as session:
        people = [
            User(
                email=f"{name}@fjallbro.example",
                name=name,
                roles=["seller"],
                password_hash=None,
                created_at=NOW,
            )
            for name in ("Elin", "Johan")
        ]
        session.add_all(people)
        session.flush()  # their phones name them
        for name, revoked_at in (("Elins telefon", None), ("Förlorad", NOW)):
            session.add(
                Device(
                    user_id=people[0].id,
                    key=uuid4(),
                    name=name,
                    secret_sha256=f"{name:0<64}",
                    created_at=NOW,
                    seen_at=NOW,
                    revoked_at=revoked_at,
                )
            )
        return [one.id for one in people]


def overview(client: TestClient, occasion: UUID, **asked: str) -> dict[str, Any]:
    """Ask for the overview at NOW."""
    with clock.stopped_at(NOW):
        answer = client.get(f"/api/v1/occasions/{occasion}/overview", params=asked)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


@pytest.mark.row("P1-11", part=True)
def test_cards_are_counted_by_hour_seller_and_state(
    browser_as: Callable[..., TestClient], capture: Capture, fair: UUID, sellers: list[UUID]
) -> None:
    elin, johan = sellers
    at = {"occasion_id": fair, "user_id": elin}
    capture(asa(), taken_at=NOW, **at)
    capture(asa(), taken_at=NOW - timedelta(minutes=5), state="approved", **at)
    capture(asa(), taken_at=NOW - timedelta(hours=4), state="failed", problem="blurred", **at)
    capture(asa(), taken_at=NOW - timedelta(days=1), occasion_id=fair, user_id=johan)
    capture(asa(), taken_at=NOW, occasion_id=fair, user_id=johan, erased_at=NOW)
    capture(asa(), taken_at=NOW, user_id=elin)
    told = overview(browser_as("seller"), fair)
    assert (told["day"], told["cards"], told["cards_on_day"]) == ("2026-11-18", 4, 3)
    assert told["states"] == {"needs_review": 2, "approved": 1, "failed": 1}
    assert told["problems"] == {"blurred": 1}
    assert len(told["hours"]) == 24
    assert {one["hour"]: one["cards"] for one in told["hours"] if one["cards"]} == {10: 1, 14: 2}
    assert told["sellers"] == [{"name": "Elin", "cards": 3}, {"name": "Johan", "cards": 1}]
    assert [(one["seller"], one["name"]) for one in told["phones"]] == [("Elin", "Elins telefon")]
    assert "Åsa" not in str(told)
    before = overview(browser_as("reviewer"), fair, day="2026-11-17")
    assert {one["hour"]: one["cards"] for one in before["hours"] if one["cards"]} == {14: 1}


def test_what_was_shown_agreed_and_promised_is_counted_apart(
    browser_as: Callable[..., TestClient], database: Database, capture: Capture, fair: UUID
) -> None:
    cards = [capture(asa(), taken_at=NOW, occasion_id=fair) for _ in range(4)]
    elsewhere = capture(asa(), taken_at=NOW)
    policy = {"policy_version_id": "2018-05", "how": "screen"}
    with database.write() as session:
        for card in (*cards[:3], cards[0], elsewhere):
            session.add(Notice(capture_id=card, language="sv", shown_at=NOW, **policy))
        for card, answer in ((cards[0], "yes"), (cards[1], "no"), (elsewhere, "yes")):
            session.add(
                Consent(
                    capture_id=card,
                    purpose="newsletter",
                    question="Ja tack",
                    answer=answer,
                    answered_at=NOW,
                    **policy,
                )
            )
        for card, due_on in zip(
            cards, ("2026-11-18", "2026-11-17", "2026-12-01", None), strict=True
        ):
            step = (
                None if due_on is None else {"text": "Offert", "owner_id": None, "due_on": due_on}
            )
            session.add(CaptureDetails(capture_id=card, revision=1, answers={}, next_step=step))
    told = overview(browser_as("seller"), fair)
    assert (told["shown"], told["agreed"]) == (3, 1)
    assert told["steps"] == {"all": 3, "today": 1, "late": 1}


def test_before_and_after_it_an_occasion_tells_of_its_first_and_last_day(
    browser_as: Callable[..., TestClient], database: Database, fair: UUID
) -> None:
    seller = browser_as("seller")
    for shift, day in ((-30, "2026-11-19"), (30, "2026-11-17")):
        with database.write() as session:
            occasion = session.get_one(Occasion, fair)
            occasion.starts_on = date(2026, 11, 17) + timedelta(days=shift)
            occasion.ends_on = date(2026, 11, 19) + timedelta(days=shift)
        told = overview(seller, fair)
        assert told["day"] == str(date.fromisoformat(day) + timedelta(days=shift))
        assert told["cards"] == 0


def test_counts_are_for_who_takes_cards_or_reviews_them(
    client: TestClient, browser_as: Callable[..., TestClient], fair: UUID
) -> None:
    address = f"/api/v1/occasions/{fair}/overview"
    assert client.get(address).status_code == 401
    assert browser_as("admin").get(address).status_code == 403
    assert browser_as("seller").get(f"/api/v1/occasions/{uuid4()}/overview").status_code == 404


def test_a_day_on_which_the_clock_is_put_back_has_an_hour_more() -> None:
    assert [
        len(days.hours_of(date(2026, month, day))) for month, day in ((3, 29), (10, 25), (11, 18))
    ] == [23, 25, 24]
    assert [days.hour_of(one) for one in days.hours_of(date(2026, 10, 25))][:5] == [0, 1, 2, 2, 3]

"""What a visitor was shown and agreed to at the stand: three records, none implying another."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from api.auth.subject import Subject
from api.captures import details as seller_details
from api.captures.schemas import DetailsGiven
from api.db.session import Database
from api.models import CaptureDetails
from tests.cards import asa
from tests.uploads import CONSENT, NOTICE

# The captures of these tests were sent by no user and no token.
NOBODYS = Subject("token", None, None, frozenset({"captures:write"}))


@pytest.fixture
def approve_with(
    desk: TestClient, capture: Callable[..., UUID], database: Database
) -> Callable[..., list[dict[str, Any]]]:
    """Give a function that approves a card to which a seller added `details`, for its evidence."""

    def decide(**details: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any detail
        capture_id = capture(asa())
        with database.write() as session:
            given = DetailsGiven.model_validate({"revision": 1, **details})
            seller_details.put(session, NOBODYS, capture_id, given)
        path = f"/api/v1/captures/{capture_id}/review"
        (contact_id,) = desk.post(path, json={"decision": "approve"}).json()["contact_ids"]
        evidence = desk.get(f"/api/v1/contacts/{contact_id}/evidence").json()
        items: list[dict[str, Any]] = evidence["items"]
        return items

    return decide


@pytest.mark.row("P2-27", part=True)
def test_a_card_alone_is_neither_shown_nor_agreed(
    approve_with: Callable[..., list[dict[str, Any]]],
) -> None:
    assert [one["kind"] for one in approve_with(note="Offert på 40 mikrofoner")] == ["provided"]


@pytest.mark.parametrize(
    ("details", "kinds"),
    [
        ({"notice": NOTICE}, {"provided", "shown"}),
        ({"consent": CONSENT}, {"provided", "agreed"}),
        ({"notice": NOTICE, "consent": CONSENT}, {"provided", "shown", "agreed"}),
    ],
)
def test_what_happened_is_sealed_in_a_record_of_its_own(
    approve_with: Callable[..., list[dict[str, Any]]], details: dict[str, Any], kinds: set[str]
) -> None:
    evidence = approve_with(**details)
    assert {one["kind"] for one in evidence} == kinds
    assert len(evidence) == len(kinds)
    for one in evidence:
        if one["kind"] == "agreed":
            assert one["record"]["question"] == CONSENT["wording"]


def test_the_reviewer_sees_what_the_seller_added(
    desk: TestClient, capture: Callable[..., UUID], database: Database
) -> None:
    capture_id = capture(asa())
    added = {"answers": {"intresse": ["Mikrofoner"]}, "corrections": {"person": "Åsa Öhrstrand"}}
    with database.write() as session:
        session.add(CaptureDetails(capture_id=capture_id, revision=1, **added))
    (item,) = desk.get("/api/v1/review").json()["items"]
    assert {name: item["details"][name] for name in added} == added


def test_the_next_step_follows_into_the_contact_s_history_with_whose_it_is(
    desk: TestClient,
    capture: Callable[..., UUID],
    database: Database,
    make_user: Callable[..., Any],
) -> None:
    elin, capture_id = make_user("seller"), capture(asa())
    step = {"text": "Ring upp", "owner_id": str(elin.id), "due_on": "2026-12-05"}
    with database.write() as session:
        given = DetailsGiven.model_validate({"revision": 1, "next_step": step})
        seller_details.put(session, NOBODYS, capture_id, given)
    path = f"/api/v1/captures/{capture_id}/review"
    (contact_id,) = desk.post(path, json={"decision": "approve"}).json()["contact_ids"]
    (happened,) = desk.get(f"/api/v1/contacts/{contact_id}/interactions").json()["items"]
    assert happened["next_step"] == {"text": "Ring upp", "due_on": "2026-12-05", "owner": elin.name}

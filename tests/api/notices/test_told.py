"""Shown and agreed are evidence of their own, apart from what was provided."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.db.session import Database
from api.evidence import verifier
from api.kit import clock
from api.models import Consent, Notice
from api.notices.service import find_agreement
from tests.cards import TAKEN, asa

Make = Callable[..., TestClient]
Approve = Callable[..., dict[str, Any]]

SHOWN = {
    "policy_version": "2018-05",
    "how": "screen",
    "language": "sv",
    "shown_at": TAKEN.isoformat(),
}
QUESTION = "Ja tack, skicka nyhetsbrevet"
AGREED = {
    "purpose": "newsletter",
    "agreed_at": TAKEN.isoformat(),
    "language": "sv",
    "wording": QUESTION,
}
BESIDE_A_CARD = {"revision": 1, "notice": SHOWN, "consent": AGREED}


def _answer(answer: str, moment: Any = TAKEN) -> dict[str, str]:  # noqa: ANN401 - a moment
    return {
        "policy_version_id": "2018-05",
        "purpose": "newsletter",
        "question": QUESTION,
        "how": "screen",
        "answer": answer,
        "answered_at": moment.isoformat(),
    }


@pytest.fixture
def phone(browser_as: Make, make_user: Callable[..., Any]) -> tuple[TestClient, UUID]:
    """Give a seller's browser and whose it is."""
    user = make_user("seller")
    return browser_as(user=user), user.id


@pytest.mark.row("P2-27", part=True)
def test_a_card_alone_is_neither_shown_nor_agreed(
    desk: TestClient, approve: Approve, database: Database
) -> None:
    [contact_id] = approve(asa())["contact_ids"]
    records = desk.get(f"/api/v1/contacts/{contact_id}/evidence").json()["items"]
    assert [one["kind"] for one in records] == ["provided"]
    assert desk.get(f"/api/v1/contacts/{contact_id}/notices").json() == {
        "notices": [],
        "consents": [],
    }
    with database.read() as session:
        assert find_agreement(session, UUID(contact_id), "newsletter") is None


def test_what_a_visitor_was_shown_and_agreed_to_is_sealed_when_their_card_is_approved(
    app: FastAPI,
    phone: tuple[TestClient, UUID],
    desk: TestClient,
    capture: Callable[..., UUID],
    database: Database,
) -> None:
    seller, user_id = phone
    capture_id = capture(asa(), user_id=user_id)
    path = f"/api/v1/captures/{capture_id}"
    for _ in range(2):
        assert seller.put(f"{path}/details", json=BESIDE_A_CARD).status_code == 200
    made = desk.post(f"{path}/review", json={"decision": "approve"}).json()
    [contact_id] = made["contact_ids"]
    records = desk.get(f"/api/v1/contacts/{contact_id}/evidence").json()["items"]
    assert [one["kind"] for one in records] == ["provided", "shown", "agreed"]
    assert records[2]["record"]["question"] == QUESTION
    for record in records:
        proof = desk.get(f"/api/v1/evidence/{record['id']}/proof").json()
        verifier.check_proof(proof, app.state.signer.public_key)
    told = desk.get(f"/api/v1/contacts/{contact_id}/notices").json()
    assert [one["evidence_id"] for one in told["notices"]] == [records[1]["id"]]
    assert [one["evidence_id"] for one in told["consents"]] == [records[2]["id"]]
    with database.read() as session:
        assert find_agreement(session, UUID(contact_id), "newsletter") is not None
    late = seller.put(f"{path}/details", json=BESIDE_A_CARD | {"revision": 2})
    assert (late.status_code, late.json()["type"]) == (409, "card-decided")


def test_nobody_agrees_for_another_on_the_same_card(
    phone: tuple[TestClient, UUID],
    desk: TestClient,
    capture: Callable[..., UUID],
    database: Database,
) -> None:
    seller, user_id = phone
    other = asa(person="Petter Wiklund", emails=[], phones=[])
    capture_id = capture(asa(), other, user_id=user_id)
    seller.put(f"/api/v1/captures/{capture_id}/details", json=BESIDE_A_CARD)
    made = desk.post(f"/api/v1/captures/{capture_id}/review", json={"decision": "approve"}).json()
    assert len(made["contact_ids"]) == 2
    with database.read() as session:
        notices = session.scalars(sa.select(Notice)).all()
        [consent] = session.scalars(sa.select(Consent)).all()
        assert {str(one.contact_id) for one in notices} == set(made["contact_ids"])
        assert (consent.contact_id, consent.evidence_id) == (None, None)


@pytest.mark.row("P2-26", part=True)
def test_only_a_yes_is_consent_and_a_no_ends_it(
    desk: TestClient, approve: Approve, database: Database
) -> None:
    [contact_id] = approve(asa())["contact_ids"]
    path = f"/api/v1/contacts/{contact_id}/consents"
    no = desk.post(path, json=_answer("no")).json()
    assert no["evidence_id"] is None
    yes = desk.post(path, json=_answer("yes", TAKEN + timedelta(days=1))).json()
    assert yes["evidence_id"] is not None
    with database.read() as session:
        assert find_agreement(session, UUID(contact_id), "newsletter") is not None
        assert find_agreement(session, UUID(contact_id), "tailoring") is None
    unknown = _answer("no") | {"policy_version_id": "2001-01"}
    assert desk.post(path, json=unknown).status_code == 404
    desk.post(path, json=_answer("no", clock.now()))
    with database.read() as session:
        assert find_agreement(session, UUID(contact_id), "newsletter") is None


def test_beside_a_card_only_who_sent_it_tells(
    phone: tuple[TestClient, UUID], browser_as: Make, capture: Callable[..., UUID]
) -> None:
    _seller, user_id = phone
    path = f"/api/v1/captures/{capture(asa(), user_id=user_id)}/details"
    assert browser_as("seller").put(path, json=BESIDE_A_CARD).status_code == 404
    assert browser_as("admin").put(path, json=BESIDE_A_CARD).status_code == 403
    unknown = BESIDE_A_CARD | {"notice": SHOWN | {"policy_version": "2001-01"}}
    assert phone[0].put(path, json=unknown).status_code == 404

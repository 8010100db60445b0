"""What a seller adds after the shot: by revision, field by field, and to be read again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from api.kit import ids
from tests.uploads import CONSENT, NOTICE, form, picture, send, told

Make = Callable[..., TestClient]
NOTHING: dict[str, Any] = {
    "answers": {},
    "note": None,
    "next_step": None,
    "corrections": None,
    "notice": None,
    "consent": None,
}


@pytest.fixture
def seller(browser_as: Make) -> TestClient:
    """Give a seller's browser."""
    return browser_as("seller")


@pytest.fixture
def path(seller: TestClient) -> str:
    """Give the address of the details of a card the seller sent."""
    capture_id = ids.new_id()
    send(seller, form(told(), front=picture()), capture_id=capture_id)
    return f"/api/v1/captures/{capture_id}/details"


def test_the_highest_revision_stands(seller: TestClient, path: str) -> None:
    second = {"revision": 2, "answers": {"intresse": ["mikrofoner"]}, "note": "Offert på 40"}
    assert seller.put(path, json=second).json() == {"revision": 2}
    assert seller.put(path, json={"revision": 1, "answers": {}}).json() == {"revision": 2}
    assert seller.get(path).json() == {**NOTHING, **second}


def test_they_are_the_senders_to_give_and_to_read(
    seller: TestClient, browser_as: Make, path: str
) -> None:
    assert seller.get(path).json() == {"revision": 0, **NOTHING}
    other = browser_as("seller")
    assert other.put(path, json={"revision": 1, "answers": {}}).status_code == 404
    assert other.get(path).status_code == 404
    assert browser_as("reviewer").get(path).status_code == 200
    assert browser_as("admin").get(path).status_code == 403


def test_what_says_only_some_fields_leaves_the_others_and_adds_to_the_answers(
    seller: TestClient, path: str
) -> None:
    first = {
        "revision": 1,
        "answers": {"q1": ["Mikrofoner"], "q2": "2026-12-01"},
        "note": "Vill ha offert på 40 mikrofoner.",
        "corrections": {"person": "Åsa Öhrström"},
        "notice": NOTICE,
        "consent": CONSENT,
    }
    assert seller.put(path, json=first).status_code == 200
    more = {
        "revision": 2,
        "only": ["answers", "corrections", "next_step"],
        "answers": {"q2": "2026-12-05"},
        "corrections": {"role": "Inköpschef"},
        "next_step": {"text": "Ring upp", "due_on": "2026-12-05"},
    }
    assert seller.put(path, json=more).json() == {"revision": 2}
    standing = seller.get(path).json()
    assert standing["answers"] == {"q1": ["Mikrofoner"], "q2": "2026-12-05"}
    assert standing["corrections"] == {"person": "Åsa Öhrström", "role": "Inköpschef"}
    assert standing["note"] == first["note"]
    assert standing["next_step"]["text"] == "Ring upp"
    assert standing["notice"]["policy_version"] == "2018-05"
    assert standing["consent"]["wording"] == CONSENT["wording"]
    taken_back = {"revision": 3, "only": ["consent", "note"], "note": None, "consent": None}
    seller.put(path, json=taken_back)
    standing = seller.get(path).json()
    assert (standing["note"], standing["consent"]) == (None, None)
    assert standing["notice"]["policy_version"] == "2018-05"


def test_a_next_step_is_given_to_a_colleague_who_is_there(
    seller: TestClient, path: str, make_user: Callable[..., Any], browser_as: Make
) -> None:
    elin = make_user("seller")
    listed = seller.get("/api/v1/colleagues").json()["items"]
    assert {"id": str(elin.id), "name": elin.name} in listed
    step = {"text": "Ring upp", "owner_id": str(elin.id), "due_on": "2026-12-05"}
    assert seller.put(path, json={"revision": 1, "next_step": step}).status_code == 200
    assert seller.get(path).json()["next_step"] == {**step, "owner": elin.name}

    for gone in (str(ids.new_id()), _disabled(browser_as, elin.id)):
        given = {"revision": 2, "next_step": {**step, "owner_id": gone}}
        answer = seller.put(path, json=given)
        assert (answer.status_code, answer.json()["type"]) == (422, "unknown-colleague")
    assert str(elin.id) not in seller.get("/api/v1/colleagues").text
    assert seller.get(path).json()["revision"] == 1


def _disabled(browser_as: Make, user_id: UUID) -> str:
    body = {"disabled": True}
    assert browser_as("admin").patch(f"/api/v1/users/{user_id}", json=body).status_code == 200
    return str(user_id)


def test_programs_have_no_colleagues(client_with: Make) -> None:
    assert client_with("captures:write").get("/api/v1/colleagues").status_code == 403

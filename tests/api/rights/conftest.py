"""What tests of people's rights share: a privacy officer at a browser, and a way to ask."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

Ask = Callable[..., dict[str, Any]]

REQUESTS = "/api/v1/subject-requests"


@pytest.fixture
def officer(browser_as: Callable[..., TestClient]) -> TestClient:
    """Give the signed-in browser of a privacy officer."""
    return browser_as("privacy_officer")


@pytest.fixture
def ask(officer: TestClient) -> Ask:
    """Give a function that opens a request at the officer's desk and returns it."""

    def make(kind: str, contact_id: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        answer = officer.post(REQUESTS, json={"kind": kind, "contact_id": contact_id} | more)
        assert answer.status_code == 201, answer.text
        request: dict[str, Any] = answer.json()
        return request

    return make


@pytest.fixture
def do(officer: TestClient) -> Callable[..., Any]:
    """Give a function that posts to one of a request's own addresses and returns the answer."""

    def post(request: dict[str, Any], action: str, **body: Any) -> Any:  # noqa: ANN401 - JSON
        return officer.post(f"{REQUESTS}/{request['id']}/{action}", json=body)

    return post


@pytest.fixture
def carry_out(officer: TestClient, do: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    """Give a function that notes the identity and carries a request out."""

    def execute(request: dict[str, Any]) -> dict[str, Any]:
        officer.put(f"{REQUESTS}/{request['id']}/identity", json={"method": "known_address"})
        answer = do(request, "execution")
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    return execute

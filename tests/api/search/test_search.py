"""Finding contacts: the same answers on both databases, whatever is typed."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.search.words import split_query
from tests.cards import asa

Approve = Callable[..., dict[str, Any]]


def _find(desk: TestClient, query: str, **filters: str) -> list[str]:
    answer = desk.get("/api/v1/contacts", params={"q": query, **filters})
    assert answer.status_code == 200
    return [contact["person"] for contact in answer.json()["items"]]


@pytest.fixture
def people(approve: Approve) -> None:
    """Have three people in the register."""
    approve(asa())
    approve(
        asa(
            company="Söderkvist & Łucki Maskin A/S",
            person="Bjørn Straße",
            role="Driftsleder",
            phones=[{"kind": "work", "text": "+46 40 628 04 00"}],
            emails=["bjorn@soderkvist.example"],
            websites=[],
            address=None,
        ),
        register="supplier_material",
    )
    approve(asa(company="Örnsunds kommun", person="Petter Wiklund", emails=[], phones=[]))


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("öhrström", ["Åsa Öhrström"]),
        ("ohrstrom", ["Åsa Öhrström"]),
        ("OHRS", ["Åsa Öhrström"]),
        ("ohr norvik", ["Åsa Öhrström"]),
        ("bjorn", ["Bjørn Straße"]),
        ("strasse", ["Bjørn Straße"]),
        ("lucki maskin", ["Bjørn Straße"]),
        ("ornsund", ["Petter Wiklund"]),
        ("asa.ohrstrom@norvika.example", ["Åsa Öhrström"]),
        ("031-390 06 12", ["Åsa Öhrström"]),
        ("+46 (0)40", []),
        ("040-628", ["Bjørn Straße"]),
        ("4640628", ["Bjørn Straße"]),
        ("hamngatan", ["Petter Wiklund", "Åsa Öhrström"]),
        ("hrström", []),
        ("norvika bjorn", []),
        ("finns inte", []),
    ],
)
def test_a_contact_is_found_by_the_beginnings_of_its_words(
    desk: TestClient, query: str, found: list[str]
) -> None:
    assert _find(desk, query) == found


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "query",
    [
        'a"b',
        "o'hara",
        "-x",
        "(",
        ")",
        "c++",
        "NEAR(a b)",
        "a OR b",
        "a:*",
        "^a",
        "\\",
        "'",
        '"',
        "*",
    ],
)
def test_what_a_person_types_is_never_a_query_language(desk: TestClient, query: str) -> None:
    answer = desk.get("/api/v1/contacts", params={"q": query})
    assert answer.status_code == 200


@pytest.mark.usefixtures("people")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters(codec="utf-8"), max_size=40))
def test_no_text_makes_the_search_fail(desk: TestClient, text: str) -> None:
    assert desk.get("/api/v1/contacts", params={"q": text}).status_code == 200


@pytest.mark.usefixtures("people")
def test_a_register_narrows_the_list_and_the_search(desk: TestClient) -> None:
    assert _find(desk, "", register="supplier_material") == ["Bjørn Straße"]
    assert _find(desk, "asa", register="supplier_material") == []
    assert _find(desk, "maskin", register="customer") == []
    assert _find(desk, "") == ["Petter Wiklund", "Bjørn Straße", "Åsa Öhrström"]
    assert desk.get("/api/v1/contacts?register=anything").status_code == 422


def test_pages_hold_everybody_once(desk: TestClient, approve: Approve) -> None:
    for number in range(7):
        approve(asa(person=f"Person {number}", emails=[f"p{number}@norvika.example"]))
    for query in ("", "norvika"):
        seen: list[str] = []
        cursor = None
        while True:
            params = {"q": query, "limit": 3} | ({"cursor": cursor} if cursor else {})
            page = desk.get("/api/v1/contacts", params=params).json()
            seen += [contact["person"] for contact in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert seen == [f"Person {number}" for number in range(6, -1, -1)]


@pytest.mark.parametrize(
    "cursor", ["x", "W10", "WyJ4Il0", "WzFd", "Wy0xXQ", "WzEwMDAwMDAwMDAwMDAwMDAwMDAwMDBd"]
)
@pytest.mark.parametrize("query", ["", "asa"])
def test_a_cursor_of_another_making_is_refused_as_such(
    desk: TestClient, query: str, cursor: str
) -> None:
    answer = desk.get("/api/v1/contacts", params={"q": query, "cursor": cursor})
    assert answer.status_code in {200, 422}
    if answer.status_code == 422:
        assert answer.json()["type"] == "bad-cursor"


@pytest.mark.usefixtures("people")
def test_the_register_is_for_those_who_may_read_it(
    client: TestClient,
    browser_as: Callable[..., TestClient],
    client_with: Callable[..., TestClient],
) -> None:
    assert client.get("/api/v1/contacts").status_code == 401
    assert browser_as("admin").get("/api/v1/contacts").status_code == 403
    assert client_with("captures:write").get("/api/v1/contacts").status_code == 403
    assert len(_find(browser_as("seller"), "")) == 3


def test_a_number_is_one_word_however_it_is_parted() -> None:
    assert split_query(" 070-174 06 21 ") == ["0701740621"]
    assert split_query("+46 70 174") == ["4670174"]
    assert split_query("Hall 4") == ["hall", "4"]
    assert split_query("- /") == []

"""How long each class is kept, and that the law's own limits hold."""

from collections.abc import Callable
from datetime import date

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from api.kit.days import add_months, written
from api.retention.rules import CLASSES, DEFAULTS, class_of, keep_until
from api.retention.wording import explain

Make = Callable[..., TestClient]


@pytest.mark.parametrize(
    ("state", "registers", "context", "channel", "name"),
    [
        ("active", {"customer"}, "transaction", "card", "purchase"),
        ("active", {"customer"}, "fair", "card", "relation"),
        ("active", {"customer", "supplier_service"}, "fair", "card", "relation"),
        ("active", {"supplier_material"}, "fair", "card", "supplier"),
        ("active", {"customer"}, "tech_question", "signature", "enquiry"),
        ("active", {"customer"}, "survey", "other", "survey"),
        ("active", {"customer"}, "other_contact", "website", "published"),
        ("needs_company", {"customer"}, "fair", "card", "waiting"),
    ],
)
def test_the_class_follows_register_context_and_channel(
    state: str, registers: set[str], context: str, channel: str, name: str
) -> None:
    assert class_of(state, registers, context, channel) == name


def test_a_purchase_is_kept_to_the_end_of_the_seventh_year_after() -> None:
    assert keep_until(DEFAULTS["purchase"], date(2026, 2, 6)) == date(2033, 12, 31)
    assert keep_until(DEFAULTS["relation"], date(2026, 11, 18)) == date(2029, 11, 18)


def test_every_class_explains_itself_in_both_languages() -> None:
    for name in CLASSES:
        for language, word in (("sv", "Sparas till 18 november 2029"), ("en", "Kept until 18 Nov")):
            sentence = explain(name, DEFAULTS[name], date(2029, 11, 18), language)
            assert sentence.startswith(word)
            assert sentence.endswith(".")
            assert "{" not in sentence


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.integers(0, 600), st.integers(0, 600))
def test_more_months_are_never_earlier(day: date, fewer: int, more: int) -> None:
    fewer, more = sorted((fewer, more))
    assert add_months(day, fewer) <= add_months(day, more)
    assert add_months(day, 0) == day


def test_the_last_day_of_a_short_month_stands_for_the_one_it_lacks() -> None:
    assert add_months(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert written(date(2026, 3, 1), "sv") == "1 mars 2026"


def test_the_law_cannot_be_shortened(client_with: Make) -> None:
    officer = client_with("privacy:write")
    refused = officer.put("/api/v1/retention/rules/purchase", json={"months": 24})
    assert (refused.status_code, refused.json()["type"]) == (422, "rule-below-law")
    tried = officer.post("/api/v1/retention/simulations", json={"months": {"purchase": 24}})
    assert tried.json()["type"] == "rule-below-law"
    changed = officer.put("/api/v1/retention/rules/relation", json={"months": 24})
    assert changed.json()["months"] == 24
    listed = {one["retention_class"]: one["months"] for one in _rules(officer)}
    assert listed["relation"] == 24
    assert listed["purchase"] == 84


@pytest.mark.parametrize("scope", ["contacts:write", "review:write", "admin:write"])
def test_only_a_privacy_officer_sets_rules(client_with: Make, scope: str) -> None:
    other = client_with(scope)
    calls = [
        ("GET", "/api/v1/retention/rules"),
        ("PUT", "/api/v1/retention/rules/relation"),
        ("POST", "/api/v1/retention/simulations"),
        ("GET", "/api/v1/retention/due"),
        ("GET", "/api/v1/retention/purges"),
        ("POST", "/api/v1/retention/purges"),
    ]
    answers = [other.request(method, path, json={}).status_code for method, path in calls]
    assert answers == [403] * len(calls)


def _rules(client: TestClient) -> list[dict[str, object]]:
    rules: list[dict[str, object]] = client.get("/api/v1/retention/rules").json()
    return rules

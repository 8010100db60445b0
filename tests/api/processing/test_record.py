"""The record of processing is made of what the code declares, and so cannot fall behind it."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from api.disclosures.classes import CLASSES
from api.models import PERSONAL
from api.registers.purposes import PURPOSES
from api.retention.rules import CLASSES as RETENTION

PATH = "/api/v1/processing-record"
Make = Callable[..., TestClient]


def test_it_tells_every_table_column_purpose_recipient_and_time(client_with: Make) -> None:
    record = client_with("privacy:write").get(PATH).json()
    told = {table["name"] for one in record["activities"] for table in one["tables"]}
    assert told == set(PERSONAL)
    columns = {
        column
        for one in record["activities"]
        for columns in one["categories"].values()
        for column in columns
    }
    assert columns == {
        f"{name}.{column}" for name, table in PERSONAL.items() for column in table.columns
    }
    contacts = record["activities"][0]
    assert {one["purpose"] for one in contacts["purposes"]} == set(PURPOSES)
    assert {one["recipient_class"] for one in contacts["recipients"]} == set(CLASSES)
    assert {one["retention_class"] for one in contacts["retention"]} == set(RETENTION)
    assert record["controller"]["contact"] == "info@closetalk.se"


def test_a_changed_rule_and_controller_are_told_at_once(client_with: Make) -> None:
    officer = client_with("privacy:write")
    officer.put("/api/v1/retention/rules/relation", json={"months": 18})
    controller = officer.get("/api/v1/controller").json() | {"name": "Norvika Bygg AB"}
    officer.put("/api/v1/controller", json=controller)
    record = officer.get(PATH).json()
    times = {one["retention_class"]: one["months"] for one in record["activities"][0]["retention"]}
    assert times["relation"] == 18
    assert record["controller"]["name"] == "Norvika Bygg AB"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", ["Register över behandling", "bokföringslagen 7 kap. 2 §", "7 år efter årets slut"]),
        ("en", ["Record of processing", "Bookkeeping Act 7:2", "7 years after the end"]),
    ],
)
def test_it_is_a_page_in_both_languages(client_with: Make, language: str, words: list[str]) -> None:
    officer = client_with("privacy:write")
    page = officer.get(f"{PATH}.html", headers={"Accept-Language": language})
    assert "'unsafe" not in page.headers["content-security-policy"]
    for word in words:
        assert word in page.text


def test_it_is_for_privacy_officers(client_with: Make) -> None:
    other = client_with("contacts:read", "contacts:write", "admin:write")
    assert other.get(PATH).status_code == 403
    assert other.get(f"{PATH}.html").status_code == 403

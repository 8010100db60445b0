"""A card has two sides, and its occasion asks in four ways."""

import json
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser import outbox
from tests.browser.acts import EBBA, PASSWORD, first_user
from tests.browser.programs import Handslag

QUESTIONS = [
    {"id": "about", "label": "Vad gäller det?", "kind": "multi", "options": ["Ljud", "Ljus"]},
    {"id": "how", "label": "Hur stort?", "kind": "single", "options": ["Litet", "Stort"]},
    {"id": "when", "label": "När ska det vara klart?", "kind": "date", "options": []},
    {"id": "room", "label": "Vilken sal?", "kind": "text", "options": []},
]


def occasion(handslag: Handslag) -> None:
    """Set up a fair that asks in every way there is."""
    own_page = {"Handslag-App": "1", "Origin": handslag.url}
    fair: dict[str, Any] = {"kind": "fair", "name": "Scen & Möte", "questions": QUESTIONS}
    with httpx2.Client(base_url=f"{handslag.url}/api/v1", headers=own_page) as ebba:
        who = {"email": EBBA["email"], "password": PASSWORD}
        ebba.post("/session", json=who).raise_for_status()
        ebba.post("/occasions", json=fair).raise_for_status()


@pytest.mark.row("P1-11", part=True)
def test_each_way_of_asking_has_its_answer(
    phone: BrowserContext, handslag: Handslag, tmp_path: Path
) -> None:
    ebba = first_user(phone, handslag)
    ebba.heads("shift.title")
    occasion(handslag)
    ebba.page.reload()
    ebba.begin_shift("Scen & Möte")
    ebba.page.locator("#shoot").set_input_files(outbox.pictures(tmp_path, 1)[0])
    ebba.heads("capture.stored")
    for chip in ("Ljud", "Ljus", "Litet", "Stort"):
        ebba.page.get_by_role("button", name=chip, exact=True).click()
    ebba.page.get_by_label("När ska det vara klart?").fill("2026-12-24")
    ebba.page.get_by_label("Vilken sal?").fill("Stora salen")
    ebba.press("after.done")
    query = "SELECT answers FROM capture_details"
    ((answers,),) = outbox.wait_for_rows(ebba.page, handslag, query)
    assert json.loads(answers) == {
        "about": ["Ljud", "Ljus"],
        "how": "Stort",
        "when": "2026-12-24",
        "room": "Stora salen",
    }


@pytest.mark.row("C-10", part=True)
def test_one_press_lets_a_card_have_a_back(
    phone: BrowserContext, handslag: Handslag, tmp_path: Path
) -> None:
    ebba = first_user(phone, handslag)
    ebba.begin_shift(ebba.t("context.service_desk"))
    front, back, alone = outbox.pictures(tmp_path, 3)
    ebba.press("capture.back-too")
    ebba.page.get_by_label(ebba.t("capture.shoot"), exact=True).set_input_files(front)
    ebba.sees("capture.now-back")
    ebba.page.get_by_label(ebba.t("capture.shoot-back"), exact=True).set_input_files(back)
    ebba.sees("capture.stored")
    ebba.press("capture.back-too")
    ebba.photograph(alone)
    outbox.wait_for(ebba.page, 0)
    query = "SELECT part, count(*) FROM capture_files GROUP BY part ORDER BY part"
    assert outbox.wait_for_rows(ebba.page, handslag, query) == [("back", 1), ("front", 2)]
    expect(ebba.page.get_by_role("button", name=ebba.t("capture.back-too"))).to_have_attribute(
        "aria-pressed", "false"
    )

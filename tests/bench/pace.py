"""How many cards an hour the desk takes, by keyboard alone, in a real browser.

Each is approved as it was read. A person looks and thinks as well: this is what the page allows.
"""

import time

import httpx2
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.acts import PASSWORD, Person
from tests.browser.conftest import CHROMIUM, DESK, FLAGS
from tests.browser.programs import Handslag

CARDS = 60
_FIRST = 5  # while the page warms up
_EMAIL = "rune@fjallbro.example"


def cards_per_hour(handslag: Handslag) -> int:
    """Return the pace over a queue that holds more than enough."""
    handslag.add_user(_EMAIL, "Rune Ek", PASSWORD, "reviewer")
    token = handslag.token("review:write")
    waiting = _waiting(handslag, token)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(base_url=handslag.url, **DESK).new_page()
        page.goto("/#/review")
        Person(page).sign_in(_EMAIL)
        page.locator(".review").wait_for()
        for _ in range(_FIRST):
            _approve(page)
        begun = time.perf_counter()
        for _ in range(CARDS):
            _approve(page)
        taken = time.perf_counter() - begun
        browser.close()
    assert waiting - _waiting(handslag, token) == _FIRST + CARDS
    return round(CARDS / taken * 3600)


def _approve(page: Page) -> None:
    said = page.locator("p.vh[role=status]")
    before = said.text_content() or ""
    page.keyboard.press("Shift+Enter")
    # The page says how many are left, and shows the next card.
    expect(said).not_to_have_text(before, timeout=30_000)


def _waiting(handslag: Handslag, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    queue = httpx2.get(f"{handslag.url}/api/v1/review", params={"limit": 1}, headers=headers)
    total: int = queue.raise_for_status().json()["total"]
    return total

"""WCAG 2.2 AA as far as a program can tell: nothing found on any screen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser import accessibility, outbox
from tests.browser.acts import EBBA, Person, first_user
from tests.browser.conftest import DESK, PHONE
from tests.browser.programs import Handslag

# Twice the text on a phone of 390 pixels leaves half of them.
TWICE = {"viewport": {"width": 195, "height": 422}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def seller(phone: BrowserContext, handslag: Handslag, tmp_path: Path) -> Person:
    """Give the first user, on shift, with one card sent."""
    person = first_user(phone, handslag)
    person.begin_shift(person.t("context.service_desk"))
    (card,) = outbox.pictures(tmp_path, 1)
    person.photograph(card)
    person.page.goto("/#/outbox")
    outbox.wait_for(person.page, 0)
    return person


@pytest.mark.timeout(900)
def test_axe_finds_nothing_on_any_screen_in_either_language(
    seller: Person, handslag: Handslag, context_of: Callable[..., BrowserContext]
) -> None:
    capture_id = next(iter(outbox.received(handslag)))
    findings = []
    desk = Person(context_of(handslag.url, **DESK).new_page())
    desk.page.goto("/")
    desk.sign_in(EBBA["email"])
    desk.heads("nav.review")
    for language in ("sv", "en"):
        for person in (seller, desk):
            person.page.goto("/#/me")
            name = "Svenska" if language == "sv" else "English"
            person.page.get_by_role("button", name=name).click()
            expect(person.page.locator("html")).to_have_attribute("lang", language)
        findings += accessibility.walk(
            seller, accessibility.PHONE_SCREENS, capture_id, f"phone {language}"
        )
        findings += accessibility.walk(
            desk, accessibility.DESK_SCREENS, capture_id, f"desk {language}"
        )
    nobody = Person(context_of(handslag.url, **PHONE).new_page())
    findings += accessibility.walk(nobody, accessibility.OPEN_SCREENS, "", "nobody")
    assert not findings, "\n".join(map(str, findings))


@pytest.mark.timeout(600)
def test_at_twice_the_text_nothing_is_cut_and_axe_finds_nothing(
    seller: Person, handslag: Handslag, context_of: Callable[..., BrowserContext]
) -> None:
    capture_id = next(iter(outbox.received(handslag)))
    large = Person(context_of(handslag.url, **TWICE).new_page())
    large.page.goto("/")
    large.sign_in(EBBA["email"])
    large.begin_shift(large.t("context.service_desk"))
    assert seller.page.url
    findings = accessibility.walk(large, accessibility.PHONE_SCREENS, capture_id, "twice")
    assert not findings, "\n".join(map(str, findings))
    for screen in accessibility.PHONE_SCREENS:
        large.page.goto(f"/#{screen.format(id=capture_id)}")
        large.page.wait_for_load_state("networkidle")
        wide = large.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{screen} is {wide} pixels too wide"

"""A newer app comes without taking away what somebody is typing."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.acts import first_user, ready_offline, wait_until
from tests.browser.programs import Handslag
from tests.browser.test_outbox import update, version
from tests.browser.watch import NETWORK, Watch

_WAITS = "navigator.serviceWorker.getRegistration().then((one) => one.waiting !== null)"


@pytest.mark.row("C-1", part=True)
def test_a_newer_app_waits_until_what_is_typed_is_left(
    phone: BrowserContext, handslag: Handslag, watch_all: list[Watch], tmp_path: Path
) -> None:
    watch_all[-1].allow(NETWORK)
    person = first_user(phone, handslag)
    page = person.page
    person.heads("shift.title")
    ready_offline(page)
    page.reload()
    person.press("occasions.new")
    person.fill("occasions.name", "Scen & Möte")
    update(handslag, tmp_path)
    newer = page.locator(f'link[href*="{version(handslag)}"]').first
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    wait_until(page, _WAITS)
    page.wait_for_timeout(500)
    expect(page.get_by_label(person.t("occasions.name"))).to_have_value("Scen & Möte")
    expect(newer).to_have_count(0)
    person.press("cancel")
    expect(newer).to_be_attached()

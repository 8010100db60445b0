"""What the service will not take stays on the phone, and "ready" is said when it is so."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import accessibility, outbox
from tests.browser.acts import Person, first_user, ready_offline
from tests.browser.programs import Handslag
from tests.browser.watch import NETWORK, Watch

# The shift of a phone whose occasion was taken away meanwhile.
_OCCASION_GONE = """() => {
  const shift = JSON.parse(localStorage.getItem("handslag.shift"));
  shift.occasionId = "0198a000-0000-7000-8000-000000000000";
  localStorage.setItem("handslag.shift", JSON.stringify(shift));
}"""

_FILE_GONE = """async () => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const gone = (await cache.keys()).filter(({ url }) => url.endsWith("/screens/notice.js"));
    await Promise.all(gone.map((file) => cache.delete(file)));
  }
}"""


@pytest.fixture
def ebba(phone: BrowserContext, handslag: Handslag) -> Person:
    """Give the first user, on shift."""
    person = first_user(phone, handslag)
    person.begin_shift(person.t("context.service_desk"))
    return person


def test_a_card_that_is_refused_is_kept_explained_and_removed_by_the_seller_alone(
    ebba: Person, handslag: Handslag, watch_all: list[Watch], tmp_path: Path
) -> None:
    page = ebba.page
    watch_all[-1].allow(NETWORK)
    page.evaluate(_OCCASION_GONE)
    page.reload()
    ebba.photograph(*outbox.pictures(tmp_path, 1))
    page.goto("/#/outbox")
    ebba.sees("problem.unknown-occasion")
    ebba.sees("outbox.not-taken")
    assert accessibility.look_at(page, "refused") == []
    page.reload()
    ebba.press("outbox.try-again")
    ebba.sees("problem.unknown-occasion")
    ebba.press("outbox.remove")
    answer(page, ebba.t("outbox.keep"))
    assert len(outbox.items(page)) == 1
    ebba.press("outbox.remove")
    answer(page, ebba.t("outbox.remove"))
    outbox.wait_for(page, 0)
    assert outbox.received(handslag) == {}


def answer(page: Page, name: str) -> None:
    """Press a button of the question that is asked."""
    page.get_by_role("dialog").get_by_role("button", name=name).click()


@pytest.mark.row("C-1", part=True)
def test_ready_is_said_only_when_all_of_the_app_is_on_the_phone(
    ebba: Person, watch_all: list[Watch]
) -> None:
    page = ebba.page
    watch_all[-1].allow(NETWORK)
    ready_offline(page)
    missing = "**/js/screens/notice.js"
    page.evaluate(_FILE_GONE)
    page.context.route(missing, lambda route: route.fulfill(status=503))
    page.goto("/#/shift")
    ebba.press("ready.prepare")
    expect(page.get_by_text(ebba.t("ready.not-kept"))).to_be_visible()
    ebba.sees("problem.silent")
    ebba.sees("ready.prepare")
    page.context.unroute(missing)
    ebba.press("ready.prepare")
    ebba.sees("ready.again")

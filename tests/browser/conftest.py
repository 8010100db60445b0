"""A browser, a service of the test's own, and the people who use it.

Every test here fails when its pages break the content security policy, write an error to the
console, throw, or ask another host for anything. A test that fails leaves a picture of each of
its pages in `build/browser`.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, expect, sync_playwright

from api.settings import Settings
from tests.browser.programs import Handslag
from tests.browser.watch import Watch

PICTURES = Path("build/browser")
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
# Debian's, unless another is named.
CHROMIUM = os.environ.get("HANDSLAG_CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
)
# Without it Playwright does not tell what a service worker asks for.
os.environ.setdefault("PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS", "1")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test beside this file."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None] | pytest.TestReport:
    """Let fixtures see how their test ended."""
    report: pytest.TestReport = yield  # type: ignore[assignment,misc] # pluggy sends the result
    item.stash.setdefault(_REPORTS, []).append(report)
    return report


# Two cores may be shared by much: what comes late is slow, not wrong.
expect.set_options(timeout=30_000)

_REPORTS = pytest.StashKey[list[pytest.TestReport]]()


@pytest.fixture(scope="session")
def chromiums() -> Iterator[BrowserType]:
    """Give what starts browsers."""
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def chromium(chromiums: BrowserType) -> Iterator[Browser]:
    """Give a browser; what a profile of it keeps ends with the profile."""
    browser = chromiums.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def handslag(settings: Settings) -> Iterator[Handslag]:
    """Give a service of this test's own, running, with nobody in it; the worker is not started."""
    made = Handslag.over(settings)
    made.start("serve")
    yield made
    made.stop()


@pytest.fixture
def watch_all() -> Iterator[list[Watch]]:
    """Give the list of watches; the test fails when one of them saw something."""
    watches: list[Watch] = []
    yield watches
    found = [line for one in watches for line in one.verdict()]
    if found:
        pytest.fail("\n".join(found))


@pytest.fixture
def context_of(
    chromium: Browser, watch_all: list[Watch], handslag: Handslag, request: pytest.FixtureRequest
) -> Iterator[Callable[..., BrowserContext]]:
    """Give a function that returns a browser profile of its own, under watch.

    It is closed before the service is: a page that asks on would write errors to its console.
    """
    contexts: list[BrowserContext] = []

    def make(url: str = handslag.url, **options: Any) -> BrowserContext:  # noqa: ANN401 - Playwright's options
        options = {"locale": "sv-SE", "timezone_id": "Europe/Stockholm", **options}
        context = chromium.new_context(base_url=url, **options)
        context.set_default_timeout(15_000)
        watch_all.append(Watch(context, url.split("//")[1]))
        contexts.append(context)
        return context

    yield make
    if any(report.failed for report in request.node.stash.get(_REPORTS, [])):
        _take_pictures(request.node.name, contexts)
    for context in contexts:
        context.close()


@pytest.fixture
def phone(context_of: Callable[..., BrowserContext], handslag: Handslag) -> BrowserContext:
    """Give a phone's browser: 390 by 844, touched."""
    return context_of(handslag.url, **PHONE)


@pytest.fixture
def desk(context_of: Callable[..., BrowserContext], handslag: Handslag) -> BrowserContext:
    """Give an office's browser: 1280 by 800."""
    return context_of(handslag.url, **DESK)


def _take_pictures(name: str, contexts: list[BrowserContext]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    safe = re.sub(r"[^\w.-]", "_", name)
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages):
        page.screenshot(path=PICTURES / f"{safe}-{number}.png")

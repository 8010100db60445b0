"""What people do in the app, in the app's own words."""

import json
from pathlib import Path
from typing import Any

import httpx2
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.programs import ROOT, Handslag

PASSWORD = "tre gröna stolar vid kajen"  # noqa: S105 - an invented person's
EBBA = {"name": "Ebba Lind", "email": "ebba@fjallbro.example"}


def texts(language: str) -> dict[str, str]:
    """Return the app's catalogue: tests press what a person reads, in either language."""
    folder = ROOT / "web" / "app" / "texts"
    told: dict[str, str] = {}
    for path in (folder / f"{language}.json", folder / "desk" / f"{language}.json"):
        told |= json.loads(path.read_text(encoding="utf-8"))
    return told


def wait_until(page: Page, expression: str) -> None:
    """Wait until `expression` is true on the page.

    Playwright's own way evaluates strings in the page as it waits, which the page's policy stops.
    """
    for _ in range(240):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(125)
    raise TimeoutError(expression)


class Person:
    """Somebody with one page of the app before them, who reads `language`."""

    def __init__(self, page: Page, language: str = "sv") -> None:
        self.page = page
        self.words = texts(language)

    def t(self, key: str, **facts: Any) -> str:  # noqa: ANN401 - what fills the braces
        """Return the text of `key` as this person reads it."""
        return self.words[key].format(**facts)

    def press(self, key: str, **facts: Any) -> None:  # noqa: ANN401 - as above
        """Press the button or link that says `key`."""
        name = self.t(key, **facts)
        button = self.page.get_by_role("button", name=name, exact=True)
        button.or_(self.page.get_by_role("link", name=name, exact=True)).first.click()

    def fill(self, key: str, value: str) -> None:
        """Write into the field labelled `key`."""
        self.page.get_by_label(self.t(key), exact=True).fill(value)

    def sees(self, key: str, **facts: Any) -> None:  # noqa: ANN401 - as above
        """Wait until `key` can be read somewhere."""
        expect(self.page.get_by_text(self.t(key, **facts)).first).to_be_visible()

    def heads(self, key: str) -> None:
        """Wait until the screen's heading says `key`."""
        expect(self.page.get_by_role("heading", level=1, name=self.t(key))).to_be_visible()

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        """Sign in on the sign-in screen."""
        self.fill("signin.email", email)
        self.fill("signin.password", password)
        self.press("signin.submit")

    def begin_shift(self, title: str) -> None:
        """Choose a place on the shift screen and begin."""
        self.heads("shift.title")
        self.page.get_by_role("radio", name=title).click()
        self.press("shift.start")
        expect(self.page.get_by_label(self.t("capture.shoot"))).to_be_attached()

    def photograph(self, *pictures: Path) -> None:
        """Take pictures with the shutter, one after the other."""
        for picture in pictures:
            self.page.get_by_label(self.t("capture.shoot")).set_input_files(picture)
            self.sees("capture.stored")


def first_user(
    context: BrowserContext, handslag: Handslag, language: str = "sv", *, at: str | None = None
) -> Person:
    """Make the first user by the printed link, and return them signed in.

    `at` is another address than the service's own: that of a network between.
    """
    page = context.new_page()
    person = Person(page, language)
    page.goto(handslag.setup_link().replace(handslag.url, at or handslag.url))
    if language == "en":
        page.get_by_role("button", name="English").click()
    person.heads("setup.title")
    person.fill("setup.name", EBBA["name"])
    person.fill("signin.email", EBBA["email"])
    person.fill("signin.password", PASSWORD)
    person.press("setup.submit")
    return person


def add_fair(person: Person, name: str, place: str) -> None:
    """Set up a fair that begins today, from the shift screen."""
    person.heads("shift.title")
    person.press("occasions.new")
    person.fill("occasions.name", name)
    person.fill("occasions.place", place)
    person.press("save")
    person.heads("shift.title")


def suppress(handslag: Handslag, addresses: dict[str, str]) -> None:
    """Suppress addresses, one of a kind, as a privacy officer's program would."""
    headers = {"Authorization": f"Bearer {handslag.token('privacy:write')}"}
    for kind, value in addresses.items():
        told = {"kind": kind, "value": value, "reason": "unsubscribed"}
        answer = httpx2.post(f"{handslag.url}/api/v1/suppressions", json=told, headers=headers)
        assert answer.status_code == 201, answer.text


def ready_offline(page: Page) -> None:
    """Wait until every file of the app is on the phone, as "prepare for the fair" does."""
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    wait_until(page, "navigator.serviceWorker.controller !== null")
    page.evaluate(
        """() => new Promise((done) => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => done();
          navigator.serviceWorker.controller.postMessage("keep-rest", [channel.port2]);
        })"""
    )

"""`python -m tests.browser.screens` takes the pictures of docs/screens: invented people and cards.

It drives the real service and worker as a seller and a reviewer would, in Chromium, and writes a
picture of each screen. Nothing in them is drawn by hand.
"""

import argparse
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.acts import EBBA, Person, add_fair, first_user, wait_until
from tests.browser.cards import Photo, photo
from tests.browser.conftest import CHROMIUM, DESK, FLAGS, PHONE
from tests.browser.programs import Handslag

SHARP = 2
CARDS = (
    ("havn", "left"),
    ("kaj", "logo-left"),
    ("brygga", "dark"),
    ("fyr", "icons"),
    ("skeppar", "left"),
)
READING_MS = 120_000


def main() -> None:
    """Read the arguments and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("docs/screens"))
    parser.add_argument("--language", choices=("sv", "en"), default="sv")
    parser.add_argument("--scheme", choices=("light", "dark"), default="light")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        handslag = Handslag(Path(folder))
        handslag.migrate()
        handslag.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            Camera(browser, handslag, asked.out, asked.language, asked.scheme).take_all()
        finally:
            browser.close()
            handslag.stop()


class Camera:
    """Walks through the app with a seller's phone and a reviewer's desk."""

    def __init__(
        self, browser: Browser, handslag: Handslag, out: Path, language: str, scheme: str
    ) -> None:
        self.handslag = handslag
        self.out = out
        self.language = language
        options: dict[str, Any] = {
            "base_url": handslag.url,
            "color_scheme": scheme,
            "device_scale_factor": SHARP,
            "locale": "sv-SE",
            "timezone_id": "Europe/Stockholm",
        }
        self.phone = browser.new_context(**options | PHONE)
        self.desk = browser.new_context(**options | DESK)
        self.cards = [photo(handslag.folder, seed, layout) for seed, layout in CARDS]

    def take_all(self) -> None:
        """Take every picture, in the order in which things happen."""
        self.take_phone()
        self.take_desk()

    def take_phone(self) -> None:
        """From the printed link to the outbox."""
        page = self.phone.new_page()
        page.goto(self.handslag.setup_link())
        self.shoot(page, "set-up")
        page.close()
        seller = first_user(self.phone, self.handslag, self.language)
        add_fair(seller, "Scen & Möte 2026", "Göteborg")
        seller.page.get_by_role("radio", name="Scen & Möte").click()
        seller.fill("shift.stand", "B04:12")
        self.shoot(seller.page, "shift")
        seller.press("shift.start")
        for card in self.cards:
            seller.photograph(card.path)
        expect(seller.page.get_by_role("img", name=seller.t("capture.last"))).to_be_visible()
        self.shoot(seller.page, "capture")
        seller.page.goto("/#/outbox")
        expect(seller.page.get_by_text(seller.t("state.needs_review"))).to_have_count(
            len(self.cards), timeout=READING_MS
        )
        self.shoot(seller.page, "outbox")
        self.take_stand(seller)

    def take_stand(self, seller: Person) -> None:
        """What happens after the shot: what was read, the notice, the receipt."""
        seller.page.goto("/#/capture")
        card = photo(self.handslag.folder, "stand", "left").path
        seller.photograph(card)
        seller.press("capture.add")
        seller.press("step.offer")
        seller.page.locator("#read").wait_for(timeout=READING_MS)
        self.shoot(seller.page, "after")
        seller.press("after.notice")
        self.shoot(seller.page, "notice")
        seller.press("notice.give-back")
        seller.press("after.receipt")
        self.shoot(seller.page, "receipt")

    def take_desk(self) -> None:
        """Review, the register, one contact with its evidence."""
        reviewer = Person(self.desk.new_page())
        reviewer.page.goto("/")
        reviewer.sign_in(EBBA["email"])
        reviewer.words = Person(reviewer.page, self.language).words
        reviewer.heads("nav.review")
        expect(reviewer.page.locator("svg.photo image")).to_be_visible()
        self.shoot(reviewer.page, "review")
        # The card of the stand waits beside those of the fair.
        for left in range(len(self.cards), -1, -1):
            reviewer.page.keyboard.press("Shift+Enter")
            if left:
                said = reviewer.t("review.left_one" if left == 1 else "review.left_other", n=left)
                expect(reviewer.page.get_by_role("status").first).to_contain_text(said)
        reviewer.sees("review.empty")
        reviewer.page.goto("/#/contacts")
        expect(reviewer.page.get_by_role("row")).to_have_count(len(self.cards) + 2)
        self.shoot(reviewer.page, "contacts")
        reviewer.page.get_by_role("link", name=self._named().contact["person"]).click()
        reviewer.sees("evidence.title")
        self.shoot(reviewer.page, "contact")
        reviewer.page.goto("/#/occasions")
        reviewer.page.get_by_role("link", name="Scen & Möte 2026").click()
        expect(reviewer.page.locator("svg.chart").first).to_be_visible()
        self.shoot(reviewer.page, "fair")
        reviewer.page.goto("/#/devices")
        reviewer.press("devices.add")
        reviewer.sees("devices.then")
        self.shoot(reviewer.page, "devices")

    def _named(self) -> Photo:
        return next(card for card in self.cards if card.contact["person"])

    def shoot(self, page: Page, name: str) -> None:
        """Take one picture, once pictures and fonts are there."""
        page.wait_for_load_state("networkidle")
        wait_until(page, "Array.from(document.images).every((image) => image.complete)")
        page.evaluate("document.fonts.ready.then(() => undefined)")
        page.screenshot(path=self.out / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    main()

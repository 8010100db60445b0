"""The live picture: a film of a card lies before the camera; the shutter goes off by itself."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, BrowserType, expect

from tests.browser import outbox
from tests.browser.acts import Person, first_user, suppress, wait_until
from tests.browser.conftest import CHROMIUM, FLAGS, PHONE
from tests.browser.programs import Handslag
from tests.ocr.generator.cards import Card, card
from tests.ocr.generator.languages import load

_FRAMES = 60
# The film's width, and where the card lies in it; the width of the picture the app looks at.
FILM = 1280
CARD_AT = (140, 180, 1140, 768)
GLANCE = 320


@pytest.fixture(scope="module")
def chromium(chromiums: BrowserType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Give a browser whose camera sees a card with a QR code on a dark table."""
    film = tmp_path_factory.mktemp("film") / "card.mjpeg"
    frame = io.BytesIO()
    _scene().save(frame, "JPEG", quality=90)
    film.write_bytes(frame.getvalue() * _FRAMES)
    flags = [*FLAGS, f"--use-file-for-fake-video-capture={film}"]
    browser = chromiums.launch(executable_path=CHROMIUM, args=flags)
    yield browser
    browser.close()


def _card() -> Card:
    return card(Random("live"), load("sv"), "qr")


def _scene() -> Image.Image:
    made = _card()
    printed = Image.fromarray(np.asarray(made.sides[0].image)).convert("RGB")
    table = Image.new("RGB", (FILM, FILM * 3 // 4), (46, 38, 30))
    left, top, right, bottom = CARD_AT
    table.paste(printed.resize((right - left, bottom - top)), (left, top))
    return table


@pytest.fixture
def seller(context_of: Callable[..., BrowserContext], handslag: Handslag) -> Person:
    """Give a seller on shift, who has let the app use the camera."""
    person = first_user(context_of(handslag.url, permissions=["camera"], **PHONE), handslag)
    person.begin_shift(person.t("context.service_desk"))
    return person


@pytest.mark.row("C-10", part=True)
def test_a_card_that_lies_still_is_photographed_by_itself_and_once(
    seller: Person, handslag: Handslag
) -> None:
    seller.page.get_by_role("button", name=seller.t("capture.live"), exact=True).click()
    seller.sees("capture.stored")
    seller.page.wait_for_timeout(2000)
    assert len(outbox.known(seller.page, handslag)) == 1
    expect(seller.page.get_by_text(seller.t("advice.taken"))).to_be_visible()


def test_a_code_is_read_looked_up_and_kept_as_a_code(seller: Person, handslag: Handslag) -> None:
    email = _card().contacts[0]["emails"][0]
    # What the shift's start asked for must not come after.
    wait_until(seller.page, "caches.has('suppressed')")
    suppress(handslag, {"email": email})
    seller.page.evaluate("caches.delete('suppressed')")
    seller.press("mode.code")
    seller.heads("capture.stored")
    seller.sees("blocked.title", addresses=email)
    seller.press("after.done")
    outbox.wait_for(seller.page, 0)
    assert outbox.channels(handslag) == ["code"]


def test_without_a_camera_the_phone_s_own_is_offered(
    context_of: Callable[..., BrowserContext], handslag: Handslag, tmp_path: Path
) -> None:
    context = context_of(handslag.url, **PHONE)
    person = first_user(context, handslag)
    person.begin_shift(person.t("context.service_desk"))
    # As a function of its own: Playwright calls what an expression comes to.
    person.page.evaluate(
        """() => {
          const refuse = () => Promise.reject(new DOMException("", "NotAllowedError"));
          navigator.mediaDevices.getUserMedia = refuse;
        }"""
    )
    person.page.get_by_role("button", name=person.t("capture.live"), exact=True).click()
    person.sees("problem.camera-refused")
    person.photograph(*outbox.pictures(tmp_path, 1))


def test_the_guide_lies_on_the_card_s_edges(seller: Person) -> None:
    seller.page.get_by_role("button", name=seller.t("capture.live"), exact=True).click()
    guide = seller.page.locator("polygon.guide")
    expect(guide).to_be_attached()
    points = guide.get_attribute("points") or ""
    drawn = [tuple(map(float, point.split(","))) for point in points.split()]
    left, top, right, bottom = (edge / FILM * GLANCE for edge in CARD_AT)
    for corner, edge in zip(
        drawn, [(left, top), (right, top), (right, bottom), (left, bottom)], strict=True
    ):
        assert corner == pytest.approx(edge, abs=6)


def test_the_lamp_is_offered_where_the_camera_has_one(seller: Person) -> None:
    page = seller.page
    # Chromium's film has no lamp: the track says it has, and what it is asked for is noted.
    page.evaluate(
        """() => {
          window.lamp = [];
          MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true });
          MediaStreamTrack.prototype.applyConstraints = async ({ advanced }) => {
            window.lamp.push(advanced[0].torch);
          };
        }"""
    )
    page.get_by_role("button", name=seller.t("capture.live"), exact=True).click()
    lamp = page.get_by_role("button", name=seller.t("capture.torch"))
    lamp.click()
    expect(lamp).to_have_attribute("aria-pressed", "true")
    lamp.click()
    expect(lamp).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("window.lamp") == [True, False]


def test_without_a_lamp_none_is_offered(seller: Person) -> None:
    seller.page.get_by_role("button", name=seller.t("capture.live"), exact=True).click()
    seller.sees("capture.stored")
    expect(seller.page.get_by_role("button", name=seller.t("capture.torch"))).to_have_count(0)

"""Cropping on the phone: by itself where nothing can be lost, else by hand."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import accessibility, outbox
from tests.browser.acts import Person, first_user, ready_offline
from tests.browser.programs import Handslag
from tests.browser.watch import NETWORK, Watch
from tests.uploads import picture

TABLE = (46, 38, 30)
SIZE = (1600, 1200)
CARD = (900, 540)
AT = (300, 300)


@pytest.fixture
def ebba(phone: BrowserContext, handslag: Handslag) -> Person:
    """Give the first user, on shift, without a network: what is stored stays to be looked at."""
    person = first_user(phone, handslag)
    person.begin_shift(person.t("context.service_desk"))
    # Seen once, these files are on the phone.
    person.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    return person


def scene(folder: Path, *places: tuple[int, int], size: tuple[int, int] = CARD) -> Path:
    """Lay cards on a dark table, each with its top left corner at one of `places`."""
    table = Image.new("RGB", SIZE, TABLE)
    for number, place in enumerate(places):
        card = Image.open(io.BytesIO(picture(f"Åsa Öhrström {number}", "Norvika Bygg AB")))
        table.paste(card.resize(size), place)
    path = folder / f"scene-{len(places)}.jpg"
    table.save(path, quality=92)
    return path


def light_of(picture: Image.Image) -> tuple[int, int]:
    """Return how wide and how tall the paper in a picture is."""
    box = picture.convert("L").point(lambda value: 255 * (value > 128)).getbbox()
    assert box is not None
    return box[2] - box[0], box[3] - box[1]


def take(person: Person, path: Path) -> None:
    """Photograph, and look at what can be added."""
    person.page.get_by_label(person.t("capture.shoot"), exact=True).set_input_files(path)
    person.sees("capture.stored")
    person.press("capture.add")


def test_a_card_alone_on_a_plain_table_is_cropped_and_none_of_it_is_lost(
    ebba: Person, handslag: Handslag, tmp_path: Path
) -> None:
    take(ebba, scene(tmp_path, AT))
    ebba.press("crop.open")
    ebba.heads("crop.title")
    assert accessibility.look_at(ebba.page, "crop") == []
    (kept,) = outbox.stored_pictures(ebba.page, handslag)
    assert CARD[0] < kept.width < 1.2 * CARD[0]
    assert CARD[1] < kept.height < 1.4 * CARD[1]
    # Paper to its four corners: nothing of the card was cut off.
    assert light_of(kept) == pytest.approx(CARD, abs=6)


def test_two_cards_in_one_picture_are_both_kept(
    ebba: Person, handslag: Handslag, tmp_path: Path
) -> None:
    take(ebba, scene(tmp_path, (350, 60), (350, 640), size=(800, 480)))
    ebba.press("crop.open")
    (kept,) = outbox.stored_pictures(ebba.page, handslag)
    assert light_of(kept) == pytest.approx((800, 580 + 480), abs=6)


def test_a_seller_crops_by_keys_and_by_touch_and_can_take_the_whole_picture_again(
    ebba: Person, handslag: Handslag, tmp_path: Path
) -> None:
    page = ebba.page
    take(ebba, scene(tmp_path, (350, 60), (350, 640), size=(800, 480)))
    (before,) = outbox.items(page)
    ebba.press("crop.open")
    ebba.press("crop.whole")
    corner = page.get_by_role("button", name=ebba.t("crop.right-bottom"))
    corner.focus()
    for _ in range(10):
        page.keyboard.press("Shift+ArrowUp")
    drag(page, ebba.t("crop.left-top"), (60, 0))
    ebba.press("crop.keep")
    ebba.heads("capture.stored")
    (kept,) = outbox.stored_pictures(page, handslag)
    assert kept.height == pytest.approx(SIZE[1] / 2, abs=4)
    assert SIZE[0] / 2 < kept.width < SIZE[0]
    (after,) = outbox.items(page)
    assert [after[name] for name in ("id", "captureId", "takenAt")] == [
        before[name] for name in ("id", "captureId", "takenAt")
    ]

    ebba.press("crop.open")
    ebba.press("crop.whole")
    ebba.press("crop.keep")
    ebba.heads("capture.stored")
    (kept,) = outbox.stored_pictures(page, handslag)
    assert kept.size == SIZE
    outbox.wait_for(page, 0)
    assert len(outbox.received(handslag)) == 1


def test_a_card_can_be_cropped_from_the_outbox_until_it_leaves_the_phone(
    ebba: Person, handslag: Handslag, watch_all: list[Watch], tmp_path: Path
) -> None:
    watch_all[-1].allow(NETWORK)
    page = ebba.page
    ready_offline(page)
    page.context.set_offline(True)
    # The second card ends the time in which the first can be taken back.
    ebba.photograph(scene(tmp_path, (350, 60), (350, 640), size=(800, 480)), scene(tmp_path, AT))
    outbox.wait_for(page, 2)
    page.goto("/#/outbox")
    page.locator(".tile a").last.click()
    expect(page.get_by_role("button", name=ebba.t("capture.undo"))).to_have_count(0)
    ebba.press("crop.open")
    ebba.press("crop.whole")
    ebba.press("crop.keep")
    ebba.heads("capture.stored")
    first, _ = outbox.stored_pictures(page, handslag)
    assert first.size == SIZE

    # While somebody looks at it, it does not go; the other does.
    ebba.press("crop.open")
    page.context.set_offline(False)
    outbox.wait_for(page, 1)
    ebba.press("cancel")
    outbox.wait_for(page, 0)
    expect(page.get_by_role("link", name=ebba.t("crop.open"))).to_have_count(0)
    assert len(outbox.received(handslag)) == 2


def drag(page: Page, name: str, by: tuple[int, int]) -> None:
    """Drag the corner called `name`; it is a thumb wide."""
    hand = page.get_by_role("button", name=name)
    box = hand.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 48
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by[0], y + by[1], steps=4)
    page.mouse.up()
    expect(hand).to_be_visible()

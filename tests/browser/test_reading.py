"""What the seller sees of a reading: two people on one picture, and a picture that says nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser import outbox
from tests.browser.acts import Person, first_user
from tests.browser.cards import pair
from tests.browser.programs import ROOT, Handslag
from tests.uploads import picture

READING_MS = 60_000


@pytest.fixture
def ebba(phone: BrowserContext, handslag: Handslag) -> Person:
    """Give the first user on shift, beside a worker that reads."""
    handslag.start("worker")
    person = first_user(phone, handslag)
    person.begin_shift(person.t("context.service_desk"))
    return person


@pytest.mark.row("C-10", part=True)
def test_two_cards_in_one_photo_are_read_as_two_people(
    ebba: Person, handslag: Handslag, tmp_path: Path
) -> None:
    path, contacts = pair(tmp_path, "two")
    ebba.photograph(path)
    ebba.press("capture.add")
    for contact in contacts:
        expect(ebba.page.get_by_text(contact["person"]).first).to_be_visible(timeout=READING_MS)
    assert len(outbox.received(handslag)) == 1


@pytest.mark.row("C-10", part=True)
def test_a_picture_that_the_phone_s_browser_cannot_open_goes_as_it_is(ebba: Person) -> None:
    ebba.photograph(ROOT / "tests" / "ocr" / "fixtures" / "asa.heic")
    ebba.press("capture.add")
    expect(ebba.page.get_by_text("Åsa Öhrström").first).to_be_visible(timeout=READING_MS)


def test_a_picture_that_cannot_be_read_is_asked_for_again(ebba: Person, tmp_path: Path) -> None:
    path = tmp_path / "empty.jpg"
    path.write_bytes(picture(" "))
    ebba.photograph(path)
    ebba.page.goto("/#/outbox")
    retake = ebba.page.get_by_label(ebba.t("outbox.retake"))
    expect(retake).to_be_attached(timeout=READING_MS)
    ebba.sees("outbox.needs-you")
    retake.set_input_files(path)
    ebba.heads("capture.stored")

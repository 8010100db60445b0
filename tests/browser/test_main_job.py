"""The main job: a card photographed at a fair becomes a contact in the register, with evidence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.acts import EBBA, Person, add_fair, first_user
from tests.browser.cards import Photo, photo
from tests.browser.conftest import DESK
from tests.browser.programs import Handslag

READING_MS = 60_000


@pytest.mark.row("C-8", "C-11", part=True)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_photographed_card_becomes_a_contact(
    handslag: Handslag,
    phone: BrowserContext,
    context_of: Callable[..., BrowserContext],
    tmp_path: Path,
    language: str,
) -> None:
    handslag.start("worker")
    card = photo(tmp_path, "main")
    seller = first_user(phone, handslag, language)
    add_fair(seller, "Scen & Möte", "Göteborg")
    seller.begin_shift("Scen & Möte")
    seller.photograph(card.path)
    see_it_read(seller, card)

    reviewer = Person(context_of(handslag.url, **DESK).new_page())
    reviewer.page.goto("/")
    reviewer.sign_in(EBBA["email"])
    reviewer.words = seller.words  # the app speaks the language of who signed in
    approve_it(reviewer, card)
    downloaded = find_it(reviewer, card, tmp_path)
    assert "BEGIN:VCARD" in downloaded
    assert card.contact["person"] in downloaded
    assert card.contact["emails"][0] in downloaded


def see_it_read(seller: Person, card: Photo) -> None:
    """Wait in the outbox until the card can be reviewed."""
    seller.page.goto("/#/outbox")
    row = seller.page.get_by_role("listitem").filter(has_text=card.contact["person"])
    expect(row).to_contain_text(seller.t("state.needs_review"), timeout=READING_MS)


def approve_it(reviewer: Person, card: Photo) -> None:
    """Approve the one card that waits, with the contact as printed."""
    reviewer.heads("nav.review")
    page = reviewer.page
    for value in (card.contact["company"], card.contact["person"], card.contact["emails"][0]):
        expect(page.get_by_role("group", name=value)).to_be_visible()
    page.keyboard.press("Shift+Enter")
    reviewer.sees("review.empty")


def find_it(reviewer: Person, card: Photo, folder: Path) -> str:
    """Search for the person, open them, and return their vCard."""
    page = reviewer.page
    page.get_by_role("link", name=reviewer.t("nav.contacts")).click()
    page.get_by_label(reviewer.t("search.label")).fill(card.contact["person"].split()[-1][:4])
    page.get_by_role("link", name=card.contact["person"]).click()
    expect(page.get_by_text(reviewer.t("evidence.title"))).to_be_visible()
    with page.expect_download() as download:
        reviewer.press("contact.vcard")
    kept = folder / "contact.vcf"
    download.value.save_as(kept)
    return kept.read_text(encoding="utf-8")

"""Suppressed addresses on the phone: known without a network, in any spelling, by any way in."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.acts import Person, first_user, suppress, wait_until
from tests.browser.cards import photo
from tests.browser.programs import Handslag
from tests.uploads import picture

ASA = "asa.ohrstrom@gmail.com"
READING_MS = 60_000


@pytest.fixture
def ebba(phone: BrowserContext, handslag: Handslag) -> Person:
    """Give the first user, ready for a time without a network; one address is suppressed."""
    suppress(handslag, {"email": ASA, "phone": "+46701740621"})
    person = first_user(phone, handslag)
    person.press("ready.prepare")
    expect(person.page.get_by_text(person.t("ready.done", when="").strip())).to_be_visible()
    person.begin_shift(person.t("context.service_desk"))
    return person


@pytest.mark.row("P4-41", part=True)
def test_a_pasted_signature_is_told_as_suppressed_without_a_network(ebba: Person) -> None:
    page = ebba.page
    page.context.set_offline(True)
    ebba.press("mode.signature")
    for spelling in ("AsaOhrstrom@googlemail.com", "asa.ohrstrom+massa@gmail.com"):
        ebba.fill("signature.text", f"Åsa Öhrström\nNorvika Bygg AB\n{spelling}\n070-174 06 22")
        ebba.sees("blocked.title", addresses=spelling)
    ebba.fill("signature.text", "Åsa Öhrström\nasa@norvika.example")
    expect(page.get_by_text(ebba.t("blocked.text"))).to_have_count(0)
    ebba.fill("signature.text", f"Åsa Öhrström\n{ASA}")
    ebba.press("signature.keep")
    ebba.heads("capture.stored")
    ebba.sees("blocked.title", addresses=ASA)


def test_what_is_typed_by_hand_and_a_number_are_looked_up_too(ebba: Person) -> None:
    ebba.page.context.set_offline(True)
    ebba.press("mode.form")
    ebba.fill("field.company", "Norvika Bygg AB")
    ebba.fill("field.phone", "070-174 06 21")
    ebba.press("form.keep")
    ebba.sees("blocked.title", addresses="+46701740621")


def test_a_card_is_told_as_suppressed_when_its_reading_comes(
    ebba: Person, handslag: Handslag, tmp_path: Path
) -> None:
    card = photo(tmp_path, "main")
    suppress(handslag, {"email": card.contact["emails"][0].upper()})
    ebba.page.evaluate("caches.delete('suppressed')")
    handslag.start("worker")
    ebba.photograph(card.path)
    ebba.press("capture.add")
    expect(
        ebba.page.get_by_text(ebba.t("blocked.title", addresses=card.contact["emails"][0]))
    ).to_be_visible(timeout=READING_MS)


def test_who_signs_out_leaves_no_set_behind(ebba: Person, tmp_path: Path) -> None:
    kept = "caches.has('suppressed')"
    assert ebba.page.evaluate(kept)
    path = tmp_path / "card.jpg"
    path.write_bytes(picture())
    ebba.photograph(path)
    ebba.page.goto("/#/me")
    ebba.press("me.sign-out")
    dialog = ebba.page.get_by_role("dialog").get_by_role("button", name=ebba.t("me.sign-out"))
    heading = ebba.page.get_by_role("heading", level=1, name=ebba.t("signin.title"))
    expect(dialog.or_(heading).first).to_be_visible()
    if dialog.is_visible():
        dialog.click()
    ebba.heads("signin.title")
    wait_until(ebba.page, f"{kept}.then((has) => !has)")

"""The register on the desk: a company shows its people, and its search is a key away."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser import staged
from tests.browser.acts import Person
from tests.browser.programs import Handslag


@pytest.mark.row("C-11", part=True)
def test_a_company_shows_its_people_and_what_happened_with_evidence(
    desk: BrowserContext, handslag: Handslag
) -> None:
    stage = staged.fill(handslag)
    nora = Person(desk.new_page())
    page = nora.page
    page.goto(f"/#/organizations/{stage.organization}")
    nora.sign_in(staged.NORA)
    expect(page.get_by_role("heading", level=1, name="Norvika Bygg AB")).to_be_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Åsa Öhrström"))
    expect(row).to_contain_text("070-174 06 21")
    happened = page.get_by_role("listitem").filter(has_text="Visitkort från Åsa Öhrström")
    with page.expect_download() as saved:
        happened.get_by_role("link", name=nora.t("contact.proof")).click()
    assert saved.value.suggested_filename.endswith(".json")
    expect(page.locator("aside")).to_contain_text("norvika.example")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()

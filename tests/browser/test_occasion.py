"""How a fair goes, seen from the desk while its sellers take cards."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser import accessibility, outbox
from tests.browser.acts import EBBA, Person, add_fair, first_user
from tests.browser.programs import Handslag


@pytest.mark.row("P1-11", part=True)
def test_the_desk_sees_how_a_fair_goes_while_cards_come_in(
    phone: BrowserContext, desk: BrowserContext, handslag: Handslag, tmp_path: Path
) -> None:
    ebba = first_user(phone, handslag)
    add_fair(ebba, "Scen & Möte", "Göteborg")
    ebba.begin_shift("Scen & Möte")
    colleague = Person(desk.new_page())
    colleague.page.goto("/")
    colleague.sign_in(EBBA["email"])
    colleague.page.goto("/#/occasions")
    colleague.page.get_by_role("link", name="Scen & Möte").click()
    colleague.sees("overview.none")

    ebba.photograph(*outbox.pictures(tmp_path, 3))
    outbox.wait_for(ebba.page, 0)
    colleague.page.reload()
    colleague.sees("overview.in-all_other", n=3)
    chart = colleague.page.get_by_role("img", name=colleague.t("overview.per-seller"))
    expect(chart).to_have_accessible_name(f"{colleague.t('overview.per-seller')}: {EBBA['name']} 3")
    colleague.page.get_by_text(colleague.t("overview.as-table")).last.click()
    expect(colleague.page.get_by_role("row", name=f"{EBBA['name']} 3")).to_be_visible()
    assert accessibility.look_at(colleague.page, "occasion") == []

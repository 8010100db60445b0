"""The first minute: from the printed link to a camera that waits for a card."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.acts import EBBA, Person, first_user
from tests.browser.conftest import PHONE
from tests.browser.programs import Handslag
from tests.browser.watch import Watch


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_printed_link_leads_to_the_first_card(
    phone: BrowserContext,
    handslag: Handslag,
    context_of: Callable[..., BrowserContext],
    language: str,
) -> None:
    ebba = first_user(phone, handslag, language)
    ebba.begin_shift(ebba.t("context.service_desk"))
    expect(ebba.page.locator("html")).to_have_attribute("lang", language)

    again = Person(context_of(handslag.url, **PHONE).new_page(), "sv")
    again.page.goto("/")
    again.sign_in(EBBA["email"])
    again.words = ebba.words  # the app speaks the language of who signed in
    again.begin_shift(ebba.t("context.customer_site"))


def test_a_wrong_password_says_what_to_do(
    phone: BrowserContext, handslag: Handslag, watch_all: list[Watch]
) -> None:
    handslag.add_user("elin@fjallbro.example", "Elin Nordahl", "en helt annan mening", "seller")
    elin = Person(phone.new_page())
    elin.page.goto("/")
    watch_all[0].allow(r"401")
    elin.sign_in("elin@fjallbro.example", "inte den meningen")
    expect(elin.page.get_by_role("alert")).to_be_visible()

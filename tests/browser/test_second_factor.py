"""A second factor, set up in the app and asked for when signing in."""

import re

import pyotp
import pytest
from playwright.sync_api import BrowserContext, expect

from api.kit import clock
from tests.browser.acts import EBBA, PASSWORD, Person, first_user
from tests.browser.programs import Handslag
from tests.browser.watch import Watch


@pytest.mark.row("P5-42", part=True)
def test_who_has_set_up_a_code_app_signs_in_with_its_code(
    desk: BrowserContext,
    phone: BrowserContext,
    handslag: Handslag,
    watch_all: list[Watch],
) -> None:
    ebba = first_user(desk, handslag)
    ebba.heads("nav.review")
    ebba.page.goto("/#/me")
    ebba.press("me.factor-set")
    ebba.heads("factor.title")
    expect(ebba.page.get_by_role("img", name=ebba.t("factor.qr"))).to_be_visible()
    ebba.page.get_by_text(ebba.t("factor.type-in")).click()
    key = ebba.page.locator("details .mono").inner_text()
    secret = re.sub(r"\s", "", key)
    ebba.fill("signin.totp", code_of(secret))
    ebba.fill("signin.password", PASSWORD)
    ebba.press("factor.submit")
    ebba.heads("nav.review")
    ebba.page.goto("/#/me")
    ebba.sees("me.factor-on")

    for watch in watch_all:
        watch.allow("401")  # the password without the code
    elsewhere = Person(phone.new_page())
    elsewhere.page.goto("/#/sign-in")
    elsewhere.sign_in(EBBA["email"])
    elsewhere.fill("signin.totp", code_of(secret, later=30))
    elsewhere.press("signin.submit")
    elsewhere.heads("shift.title")


def code_of(secret: str, later: int = 0) -> str:
    return pyotp.TOTP(secret).at(int(clock.now().timestamp()) + later)

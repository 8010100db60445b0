"""WCAG 2.2 AA as far as a program can tell: nothing found on any screen."""

from dataclasses import asdict
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser import accessibility, outbox, staged
from tests.browser.accessibility import DESK_SCREENS, OPEN_SCREENS, PHONE_SCREENS
from tests.browser.cards import photo
from tests.browser.programs import Handslag


@pytest.fixture
def stage(handslag: Handslag) -> staged.Stage:
    """Give a service in which every screen has something to show."""
    return staged.fill(handslag)


def test_every_screen_is_looked_at() -> None:
    assert accessibility.names() == accessibility.looked_at()


@pytest.mark.timeout(600)
def test_nothing_is_found_on_the_phone(
    phone: BrowserContext, handslag: Handslag, stage: staged.Stage, tmp_path: Path
) -> None:
    nora = staged.sign_in(phone.new_page())
    nora.begin_shift(nora.t("context.service_desk"))
    before = outbox.received(handslag).keys()
    nora.photograph(photo(tmp_path, "seen").path)
    nora.press("capture.add")
    nora.press("crop.open")
    nora.heads("crop.title")
    findings = accessibility.look_all_ways(nora.page, "/crop", accessibility.PHONE)
    nora.page.goto("/#/outbox")
    outbox.wait_for(nora.page, 0)
    (capture,) = outbox.received(handslag).keys() - before
    ids = asdict(stage) | {"capture": capture}
    findings += accessibility.walk_all(nora.page, PHONE_SCREENS, ids, accessibility.PHONE)
    assert not findings, "\n".join(map(str, findings))


@pytest.mark.timeout(600)
def test_nothing_is_found_on_the_desk(desk: BrowserContext, stage: staged.Stage) -> None:
    nora = staged.sign_in(desk.new_page())
    findings = accessibility.walk_all(nora.page, DESK_SCREENS, asdict(stage), accessibility.DESK)
    assert not findings, "\n".join(map(str, findings))


def test_nothing_is_found_before_anybody_has_signed_in(phone: BrowserContext) -> None:
    findings = accessibility.walk_all(phone.new_page(), OPEN_SCREENS, {}, accessibility.PHONE)
    assert not findings, "\n".join(map(str, findings))

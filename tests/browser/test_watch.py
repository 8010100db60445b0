"""That what a page must never do would be seen: every other test here relies on it."""

from playwright.sync_api import BrowserContext

from tests.browser.programs import Handslag
from tests.browser.watch import Watch

_WRITES_HTML = "() => { try { document.body.innerHTML = '<b>x</b>'; } catch {} }"
_ASKS_ABROAD = "() => fetch('https://abroad.example/').catch(() => undefined)"
_THROWS = "() => void setTimeout(() => { throw new Error('forgotten'); })"


def test_broken_policies_foreign_requests_and_errors_are_seen(
    phone: BrowserContext, watch_all: list[Watch], handslag: Handslag
) -> None:
    (watch,) = watch_all
    page = phone.new_page()
    page.goto("/")
    assert watch.verdict() == []
    for script in (_WRITES_HTML, _ASKS_ABROAD, _THROWS):
        page.evaluate(script)
    page.goto(f"{handslag.url}/api/v1/ping".replace("127.0.0.1", "localhost"))
    page.close()
    assert any("require-trusted-types-for" in line for line in watch.policy), watch.policy
    assert any("connect-src" in line for line in watch.policy), watch.policy
    assert any("localhost" in line for line in watch.foreign), watch.foreign
    assert any("forgotten" in line for line in watch.found), watch.found
    for seen in (watch.policy, watch.foreign, watch.found):
        seen.clear()

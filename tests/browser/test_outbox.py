"""Nothing is lost: a hundred cards without a network, and everything that can go wrong after."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import outbox
from tests.browser.acts import EBBA, PASSWORD, Person, first_user, ready_offline, wait_until
from tests.browser.conftest import PHONE
from tests.browser.programs import ROOT, Handslag
from tests.browser.watch import NETWORK, Watch
from tests.browser.weather import Weather

ELIN = {"name": "Elin Nordahl", "email": "elin@fjallbro.example"}
SLOWER = 4


@pytest.fixture
def weather(handslag: Handslag) -> Iterator[Weather]:
    """Give the network between the phone and the service."""
    with Weather(handslag.port) as weather:
        yield weather


@pytest.fixture
def hall(
    context_of: Callable[..., BrowserContext], weather: Weather, watch_all: list[Watch]
) -> BrowserContext:
    """Give a phone that reaches the service through the hall's network."""
    context = context_of(weather.url, **PHONE)
    watch_all[-1].allow(NETWORK)
    return context


@pytest.fixture
def ebba(hall: BrowserContext, handslag: Handslag, weather: Weather) -> Person:
    """Give the first user, on shift at the service desk, ready for a time without a network."""
    person = first_user(hall, handslag, at=weather.url)
    person.begin_shift(person.t("context.service_desk"))
    ready_offline(person.page)
    return person


def pick(person: Person, pictures: list[Path]) -> None:
    """Choose pictures on the capture screen."""
    person.page.get_by_label(person.t("capture.pick")).set_input_files(pictures)


def taken(page: Page) -> dict[str, datetime]:
    """Return when each card on the phone was taken."""
    return {
        one["captureId"].replace("-", ""): datetime.fromisoformat(one["takenAt"])
        for one in outbox.items(page)
    }


def crash(page: Page, watch: Watch) -> Page:
    """Kill the page's tab and open the app in another."""
    watch.allow(r"^the page crashed")
    context = page.context
    page.close()
    again = context.new_page()
    again.goto("/")
    return again


def newer(folder: Path) -> Path:
    """Return a home whose app differs by a byte: another version."""
    home = folder / "newer"
    home.mkdir()
    for name in ("api", "ocr"):
        (home / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "web", home / "web", ignore=shutil.ignore_patterns("node_modules"))
    with (home / "web" / "app" / "css" / "app.css").open("a") as css:
        css.write("\n/* another version */\n")
    return home


@pytest.mark.row("C-1")
@pytest.mark.timeout(900)
def test_a_hundred_cards_without_a_network_arrive_once_each(
    ebba: Person, handslag: Handslag, weather: Weather, watch_all: list[Watch], tmp_path: Path
) -> None:
    ebba.page.context.set_offline(True)
    slow(ebba.page)
    store(ebba, outbox.pictures(tmp_path, 100), watch_all[-1], kills=(2, 5, 8), slowly=True)
    kept = taken(ebba.page)
    assert len(kept) == 100
    update(handslag, tmp_path)
    send(ebba, handslag, weather)
    arrived = outbox.received(handslag)
    assert {one: moment for one, (moment, _) in arrived.items()} == kept
    # At the next start the newer app takes over.
    ebba.page.reload()
    expect(ebba.page.locator(f'link[href*="{version(handslag)}"]').first).to_be_attached()


@pytest.mark.row("C-1")
@pytest.mark.timeout(900)
def test_a_hundred_cards_of_two_sellers_on_one_phone_arrive_once_each_in_their_own_name(
    ebba: Person, handslag: Handslag, weather: Weather, watch_all: list[Watch], tmp_path: Path
) -> None:
    handslag.add_user(ELIN["email"], ELIN["name"], PASSWORD, "seller")
    context, watch = ebba.page.context, watch_all[-1]
    context.set_offline(True)
    store(ebba, outbox.pictures(tmp_path, 50, "ebba"), watch, kills=(2,))
    of_ebba = taken(ebba.page)
    ebba.page.goto("/#/me")
    ebba.press("me.sign-out")
    ebba.page.get_by_role("dialog").get_by_role("button", name=ebba.t("me.sign-out")).click()
    expect(ebba.page.get_by_text(ebba.t("signin.waiting_other", n=50))).to_be_visible()

    update(handslag, tmp_path)
    weather.is_shut = True
    context.set_offline(False)
    # The newer app takes over where nobody has begun anything: here, before somebody signs in.
    expect(ebba.page.locator(f'link[href*="{version(handslag)}"]').first).to_be_attached()
    elin = Person(ebba.page)
    elin.sign_in(ELIN["email"])
    elin.begin_shift(elin.t("context.service_desk"))
    ready_offline(elin.page)
    context.set_offline(True)
    store(elin, outbox.pictures(tmp_path, 50, "elin"), watch, kills=(1, 3))
    kept = taken(elin.page)
    assert len(kept) == 100
    elin.page.goto("/#/outbox")
    elin.sees("outbox.sealed_other", n=50)

    weather.is_shut = False
    send(elin, handslag, weather)
    assert outbox.received(handslag) == {
        one: (moment, EBBA["email"] if one in of_ebba else ELIN["email"])
        for one, moment in kept.items()
    }


def store(
    person: Person,
    pictures: list[Path],
    watch: Watch,
    *,
    kills: tuple[int, ...],
    slowly: bool = False,
) -> None:
    """Store `pictures` ten at a time, loading the app anew after each ten.

    In the tens that `kills` names, the tab is killed in the middle of storing.
    """
    before = len(outbox.items(person.page))
    for batch in range(len(pictures) // 10):
        whole = before + 10 * (batch + 1)
        left = len(outbox.items(person.page)) - before
        pick(person, pictures[left : 10 * (batch + 1)])
        if batch in kills:
            # What was not said to be stored is photographed again.
            person.page.wait_for_timeout(300)
            person.page = crash(person.page, watch)
            if slowly:
                slow(person.page)
            expect(person.page.get_by_label(person.t("capture.shoot"))).to_be_attached()
            left = len(outbox.items(person.page)) - before
            pick(person, pictures[left : 10 * (batch + 1)])
        outbox.wait_for(person.page, whole)
        person.page.reload()
        expect(person.page.get_by_label(person.t("capture.shoot"))).to_be_attached()
        assert len(outbox.items(person.page)) == whole


def update(handslag: Handslag, folder: Path) -> None:
    """Put another version of the app on the server."""
    handslag.kill("serve")
    handslag.home = newer(folder)
    handslag.start("serve")


def send(person: Person, handslag: Handslag, weather: Weather) -> None:
    """Let all go that waits, through bad weather and a server that is killed twice."""
    weather.is_bad = True
    person.page.context.set_offline(False)
    person.page.goto("/#/outbox")
    for _ in range(2):
        outbox.wait_for_fewer(person.page)
        handslag.kill("serve")
        person.page.wait_for_timeout(500)
        handslag.start("serve")
    outbox.wait_for(person.page, 0, seconds=600)
    assert min(weather.met[kind] for kind in ("cut before", "cut after", "500", "slow")) > 0


def slow(page: Page) -> None:
    """Give the page a phone's processor."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def version(handslag: Handslag) -> str:
    """Return the name of the version that the service gives out."""
    page = handslag.get("/").text
    return page.split("/app/")[1].split("/")[0]


def test_a_full_outbox_empties_after_its_seller_has_signed_out(
    ebba: Person, handslag: Handslag, weather: Weather, tmp_path: Path
) -> None:
    weather.is_shut = True
    pick(ebba, outbox.pictures(tmp_path, 3))
    outbox.wait_for(ebba.page, 3)
    ebba.page.goto("/#/me")
    ebba.press("me.sign-out")
    ebba.page.get_by_role("dialog").get_by_role("button", name=ebba.t("me.sign-out")).click()
    ebba.heads("signin.title")
    weather.is_shut = False
    outbox.wait_for(ebba.page, 0)
    assert len(outbox.received(handslag)) == 3
    wait_until(ebba.page, "localStorage.getItem('handslag.upload-tokens') === '{}'")


@pytest.mark.row("P5-42", part=True)
def test_a_phone_that_was_taken_off_keeps_its_cards_sealed_until_it_is_paired_again(
    ebba: Person, handslag: Handslag, tmp_path: Path
) -> None:
    (device,) = api(ebba.page, "GET", "/devices")["items"]
    api(ebba.page, "DELETE", f"/devices/{device['id']}")
    pick(ebba, outbox.pictures(tmp_path, 1))
    ebba.heads("signin.title")
    assert len(outbox.items(ebba.page)) == 1
    assert outbox.received(handslag) == {}
    ebba.sign_in(EBBA["email"])
    outbox.wait_for(ebba.page, 0)
    assert len(outbox.received(handslag)) == 1


def test_a_card_whose_person_was_erased_goes_from_the_phone_and_is_explained(
    ebba: Person, handslag: Handslag, weather: Weather, tmp_path: Path
) -> None:
    weather.next_one = "cut after"
    pick(ebba, outbox.pictures(tmp_path, 1))
    ebba.page.goto("/#/outbox")
    while not outbox.received(handslag):
        ebba.page.wait_for_timeout(100)
    outbox.erase_all(handslag)
    weather.is_shut = False
    ebba.sees("state.erased")
    ebba.press("outbox.ok")
    outbox.wait_for(ebba.page, 0)


def test_what_a_full_phone_cannot_keep_is_not_said_to_be_kept(
    ebba: Person, weather: Weather, tmp_path: Path
) -> None:
    page = ebba.page
    page.context.set_offline(True)
    session = page.context.new_cdp_session(page)
    quota = {"origin": weather.url, "quotaSize": 1}
    session.send("Storage.overrideQuotaForOrigin", quota)
    pick(ebba, outbox.pictures(tmp_path, 1))
    ebba.sees("problem.storage-full")
    session.send("Storage.overrideQuotaForOrigin", {"origin": weather.url})
    assert outbox.items(page) == []


def test_what_the_browser_has_cleared_is_told_until_the_seller_has_seen_it(
    ebba: Person, weather: Weather, tmp_path: Path
) -> None:
    page = ebba.page
    weather.is_shut = True
    pick(ebba, outbox.pictures(tmp_path, 2))
    outbox.wait_for(page, 2)
    session = page.context.new_cdp_session(page)
    cleared = {"origin": weather.url, "storageTypes": "indexeddb"}
    session.send("Storage.clearDataForOrigin", cleared)
    page.reload()
    ebba.sees("outbox.lost_other", n=2)
    page.goto("/#/outbox")
    page.reload()
    ebba.sees("outbox.lost_other", n=2)
    ebba.press("outbox.ok")
    page.reload()
    ebba.heads("nav.outbox")
    expect(page.get_by_text(ebba.t("outbox.lost_other", n=2))).to_have_count(0)
    page.goto("/#/capture")
    pick(ebba, outbox.pictures(tmp_path, 1))
    outbox.wait_for(page, 1)


def test_a_card_that_waits_keeps_nobody_busy(
    ebba: Person, weather: Weather, tmp_path: Path
) -> None:
    weather.is_shut = True
    pick(ebba, outbox.pictures(tmp_path, 1))
    outbox.wait_for(ebba.page, 1)
    ebba.page.reload()
    ebba.page.get_by_label(ebba.t("capture.shoot"), exact=True).wait_for(state="attached")
    rung = ebba.page.evaluate(
        """async () => {
          let rung = 0;
          navigator.serviceWorker.addEventListener("message", () => { rung += 1; });
          await new Promise((over) => setTimeout(over, 2000));
          return rung;
        }"""
    )
    assert rung <= 2


def test_two_tabs_send_each_card_once(
    ebba: Person, handslag: Handslag, weather: Weather, tmp_path: Path
) -> None:
    weather.is_shut = True
    pick(ebba, outbox.pictures(tmp_path, 6))
    outbox.wait_for(ebba.page, 6)
    other = ebba.page.context.new_page()
    other.goto("/#/outbox")
    ebba.page.goto("/#/outbox")
    ebba.sees("outbox.send-now")
    weather.met["fine"], weather.is_shut = 0, False
    for page in (ebba.page, other):
        page.get_by_role("button", name=ebba.t("outbox.send-now")).dispatch_event("click")
    outbox.wait_for(other, 0)
    assert weather.met["fine"] == 6
    assert len(outbox.received(handslag)) == 6


def test_what_was_sealed_to_last_month_s_key_is_opened(
    ebba: Person, handslag: Handslag, tmp_path: Path
) -> None:
    key = outbox.key_of(handslag, "2026-10")
    ebba.page.context.set_offline(True)
    ebba.page.evaluate("(key) => localStorage.setItem('handslag.outbox-key', key)", key)
    pick(ebba, outbox.pictures(tmp_path, 1))
    outbox.wait_for(ebba.page, 1)
    ebba.page.context.set_offline(False)
    outbox.wait_for(ebba.page, 0)
    assert len(outbox.received(handslag)) == 1


@pytest.mark.row("P5-42", part=True)
def test_script_cannot_read_what_waits(ebba: Person, weather: Weather, tmp_path: Path) -> None:
    weather.is_shut = True
    pick(ebba, outbox.pictures(tmp_path, 1))
    outbox.wait_for(ebba.page, 1)
    (sealed,) = outbox.contents(ebba.page)
    assert sealed[:7] == f"{datetime.now().astimezone():%Y-%m}".encode()  # noqa: TID251
    for sign in (b"\xff\xd8\xff", b"taken_at", b"form-data", b"service_desk"):
        assert sign not in sealed
    kept = ebba.page.evaluate("JSON.stringify({...localStorage})")
    assert "private" not in kept
    assert "service_desk" in kept, "the shift is kept in the clear; it names nobody"


def test_fetching_the_app_anew_leaves_the_outbox_alone(
    ebba: Person, weather: Weather, tmp_path: Path
) -> None:
    weather.is_shut = True
    pick(ebba, outbox.pictures(tmp_path, 2))
    outbox.wait_for(ebba.page, 2)
    ebba.page.goto("/reset")
    ebba.page.locator("#reset").click()
    expect(ebba.page.get_by_label(ebba.t("capture.shoot"))).to_be_attached()
    assert len(outbox.items(ebba.page)) == 2


def api(page: Page, method: str, path: str) -> Any:  # noqa: ANN401 - whatever is answered
    """Call the service as the page would."""
    return page.evaluate(
        """async ([method, path]) => {
          const headers = { "Handslag-App": "1" };
          const answer = await fetch(`/api/v1${path}`, { method, headers });
          return answer.status === 204 ? null : answer.json();
        }""",
        [method, path],
    )

"""`make bench-web`: the app's speed, size, losses and accessibility, measured in Chromium.

Times are taken inside the page, with the processor slowed to a phone's. Figures of one run compare
with each other alone: other work on the machine counts.
"""

import gzip
import json
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from tests.browser import accessibility, outbox, staged
from tests.browser.acts import Person, first_user
from tests.browser.cards import photo
from tests.browser.conftest import CHROMIUM, DESK, FLAGS, PHONE
from tests.browser.programs import Handslag
from tests.browser.watch import NETWORK, Watch
from tests.browser.weather import Weather
from tests.ports import free_port
from web import serving

FIGURES = Path("build/figures/bench-web.json")
# A phone of the middle class against this machine's core.
SLOWER = 4
CAPTURED = 100
SHOTS = 7
# Beside the sign-in page: what a seller sees all day, and two of the desk's.
LIGHTHOUSE_SCREENS = ("/capture", "/shift", "/outbox", "/search", "/contacts", "/review")

# From the picture chosen to the words that it is stored: then the next one can be taken.
_STOPWATCH = """
window.shots = [];
document.addEventListener("change", () => { window.began = performance.now(); }, true);
new MutationObserver(() => {
  const said = document.querySelector(".say [role=status]")?.textContent;
  if (window.began && said) {
    window.shots.push(performance.now() - window.began);
    window.began = 0;
  }
}).observe(document.getElementById("app"), { subtree: true, childList: true, characterData: true });
"""
_SEAL_FIFTY = """async (base) => {
  const { keepCapture } = await import(`${base}js/outbox/items.js`);
  const blob = new Blob([crypto.getRandomValues(new Uint8Array(60_000)), new Uint8Array(310_000)]);
  const told = { channel: "card", context: { kind: "service_desk" }, register: "customer" };
  const began = performance.now();
  const part = { name: "front", blob, fileName: "front" };
  for (let n = 0; n < 50; n += 1) await keepCapture(told, [part]);
  return performance.now() - began;
}"""

Figures = dict[str, Any]


def main() -> None:
    """Measure, print, and write the figures."""
    figures: Figures = {"shell_gzip_kb": _shell_kb()}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        watches: list[Watch] = []
        for measure in (_speed, _losses, _accessibility):
            own = Path(folder) / measure.__name__
            own.mkdir()
            figures |= measure(browser, own, watches)
        figures["csp.violations"] = sum(len(watch.policy) for watch in watches)
        figures["foreign.requests"] = sum(len(watch.foreign) for watch in watches)
        browser.close()
        figures |= _lighthouse(playwright, Path(folder))
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n")
    for name, value in sorted(figures.items()):
        print(f"{name:28} {value}")  # noqa: T201 - the table is what it is run for


def _shell_kb() -> float:
    site = serving.site()
    size = sum(len(gzip.compress(site.files[name].content)) for name in site.shell())
    return round(size / 1000, 1)


@contextmanager
def _running(folder: Path) -> Iterator[Handslag]:
    handslag = Handslag(folder)
    handslag.migrate()
    handslag.start("serve")
    try:
        yield handslag
    finally:
        handslag.stop()


def _context(browser: Browser, url: str, watches: list[Watch], kind: Figures) -> BrowserContext:
    context = browser.new_context(base_url=url, locale="sv-SE", **kind)
    context.set_default_timeout(30_000)
    watches.append(Watch(context, url.split("//")[1]))
    watches[-1].allow(NETWORK)
    return context


def _slow(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _on_shift(context: BrowserContext, handslag: Handslag, at: str) -> Person:
    person = first_user(context, handslag, at=at)
    person.begin_shift(person.t("context.service_desk"))
    person.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    return person


def _speed(browser: Browser, folder: Path, watches: list[Watch]) -> Figures:
    with _running(folder) as handslag:
        context = _context(browser, handslag.url, watches, PHONE)
        person = _on_shift(context, handslag, handslag.url)
        page = person.page
        context.set_offline(offline=True)
        _slow(page)
        page.evaluate(_STOPWATCH)
        for number in range(SHOTS):
            path = photo(folder, f"shot-{number}").path
            page.get_by_label(person.t("capture.shoot"), exact=True).set_input_files(path)
            outbox.wait_for(page, number + 1)
            page.wait_for_timeout(500)
        shots = page.evaluate("window.shots")
        assert len(shots) == SHOTS, shots
        sealed = page.evaluate(_SEAL_FIFTY, serving.site().base)
        context.close()
    return {"tap_to_ready_ms": round(statistics.median(shots)), "seal_50_ms": round(sealed)}


def _losses(browser: Browser, folder: Path, watches: list[Watch]) -> Figures:
    with _running(folder) as handslag, Weather(handslag.port) as weather:
        context = _context(browser, weather.url, watches, PHONE)
        person = _on_shift(context, handslag, weather.url)
        page = person.page
        context.set_offline(offline=True)
        pictures = outbox.pictures(folder, CAPTURED)
        for number in range(0, CAPTURED, 20):
            batch: list[Path | str] = list(pictures[number : number + 20])
            page.get_by_label(person.t("capture.pick")).set_input_files(batch)
            outbox.wait_for(page, number + 20)
            page.reload()
            expect(page.get_by_label(person.t("capture.shoot"), exact=True)).to_be_attached()
        captured = {one["captureId"].replace("-", "") for one in outbox.items(page)}
        weather.is_bad = True
        context.set_offline(offline=False)
        page.goto("/#/outbox")
        outbox.wait_for_fewer(page)
        handslag.kill("serve")
        handslag.start("serve")
        outbox.wait_for(page, 0, seconds=600)
        arrived = outbox.received(handslag)
        context.close()
    return {
        "offline.captured": len(captured),
        "offline.lost": len(captured - arrived.keys()),
        "offline.duplicates": len(arrived.keys() - captured),
    }


def _accessibility(browser: Browser, folder: Path, watches: list[Watch]) -> Figures:
    with _running(folder) as handslag:
        ids = asdict(staged.fill(handslag))
        phone, desk = (
            staged.sign_in(_context(browser, handslag.url, watches, kind).new_page())
            for kind in (PHONE, DESK)
        )
        phone.begin_shift(phone.t("context.service_desk"))
        before = outbox.received(handslag).keys()
        phone.photograph(*outbox.pictures(folder, 1))
        phone.page.goto("/#/outbox")
        outbox.wait_for(phone.page, 0)
        (ids["capture"],) = outbox.received(handslag).keys() - before
        found = [
            *accessibility.walk_all(
                phone.page, accessibility.PHONE_SCREENS, ids, accessibility.PHONE
            ),
            *accessibility.walk_all(desk.page, accessibility.DESK_SCREENS, ids, accessibility.DESK),
        ]
        for person in (phone, desk):
            person.page.context.close()
    return {"axe.violations": len(found)}


def _lighthouse(playwright: Playwright, folder: Path) -> Figures:
    """Run Lighthouse, where it is installed (it is no part of the project), signed in and not.

    The figure is that of the worst page; each page's own stands beside it.
    """
    names = ("performance", "accessibility", "best-practices")
    keys = {name: f"lighthouse.{name.replace('-', '_')}" for name in names}
    program = os.environ.get("HANDSLAG_LIGHTHOUSE") or shutil.which("lighthouse")
    if program is None:
        why = "not installed: npm install lighthouse, and name it in HANDSLAG_LIGHTHOUSE"
        return dict.fromkeys(keys.values()) | {f"{key}.why": why for key in keys.values()}
    own = folder / "lighthouse"
    own.mkdir()
    port = free_port()
    figures: Figures = {}
    with _running(own) as handslag:
        # Lighthouse opens its pages beside ours, in the same profile: that is how it is signed in.
        context = playwright.chromium.launch_persistent_context(
            str(own / "profile"),
            executable_path=CHROMIUM,
            args=[*FLAGS, f"--remote-debugging-port={port}"],
            **PHONE,
        )
        figures |= _scores(program, port, f"{handslag.url}/#/sign-in", own, names)
        person = first_user(context, handslag)
        person.begin_shift(person.t("context.service_desk"))
        person.photograph(*outbox.pictures(folder, 1))
        for screen in LIGHTHOUSE_SCREENS:
            figures |= _scores(program, port, f"{handslag.url}/#{screen}", own, names)
        context.close()
    worst = {
        key: min(score for name, score in figures.items() if name.startswith(f"{key}."))
        for key in keys.values()
    }
    return figures | worst


def _scores(
    program: str, port: int, url: str, folder: Path, names: tuple[str, ...]
) -> dict[str, int]:
    report, screen = folder / "report.json", url.rpartition("/")[2]
    command = [
        program,
        url,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--only-categories={','.join(names)}",
        f"--port={port}",
        "--disable-storage-reset",
    ]
    # It loses its trace of a page now and then, and says to run it again.
    if subprocess.run(command, check=False, timeout=300).returncode != 0:
        subprocess.run(command, check=True, timeout=300)
    told = json.loads(report.read_text())["categories"]
    return {
        f"lighthouse.{name.replace('-', '_')}.{screen}": round(100 * told[name]["score"])
        for name in names
    }


if __name__ == "__main__":
    main()

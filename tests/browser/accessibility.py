"""What a program can tell of WCAG 2.2 AA: axe over every screen, and what axe does not look at.

Each screen is loaded once; language, light and dark, and twice the text are changed on the page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page, ViewportSize, expect
from typing_extensions import override

from tests.browser.programs import ROOT

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What somebody with every role sees, by address; what stands in braces is an id of the stage.
PHONE_SCREENS = (
    "/shift",
    "/occasions/new",
    "/capture",
    "/after/{capture}",
    "/notice/{capture}",
    "/receipt/{capture}",
    "/signature",
    "/form",
    "/shared",
    "/outbox",
    "/search",
    "/contacts/{contact}",
    "/second-factor",
    "/me",
)
DESK_SCREENS = (
    "/review",
    "/contacts",
    "/contacts/{contact}",
    "/organizations",
    "/organizations/{organization}",
    "/duplicates",
    "/occasions",
    "/occasions/{occasion}",
    "/devices",
    "/users",
    "/users/new",
    "/outbox",
    "/suppressions",
    "/today",
    "/duties",
    "/person/{contact}",
    "/policies",
    "/policies/2018-05",
    "/policies/new",
    "/campaigns",
    "/campaigns/{campaign}",
    "/campaigns/new",
    "/balancing",
    "/balancing/relation.legitimate_interest",
    "/processing",
    "/trail",
    "/disclosures",
    "/disclosures/new?contact={contact}",
    "/exports",
    "/mails",
    "/requests",
    "/requests/{request}",
    "/retention",
    "/breaches",
    "/breaches/new",
    "/breaches/{breach}",
)
# What no address leads to: a test goes there as a person would.
BY_ACT = {"crop"}
OPEN_SCREENS = ("/sign-in", "/pair", "/setup")
# WCAG 1.4.10: what must do without scrolling sideways.
NARROW: ViewportSize = {"width": 320, "height": 640}
# A finger's: links inside sentences are excepted (WCAG 2.5.8), fields stand in their labels.
TARGET = 48


@dataclass(frozen=True, slots=True)
class Kind:
    """What a screen is looked at on, and the same at twice the text; `touched` by fingers."""

    usual: ViewportSize
    twice: ViewportSize
    touched: bool


PHONE = Kind({"width": 390, "height": 844}, {"width": 195, "height": 422}, touched=True)
DESK = Kind({"width": 1280, "height": 800}, {"width": 640, "height": 400}, touched=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that one screen breaks, and the first place."""

    where: str
    rule: str
    place: str

    @override
    def __str__(self) -> str:
        return f"{self.where}: {self.rule} at {self.place}"


def names() -> set[str]:
    """Return the name of every screen that the app's table of addresses knows."""
    table = (ROOT / "web" / "app" / "js" / "screen.js").read_text(encoding="utf-8")
    return set(re.findall(r"^ {2}\"?([\w-]+)\"?: async \(\) =>", table, re.MULTILINE))


def looked_at() -> set[str]:
    """Return the name of every screen that is walked over here."""
    by_address = (*PHONE_SCREENS, *DESK_SCREENS, *OPEN_SCREENS)
    return BY_ACT | {re.split("[/?]", path)[1] for path in by_address}


def walk_all(
    page: Page, screens: tuple[str, ...], ids: dict[str, str], kind: Kind
) -> list[Finding]:
    """Return all that is found on each of `screens`: each is loaded once, then changed in place."""
    findings: list[Finding] = []
    for screen in screens:
        open_screen(page, screen.format(**ids))
        findings += look_all_ways(page, screen, kind)
    return findings


def look_all_ways(page: Page, where: str, kind: Kind) -> list[Finding]:
    """Return all that is found on the screen that stands, which is left in its usual size."""
    page.set_viewport_size(kind.usual)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    findings = by_keyboard(page, where) + _moving(page, where)
    if kind.touched:
        findings += small_targets(page, where)
    for language in ("en", "sv"):
        speak(page, language)
        findings += _sizes(page, f"{where} {language}", kind)
    page.set_viewport_size(kind.usual)
    return findings


def _sizes(page: Page, where: str, kind: Kind) -> list[Finding]:
    findings: list[Finding] = []
    for size, name in ((kind.usual, "usual"), (kind.twice, "twice")):
        page.set_viewport_size(size)
        findings += look_at(page, f"{where} {name}")
        findings += _in_the_dark(page, f"{where} {name} dark")
    findings += _too_wide(page, f"{where} twice")
    page.set_viewport_size(NARROW)
    return findings + _too_wide(page, f"{where} at 320 pixels")


def open_screen(page: Page, path: str) -> None:
    """Load the app at a screen, and wait until what it asked for has come."""
    # Another address before the mark: else the page, and for a while its screen, would stay.
    page.goto(f"/?{path}#{path}")
    page.locator("h1").first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    expect(page.locator("section[aria-busy=true]")).to_have_count(0)


def speak(page: Page, language: str) -> None:
    """Change the language of the page as it stands."""
    page.evaluate(
        """async (language) => {
          const main = document.querySelector("script[type=module]").src;
          await (await import(new URL("texts.js", main).href)).speak(language);
        }""",
        language,
    )
    expect(page.locator("html")).to_have_attribute("lang", language)


def look_at(page: Page, where: str) -> list[Finding]:
    """Return what axe finds on the page as it stands."""
    return _axe(page, where, {"type": "tag", "values": _TAGS})


def _in_the_dark(page: Page, where: str) -> list[Finding]:
    """Return what axe finds in dark of what depends on colour alone."""
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    findings = _axe(
        page, where, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
    )
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return findings


def _axe(page: Page, where: str, rules: dict[str, Any]) -> list[Finding]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_program())
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] })", rules
    )
    return [
        Finding(where, one["id"], str(one["nodes"][0]["target"])) for one in found["violations"]
    ]


@cache
def _program() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def _too_wide(page: Page, where: str) -> list[Finding]:
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [Finding(where, "reflow", f"{wide} pixels too wide")] if wide > 0 else []


_SMALL = """(least) => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: false }))
  .filter((one) => !one.matches(".vh, p a, dd a, li > span a"))
  .map((one) => one.matches("input, select") ? one.closest(".input, .line, .picker") ?? one : one)
  .map((one) => ({ box: one.getBoundingClientRect(), text: one.outerHTML.slice(0, 90) }))
  .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < least - 0.5)
  .map(({ box, text }) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${text}`)"""


def small_targets(page: Page, where: str) -> list[Finding]:
    """Return what a finger may miss: all that is lower or narrower than 48 pixels."""
    return [Finding(where, "target", text) for text in page.evaluate(_SMALL, TARGET)]


# Where the focus is, whether it can be seen, and whether something lies over it.
_FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const hasRing = (node) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(node);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  const around = [one, one.closest(".input, .line, .picker, .find")].filter(Boolean);
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    text: one.outerHTML.slice(0, 90),
    ringed: around.some(hasRing),
    covered: !one.matches(".vh") && !(top && (one.contains(top) || top.contains(one))),
  };
}"""
# Tab goes on from where the focus was last, even when nothing has it.
_FROM_THE_TOP = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
}"""
_FOCUSABLE = """() => [...document.querySelectorAll(
  "a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary")]
  .filter((one) => one.tabIndex >= 0)
  .filter((one) => one.checkVisibility({ visibilityProperty: true })).length"""


_MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
  const { transitionProperty, animationName } = getComputedStyle(one);
  return animationName !== "none" || transitionProperty !== "none";
}).map((one) => one.outerHTML.slice(0, 90))"""


def _moving(page: Page, where: str) -> list[Finding]:
    """Return what still moves for somebody who asked for no motion."""
    return [Finding(where, "motion", text) for text in page.evaluate(_MOVING)]


def by_keyboard(page: Page, where: str) -> list[Finding]:
    """Go through the page by Tab: each stop can be seen, nothing lies over it, none is left out."""
    findings: list[Finding] = []
    wanted = page.evaluate(_FOCUSABLE)
    page.evaluate(_FROM_THE_TOP)
    stops: list[str] = []
    for stop in _stops(page, wanted + 5):
        stops.append(stop["text"])
        if not stop["ringed"]:
            findings.append(Finding(where, "focus unseen", stop["text"]))
        if stop["covered"]:
            findings.append(Finding(where, "focus covered", stop["text"]))
    if len(stops) < wanted:
        findings.append(Finding(where, "keyboard", f"{len(stops)} of {wanted} can be reached"))
    return findings


def _stops(page: Page, most: int) -> Iterator[dict[str, Any]]:
    for _ in range(most):
        page.keyboard.press("Tab")
        stop: dict[str, Any] | None = page.evaluate(_FOCUS)
        if stop is None:
            return
        yield stop

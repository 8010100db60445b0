"""axe over every screen: both languages, light and dark, and twice the size of text."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page
from typing_extensions import override

from tests.browser.acts import Person

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What somebody with every role sees, by address; `{id}` is a capture of theirs.
PHONE_SCREENS = (
    "/shift",
    "/occasions/new",
    "/capture",
    "/after/{id}",
    "/notice/{id}",
    "/receipt/{id}",
    "/signature",
    "/form",
    "/outbox",
    "/search",
    "/me",
)
DESK_SCREENS = (
    "/review",
    "/contacts",
    "/organizations",
    "/occasions",
    "/devices",
    "/users",
    "/users/new",
    "/outbox",
)
OPEN_SCREENS = ("/sign-in", "/pair", "/setup")


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that one screen breaks, and the first place."""

    where: str
    rule: str
    place: str

    @override
    def __str__(self) -> str:
        return f"{self.where}: {self.rule} at {self.place}"


def look_at(page: Page, where: str) -> list[Finding]:
    """Return what axe finds on the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", _TAGS
    )
    return [
        Finding(where, one["id"], str(one["nodes"][0]["target"])) for one in found["violations"]
    ]


def walk(person: Person, screens: tuple[str, ...], capture_id: str, name: str) -> list[Finding]:
    """Return what axe finds on each of `screens`, in light and in dark."""
    findings: list[Finding] = []
    for screen in screens:
        person.page.goto(f"/#{screen.format(id=capture_id)}")
        person.page.locator("h1").first.wait_for(state="attached")
        person.page.wait_for_load_state("networkidle")
        for scheme in _schemes(person.page):
            findings += look_at(person.page, f"{name} {screen} {scheme}")
    return findings


def _schemes(page: Page) -> Iterator[str]:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        yield scheme


@cache
def _axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

"""Likely duplicates judged by keyboard alone: merged, split again, told apart."""

from typing import Any

import httpx2
import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.acts import first_user
from tests.browser.programs import Handslag
from tests.cards import add_read, asa

OLD, NEW = "Norvika Bygg AB", "Tallmo Färg AB"


@pytest.mark.row("C-11", part=True)
def test_two_contacts_are_merged_split_and_told_apart_by_keyboard(
    desk: BrowserContext, handslag: Handslag
) -> None:
    enter(handslag, asa(company=OLD))
    enter(handslag, asa(company=NEW, role="Platschef", emails=["asa@tallmo.example"]))
    ebba = first_user(desk, handslag)
    ebba.heads("nav.review")
    page, keyboard = ebba.page, ebba.page.keyboard
    page.goto("/#/duplicates")
    expect(page.get_by_role("heading", name=ebba.t("merge.question"))).to_be_visible()
    row = page.get_by_role("row").filter(has_text=ebba.t("field.role"))
    expect(row.get_by_role("cell").last).to_have_text("Platschef")
    row.get_by_role("button", name="Inköpschef").press("Enter")
    expect(row.get_by_role("cell").last).to_have_text("Inköpschef")
    page.locator("body").evaluate("() => document.activeElement.blur()")

    keyboard.press("Enter")
    ebba.sees("merge.done")
    ebba.sees("merge.empty")
    assert people(handslag) == [("Inköpschef", NEW)]
    page.goto("/#/contacts")
    page.get_by_role("link", name="Åsa Öhrström").click()
    ebba.sees("contact.before")
    expect(page.get_by_role("link", name=OLD)).to_be_visible()
    ebba.press("merge.undo")
    expect(page.get_by_text(ebba.t("merge.joined"))).to_have_count(0)
    assert people(handslag) == [("Inköpschef", OLD), ("Platschef", NEW)]

    page.goto("/#/duplicates")
    expect(page.get_by_role("heading", name=ebba.t("merge.question"))).to_be_visible()
    keyboard.press("Enter")
    ebba.sees("merge.done")
    keyboard.press("u")
    expect(page.get_by_role("heading", name=ebba.t("merge.question"))).to_be_visible()
    keyboard.press("n")
    ebba.sees("merge.empty")
    assert people(handslag) == [("Inköpschef", OLD), ("Platschef", NEW)]


def enter(handslag: Handslag, card: dict[str, Any]) -> None:
    """Have a card approved, as a program does it."""
    with handslag.write() as session:
        capture_id = add_read(session, card)
    answer = httpx2.post(
        f"{handslag.url}/api/v1/captures/{capture_id}/review",
        json={"decision": "approve", "contacts": [card]},
        headers=bearing(handslag, "review:write"),
    )
    assert answer.status_code == 200, answer.text


def people(handslag: Handslag) -> list[tuple[str, str]]:
    """Return role and company of everybody in the register."""
    headers = bearing(handslag, "contacts:read")
    items = httpx2.get(f"{handslag.url}/api/v1/contacts", headers=headers).json()["items"]
    return sorted((one["role"], one["organization"]["name"]) for one in items)


def bearing(handslag: Handslag, *scopes: str) -> dict[str, str]:
    """Return the headers of a program with a fresh token."""
    return {"Authorization": f"Bearer {handslag.token(*scopes)}"}

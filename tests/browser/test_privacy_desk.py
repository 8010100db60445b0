"""The privacy officer's desk: what a contact may serve, what left the house, what is blocked."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.acts import Person
from tests.browser.conftest import DESK
from tests.browser.desk import officer_at
from tests.browser.programs import Handslag
from tests.cards import add_read, asa

Contexts = Callable[..., BrowserContext]


@pytest.fixture
def program(handslag: Handslag) -> Iterator[httpx2.Client]:
    """Give a program of the company's own that reviews and asks for files."""
    token = handslag.token("review:write", "contacts:read", "exports:read")
    headers = {"Authorization": f"Bearer {token}"}
    with httpx2.Client(base_url=handslag.url, headers=headers) as client:
        yield client


@pytest.fixture
def contact_id(handslag: Handslag, program: httpx2.Client) -> str:
    """Give the id of a contact who bought something."""
    with handslag.write() as session:
        capture_id = add_read(session, asa(), context_kind="transaction", reference="F 4711")
    told = program.post(f"/api/v1/captures/{capture_id}/review", json={"decision": "approve"})
    assert told.status_code == 200, told.text
    return str(told.json()["contact_ids"][0])


@pytest.fixture(params=["sv", "en"])
def disa(handslag: Handslag, context_of: Contexts, request: pytest.FixtureRequest) -> Person:
    """Give a privacy officer at their desk, reading Swedish, then English."""
    return officer_at(context_of(handslag.url, **DESK), handslag, "Disa Borg", request.param)


@pytest.mark.row("P2-20", part=True)
def test_a_contact_shows_what_it_may_be_used_for_and_an_objection_stops_it(
    disa: Person, contact_id: str
) -> None:
    disa.page.goto(f"/#/contacts/{contact_id}")
    panel = disa.page.locator("#permissions")
    for purpose in ("contract", "relation", "legal"):
        expect(panel.get_by_text(disa.t(f"purpose.{purpose}"), exact=True)).to_be_visible()
    disa.press("permission.object")
    disa.page.get_by_role("dialog").get_by_text(disa.t("purpose.newsletter")).click()
    disa.press("permission.object-do")
    expect(panel.get_by_text(disa.t("permission.objected"))).to_be_visible()


@pytest.mark.row("P4-41", part=True)
def test_an_address_is_blocked_and_known_again_in_another_spelling(
    disa: Person, contact_id: str
) -> None:
    disa.page.goto("/#/suppressions")
    disa.sees("suppression.empty")
    disa.fill("suppression.address", "asa.ohrstrom@norvika.example")
    disa.press("suppression.do")
    disa.sees("suppression.added")
    disa.fill("suppression.address", "ASA.Ohrstrom+massa@Norvika.example")
    disa.press("suppression.check")
    expect(disa.page.get_by_role("status")).to_contain_text(
        disa.words["suppression.yes"].split("{")[0]
    )
    disa.page.goto(f"/#/contacts/{contact_id}")
    disa.sees("suppression.tag")


@pytest.mark.row("P3-30", part=True)
def test_an_export_another_asked_for_is_approved_and_fetched_and_each_line_is_in_the_ledger(
    disa: Person, program: httpx2.Client, contact_id: str
) -> None:
    disa.page.goto("/#/disclosures")
    disa.sees("disclosure.empty")
    disa.press("recipient.new")
    disa.fill("recipient.name", "Kundsystemet")
    disa.page.get_by_label(disa.t("recipient.class"), exact=True).select_option("own_system")
    disa.press("save")
    expect(disa.page.get_by_text("Kundsystemet")).to_be_visible()
    [recipient] = program.get("/api/v1/recipients").json()
    asked: dict[str, Any] = {"recipient_id": recipient["id"], "format": "xlsx", "reason": "Byte"}
    assert program.post("/api/v1/exports", json=asked).status_code == 201

    disa.page.goto("/#/exports")
    disa.press("export.approve")
    disa.sees("export.approved")
    with disa.page.expect_download() as saved:
        disa.press("export.fetch")
    assert saved.value.suggested_filename.endswith(".xlsx")
    expect(disa.page.get_by_text(disa.t("export.rows_one", n=1))).to_be_visible()
    disa.fill("export.reason", "Månadsfil")
    disa.press("export.ask-do")
    disa.sees("export.other")
    disa.page.goto("/#/disclosures")
    disa.heads("nav.disclosures")
    expect(disa.page.get_by_role("cell", name="Kundsystemet")).to_be_visible()
    assert contact_id in (
        disa.page.get_by_role("link", name=disa.t("disclosure.contact")).first.get_attribute("href")
        or ""
    )

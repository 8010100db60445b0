"""A privacy officer answers at the desk; a person sees and asks on a page of their own."""

import re
from collections.abc import Iterator

import httpx2
import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser import accessibility
from tests.browser.acts import Person
from tests.browser.desk import officer_at, program_of
from tests.browser.programs import Handslag
from tests.browser.watch import Watch
from tests.cards import add_read, asa


@pytest.fixture
def program(handslag: Handslag) -> Iterator[httpx2.Client]:
    """Give a program that reviews and makes links."""
    with program_of(handslag, "review:write", "contacts:read", "privacy:write") as client:
        yield client


@pytest.fixture
def contact_id(handslag: Handslag, program: httpx2.Client) -> str:
    """Give the id of somebody in the register."""
    with handslag.write() as session:
        capture_id = add_read(session, asa())
    answer = program.post(f"/captures/{capture_id}/review", json={"decision": "approve"})
    made: str = answer.json()["contact_ids"][0]
    return made


@pytest.fixture
def officer(desk: BrowserContext, handslag: Handslag) -> Person:
    """Give a privacy officer, signed in at a desk."""
    return officer_at(desk, handslag, "Astrid Wallenius")


@pytest.mark.timeout(300)
def test_a_person_asks_to_be_erased_and_the_officer_does_it_at_the_desk(
    phone: BrowserContext,
    officer: Person,
    program: httpx2.Client,
    contact_id: str,
    watch_all: list[Watch],
) -> None:
    link = program.post(f"/contacts/{contact_id}/link").json()["url"]
    visitor = phone.new_page()
    visitor.goto(link)
    expect(visitor.get_by_role("heading", level=1, name="Mina uppgifter")).to_be_visible()
    findings = accessibility.look_at(visitor, "mina uppgifter")
    for form in ("Invända", "Pausa användningen", "Radera mig"):
        visitor.get_by_role("link", name=form).click()
        expect(visitor.get_by_role("link", name="Tillbaka")).to_be_visible()
        findings += accessibility.look_at(visitor, form)
        if form != "Radera mig":
            visitor.get_by_role("link", name="Tillbaka").click()
    visitor.get_by_role("button", name="Be om radering").click()
    expect(visitor.get_by_text("Dina ärenden")).to_be_visible()

    page = officer.page
    page.goto("/#/requests")
    officer.heads("nav.requests")
    findings += accessibility.look_at(page, "requests")
    page.get_by_role("link", name=re.compile(r"^\d{4}-001$")).click()
    officer.sees("requests.goes")
    officer.sees("requests.kept.suppressions")
    findings += accessibility.look_at(page, "request")
    officer.press("requests.do.erasure")
    dialog = page.get_by_role("dialog")
    confirm = dialog.get_by_role("button", name=officer.t("requests.do.erasure"))
    expect(confirm).to_be_disabled()
    dialog.get_by_role("textbox").fill("Radera")
    confirm.click()
    expect(page.get_by_text("Vi har raderat dina uppgifter.")).to_be_visible()
    expect(page.get_by_text("Hej Åsa.")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert program.get(f"/contacts/{contact_id}").status_code == 404
    watch_all[0].allow("410")
    visitor.goto(link)
    expect(
        visitor.get_by_role("heading", level=1, name="Här finns inga uppgifter.")
    ).to_be_visible()
    assert not findings, "\n".join(map(str, findings))


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("contact_id")
def test_a_changed_rule_is_tried_before_it_is_made_and_a_breach_is_closed_when_all_is_done(
    officer: Person, program: httpx2.Client, watch_all: list[Watch]
) -> None:
    watch_all[0].allow("409")  # closed too early
    page = officer.page
    page.goto("/#/retention")
    page.get_by_label(officer.t("retention.class.relation")).fill("1")
    officer.press("retention.simulate")
    officer.sees("retention.tried", now=0, then=0)
    officer.press("retention.change")
    expect(page.get_by_text("Åsa Öhrström")).to_be_visible()
    findings = accessibility.look_at(page, "retention")
    page.goto("/#/breaches/new")
    officer.fill("breaches.description", "Ett utskick gick till fel adress.")
    page.get_by_label(officer.t("breaches.what")).select_option("wrong_recipient")
    officer.press("breaches.open")
    officer.sees("breaches.standing.running")
    officer.press("breaches.close")
    expect(page.get_by_role("alert")).to_be_visible()
    officer.fill("breaches.why", "Ingen kunde läsa det.")
    officer.fill("breaches.measures", "Adressen är rättad.")
    officer.press("save")
    officer.sees("breaches.standing.not_needed")
    officer.press("breaches.close")
    officer.sees("breaches.standing.closed")
    page.wait_for_load_state("networkidle")
    findings += accessibility.look_at(page, "breach")
    assert [one["standing"] for one in program.get("/breaches").json()] == ["closed"]
    assert not findings, "\n".join(map(str, findings))

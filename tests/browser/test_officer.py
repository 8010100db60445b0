"""A privacy officer at the desk: what is due, whom to tell, what is allowed and what is proved."""

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest
import sqlalchemy as sa
from playwright.sync_api import BrowserContext, Locator, expect

from api.kit import clock, ids
from api.models import Mail, User
from tests.browser import accessibility
from tests.browser.acts import Person
from tests.browser.conftest import DESK
from tests.browser.desk import approved, officer_at, program_of
from tests.browser.programs import Handslag
from tests.browser.watch import Watch
from tests.cards import add_read, asa

Contexts = Callable[..., BrowserContext]
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def program(handslag: Handslag) -> Iterator[httpx2.Client]:
    """Give a program that may do all a privacy officer may."""
    with program_of(handslag) as client:
        yield client


@pytest.fixture
def disa(handslag: Handslag, desk: BrowserContext) -> Person:
    """Give a privacy officer at their desk."""
    return officer_at(desk, handslag, "Disa Borg")


@pytest.fixture
def asa_id(handslag: Handslag, program: httpx2.Client) -> str:
    """Give the id of a contact who bought something today."""
    now = clock.now()
    [made] = approved(handslag, program, at=now, context_kind="transaction", reference="F 4711")
    return made


def _row(person: Person, text: str) -> Locator:
    return person.page.get_by_role("row").filter(has_text=text)


def _choose(person: Person, key: str, value: str) -> None:
    person.page.get_by_label(person.t(key), exact=True).select_option(value)


def test_the_first_page_counts_what_is_due_and_leads_there_and_the_late_come_first(
    handslag: Handslag, program: httpx2.Client, disa: Person
) -> None:
    now = clock.now()
    names = [f"Petter Wiklund {n:02}" for n in range(52)]
    site = {"channel": "website", "context_kind": "website", "url": "https://norvika.example"}
    approved(handslag, program, names, at=now - timedelta(days=10), **site)
    approved(handslag, program, ["Lena Sjölund"], at=now - timedelta(days=40), **site)
    disa.page.reload()
    disa.sees("today.late_one", n=1)
    disa.sees("today.waits_other", n=53)
    disa.page.get_by_role("link", name=disa.t("today.work.duties")).click()
    disa.heads("nav.duties")
    rows = disa.page.get_by_role("row")
    expect(rows).to_have_count(51)  # a page of fifty, and the head
    expect(rows.nth(1)).to_contain_text("Lena Sjölund")
    disa.press("list.more")
    expect(rows).to_have_count(54)
    expect(disa.page.get_by_role("button", name=disa.t("list.more"))).to_have_count(0)

    _row(disa, "Lena Sjölund").get_by_role("button", name=disa.t("duties.tell")).click()
    _choose(disa, "duties.how", "letter")
    disa.press("duties.tell-do")
    expect(_row(disa, "Lena Sjölund")).to_have_count(0)
    expect(rows).to_have_count(53)
    _row(disa, names[0]).get_by_role("button", name=disa.t("duties.except")).click()
    save = disa.page.get_by_role("button", name=disa.t("duties.except-do"))
    expect(save).to_be_disabled()
    _choose(disa, "duties.article", "14.5 a")
    disa.fill("requests.reason", "Fick veta vid mötet.")
    save.click()
    expect(rows).to_have_count(52)
    assert len(program.get("/notice-duties", params={"limit": 500}).json()["items"]) == 51
    disa.page.goto("/#/today")
    disa.sees("today.waits_other", n=51)
    expect(disa.page.get_by_text(disa.t("today.late_one", n=1))).to_have_count(0)


@pytest.mark.row("P7-60", part=True)
@pytest.mark.row("P7-61", part=True)
def test_a_policy_is_published_compared_and_everybody_is_told_and_asked(
    handslag: Handslag, program: httpx2.Client, disa: Person, watch_all: list[Watch]
) -> None:
    names = ["Petter Wiklund", "Lena Sjölund"]
    approved(handslag, program, names, at=clock.now())
    watch_all[0].allow("409")  # in the past
    disa.page.goto("/#/policies")
    disa.sees("policy.in-force")
    disa.press("policy.new")
    disa.heads("policy.new")
    disa.fill("policy.column.version", "2027-01")
    disa.page.get_by_label(disa.t("policy.text"), exact=True).fill("Vi sparar namn.\nOch roll.\n")
    disa.fill("policy.from", "2020-01-01")
    disa.press("policy.publish")
    expect(disa.page.get_by_role("alert")).to_contain_text("inte bakåt i tiden")
    later = (clock.now() + timedelta(days=30)).strftime("%Y-%m-%d")
    disa.fill("policy.from", later)
    disa.press("policy.publish")
    disa.sees("policy.coming")
    expect(disa.page.locator("ins").first).to_contain_text("Vi sparar namn.")
    expect(disa.page.locator("del").first).to_be_attached()
    findings = accessibility.look_at(disa.page, "policy")

    disa.press("campaign.new")
    disa.heads("campaign.new")
    _choose(disa, "campaign.purpose", "newsletter")
    disa.fill("campaign.question", "Får vi skicka nyhetsbrevet?")
    disa.press("campaign.start")
    disa.sees("campaign.so-far", told=0, all=2)
    row = _row(disa, "Petter Wiklund")
    row.get_by_role("button", name=disa.t("campaign.note-answer")).click()
    _choose(disa, "campaign.answer", "yes")
    disa.press("save")
    expect(row).to_contain_text(disa.t("campaign.yes"))
    disa.press("campaign.tell-shown_other", n=2)
    disa.press("duties.tell-do")
    disa.sees("campaign.so-far", told=2, all=2)
    expect(row).to_contain_text("2027-01")
    findings += accessibility.look_at(disa.page, "campaign")
    [campaign] = program.get("/campaigns").json()
    assert (campaign["contacts"], campaign["told"], campaign["agreed"]) == (2, 2, 1)
    assert not findings, "\n".join(map(str, findings))


@pytest.mark.row("P2-16", part=True)
@pytest.mark.row("P2-26", part=True)
@pytest.mark.row("P2-27", part=True)
def test_a_permission_needs_its_evidence_and_a_card_is_no_consent(
    program: httpx2.Client, disa: Person, asa_id: str
) -> None:
    disa.page.goto(f"/#/contacts/{asa_id}")
    disa.press("person.title")
    matrix = disa.page.locator("#matrix")
    expect(_row(disa, disa.t("person.weighed", version=1))).to_contain_text(
        disa.t("purpose.relation")
    )
    disa.press("person.grant")
    _choose(disa, "person.column.purpose", "newsletter")
    dialog = disa.page.get_by_role("dialog")
    grant = dialog.get_by_role("button", name=disa.t("person.grant-do"))
    expect(dialog).to_contain_text(disa.t("person.no-test"))
    expect(grant).to_be_disabled()
    _choose(disa, "person.column.basis", "consent")
    expect(dialog).to_contain_text(disa.t("person.no-consent"))
    expect(grant).to_be_disabled()
    disa.press("cancel")

    disa.page.goto("/#/balancing")
    disa.page.get_by_role("link", name=disa.t("purpose.newsletter")).click()
    disa.sees("balancing.none")
    disa.press("balancing.write")
    disa.fill("balancing.text", "Intresset väger över för juridiska personer.")
    disa.press("balancing.publish")
    version = disa.t("balancing.version", n=1)
    expect(disa.page.get_by_role("heading", level=2, name=version)).to_be_visible()
    disa.page.goto("/#/balancing/relation.legitimate_interest")
    disa.sees("balancing.draft")
    disa.press("balancing.approve")
    expect(disa.page.get_by_role("button", name=disa.t("balancing.version", n=2))).to_be_visible()

    disa.page.goto(f"/#/person/{asa_id}")
    disa.press("person.grant")
    _choose(disa, "person.column.purpose", "newsletter")
    expect(dialog).to_contain_text(disa.t("person.cites", version=1))
    grant.click()
    row = matrix.get_by_role("row").filter(has_text=disa.t("purpose.newsletter"))
    expect(row).to_contain_text(disa.t("person.open"))
    row.get_by_role("button", name=disa.t("permission.withdraw")).click()
    expect(row).to_contain_text(disa.t("person.ended.withdrawn"))
    rows = program.get(f"/contacts/{asa_id}/permissions").json()["permissions"]
    [ended] = [one for one in rows if one["purpose"] == "newsletter"]
    assert ended["end_reason"] == "withdrawn"


@pytest.mark.row("P2-16", part=True)
def test_each_use_of_a_persons_details_stands_on_their_page_with_its_answer(
    program: httpx2.Client, disa: Person, asa_id: str
) -> None:
    disa.page.goto(f"/#/person/{asa_id}")
    disa.sees("person.unused")
    for purpose in ("relation", "newsletter"):
        program.post(f"/contacts/{asa_id}/uses", json={"purpose": purpose})
    disa.page.reload()
    disa.sees("person.permitted")
    disa.sees("person.refused")


@pytest.mark.row("P2-23", part=True)
def test_a_yes_that_came_by_phone_allows_its_purpose_and_a_forwarded_mail_starts_the_month(
    disa: Person, asa_id: str, watch_all: list[Watch]
) -> None:
    disa.page.goto(f"/#/person/{asa_id}")
    disa.sees("told.none")
    disa.press("campaign.note-answer")
    disa.fill("campaign.question", "Får vi skicka nyhetsbrevet?")
    _choose(disa, "campaign.answer", "yes")
    _choose(disa, "duties.how", "phone")
    disa.press("save")
    expect(disa.page.locator("#told")).to_contain_text("Får vi skicka nyhetsbrevet?")
    row = disa.page.locator("#matrix").get_by_role("row")
    newsletter = row.filter(has_text=disa.t("purpose.newsletter"))
    expect(newsletter).to_contain_text(disa.t("evidence.kind.agreed"))
    with disa.page.expect_download() as saved:
        disa.page.locator("#proofs").get_by_role("row").get_by_role("link").first.click()
    assert json.loads(saved.value.path().read_text())["format"] == "handslag-evidence-proof-1"
    with disa.page.expect_download() as saved:
        disa.press("person.bundle")
    with zipfile.ZipFile(saved.value.path()) as bundle:
        assert {"verifier.py", "key.txt", "README.txt"} < set(bundle.namelist())

    disa.press("told.elsewhere")
    disa.press("told.elsewhere-do")
    expect(disa.page.get_by_role("dialog")).to_have_count(0)
    disa.page.goto("/#/duties")
    expect(_row(disa, "Åsa Öhrström")).to_contain_text(disa.t("duties.from.forwarded_mail"))
    watch_all[0].allow("500")
    disa.page.route("**/api/v1/notice-duties*", lambda route: route.fulfill(status=500, json={}))
    disa.page.reload()
    expect(disa.page.get_by_role("alert")).to_contain_text(disa.t("problem.unknown"))


@pytest.mark.row("P4-41", part=True)
def test_a_block_is_lifted_by_a_consent_given_after_it_and_by_nothing_else(
    program: httpx2.Client, disa: Person, asa_id: str
) -> None:
    address = "asa.ohrstrom@norvika.example"
    body = {"kind": "email", "value": address, "reason": "unsubscribed"}
    assert program.post("/suppressions", json=body).status_code == 201
    disa.page.goto(f"/#/person/{asa_id}")
    disa.sees("blocks.needs")
    disa.press("campaign.note-answer")
    disa.fill("campaign.question", "Får vi skicka nyhetsbrevet?")
    _choose(disa, "campaign.answer", "yes")
    disa.press("save")
    disa.press("blocks.lift")
    expect(disa.page.locator("#blocks")).to_have_count(0)
    asked = {"kind": "email", "value": address}
    assert program.post("/suppressions/checks", json=asked).json()["suppressed"] is False


@pytest.mark.row("P2-24", part=True)
@pytest.mark.row("P4-39", part=True)
def test_a_person_gets_their_link_a_request_a_hold_and_what_is_kept_for_security_is_logged(
    phone: BrowserContext, program: httpx2.Client, disa: Person, asa_id: str
) -> None:
    text = "Intresset väger över vid misstanke om bedrägeri."
    weighed = {"purpose": "security", "basis": "legitimate_interest", "text": text}
    assert program.post("/balancing-tests", json=weighed).status_code == 201
    disa.page.goto(f"/#/person/{asa_id}")
    disa.press("person.own-make")
    link = disa.page.locator("#own-link").inner_text()
    visitor = phone.new_page()
    visitor.goto(link)
    expect(visitor.get_by_role("heading", level=1, name="Mina uppgifter")).to_be_visible()

    disa.press("hold.place")
    disa.fill("hold.reason", "Reklamation")
    disa.fill("hold.law", "preskriptionslagen 2 §")
    disa.page.get_by_role("dialog").get_by_role("button", name=disa.t("hold.place")).click()
    expect(disa.page.locator("#keeping")).to_contain_text(disa.t("retention.held"))

    disa.press("person.grant")
    _choose(disa, "person.column.purpose", "security")
    disa.press("person.grant-do")
    expect(disa.page.locator("#matrix")).to_contain_text(disa.t("purpose.security"))
    disa.press("security.open")
    disa.fill("security.new", "Två fakturor med samma nummer.")
    disa.page.locator("#security").get_by_role("button", name=disa.t("save")).click()
    expect(disa.page.locator("#security")).to_contain_text("Två fakturor med samma nummer.")
    acts = program.get("/oversight/acts", params={"tag": "api:use:", "object_id": asa_id}).json()
    assert [one["facts"]["purpose"] for one in acts["items"]].count("security") == 2
    assert {one["actor"] for one in acts["items"]} == {"Disa Borg"}

    disa.press("person.request")
    disa.press("person.request-do")
    disa.sees("requests.not-identified")
    disa.page.goto("/#/requests")
    expect(_row(disa, "Åsa Öhrström")).to_contain_text(disa.t("requests.day", day=0, limit=30))
    disa.page.goto("/#/retention")
    held = _row(disa, "preskriptionslagen 2 §")
    held.get_by_role("button", name=disa.t("hold.release")).click()
    expect(held).to_contain_text("Hävt")


@pytest.mark.row("P3-33", part=True)
@pytest.mark.row("P3-36", part=True)
def test_few_fields_are_shown_before_they_go_out_and_an_emergency_waits_for_somebody_else(
    handslag: Handslag, context_of: Contexts, program: httpx2.Client, disa: Person, asa_id: str
) -> None:
    named = (("authority", "legal", "Tullverket"), ("protection", "security", "Räddningstjänsten"))
    for kind, purpose, name in named:
        body = {"name": name, "recipient_class": kind, "purpose": purpose}
        assert program.post("/recipients", json=body).status_code == 201
    disa.page.goto("/#/disclosures")
    disa.sees("disclosure.empty")
    disa.press("disclosure.new")
    disa.page.get_by_role("searchbox").fill("Öhrström")
    disa.page.get_by_role("link", name="Åsa Öhrström").click()
    fields = "företag, namn, roll, telefon, e-post, adress"
    expect(disa.page.locator("#goes-out")).to_contain_text(fields)
    _choose(disa, "disclosure.recipient", _id(program, "Tullverket"))
    disa.fill("export.reason", "Tullkontroll av sändning")
    disa.fill("disclosure.law", "tullagen 4 kap. 10 §")
    disa.page.get_by_role("switch").click()
    disa.page.get_by_role("main").get_by_role("button", name=disa.t("disclosure.do")).click()
    expect(disa.page.get_by_text("Åsa Öhrström", exact=True)).to_be_visible()
    disa.press("disclosure.to-ledger")
    expect(_row(disa, "Tullverket")).to_contain_text(disa.t("disclosure.secret"))
    _row(disa, "Tullverket").get_by_role("button", name=disa.t("disclosure.lift")).click()
    expect(_row(disa, "Tullverket")).not_to_contain_text(disa.t("disclosure.secret"))

    disa.page.goto(f"/#/disclosures/new?contact={asa_id}")
    _choose(disa, "disclosure.recipient", _id(program, "Räddningstjänsten"))
    disa.sees("disclosure.emergency")
    disa.fill("export.reason", "Brand i lagret")
    disa.page.get_by_role("main").get_by_role("button", name=disa.t("disclosure.do")).click()
    disa.sees("disclosure.done")
    other = officer_at(context_of(handslag.url, **DESK), handslag, "Astrid Wallenius")
    other.page.get_by_role("link", name=other.t("today.work.emergencies")).click()
    other.heads("nav.disclosures")
    expect(_row(other, "Tullverket")).to_have_count(0)
    row = _row(other, "Räddningstjänsten")
    row.get_by_role("button", name=other.t("disclosure.review")).click()
    expect(row).to_have_count(0)
    assert program.get("/disclosures", params={"waiting": "true"}).json()["items"] == []


@pytest.mark.row("P3-30", part=True)
@pytest.mark.row("P3-35", part=True)
def test_an_export_of_ones_own_says_why_it_waits_and_a_buyer_is_bound_before_the_package_leaves(
    program: httpx2.Client, disa: Person, tmp_path: Path, watch_all: list[Watch]
) -> None:
    watch_all[0].allow("409")  # without the acceptance
    body = {"name": "Köparen AB", "recipient_class": "buyer", "purpose": "relation"}
    buyer = program.post("/recipients", json=body).json()["id"]
    asked = {"recipient_id": buyer, "format": "json", "reason": "Försäljning av verksamheten"}
    ids = [program.post("/exports", json=asked).json()["id"] for _ in range(2)]
    disa.page.goto("/#/exports")
    first, second = (_row(disa, one) for one in ids)
    second.get_by_role("button", name=disa.t("export.refuse")).click()
    expect(second).to_contain_text(disa.t("export.refused"))
    first.get_by_role("button", name=disa.t("export.approve")).click()
    expect(first).to_contain_text(disa.t("export.by", name="Disa Borg"))
    first.get_by_role("button", name=disa.t("export.fetch")).click()
    expect(disa.page.get_by_role("alert")).to_contain_text("godtagande")
    signed = tmp_path / "godtagande.txt"
    signed.write_text("Vi är bundna av policyn.", encoding="utf-8")
    first.locator("input[type=file]").set_input_files(signed)
    expect(first).to_contain_text(disa.t("export.accepted", digest="")[:9])
    with disa.page.expect_download() as saved:
        first.get_by_role("button", name=disa.t("export.fetch")).click()
    assert json.loads(saved.value.path().read_text())["export"] == ids[0]

    disa.fill("export.reason", "Månadsfil")
    disa.press("export.ask-do")
    disa.sees("export.own-text")
    disa.press("export.take-back")
    expect(_row(disa, "Månadsfil")).to_contain_text(disa.t("export.refused"))


def test_a_breach_shows_its_hours_and_writes_its_letters(disa: Person) -> None:
    disa.page.goto("/#/breaches/new")
    _choose(disa, "breaches.what", "other")
    disa.fill("breaches.description", "Ett utskick gick till fel adress.")
    disa.press("breaches.open")
    disa.sees("breaches.left_other", n=71)
    letters = disa.page.locator("#letters")
    expect(letters).to_contain_text("Integritetsskyddsmyndigheten (IMY)")
    expect(letters).to_contain_text(disa.t("letters.todo"))
    disa.fill("breaches.why", "Ingen kunde läsa det.")
    disa.fill("breaches.measures", "Adressen är rättad.")
    disa.press("save")
    expect(letters).not_to_contain_text(disa.t("letters.todo"))
    disa.press("letters.to.person")
    expect(letters).to_contain_text("Adressen är rättad.")
    expect(letters).to_contain_text("info@closetalk.se")


@pytest.mark.row("P1-15", part=True)
def test_a_judgement_in_a_note_is_put_right_or_kept_on_an_officers_word_which_is_on_the_trail(
    handslag: Handslag, disa: Person, watch_all: list[Watch]
) -> None:
    watch_all[0].allow("422|404")  # unfit; these cards have no picture
    for _ in range(2):
        with handslag.write() as session:
            add_read(session, asa(), note="trevlig men lite korkad")
    disa.page.goto("/#/review")
    disa.page.get_by_role("button", name=re.compile(disa.t("review.approve"))).click()
    dialog = disa.page.get_by_role("dialog")
    expect(dialog).to_contain_text("omdöme")
    disa.fill("after.note", "vill ha offert på 40 mikrofoner")
    dialog.get_by_role("button", name=disa.t("review.approve")).click()
    expect(dialog).to_have_count(0)
    disa.page.get_by_role("button", name=re.compile(disa.t("review.approve"))).click()
    disa.fill("unfit.reason", "Citat ur en anmälan som ska finnas kvar.")
    dialog.get_by_role("button", name=disa.t("review.approve")).click()
    disa.sees("review.empty")
    disa.page.goto("/#/trail")
    _choose(disa, "trail.about", "api:note:override")
    expect(disa.page.get_by_role("row")).to_have_count(2)
    expect(_row(disa, "Disa Borg")).to_contain_text(disa.t("act.api:note:override"))


def test_the_trail_comes_in_pages_and_what_an_outsider_needs_can_be_taken_along(
    program: httpx2.Client, disa: Person, asa_id: str
) -> None:
    for _ in range(60):
        program.get(f"/contacts/{asa_id}")
    disa.page.goto("/#/trail?about=api%3Acontact%3Aread")
    rows = disa.page.get_by_role("row")
    expect(rows).to_have_count(51)
    disa.press("list.more")
    expect(rows).to_have_count(61)
    disa.sees("trust.unchecked")
    for key, name in (("trust.verifier", "verifier.py"), ("trust.key", "public-key.json")):
        with disa.page.expect_download() as saved:
            disa.press(key)
        assert saved.value.suggested_filename == name
    disa.page.goto("/#/processing")
    with disa.page.expect_download() as saved:
        disa.press("processing.file")
    record: dict[str, Any] = json.loads(saved.value.path().read_text())
    assert record["controller"]["contact"] == "info@closetalk.se"
    disa.press("processing.print")
    expect(disa.page.get_by_role("heading", level=1)).to_contain_text("Register över behandling")


def test_an_answer_is_saved_as_a_mail_and_a_letter_that_did_not_arrive_is_tried_again(
    handslag: Handslag,
    program: httpx2.Client,
    disa: Person,
    asa_id: str,
    watch_all: list[Watch],
) -> None:
    watch_all[0].allow("409")  # no relay
    asked = {"kind": "restriction", "contact_id": asa_id, "channel": "mail"}
    request = program.post("/subject-requests", json=asked).json()["id"]
    disa.page.goto(f"/#/requests/{request}")
    disa.press("letter.mail")
    disa.fill("letter.to", "asa.ohrstrom@norvika.example")
    disa.page.get_by_role("dialog").get_by_role("button", name=disa.t("letter.send")).click()
    expect(disa.page.get_by_role("dialog")).to_contain_text("Ingen e-postserver är inställd")
    with disa.page.expect_download() as saved:
        disa.press("letter.save")
    assert "To: asa.ohrstrom@norvika.example" in saved.value.path().read_text()

    with handslag.write() as session:
        officer = session.scalars(sa.select(User.id).where(User.email.like("disa@%"))).one()
        lost: dict[str, Any] = {"state": "failed", "problem": "unreachable", "attempts": 7}
        now = clock.now()
        times = {"queued_at": now, "next_at": now}
        owners = {"request_id": UUID(request), "queued_by": officer}
        session.add(Mail(id=ids.new_id(), sealed=b"0" * 40, **lost, **times, **owners))
    disa.page.goto("/#/today")
    disa.page.get_by_role("link", name=disa.t("today.work.mails")).click()
    expect(_row(disa, disa.t("mails.problem.unreachable"))).to_be_visible()
    disa.press("mails.again")
    expect(_row(disa, disa.t("mails.state.waiting"))).to_be_visible()


def test_every_page_of_the_menu_is_reached_by_keyboard_and_accessible_while_it_is_empty(
    handslag: Handslag, desk: BrowserContext
) -> None:
    officer = officer_at(desk, handslag, "Disa Borg", "en")
    menu = officer.page.get_by_role("navigation").get_by_role("link")
    named = {(link.get_attribute("href") or "")[1:]: link.inner_text() for link in menu.all()}
    del named["/me"]
    findings = []
    for path, name in named.items():
        link = officer.page.get_by_role("navigation").locator(f'a[href="#{path}"]')
        link.press("Enter")
        expect(officer.page.get_by_role("heading", level=1, name=name)).to_be_visible()
        expect(link).to_have_attribute("aria-current", "page")
        officer.page.wait_for_load_state("networkidle")
        findings += accessibility.look_at(officer.page, path)
    assert not findings, "\n".join(map(str, findings))


_BREACH = {"kind": "other", "description": "Ett utskick gick till fel adress."}


def _id(program: httpx2.Client, name: str) -> str:
    [found] = [one["id"] for one in program.get("/recipients").json() if one["name"] == name]
    return str(found)

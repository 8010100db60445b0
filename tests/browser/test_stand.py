"""At the stand: what a seller adds to a card; what a visitor is shown, agrees to, takes away."""

import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image, ImageFilter
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import outbox
from tests.browser.acts import EBBA, PASSWORD, Person, add_fair, first_user, ready_offline
from tests.browser.cards import photo
from tests.browser.conftest import DESK
from tests.browser.programs import Handslag
from tests.browser.watch import NETWORK, Watch
from tests.uploads import picture

QUESTION = "Vad gäller det?"


@pytest.fixture
def ebba(phone: BrowserContext, handslag: Handslag) -> Person:
    """Give the first user, on shift at a fair that asks a question after each card."""
    person = first_user(phone, handslag)
    person.heads("shift.title")
    person.press("occasions.new")
    person.fill("occasions.name", "Scen & Möte")
    person.press("questions.add")
    person.fill("questions.label", QUESTION)
    person.fill("questions.options", "Mikrofoner, Tolkning")
    person.press("save")
    person.heads("shift.title")
    person.page.get_by_role("radio", name="Scen & Möte").click()
    person.fill("shift.stand", "B04:12")
    person.press("shift.start")
    expect(person.page.get_by_label(person.t("capture.shoot"))).to_be_attached()
    return person


def take(person: Person, folder: Path) -> None:
    """Photograph a card."""
    path = folder / "card.jpg"
    path.write_bytes(picture())
    person.page.get_by_label(person.t("capture.shoot"), exact=True).set_input_files(path)
    person.heads("capture.stored")


def open_latest(person: Person) -> None:
    """Open the one card of the outbox."""
    person.heads("nav.outbox")
    person.page.get_by_role("listitem").first.get_by_role("link").click()
    person.page.wait_for_url("**/#/after/**")


def details(handslag: Handslag) -> dict[str, Any]:
    """Return what the service keeps beside its one capture."""
    with sqlite3.connect(handslag.data / "handslag.db") as database:
        database.row_factory = sqlite3.Row
        row = database.execute("SELECT * FROM capture_details").fetchone()
    database.close()
    return {} if row is None else dict(row)


def wait_for_details(person: Person, handslag: Handslag, having: str) -> dict[str, Any]:
    """Leave the card and wait until the service has what was added last."""
    person.press("after.done")
    expect(person.page.get_by_label(person.t("capture.shoot"), exact=True)).to_be_attached()
    for _ in range(240):
        kept = details(handslag)
        if kept.get(having) is not None:
            return kept
        person.page.wait_for_timeout(250)
    raise TimeoutError(having)


@pytest.mark.row("C-10", "P1-11")
def test_one_tap_sets_the_context_and_one_more_stores_each_card(
    ebba: Person, handslag: Handslag, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        path = tmp_path / f"{name}.jpg"
        path.write_bytes(picture(name))
        before = ebba.page.url
        ebba.page.locator("#shoot, #next").first.set_input_files(path)
        # The second is shown by the screen that shows the first.
        expect(ebba.page).not_to_have_url(before)
        ebba.heads("capture.stored")
    ebba.press("after.done")
    outbox.wait_for(ebba.page, 0)
    with sqlite3.connect(handslag.data / "handslag.db") as database:
        rows = database.execute(
            "SELECT c.context_kind, o.name, c.note, u.email, c.taken_at < c.received_at"
            " FROM captures c JOIN occasions o ON o.id = c.occasion_id"
            " JOIN users u ON u.id = c.user_id"
        ).fetchall()
    database.close()
    assert rows == [("fair", "Scen & Möte", "B04:12", EBBA["email"], 1)] * 2


def test_answers_next_step_and_note_follow_the_card_sealed(
    ebba: Person, handslag: Handslag, tmp_path: Path
) -> None:
    take(ebba, tmp_path)
    ebba.page.get_by_role("button", name="Mikrofoner").click()
    ebba.press("step.offer")
    ebba.press("after.note")
    ebba.fill("after.note", "Trevlig men lite korkad. Vill ha offert på 40 mikrofoner.")
    ebba.press("after.take-out")
    note = ebba.page.get_by_label(ebba.t("after.note"))
    expect(note).to_have_value("Trevlig men lite. Vill ha offert på 40 mikrofoner.")
    note.fill("Vill ha offert på 40 mikrofoner.")
    kept = wait_for_details(ebba, handslag, "note")
    assert json.loads(kept["answers"]) == {"q1": ["Mikrofoner"]}
    assert json.loads(kept["next_step"])["text"] == ebba.t("step.offer")
    assert kept["note"] == "Vill ha offert på 40 mikrofoner."


def test_what_was_added_before_the_app_was_started_anew_is_gone_on_with(
    ebba: Person, handslag: Handslag, watch_all: list[Watch], tmp_path: Path
) -> None:
    watch_all[-1].allow(NETWORK)
    page = ebba.page
    ready_offline(page)
    page.context.set_offline(True)
    take(ebba, tmp_path)
    ebba.press("after.note")
    ebba.fill("after.note", "Vill ha offert på 40 mikrofoner.")
    ebba.press("after.done")
    outbox.wait_for(page, 2)
    page.goto("/#/outbox")
    page.reload()
    open_latest(ebba)
    ebba.sees("after.kept")
    page.get_by_role("button", name="Mikrofoner").click()
    page.context.set_offline(False)
    kept = wait_for_details(ebba, handslag, "note")
    while json.loads(kept["answers"]) == {}:
        page.wait_for_timeout(100)
        kept = details(handslag)
    assert json.loads(kept["answers"]) == {"q1": ["Mikrofoner"]}
    assert kept["note"] == "Vill ha offert på 40 mikrofoner."

    outbox.wait_for(page, 0)
    page.goto("/#/outbox")
    page.reload()
    open_latest(ebba)
    expect(page.get_by_label(ebba.t("after.note"))).to_have_value(kept["note"])
    expect(page.get_by_role("button", name="Mikrofoner")).to_have_attribute("aria-pressed", "true")


def test_a_card_asks_its_own_occasion_s_questions_wherever_the_seller_is_now(
    ebba: Person, tmp_path: Path
) -> None:
    page = ebba.page
    take(ebba, tmp_path)
    mikrofoner = page.get_by_role("button", name="Mikrofoner")
    mikrofoner.click()
    ebba.press("after.done")
    outbox.wait_for(page, 0)
    page.goto("/#/shift")
    ebba.begin_shift(ebba.t("context.service_desk"))
    ebba.photograph(tmp_path / "card.jpg")
    ebba.press("capture.add")
    ebba.sees("after.next-step")
    expect(mikrofoner).to_have_count(0)
    page.goto("/#/outbox")
    page.reload()
    tiles = page.locator(".tile a")
    expect(tiles).to_have_count(2)
    tiles.last.click()
    expect(mikrofoner).to_have_attribute("aria-pressed", "true")


def test_a_card_can_be_taken_back_after_the_app_was_started_anew(
    ebba: Person, watch_all: list[Watch], tmp_path: Path
) -> None:
    watch_all[-1].allow(NETWORK)
    ready_offline(ebba.page)
    ebba.page.context.set_offline(True)
    take(ebba, tmp_path)
    ebba.page.reload()
    ebba.page.get_by_role("button", name=ebba.t("capture.undo")).click()
    expect(ebba.page.get_by_label(ebba.t("capture.shoot"), exact=True)).to_be_attached()
    assert outbox.items(ebba.page) == []


def test_a_next_step_is_given_to_a_colleague_and_the_desk_names_them(
    ebba: Person, handslag: Handslag, context_of: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    handslag.add_user("elin@fjallbro.example", "Elin Nordahl", PASSWORD, "seller")
    ebba.page.goto("/#/shift")
    ebba.press("shift.start")
    take(ebba, tmp_path)
    ebba.press("step.call")
    owner = ebba.page.get_by_label(ebba.t("after.owner"), exact=True)
    expect(owner.locator("option").first).to_have_text(ebba.t("after.owner-me", name=EBBA["name"]))
    owner.select_option("Elin Nordahl")
    ebba.page.get_by_label(ebba.t("after.due")).fill("2026-12-05")
    step = json.loads(wait_for_details(ebba, handslag, "next_step")["next_step"])
    assert (step["text"], step["due_on"]) == (ebba.t("step.call"), "2026-12-05")
    handslag.start("worker")
    desk = Person(context_of(handslag.url, **DESK).new_page())
    desk.page.goto("/")
    desk.sign_in(EBBA["email"])
    expect(desk.page.get_by_text("Elin Nordahl")).to_be_visible(timeout=60_000)


def test_a_card_can_be_taken_back_for_ten_seconds(
    ebba: Person, handslag: Handslag, tmp_path: Path
) -> None:
    take(ebba, tmp_path)
    ebba.page.get_by_role("button", name=ebba.t("capture.undo")).click()
    expect(ebba.page.get_by_label(ebba.t("capture.shoot"), exact=True)).to_be_attached()
    assert outbox.items(ebba.page) == []
    assert outbox.received(handslag) == {}


@pytest.mark.row("P2-27", part=True)
def test_shown_and_agreed_are_two_acts_and_a_card_is_neither(
    ebba: Person, handslag: Handslag, tmp_path: Path
) -> None:
    take(ebba, tmp_path)
    ebba.press("after.receipt")
    ebba.sees("receipt.not-shown")
    ebba.sees("receipt.not-agreed")
    ebba.page.go_back()
    ebba.press("after.notice")
    ebba.heads("notice.title")
    ebba.press("notice.give-back")
    ebba.press("after.receipt")
    ebba.sees("receipt.shown", version="2018-05")
    ebba.sees("receipt.not-agreed")
    ebba.press("back")
    ebba.press("after.notice")
    ebba.press("notice.newsletter-yes")
    ebba.press("notice.give-back")
    ebba.press("after.done")
    agreed = [("newsletter", ebba.t("notice.newsletter-yes"), "yes")]
    assert (
        outbox.wait_for_rows(ebba.page, handslag, "SELECT purpose, question, answer FROM consents")
        == agreed
    )
    shown = outbox.wait_for_rows(ebba.page, handslag, "SELECT policy_version_id, how FROM notices")
    assert shown == [("2018-05", "screen")]


def test_the_receipt_is_a_code_that_any_phone_reads_without_a_network(
    ebba: Person, tmp_path: Path
) -> None:
    ready_offline(ebba.page)
    take(ebba, tmp_path)
    ebba.page.context.set_offline(True)
    ebba.press("after.receipt")
    read = code_on(ebba.page, ebba.t("receipt.qr"))
    assert read.startswith("BEGIN:VCARD")
    assert f"EMAIL:{EBBA['email']}" in read
    assert "/policy/2018-05" in read
    assert ebba.t("receipt.not-agreed").split(",")[0] in read


@pytest.mark.usefixtures("ebba")
def test_a_phone_is_paired_with_the_code_that_the_desk_shows(
    handslag: Handslag, context_of: Callable[..., BrowserContext]
) -> None:
    desk = Person(context_of(handslag.url, **DESK).new_page())
    desk.page.goto("/")
    desk.sign_in(EBBA["email"])
    desk.heads("nav.review")
    desk.page.goto("/#/devices")
    desk.press("devices.add")
    code = code_on(desk.page, desk.t("devices.code-qr")).removeprefix("handslag:")
    assert code_on(desk.page, desk.t("devices.address-qr")) == f"{handslag.url}/#/pair"
    desk.press("close")

    new = Person(context_of(handslag.url, viewport={"width": 390, "height": 844}).new_page())
    new.page.goto("/#/pair")
    new.fill("pair.code", code.lower())
    new.press("pair.submit")
    new.heads("shift.title")
    desk.page.reload()
    expect(desk.page.get_by_role("button", name=desk.t("devices.revoke"))).to_have_count(3)


def test_a_signature_and_a_card_typed_by_hand_are_taken_in(
    ebba: Person, handslag: Handslag
) -> None:
    ebba.press("mode.signature")
    ebba.fill("signature.text", "Åsa Öhrström\nNorvika Bygg AB\n070-174 06 21")
    ebba.press("signature.keep")
    ebba.heads("capture.stored")
    ebba.press("after.done")
    ebba.press("mode.form")
    ebba.fill("field.company", "Norvika Bygg AB")
    ebba.fill("field.phone", "070-174 06 21")
    ebba.press("form.keep")
    ebba.heads("capture.stored")
    ebba.press("after.done")
    outbox.wait_for(ebba.page, 0)
    with sqlite3.connect(handslag.data / "handslag.db") as database:
        rows = database.execute(
            "SELECT c.channel, f.part, f.received_type FROM captures c"
            " JOIN capture_files f ON f.capture_id = c.id ORDER BY c.id"
        ).fetchall()
    database.close()
    assert [row[:2] for row in rows] == [("signature", "document"), ("other", "document")]


def test_what_is_blurred_is_asked_for_again_and_kept_all_the_same(
    phone: BrowserContext, handslag: Handslag, tmp_path: Path
) -> None:
    elin = first_user(phone, handslag)
    add_fair(elin, "Ljud", "Malmö")
    elin.begin_shift("Ljud")
    sharp = photo(tmp_path, "sharp").path
    elin.photograph(sharp)
    expect(elin.page.get_by_text(elin.t("problem.blurred"))).to_have_count(0)
    blurred = tmp_path / "blurred.jpg"
    Image.open(sharp).filter(ImageFilter.GaussianBlur(14)).save(blurred)
    elin.page.get_by_label(elin.t("capture.shoot"), exact=True).set_input_files(blurred)
    elin.sees("problem.blurred")
    assert len(outbox.known(elin.page, handslag)) == 2


def code_on(page: Page, label: str) -> str:
    """Read the QR code called `label`, as another phone's camera would."""
    drawn = page.get_by_role("img", name=label).locator("xpath=..")
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(drawn.screenshot(scale="device"))))
    text: str = found.text
    return text

"""What other apps hand to this one: pictures, texts, mails and vCards."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import outbox
from tests.browser.acts import Person, first_user, wait_until
from tests.browser.programs import Handslag
from tests.uploads import picture

SIGNATURE = "Åsa Öhrström\nNorvika Bygg AB\n070-174 06 21"
MAIL = f"From: asa@norvika.example\nSubject: Hej\nMessage-ID: <1@norvika.example>\n\n{SIGNATURE}"
VCARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Åsa Öhrström\nORG:Norvika Bygg AB\nEND:VCARD\n"


@pytest.fixture
def ebba(phone: BrowserContext, handslag: Handslag) -> Person:
    """Give the first user, who has not said where they are; the service worker stands ready."""
    person = first_user(phone, handslag)
    person.heads("shift.title")
    person.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    wait_until(person.page, "navigator.serviceWorker.controller !== null")
    return person


def share(page: Page, name: str, kind: str, content: bytes) -> None:
    """Share a file, or a text where `name` is empty, as Android does: the app opens anew."""
    page.evaluate(
        """async ([name, type, bytes]) => {
          const form = new FormData();
          const content = new Uint8Array(bytes);
          if (name) form.append("files", new File([content], name, { type }));
          else form.append("text", new TextDecoder().decode(content));
          await fetch("/share", { method: "POST", body: form, redirect: "manual" });
        }""",
        [name, kind, list(content)],
    )
    page.goto("about:blank")
    page.goto("/#/shared")


def test_each_kind_is_taken_in_and_what_came_before_the_shift_waits_for_it(
    ebba: Person, handslag: Handslag
) -> None:
    page = ebba.page
    share(page, "card.jpg", "image/jpeg", picture())
    ebba.heads("shift.title")
    page.get_by_role("radio", name=ebba.t("context.service_desk")).click()
    ebba.press("shift.start")
    ebba.heads("capture.stored")

    share(page, "", "text/plain", SIGNATURE.encode())
    ebba.heads("signature.title")
    expect(page.get_by_label(ebba.t("signature.text"))).to_have_value(SIGNATURE)
    ebba.press("signature.keep")
    ebba.heads("capture.stored")
    for name, kind, content in (
        ("hej.eml", "message/rfc822", MAIL),
        ("asa.vcf", "text/x-vcard", VCARD),
    ):
        share(page, name, kind, content.encode())
        ebba.heads("capture.stored")
        ebba.press("after.done")
    outbox.wait_for(page, 0)
    kinds = "SELECT received_type FROM capture_files ORDER BY capture_id"
    assert outbox.channels(handslag) == ["card", "signature", "signature", "signature"]
    assert [kind for (kind,) in outbox.wait_for_rows(page, handslag, kinds)] == [
        "image/jpeg",
        "text/plain",
        "text/plain",
        "text/vcard",
    ]
    assert page.evaluate("caches.has('shared')") is False

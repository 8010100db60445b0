"""One signature in every form a mail takes gives the same contact."""

from email.message import EmailMessage
from html import escape

import pytest
from PIL import ImageOps

from ocr import pipeline
from ocr.engines.null import NullEngine
from ocr.image import decode
from ocr.types import Contact, Hints, SideInput
from tests.ocr.known import ASA, Read, encoded, photographed, printed

SIGNATURE = "\n".join(ASA.lines)
LETTER = f"Hej Bo,\n\nErik Dahl (070-174 06 99) ringer.\n\nMed vänlig hälsning\n\n{SIGNATURE}\n"
OLDER = "Den 3 mars 2026 kl. 10:12 skrev Bo Ek <bo@kund.example>:"
THREAD = f"{LETTER}\n{OLDER}\n\n> Hej Åsa\n>\n> Bo Ek\n> Kund AB\n> 08-465 004 22\n"
BOTTOM = f"{OLDER}\n\n> Hej\n> Bo Ek\n> 08-465 004 22\n\nJa tack!\n\n-- \n{SIGNATURE}\n"
COPIED = f"Från: Åsa\nSkickat: den 3 mars 2026\nTill: Bo\nÄmne: Offert\n\n{LETTER}"
FORWARDED = (
    f"---------- Forwarded message ---------\nFrom: Åsa\nDate: 3 mars\nSubject: Offert\n"
    f"To: Bo\n\n{LETTER}"
)
ROWS = "".join(f"<tr><td></td><td>{escape(line)}</td></tr>" for line in ASA.lines)
OFFICE = "".join(f"<p class=MsoNormal>{escape(line)}<o:p></o:p></p>" for line in ASA.lines)
GMAIL = (
    "<div dir=ltr>Hej!<br>-- <br><div class=gmail_signature>"
    + "<br>".join(map(escape, ASA.lines))
    + "</div></div><div class=gmail_quote>Den 3 mars skrev Bo Ek:<blockquote>Bo Ek<br>08-465 004 22"
    "</blockquote></div>"
)
PAGES = {
    "table": f"<html><body><div style='display:none'>x@y.example</div><table>{ROWS}</table></html>",
    "office": f"<html><!--[if mso]><p>Bo Ek</p><![endif]--><body>{OFFICE}</body></html>",
    "gmail": GMAIL,
}


def mail(text: str, charset: str = "utf-8", coding: str = "8bit", page: str = "") -> bytes:
    """A whole message with headers."""
    message = EmailMessage()
    message["From"], message["To"] = "Åsa Öhrström <asa.ohrstrom@norvikabygg.se>", "bo@kund.example"
    message["Subject"], message["Message-ID"] = "Offert", "<7@norvikabygg.se>"
    message.set_content(text, charset=charset, cte=coding)
    if page:
        message.add_alternative(page, subtype="html")
    return message.as_bytes()


def flowed() -> bytes:
    """Format=flowed, its address broken over two lines."""
    text = LETTER.replace("Hamngatan 12", "Hamngatan \n12").encode("iso-8859-1")
    head = b"From: a@norvikabygg.se\nTo: b@kund.example\nSubject: Offert\nMIME-Version: 1.0\n"
    kind = b"Content-Type: text/plain; charset=iso-8859-1; format=flowed\n\n"
    return head + kind + text


FORMS = {
    "pasted": SIGNATURE.encode(),
    "letter": LETTER.encode(),
    "windows": LETTER.replace("\n", "\r\n").encode("cp1252"),
    "utf-16": LETTER.encode("utf-16"),
    "thread": THREAD.encode(),
    "bottom-posted": BOTTOM.encode(),
    "copied with its header": COPIED.encode(),
    "forwarded": FORWARDED.encode(),
    **{name: page.encode() for name, page in PAGES.items()},
    "mail": mail(THREAD),
    "mail, quoted-printable": mail(THREAD, "iso-8859-1", "quoted-printable"),
    "mail, base64": mail(THREAD, "utf-8", "base64"),
    "mail, html beside": mail(LETTER, page=GMAIL),
    "mail, html alone": mail(" ", page=PAGES["table"]),
    "mail, flowed": flowed(),
}


def only(contacts: tuple[Contact, ...]) -> Contact:
    assert len(contacts) == 1
    return contacts[0]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.row("C-4")
def test_every_form_of_document_gives_the_same_contact(form: str) -> None:
    result = pipeline.read([SideInput(FORMS[form])], Hints(), NullEngine(), decode.decode)
    assert ASA.is_in(only(result.reading.contacts))
    kept = result.kept[0].data.decode()
    assert not [other for other in ("Bo Ek", "Erik", "004 22", "06 99") if other in kept]


@pytest.mark.engine
@pytest.mark.parametrize("form", ["screenshot", "dark screenshot", "photo"])
@pytest.mark.row("C-4")
def test_a_picture_of_a_signature_gives_the_same_contact(read: Read, form: str) -> None:
    shown = printed(ASA.lines)
    forms = {
        "screenshot": lambda: encoded(shown.image, "PNG"),
        "dark screenshot": lambda: encoded(ImageOps.invert(shown.image), "PNG"),
        "photo": lambda: photographed([shown]),
    }
    assert ASA.is_in(only(read(forms[form]()).reading.contacts))

"""HTML pages and MIME messages in the ways mail programs write them."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from email.charset import BASE64, QP, Charset
from email.message import EmailMessage
from email.message import Message as Part
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.utils import formataddr
from random import Random
from typing import TYPE_CHECKING

from tests.ocr.generator.signatures import Signature

if TYPE_CHECKING:
    from tests.ocr.generator.mails import Message

FLOWED = 66  # columns
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """Headers of a message."""

    sender: str
    to: str
    subject: str
    message_id: str


def envelope(rng: Random, signed: Signature, other: Signature, sender: str) -> Envelope:
    """From and to as names with addresses; the From name may be turned round, or missing."""
    someone, reader = signed.content.person, other.content.person
    name = rng.choice(
        [f"{someone.first} {someone.last}"] * 3 + [f"{someone.last}, {someone.first}", ""]
    )
    if not signed.truth["person"]:
        name = signed.content.company.bare
    to = formataddr(
        (f"{reader.first} {reader.last}", (other.truth["emails"] or ["kontakt@lumera.example"])[0])
    )
    subject = ("Re: " if rng.random() < 0.4 else "") + signed.content.language.pick(rng, "subject")
    return Envelope(
        formataddr((name, sender)),
        to,
        subject,
        f"<{rng.randrange(1 << 60):x}@mail.{signed.content.company.domain}>",
    )


def eml(rng: Random, text: str, page_text: str, head: Envelope) -> bytes:
    """A message: text, HTML or both, at times with an inline picture, in a charset and coding."""
    shape = rng.choice(["text", "text", "flowed", "both", "both", "html", "related"])
    charset = rng.choice(["utf-8", "utf-8", "iso-8859-1", "windows-1252"])
    if any(not can(part, charset) for part in (text, page_text)):
        charset = "utf-8"
    coding = rng.choice(["quoted-printable", "base64", "8bit"])
    if shape in {"text", "flowed"}:
        root: Part = leaf("plain", flow(text) if shape == "flowed" else text, charset, coding)
        if shape == "flowed":
            root.set_param("format", "flowed")
    elif shape == "html":
        root = leaf("html", page_text, charset, coding)
    else:
        root = MIMEMultipart("alternative", boundary=f"=_{rng.randrange(1 << 40):x}")
        root.attach(leaf("plain", text, charset, coding))
        root.attach(leaf("html", page_text, charset, coding))
        if shape == "related":
            outer = MIMEMultipart("related", boundary=f"=_r{rng.randrange(1 << 40):x}")
            outer.attach(root)
            logo = MIMEImage(PIXEL, name="logo.png")
            logo["Content-ID"] = "<logo@signature>"
            outer.attach(logo)
            root = outer
    return headed(root, head)


def can(text: str, charset: str) -> bool:
    """Whether a charset has every letter of the text."""
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def leaf(subtype: str, text: str, charset: str, coding: str) -> Part:
    """One text part in a charset and a transfer coding."""
    part = MIMENonMultipart("text", subtype, charset=charset)
    rules = Charset(charset)
    rules.body_encoding = QP if coding == "quoted-printable" else BASE64
    if coding == "8bit":
        part.set_payload(text.encode(charset).decode("ascii", "surrogateescape"))
        part["Content-Transfer-Encoding"] = "8bit"
    else:
        part.set_payload(text, rules)
    return part


def headed(root: Part, head: Envelope) -> bytes:
    """The message's bytes with headers in front, names encoded where they need it."""
    probe = EmailMessage()
    probe["From"], probe["To"], probe["Subject"] = head.sender, head.to, head.subject
    front = probe.as_bytes().split(b"\n\n")[0].decode()
    extra = (
        f"Date: Fri, 20 Nov 2026 10:12:13 +0100\nMessage-ID: {head.message_id}\nMIME-Version: 1.0\n"
    )
    del root["MIME-Version"]
    return (front + "\n" + extra).encode() + root.as_bytes()


def flow(text: str) -> str:
    """Soft-wrapped at 66 columns as format=flowed asks; quote marks are left alone."""
    return "\n".join(part for line in text.split("\n") for part in soft(line))


def soft(line: str) -> list[str]:
    """One line as flowed lines: all but the last end in a space."""
    if len(line) <= FLOWED or " " not in line[40:FLOWED] or line.startswith(">"):
        return [line]
    cut = line.rindex(" ", 0, FLOWED) + 1
    return [line[:cut], *soft(line[cut:])]


def page(rng: Random, message: "Message") -> str:
    """The message as HTML: lines in div, p, br or a table, links, hidden text, quoted blocks."""
    signed = [text for _, text in message.signed.lines]
    block = rng.choice([rows, breaks, paragraphs, table])(signed)
    hidden = (
        '<div style="display:none;max-height:0">Preview 08-465 004 99 x@preview.example</div>'
        if rng.random() < 0.3
        else ""
    )
    logo = (
        '<img src="cid:logo@signature" alt="" width="120" height="40"><br>'
        if rng.random() < 0.3
        else ""
    )
    above, below = (
        rows(message.above) if message.above else "",
        rows(message.below) if message.below else "",
    )
    style = "<style>p.MsoNormal{margin:0;font-family:Calibri}</style>" if rng.random() < 0.5 else ""
    new = f'{above}<div class="signature">{block}{logo}</div>{below}'
    old = quoted(rng, message.older) if message.older else ""
    body = old + new if message.shape == "bottom" else new + old
    head = f'<head><meta charset="utf-8">{style}<title>x</title></head>'
    return f"<!DOCTYPE html><html>{head}<body>{hidden}{body}</body></html>\n"


def link(line: str) -> str:
    """A line with its e-mail address made a link, as mail programs do."""
    words = [
        f'<a href="mailto:{html.escape(w)}">{html.escape(w)}</a>'
        if "@" in w
        else f"<b>{html.escape(w)}</b>"
        if w.isupper() and len(w) > 3
        else html.escape(w)
        for w in line.split(" ")
    ]
    return " ".join(words)


def rows(lines: Sequence[str]) -> str:
    """A div for each line."""
    return "".join(f"<div>{link(line) or '<br>'}</div>\n" for line in lines)


def breaks(lines: Sequence[str]) -> str:
    """One paragraph broken by br."""
    return "<p>" + "<br>\n".join(link(line) for line in lines) + "</p>"


def paragraphs(lines: Sequence[str]) -> str:
    """Outlook's paragraphs with non-breaking spaces for empty ones."""
    return "".join(
        f'<p class="MsoNormal"><span lang="SV">{link(line) or "&nbsp;"}</span></p>\n'
        for line in lines
    )


def table(lines: Sequence[str]) -> str:
    """A logo cell beside a cell of lines; labels and values may have cells of their own."""
    cells = []
    for line in lines:
        label, colon, value = line.partition(": ")
        cells.append(
            f"<tr><td>{link(label)}:&nbsp;</td><td>{link(value)}</td></tr>"
            if colon and len(label) < 16
            else f'<tr><td colspan="2">{link(line)}</td></tr>'
        )
    return (
        '<table cellpadding="0" cellspacing="0"><tr><td></td><td><table>'
        + "\n".join(cells)
        + "</table></td></tr></table>"
    )


def quoted(rng: Random, older: Sequence[str]) -> str:
    """The older mail the way a program quotes it."""
    lines = [line.removeprefix("> ").removeprefix(">") for line in older]
    if any(line.startswith(">") for line in older):
        cited = f'<blockquote type="cite">{rows(lines[2:])}</blockquote>'
        return f'<div class="gmail_quote"><div>{link(lines[1])}</div>{cited}</div>'
    border = '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
    return rng.choice(
        [
            "<hr>",
            border + "</div>",
            '<div id="appendonsend"></div><hr style="display:inline-block;width:98%">',
        ]
    ) + rows(lines)

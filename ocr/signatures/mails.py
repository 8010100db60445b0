"""A raw mail to the text of its own body and the facts of its header."""

import re
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from ocr.errors import BrokenFileError, TooLargeError
from ocr.signatures.encoding import decoded

_HEADER = re.compile(
    rb"^(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Content-Type|"
    rb"Delivered-To|DKIM-Signature|X-[\w-]+|Reply-To|User-Agent|Sender|Cc):",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_PARTS = 300
_MOST_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Mail:
    """The body that a reader would see first, and who sent it."""

    text: str
    is_html: bool
    message_id: str | None
    sender: tuple[str, str] | None


def is_mail(data: bytes) -> bool:
    """Whether the bytes begin with a mail's header: three known fields before a blank line."""
    head = re.split(rb"\r?\n\r?\n", data.lstrip()[:20_000], maxsplit=1)[0]
    starts = re.match(rb"(?:From [^\n]*\r?\n)?[\w-]+:[ \t\r\n]", head)
    return bool(starts) and len(_HEADER.findall(head)) >= 3


def read(data: bytes) -> Mail:
    """The newest body of a mail: its plain text, or its HTML where that alone says something.

    Raises:
        BrokenFileError: the mail has no readable text.
        TooLargeError: it has more parts, or parts in parts, than a mail has.
    """
    if (
        data.lower().count(b"\ncontent-type:") > _MOST_PARTS
        or data.count(b"boundary=") > _MOST_DEPTH
    ):
        raise TooLargeError("parts")
    try:
        message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data.lstrip())
        found = _bodies(message)
    except (
        ValueError,
        LookupError,
        RecursionError,
        AttributeError,
        TypeError,
        IndexError,
        KeyError,
    ) as error:
        raise BrokenFileError("mail") from error
    plain, html = found
    if not plain.strip() and not html.strip():
        raise BrokenFileError("mail")
    use_html = not plain.strip() or _is_poor(plain, html)
    return Mail(
        html if use_html else plain, use_html, _header(message, "Message-ID"), _sender(message)
    )


def _bodies(message: EmailMessage) -> tuple[str, str]:
    """The first text of each sort that is no attachment; an enclosed mail is not the sender's."""
    plain, html = "", ""
    parts: list[EmailMessage] = [message]
    while parts:
        part = parts.pop(0)
        kind = part.get_content_type()
        if part.is_multipart() and kind != "message/rfc822":
            parts = [p for p in part.iter_parts() if isinstance(p, EmailMessage)] + parts
        elif kind == "text/plain" and not plain and not _is_attached(part):
            plain = _text(part)
        elif kind == "text/html" and not html and not _is_attached(part):
            html = _text(part)
    return plain, html


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment"


def _text(part: EmailMessage) -> str:
    """The decoded text; a wrong character set is read as if none were given."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    try:
        text = raw.decode(charset) if charset else decoded(raw)
    except (LookupError, UnicodeDecodeError, ValueError):
        text = decoded(raw)
    if part.get_param("format") == "flowed":
        text = _unflowed(text, delete_space=part.get_param("delsp") == "yes")
    return text.replace("\r\n", "\n")


def _unflowed(text: str, *, delete_space: bool) -> str:
    """RFC 3676: a line ending in a blank goes on in the next, but for the `-- ` of a signature."""
    found: list[str] = []
    joining = False
    for raw in text.splitlines():
        line = raw.removeprefix(" ")
        if joining and not line.startswith(">") and line != "-- ":
            found[-1] += line
        else:
            found.append(line)
        joining = line.endswith(" ") and line != "-- " and not line.startswith(">")
        if joining and delete_space:
            found[-1] = found[-1][:-1]
    return "\n".join(found)


def _is_poor(plain: str, html: str) -> bool:
    """A plain part that only says to look at the other one."""
    return len(plain.strip()) < 40 and len(html) > 400


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except (ValueError, IndexError, AttributeError, KeyError, TypeError):
        return None
    text = " ".join(str(value).split())[:998] if value else ""
    return text or None


def _sender(message: EmailMessage) -> tuple[str, str] | None:
    printed = _header(message, "From")
    if not printed:
        return None
    name, address = parseaddr(printed)
    return (name, address) if address else None

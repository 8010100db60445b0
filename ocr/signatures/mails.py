"""A raw mail to the text of its own body and the facts of its header."""

import re
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
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
_MOST_HEADER = 200_000  # bytes
_LONGEST_HEADER = 4_000  # characters


@dataclass(frozen=True, slots=True)
class Mail:
    """The body that a reader would see first, and who sent it.

    `head` has the raw fields that make the mail evidence: who, when, which. Not to whom, about what
    or by which way: these tell of others.
    """

    head: str
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
    head = data.lstrip()[: _MOST_HEADER + 1].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    if (
        len(head) > _MOST_HEADER
        or data.lower().count(b"\ncontent-type:") > _MOST_PARTS
        or data.count(b"boundary=") > _MOST_DEPTH
    ):
        raise TooLargeError("parts")
    try:
        # The plain parser: the structured one takes quadratic time for hostile headers.
        message = BytesParser(policy=policy.compat32).parsebytes(data.lstrip())
        plain, html = _bodies(message)
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError) as error:
        raise BrokenFileError("mail") from error
    if not plain.strip() and not html.strip():
        raise BrokenFileError("mail")
    use_html = not plain.strip() or _is_poor(plain, html)
    text = html if use_html else plain
    message_id, sender = _header(message, "Message-ID"), _sender(message)
    return Mail(_head(message), text, use_html, message_id, sender)


def _bodies(message: Message) -> tuple[str, str]:
    """The first text of each sort that is no attachment; an enclosed mail is not the sender's."""
    plain, html = "", ""
    parts = [message]
    while parts:
        part = parts.pop(0)
        kind = "text/plain" if _is_long(part) else part.get_content_type()
        if part.is_multipart() and kind != "message/rfc822":
            parts = [inner for inner in part.get_payload() if isinstance(inner, Message)] + parts
        elif kind == "text/plain" and not plain and not _is_attached(part):
            plain = _text(part)
        elif kind == "text/html" and not html and not _is_attached(part):
            html = _text(part)
    return plain, html


def _is_long(part: Message) -> bool:
    """Whether a part describes itself at a length no program does: then it is not parsed."""
    told = (part.get("Content-Type"), part.get("Content-Disposition"))
    return any(len(str(value)) > _LONGEST_HEADER for value in told if value)


def _is_attached(part: Message) -> bool:
    return not _is_long(part) and part.get_content_disposition() == "attachment"


def _text(part: Message) -> str:
    """The decoded text; a wrong character set is read as if none were given."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    charset = None if _is_long(part) else part.get_content_charset()
    try:
        text = raw.decode(charset) if charset and _is_of_text(charset) else decoded(raw)
    except (LookupError, UnicodeDecodeError, ValueError):
        text = decoded(raw)
    if not _is_long(part) and part.get_param("format") == "flowed":
        text = _unflowed(text, delete_space=part.get_param("delsp") == "yes")
    return text.replace("\r\n", "\n")


def _is_of_text(charset: str) -> bool:
    """Python also calls host name and UTF-7 coders character sets: those mails do not use."""
    return not re.match(r"(?:idna|punycode|utf.?7|unicode.escape|raw.unicode)", charset)


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


def _head(message: Message) -> str:
    """The fields that are evidence as they came, each unfolded to one line (RFC 5322 2.2.3)."""
    told = ((name, message.get(name)) for name in ("From", "Date", "Message-ID"))
    lines = (f"{name}: {' '.join(str(raw).split())[:998]}" for name, raw in told if raw)
    return "\n".join(lines)


def _header(message: Message, name: str) -> str | None:
    """A header in one line, its encoded words (RFC 2047) decoded; None where it is not there."""
    raw = " ".join(str(message.get(name) or "").split())[:_LONGEST_HEADER]
    try:
        text = str(make_header(decode_header(raw)))
    except (MessageError, ValueError, LookupError):
        text = raw
    return text[:998] or None


def _sender(message: Message) -> tuple[str, str] | None:
    name, address = parseaddr(_header(message, "From") or "")
    return (name, address) if address else None

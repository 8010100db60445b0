"""Writes vCard 3.0 (RFC 2426), the version every phone and mail program reads."""

from collections.abc import Iterator
from uuid import UUID

from api.contacts.schemas import ContactRead, MethodRead

MEDIA_TYPE = "text/vcard; charset=utf-8"
# Names the export or disclosure that the card left the house by.
WATERMARK = "X-HANDSLAG-EXPORT"

_OCTETS = 75
_PHONE_TYPES = {
    "mobile": "WORK,CELL",
    "work": "WORK,VOICE",
    "switchboard": "WORK,VOICE",
    "fax": "WORK,FAX",
}


def write(contact: ContactRead, watermark: UUID | None = None) -> str:
    """Return `contact` as one card, lines ended by CRLF and folded at 75 octets.

    What is in two registers is written once. The UID stays the same for ever, so that reading the
    card in again replaces it.
    """
    return "".join(f"{fold_line(line)}\r\n" for line in _lines(contact, watermark))


def escape(text: str) -> str:
    """Return `text` as a text value: backslash, comma, semicolon and line break escaped."""
    for plain, escaped in (("\\", "\\\\"), (",", "\\,"), (";", "\\;"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def fold_line(line: str) -> str:
    """Return `line` in pieces of at most 75 octets, each but the first begun by a space.

    No character is cut in two: some readers decode before they unfold.
    """
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + character, size + octets
    return "\r\n".join([*pieces, piece])


def _lines(contact: ContactRead, watermark: UUID | None) -> Iterator[str]:
    organization = contact.organization.name if contact.organization else ""
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield "PRODID:-//Handslag//Handslag//SV"
    yield f"UID:urn:uuid:{contact.id}"
    yield f"FN:{escape(contact.person or organization)}"
    yield f"N:{_name(contact.person)}"
    if organization:
        parts = [organization, *([contact.department] if contact.department else [])]
        yield f"ORG:{';'.join(map(escape, parts))}"
    if contact.role:
        yield f"TITLE:{escape(contact.role)}"
    for kind, value in dict.fromkeys((m.kind, _number(m)) for m in contact.methods):
        yield _method(kind, value)
    if contact.address:
        # Told apart only where it is known which part is which; one line is a street line.
        yield f"ADR;TYPE=WORK:;;{escape(contact.address)};;;;"
    if contact.registers:
        yield f"CATEGORIES:{','.join(map(escape, contact.registers))}"
    if watermark is not None:
        yield f"{WATERMARK}:{watermark}"
    yield "END:VCARD"


def split_name(person: str | None) -> tuple[str, str]:
    """Return the family name and the given names of a name as printed."""
    given, _, family = (person or "").rpartition(" ")
    return family, given


def _name(person: str | None) -> str:
    family, given = split_name(person)
    return f"{escape(family)};{escape(given)};;;"


def _number(method: MethodRead) -> str:
    return f"{method.value} x{method.extension}" if method.extension else method.value


def _method(kind: str, value: str) -> str:
    if kind == "email":
        return f"EMAIL;TYPE=INTERNET:{escape(value)}"
    if kind == "website":
        # A URL is a value of its own kind: its commas and semicolons belong to it.
        return f"URL:{value}"
    return f"TEL;TYPE={_PHONE_TYPES[kind]}:{escape(value)}"

"""MECARD, the address format of NTT DoCoMo that many QR makers write: `MECARD:N:...;TEL:...;;`."""

import re

from ocr.codes.payload import Payload
from ocr.types import Contact, Phone, PrivateKind

_FIELD = re.compile(r"([A-Z-]+):((?:\\.|[^;\\])*)(?:;|$)", re.IGNORECASE)


def read(text: str) -> Payload | None:
    """Return the contact; None where the text is no MECARD."""
    if not text.upper().startswith("MECARD:"):
        return None
    found: dict[str, list[str]] = {}
    for name, value in _FIELD.findall(text[len("MECARD:") :]):
        plain = re.sub(r"\\(.)", r"\1", value).strip()
        if plain:
            found.setdefault(name.upper(), []).append(plain)
    contact = Contact(
        company=_first(found, "ORG"),
        person=_person(_first(found, "N")),
        role=_first(found, "TITLE"),
        phones=tuple(Phone("work", None, None, number) for number in found.get("TEL", [])),
        emails=tuple(dict.fromkeys(found.get("EMAIL", []))),
        websites=tuple(dict.fromkeys(found.get("URL", []))),
        address=_first(found, "ADR"),
    )
    private: tuple[PrivateKind, ...] = ("birth_date",) if "BDAY" in found else ()
    return Payload("mecard", contact, private)


def _first(found: dict[str, list[str]], name: str) -> str | None:
    return next(iter(found.get(name, [])), None)


def _person(name: str | None) -> str | None:
    """Turn `Family,Given` round."""
    family, comma, given = (name or "").partition(",")
    return f"{given.strip()} {family.strip()}".strip() if comma else name

"""A reading as JSON, the shape programs outside rely on (docs: "A reading")."""

from typing import Any

from ocr.types import Box, Contact, Phone, Private, Provenance, Reading

Json = dict[str, Any]


def as_json(reading: Reading) -> Json:
    """Return the reading as plain dicts, lists, strings and numbers."""
    return {
        "contacts": [_contact(contact) for contact in reading.contacts],
        "private": [_private(private) for private in reading.private],
        "quality": {
            "readable": reading.quality.readable,
            "reasons": list(reading.quality.reasons),
        },
        "engine": {"name": reading.engine.name, "version": reading.engine.version},
        "timing_ms": dict(reading.timing_ms),
    }


def _contact(contact: Contact) -> Json:
    return {
        "company": contact.company,
        "person": contact.person,
        "role": contact.role,
        "department": contact.department,
        "phones": [_phone(phone) for phone in contact.phones],
        "emails": list(contact.emails),
        "websites": list(contact.websites),
        "address": contact.address,
        "confidence": {name: round(value, 4) for name, value in contact.confidence.items()},
        "provenance": [_provenance(provenance) for provenance in contact.provenance],
    }


def _phone(phone: Phone) -> Json:
    return {
        "kind": phone.kind,
        "e164": phone.e164,
        "extension": phone.extension,
        "text": phone.text,
    }


def _provenance(provenance: Provenance) -> Json:
    return {
        "field": provenance.field,
        "side": provenance.side,
        "box": _box(provenance.box),
        "text": provenance.text,
        "source": provenance.source,
    }


def _private(private: Private) -> Json:
    return {"kind": private.kind, "side": private.side, "box": _box(private.box)}


def _box(box: Box | None) -> list[int] | None:
    return None if box is None else [box.left, box.top, box.right, box.bottom]

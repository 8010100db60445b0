"""What a person wrote in the form, as the values of a rectification."""

from typing import Any

from api.models import Contact
from api.rights.mine.pages import PLAIN_FIELDS


def given(contact: Contact, form: dict[str, str]) -> dict[str, Any]:
    """Return what a person's form changes, as the values of a rectification.

    Kinds the form does not show (fax, switchboard) stay as they are.
    """
    values: dict[str, Any] = {name: form.get(name) or None for name in PLAIN_FIELDS}
    if not values["company"]:
        del values["company"]
    phones = [
        {"kind": m.kind, "e164": m.value, "extension": m.extension}
        for m in contact.methods
        if m.kind in ("switchboard", "fax")
    ]
    phones += [
        {"kind": kind, "text": text, "extension": None}
        for kind in ("mobile", "work")
        for text in _filled(form, kind)
    ]
    return values | {"phones": phones, "emails": _filled(form, "email")}


def _filled(form: dict[str, str], kind: str) -> list[str]:
    return [text for name, text in form.items() if name.startswith(f"{kind}.") and text.strip()]

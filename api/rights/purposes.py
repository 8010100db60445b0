"""What a person's details serve, by register, and on what ground: told in plain words."""

from collections.abc import Collection
from typing import Any

# The policy's purposes and its four grounds; newsletters are never among them by a card alone.
_PURPOSES: dict[str, list[dict[str, Any]]] = {
    "customer": [
        {
            "purpose": "contract",
            "basis": "contract",
            "article": "GDPR art. 6.1 b",
            "sv": "För att svara dig och leverera.",
            "en": "To answer you and to deliver.",
        },
        {
            "purpose": "relation",
            "basis": "legitimate_interest",
            "article": "GDPR art. 6.1 f",
            "sv": "För att hålla kontakten, i vårt och ditt företags intresse.",
            "en": "To stay in touch, in our and your company's interest.",
        },
    ],
    "supplier": [
        {
            "purpose": "contract",
            "basis": "supplier_customer_interest",
            "article": "GDPR art. 6.1 f",
            "sv": "För att köpa av er och sköta leveranserna. Aldrig för marknadsföring.",
            "en": "To buy from you and handle deliveries. Never for marketing.",
        }
    ],
}


def purposes_of(registers: Collection[str]) -> list[dict[str, Any]]:
    """Return the purposes that a contact's registers serve."""
    told = list(_PURPOSES["customer"]) if "customer" in registers else []
    if any(register.startswith("supplier") for register in registers):
        told += _PURPOSES["supplier"]
    return told

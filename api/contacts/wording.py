"""The words a contact is found by."""

from collections.abc import Iterable

import phonenumbers

from api.kit.folding import fold
from api.models import Contact


def searchable(contact: Contact) -> str:
    """Return the folded words of `contact`, each once; needs its organization and methods."""
    texts = [contact.person, contact.role, contact.department, contact.address]
    if contact.organization is not None:
        texts.append(contact.organization.name)
    for method in contact.methods:
        texts += _number(method.value) if method.value.startswith("+") else [method.value]
    words = (word for text in texts if text for word in fold(text).split())
    return " ".join(dict.fromkeys(words))


def _number(e164: str) -> Iterable[str]:
    # As dialled from abroad and from home: people type the one or the other.
    number = phonenumbers.parse(e164)
    home = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return e164.removeprefix("+"), "".join(filter(str.isdigit, home))

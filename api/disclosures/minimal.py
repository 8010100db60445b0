"""The few fields of a contact that a class of recipients is given, and which countries it is in."""

from collections.abc import Collection
from typing import Any

import phonenumbers

from api.contacts.present import present
from api.contacts.schemas import ContactRead, MethodRead
from api.disclosures.classes import ClassFacts
from api.models import Contact, ContactMethod

_KINDS: dict[str, tuple[str, ...]] = {
    "phones": ("mobile", "work", "switchboard"),
    "faxes": ("fax",),
    "emails": ("email",),
    "websites": ("website",),
}
# Endings of two letters that are sold as words, and one that is not its country's code.
_NO_COUNTRY = frozenset({"io", "co", "me", "tv", "ai", "cc", "nu", "eu", "fm", "ly", "to"})
_CODES = {"UK": "GB"}


def minimal(
    contact: Contact, facts: ClassFacts, methods: Collection[ContactMethod]
) -> dict[str, Any]:
    """Return what a class is given of `contact`, loaded whole, by `methods` that may be used.

    What the contact has none of is left out; a value given in two registers is told once.
    """
    every: dict[str, Any] = {
        "company": contact.organization and contact.organization.name,
        "person": contact.person,
        "role": contact.role,
        "department": contact.department,
        "address": contact.address,
        **{field: _values(methods, *kinds) for field, kinds in _KINDS.items()},
    }
    return {field: every[field] for field in facts.fields if every[field]}


def only(contact: Contact, facts: ClassFacts, methods: Collection[ContactMethod]) -> ContactRead:
    """Return the same as `minimal` in the form every door of the register tells a contact in."""
    told = present(contact)
    kinds = {kind for field in facts.fields for kind in _KINDS.get(field, ())}
    kept = [MethodRead.model_validate(method) for method in methods if method.kind in kinds]
    left_out = {
        field: None
        for field in ("person", "role", "department", "address")
        if field not in facts.fields
    }
    return told.model_copy(update={**left_out, "methods": kept, "registers": []})


def usable(contact: Contact, facts: ClassFacts, registers: Collection[str]) -> list[ContactMethod]:
    """Return the ways to reach `contact` that evidence gave in one of `registers`."""
    allowed = {"customer"} & set(registers) if facts.customers_only else set(registers)
    return [method for method in contact.methods if method.register in allowed]


def regions_of(contact: Contact) -> set[str]:
    """Return the countries (ISO 3166-1) that numbers and addresses of `contact` belong to."""
    return {region for method in contact.methods if (region := _region(method))}


def _region(method: ContactMethod) -> str | None:
    if method.value.startswith("+"):
        return phonenumbers.region_code_for_number(phonenumbers.parse(method.value))
    host = method.value.rpartition("@")[2].partition("://")[2] or method.value.rpartition("@")[2]
    ending = host.partition("/")[0].rpartition(".")[2]
    if len(ending) != 2 or ending in _NO_COUNTRY:  # noqa: PLR2004 - a country's ending has two
        return None
    return _CODES.get(ending.upper(), ending.upper())


def _values(methods: Collection[ContactMethod], *kinds: str) -> list[str]:
    found = [
        f"{method.value} x{method.extension}" if method.extension else method.value
        for method in methods
        if method.kind in kinds
    ]
    return list(dict.fromkeys(found))

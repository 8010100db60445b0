"""What a QR code says beside the print: it fills what is missing, and a difference is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from rapidfuzz.distance import Levenshtein

from ocr.data.folding import bare
from ocr.fields import emails, numbers, private, websites
from ocr.types import Code, Contact, Phone, Provenance

_SURE = 0.98
_Value = TypeVar("_Value", bound=str | Phone)
_SINGLES = ("company", "person", "role", "department", "address")


def merge(
    contacts: Sequence[Contact], codes: Sequence[Code], regions: Sequence[str]
) -> list[Contact]:
    """The contacts with each code's values in the one it fits best; a code alone makes its own.

    Print wins over a code that says something else: the code's value then stands in the provenance
    of the field. An address one letter from the code's was misread. A bare web address fills in
    only where the card prints none.
    """
    merged = list(contacts)
    for code in codes:
        if not merged:
            merged.append(Contact())
        home = max(range(len(merged)), key=lambda i: _shared(merged[i], code.contact))
        merged[home] = _merge(merged[home], code, regions)
    return merged


def _shared(contact: Contact, given: Contact) -> int:
    """How many values a contact and a code have in common; equal ones leave it to the first."""
    texts = [(one.person, one.company, one.address) for one in (contact, given)]
    same = sum(bool(a) and bare(a or "") == bare(b or "") for a, b in zip(*texts, strict=True))
    for values in ("emails", "websites", "phones"):
        keys = [{_key(value) for value in getattr(one, values)} for one in (contact, given)]
        same += len(keys[0] & keys[1])
    return same


def _merge(base: Contact, code: Code, regions: Sequence[str]) -> Contact:
    given = _without_private(code.contact)
    if code.kind == "url" and base.websites:
        return base
    merged = replace(
        base,
        company=base.company or given.company,
        person=base.person or given.person,
        role=base.role or given.role,
        department=base.department or given.department,
        address=base.address or given.address,
        phones=_joined(base.phones, [_read(phone, regions) for phone in given.phones]),
        emails=_joined(*_agreed(base.emails, map(emails.normalize, given.emails))),
        websites=_joined(*_agreed(base.websites, map(websites.normalize, given.websites))),
    )
    said = [(field, str(value)) for field in _SINGLES if (value := getattr(given, field))]
    for field in ("phones", "emails", "websites"):
        keys = [_key(value) for value in getattr(merged, field)]
        said += [
            (f"{field}.{keys.index(_key(value))}", _text(value))
            for value in getattr(given, field)
            if _key(value) in keys
        ]
    return replace(
        merged,
        confidence={**{field: _SURE for field, _ in said}, **base.confidence},
        provenance=(
            *base.provenance,
            *(Provenance(field, code.side, code.box, text, "code") for field, text in said),
        ),
    )


def _without_private(contact: Contact) -> Contact:
    """The contact without values that tell something private in words, as a title with a birth."""
    return replace(
        contact,
        company=_open(contact.company),
        person=_open(contact.person),
        role=_open(contact.role),
        department=_open(contact.department),
        address=_open(contact.address),
    )


def _open(value: str | None) -> str | None:
    return None if value and private.find(value) else value


def _agreed(
    printed: tuple[str, ...], said: Iterable[str | None]
) -> tuple[tuple[str, ...], list[str]]:
    """The printed addresses and the code's; a printed one hardly other than the code's is misread.

    Nobody prints `ek@norvika.se` beside a code of `ek@norvlka.se`; recognition reads one so.
    """
    known = [value for value in said if value]
    return tuple(_as_coded(value, printed, known) for value in printed), known


def _as_coded(value: str, printed: Sequence[str], known: Sequence[str]) -> str:
    keys = {_key(one) for one in printed}
    near = [
        one
        for one in known
        if _key(one) not in keys
        and one.rsplit(".", 1)[-1] == value.rsplit(".", 1)[-1]
        and Levenshtein.distance(_key(one), _key(value)) == 1
    ]
    return near[0] if len(near) == 1 else value


def _joined(printed: tuple[_Value, ...], said: Iterable[_Value]) -> tuple[_Value, ...]:
    known = {_key(value) for value in printed}
    joined = list(printed)
    joined += [value for value in said if _key(value) not in known]
    return tuple(joined)


def _text(value: object) -> str:
    return value.text if isinstance(value, Phone) else str(value)


def _read(phone: Phone, regions: Sequence[str]) -> Phone:
    number = numbers.read(phone.text, regions) if phone.e164 is None else None
    return replace(phone, e164=number.e164) if number else phone


def _key(value: object) -> str:
    if isinstance(value, Phone):
        return value.e164 or "".join(c for c in value.text if c.isdigit())
    text = str(value).lower()
    return text if "@" in text else websites.host(text)

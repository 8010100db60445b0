"""Labels: what a capture says, as a person wrote it down or the generator knows it.

Two label formats are read: `contacts` with phones as `e164` (generated sets), and one contact at
top level with phones as printed in `region` (photographed cards). `<field>_alt` lists are further
right values, `optional` values count neither way, `ignore` names fields that are not scored.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ocr.evaluation.normal import mail_key, phone_key, site_key, text_key

TEXTS = ("company", "person", "role", "address")
SETS = ("phones", "emails", "websites")
FIELDS = (*TEXTS, *SETS)


@dataclass(frozen=True, slots=True)
class Card:
    """One contact in comparable form, wanted or read.

    `texts` holds the accepted readings of a field, `tolerated` those that are no error where none
    is wanted; `kinds` maps a phone's key to its kinds.
    """

    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tolerated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    optional: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled capture: its files, the contacts in it, what is private, and how it was made."""

    id: str
    files: tuple[Path, ...]
    cards: tuple[Card, ...]
    private: tuple[str, ...]
    distractors: tuple[str, ...]
    region: str | None
    facts: Mapping[str, str]
    raw: Mapping[str, Any]


def load(folder: Path) -> list[Label]:
    """All labels of a set, in order of their names: `labels/*.json` if there is, else `*.json`.

    Raises:
        FileNotFoundError: the folder has no labels.
    """
    where = folder / "labels" if (folder / "labels").is_dir() else folder
    paths = sorted(where.glob("*.json"))
    if not paths:
        raise FileNotFoundError(f"no labels in {where}")
    return [_label(json.loads(path.read_text("utf-8")), path, folder) for path in paths]


def _label(raw: dict[str, Any], path: Path, folder: Path) -> Label:
    name = str(raw.get("id") or path.stem)
    region = raw.get("region")
    contacts = (
        raw["contacts"] if "contacts" in raw else [raw] if any(raw.get(f) for f in FIELDS) else []
    )
    files = raw.get("files") or [raw.get("image") or raw.get("text_file")]
    return Label(
        id=name,
        files=tuple(folder / file for file in files if file),
        cards=tuple(wanted(contact, region) for contact in contacts or []),
        private=_gathered(raw, contacts, "private"),
        distractors=_gathered(raw, contacts, "distractors"),
        region=(contacts[0].get("region") if contacts else None) or region,
        facts=_facts(raw),
        raw=raw,
    )


def _gathered(raw: dict[str, Any], contacts: list[dict[str, Any]], name: str) -> tuple[str, ...]:
    own = [] if contacts == [raw] else _list(raw.get(name))
    return tuple(
        str(value) for value in own + [v for contact in contacts for v in _list(contact.get(name))]
    )


def _facts(raw: dict[str, Any]) -> dict[str, str]:
    meta = raw.get("meta") or {}
    kind = str(raw.get("kind") or "photo")
    facts = {
        "kind": kind,
        "severity": f"{kind}/{raw.get('severity', '-')}",
        "lang": str(raw.get("lang", "-")),
    }
    form = str(meta.get("form", ""))
    facts |= {
        "form": form.partition("-")[0],
        "shape": str(meta.get("shape", "")),
        "layout": str(meta.get("layout", "")),
    }
    facts |= {key: str(raw.get(key) or "") for key in ("split", "script")}
    return {key: value for key, value in facts.items() if value}


def wanted(contact: dict[str, Any], region: str | None) -> Card:
    """The comparable form of a labelled contact."""
    region = contact.get("region") or region
    by_hand = "ignore" in contact
    optional = dict(contact.get("optional") or {})
    senders = re.findall(r"[^\s<>\[\]:;,\"]+@[^\s<>\[\]:;,\"]+", str(contact.get("sender") or ""))
    optional["emails"] = _list(optional.get("emails")) + senders
    shown = _without_private(contact, region) if by_hand and contact.get("private") else contact
    alternatives = {name: tuple(map(str, _list(shown.get(f"{name}_alt")))) for name in TEXTS}
    kinds = phone_kinds(shown, region)
    return Card(
        texts={name: (str(shown[name]), *alternatives[name]) for name in TEXTS if shown.get(name)},
        tolerated=alternatives,
        values=_values(shown, kinds),
        optional=_values(optional, phone_kinds(optional, region)),
        kinds=kinds,
        ignored=frozenset(_list(contact.get("ignore"))),
        by_hand=by_hand,
    )


def _without_private(contact: dict[str, Any], region: str | None) -> dict[str, Any]:
    """A hand-made label lists private values as printed fields too; none of them is wanted."""
    hidden = [str(value) for value in _list(contact["private"])]
    numbers, texts = (
        {phone_key(value, region) for value in hidden},
        {text_key(value) for value in hidden},
    )
    phones = [
        p for p in _list(contact.get("phones")) if phone_key(_printed(p), region) not in numbers
    ]
    emails = [e for e in _list(contact.get("emails")) if text_key(e) not in texts]
    address = None if text_key(contact.get("address")) in texts else contact.get("address")
    return contact | {"phones": phones, "emails": emails, "address": address}


def _values(
    contact: Mapping[str, Any], kinds: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    return {
        "phones": frozenset(kinds),
        "emails": frozenset(mail_key(value) for value in _list(contact.get("emails")) if value),
        "websites": frozenset(site_key(value) for value in _list(contact.get("websites")) if value),
    }


def phone_kinds(contact: Mapping[str, Any], region: str | None) -> dict[str, frozenset[str]]:
    """Each labelled number's key with its kinds."""
    found: dict[str, frozenset[str]] = {}
    for phone in _list(contact.get("phones")):
        own = phone.get("region") if isinstance(phone, dict) else None
        key = phone_key(_printed(phone), own or contact.get("region") or region)
        kind = str(phone.get("kind") or "").lower() if isinstance(phone, dict) else ""
        if key:
            found[key] = found.get(key, frozenset()) | {kind}
    return found


def _printed(phone: Any) -> str:  # noqa: ANN401 - a label's phone is a string or an object
    if not isinstance(phone, dict):
        return str(phone)
    return str(phone.get("e164") or phone.get("value") or phone.get("text") or "")


def _list(value: Any) -> list[Any]:  # noqa: ANN401 - labels hold what JSON holds
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def read_card(contact: Mapping[str, Any]) -> Card:
    """The comparable form of a contact as a reading gives it: a phone counts by its e164 alone."""
    kinds: dict[str, frozenset[str]] = {}
    for phone in contact.get("phones") or []:
        digits = re.sub(r"\D", "", str(phone.get("text") or ""))
        key = (
            phone_key(phone["e164"], None)
            if phone.get("e164")
            else f"?{digits}"
            if digits
            else None
        )
        if key:
            kinds[key] = kinds.get(key, frozenset()) | {str(phone.get("kind") or "").lower()}
    return Card(
        texts={name: (str(contact[name]),) for name in TEXTS if contact.get(name)},
        values=_values(contact, kinds),
        kinds=kinds,
    )

"""vCard 2.1 (the versit specification), 3.0 (RFC 2426) and 4.0 (RFC 6350) to a contact.

What a card calls private (TYPE=HOME, birthday, spouse) is never taken over, only reported by
kind. Phones carry no `e164` yet: whose country plan fits is told by the whole card.
"""

import quopri
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ocr.codes.payload import Payload
from ocr.types import Contact, Phone, PhoneKind, PrivateKind

_FOLD = re.compile(r"\r?\n[ \t]")
_SOFT_BREAK = re.compile(r"=\r?\n")
# Apple labels a group of lines: `item1.X-ABLabel:_$!<Home>!$_`, or in words of its owner.
_HOME_LABEL = re.compile(
    r"^([\w-]+)\.X-ABLABEL[^:\n]*:(?:_\$!<)?(?:home|hem|bostad|privat|private|personal|hjem|koti|"
    r"domicile|privé|thuis|casa|particular|abitazione)\b",
    re.IGNORECASE | re.MULTILINE,
)
_PRIVATE_WHOLE: dict[str, PrivateKind] = {
    "BDAY": "birth_date",
    "BIRTHPLACE": "birth_date",
    "X-ABRELATEDNAMES": "family",
    "X-SPOUSE": "family",
    "X-MS-SPOUSE": "family",
    "X-EVOLUTION-SPOUSE": "family",
    "X-MS-CHILD": "family",
    "ANNIVERSARY": "civil_status",
    "X-ANNIVERSARY": "civil_status",
    "X-MS-ANNIVERSARY": "civil_status",
    "X-EVOLUTION-ANNIVERSARY": "civil_status",
}
_PRIVATE_AT_HOME: dict[str, PrivateKind] = {
    "TEL": "home_phone",
    "EMAIL": "private_email",
    "ADR": "home_address",
    "LABEL": "home_address",
}
_KEPT = ("FN", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "URL", "ADR")
_SILENT = {"PAGER", "MODEM", "BBS", "ISDN", "X400", "TELEX"}


@dataclass(frozen=True, slots=True)
class _Property:
    name: str
    types: frozenset[str]
    value: str


def read(text: str) -> Payload | None:
    """Return the first card in the text as a contact; None where there is none."""
    start = text.upper().find("BEGIN:VCARD")
    if start < 0:
        return None
    properties = list(_properties(text[start:]))
    usable = [prop for prop in properties if not _is_private(prop)]
    kinds = tuple(kind for kind in map(_private, properties) if kind is not None)
    organization = _parts(_first(usable, "ORG"))
    contact = Contact(
        company=_clean(organization[0]) if organization else None,
        department=_clean(", ".join(filter(None, organization[1:]))) if organization else None,
        person=_person(usable),
        role=_clean(_plain(_first(usable, "TITLE"))) or _clean(_plain(_first(usable, "ROLE"))),
        phones=tuple(_phones(usable)),
        emails=_unique(_all(usable, "EMAIL"), "mailto:"),
        websites=_unique(_all(usable, "URL"), ""),
        address=_address(_first(usable, "ADR")),
    )
    kept = "".join(f"{p.name}: {_plain(p.value)}\n" for p in usable if p.name in _KEPT)
    return Payload("vcard", contact, kinds, kept)


def _properties(text: str) -> Iterable[_Property]:
    unfolded = _SOFT_BREAK.sub("", _FOLD.sub("", text))
    at_home = {match[1].upper() for match in _HOME_LABEL.finditer(unfolded)}
    for line in unfolded.splitlines():
        head, colon, value = _split_head(line)
        if not colon:
            continue
        name, *parameters = head.split(";")
        group, _, name = name.upper().rpartition(".")
        if name == "END":
            return
        types = _types(parameters) | ({"HOME"} if group in at_home else frozenset())
        if "QUOTED-PRINTABLE" in types:
            value = _unquoted(value, parameters)
        yield _Property(name, types, value.strip())


def _split_head(line: str) -> tuple[str, str, str]:
    """Split at the first colon that is not inside a quoted parameter."""
    quoted = False
    for at, char in enumerate(line):
        if char == '"':
            quoted = not quoted
        elif char == ":" and not quoted:
            return line[:at], ":", line[at + 1 :]
    return line, "", ""


def _types(parameters: Sequence[str]) -> frozenset[str]:
    """Return the words of TYPE= and ENCODING=, and the bare ones of version 2.1, in capitals."""
    words: set[str] = set()
    for parameter in parameters:
        key, equals, values = parameter.upper().partition("=")
        if not equals:
            words.add(key)
        elif key in {"TYPE", "ENCODING"}:
            words |= set(values.replace('"', "").split(","))
    return frozenset(words)


def _unquoted(value: str, parameters: Sequence[str]) -> str:
    raw = quopri.decodestring(value.encode("utf-8", "surrogateescape"))
    charset = next((p[8:] for p in parameters if p.upper().startswith("CHARSET=")), "utf-8")
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return raw.decode("latin-1")


def _private(prop: _Property) -> PrivateKind | None:
    if not prop.value:
        return None
    if prop.name in _PRIVATE_WHOLE:
        return _PRIVATE_WHOLE[prop.name]
    return _PRIVATE_AT_HOME.get(prop.name) if "HOME" in prop.types else None


def _is_private(prop: _Property) -> bool:
    """Tell what is left out: beside the kinds that are reported, a home page so labelled."""
    return _private(prop) is not None or (prop.name == "URL" and "HOME" in prop.types)


def _all(properties: Iterable[_Property], name: str) -> list[str]:
    return [prop.value for prop in properties if prop.name == name]


def _first(properties: Iterable[_Property], name: str) -> str:
    return next(iter(_all(properties, name)), "")


def _person(properties: Sequence[_Property]) -> str | None:
    """Return FN, or N in the order it is spoken; None for a card of a company alone."""
    company = _parts(_first(properties, "ORG"))[:1]
    full = _plain(_first(properties, "FN"))
    if full and [full] != company:
        return _clean(full)
    family, given, middle, *_ = [*_parts(_first(properties, "N")), "", "", ""]
    return _clean(" ".join(part for part in (given, middle, family) if part))


def _phones(properties: Iterable[_Property]) -> Iterable[Phone]:
    for prop in properties:
        if prop.name == "TEL" and prop.value and not prop.types & _SILENT:
            number, extension = _number(prop.value)
            yield Phone(_kind(prop.types), None, extension, number)


def _number(value: str) -> tuple[str, str | None]:
    """Split `tel:+46-70-1740605;ext=12` (RFC 3966) or a bare number."""
    number, *parameters = value.split(";")
    extension = next((p[4:] for p in parameters if p.lower().startswith("ext=")), None)
    return number[4:] if number.lower().startswith("tel:") else number, extension


def _kind(types: frozenset[str]) -> PhoneKind:
    if types & {"FAX", "X-FAX"}:
        return "fax"
    if types & {"CELL", "IPHONE", "MOBILE"}:
        return "mobile"
    return "switchboard" if "MAIN" in types else "work"


def _address(value: str) -> str | None:
    """Return `street, code place, country` of the seven parts of ADR."""
    box, extra, street, place, area, code, country = ([*_parts(value)] + [""] * 7)[:7]
    town = " ".join(part for part in (code, place) if part)
    parts = (street or box or extra, town, area if area != place else "", country)
    return _clean(", ".join(part for part in parts if part))


def _parts(value: str) -> list[str]:
    """Split a compound value at semicolons that are not escaped."""
    return [_plain(part).strip() for part in re.split(r"(?<!\\);", value)] if value else []


def _plain(value: str) -> str:
    return re.sub(r"\\([\\;,:nN])", lambda m: " " if m[1] in "nN" else m[1], value)


def _clean(value: str) -> str | None:
    return " ".join(value.split()) or None


def _unique(values: Iterable[str], prefix: str) -> tuple[str, ...]:
    plain = (_plain(value).removeprefix(prefix).strip() for value in values)
    return tuple(dict.fromkeys(value for value in plain if value))

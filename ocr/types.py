"""What the steps of a reading hand to each other; all of it engine-neutral and immutable.

Coordinates are pixels of the upright image (after EXIF and turning), origin top left, `right`
and `bottom` outside. Confidences are 0 to 1 and, on values of a contact, calibrated: of all
values marked 0.9, nine in ten are right. Text documents have no boxes: there `box` is None.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

# Rows by columns by blue, green, red; 0 to 255.
Pixels = npt.NDArray[np.uint8]
# Four corners (x, y), clockwise from the top left of the text as it is read; not rounded.
Quad = npt.NDArray[np.float32]
Turn = Literal[0, 90, 180, 270]
PhoneKind = Literal["mobile", "work", "switchboard", "fax"]
Source = Literal["ocr", "code", "text"]
CodeKind = Literal["vcard", "mecard", "url"]
PrivateKind = Literal[
    "home_phone",
    "home_address",
    "private_email",
    "personal_identity_number",
    "birth_date",
    "family",
    "civil_status",
]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space, with its own place where the engine tells one.

    `other` is the word with the marks its doubtful letters may have; empty where none is in doubt.
    """

    text: str
    box: Box | None
    confidence: float
    other: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A recognized line; `words` joined by single spaces give `text`."""

    text: str
    box: Box | None
    confidence: float
    side: int
    words: tuple[Word, ...] = ()
    source: Source = "ocr"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a value was read. `field` is as in `confidence`: `person`, `phones.0`, `emails.1`."""

    field: str
    side: int
    box: Box | None
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Phone:
    """A number: `e164` is None where the plan of no country fits; `text` is as printed."""

    kind: PhoneKind
    e164: str | None
    extension: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Contact:
    """One person, or a company alone. A value that is not on the card is None or absent."""

    company: str | None = None
    person: str | None = None
    role: str | None = None
    department: str | None = None
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    address: str | None = None
    confidence: Mapping[str, float] = field(default_factory=dict)
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True, slots=True)
class Private:
    """That something private stood here, and where; never what it said."""

    kind: PrivateKind
    side: int
    box: Box | None


@dataclass(frozen=True, slots=True)
class Quality:
    """Whether the capture could be read, and if not why: slugs as `too_dark`, `blurred`,

    `cut_off`, `glare`, `no_card`, `unreadable`, `script_not_read`, or a `ReadingError.reason`.
    """

    readable: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known beforehand; `region` is an ISO 3166 alpha-2 country or None.

    `around` is text that came with the card and is none of it, as the message above a signature: it
    may tell a country, and nothing of it is read, kept or shown.
    """

    region: str | None = None
    around: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code's payload as a contact; its values are candidates with provenance `code`.

    `contact` has no confidence and no provenance. A payload that is none of the kinds is no Code.
    """

    kind: CodeKind
    side: int
    box: Box | None
    contact: Contact


@dataclass(frozen=True, slots=True)
class PrivateSpan:
    """Private characters `start` to `end` (outside) of the text of one line of the input.

    `line_index` counts all lines handed to `ocr.fields.choose.parse`, whatever their side.
    """

    kind: PrivateKind
    side: int
    line_index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the lines and codes of one card say, with private values already left out."""

    contacts: tuple[Contact, ...]
    private: tuple[PrivateSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Engine:
    """Which engine and models read this."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one run found on one capture. Holds no private value anywhere."""

    contacts: tuple[Contact, ...]
    private: tuple[Private, ...]
    quality: Quality
    engine: Engine
    timing_ms: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SideInput:
    """One file of a capture as it was received; the format is told by content, not by name."""

    data: bytes
    name: str = ""


@dataclass(frozen=True, slots=True)
class KeptSide:
    """What may be kept of one side: an upright picture with private places masked and no

    metadata (`media_type` image/jpeg), or a document's text with private values taken out
    (text/plain; charset=utf-8, no size). `width` and `height` are the pixels of the upright
    image that boxes refer to; a large picture is kept smaller, in the same proportions, so a
    place is shown as a share of width and height.
    """

    media_type: str
    data: bytes
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A reading and, side by side with the input, what may be kept of it."""

    reading: Reading
    kept: tuple[KeptSide, ...]

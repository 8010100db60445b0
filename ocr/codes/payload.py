"""What the text of a code, or of an address-book file, comes to."""

from dataclasses import dataclass

from ocr.types import CodeKind, Contact, PrivateKind


@dataclass(frozen=True, slots=True)
class Payload:
    """A contact and what private kinds stood beside it. Holds no private value.

    `text` is what of an address-book file may be kept, one line for each value.
    """

    kind: CodeKind
    contact: Contact
    private: tuple[PrivateKind, ...] = ()
    text: str = ""

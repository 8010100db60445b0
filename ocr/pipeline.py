r"""A capture to a reading: sides in, contacts with evidence out, and what may be kept.

bytes -> decode -> find text -> turn upright -> recognize -> lay level -> parse -> mask
                            \-> codes ------------------------------/
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ocr import pictures, signatures
from ocr.codes import vcard
from ocr.engines.port import Engine as EnginePort
from ocr.fields import choose, private
from ocr.image.decode import Decode, is_picture
from ocr.image.decode import decode as decode_here
from ocr.pictures import Picture
from ocr.stopwatch import Stopwatch
from ocr.types import (
    Box,
    Code,
    Contact,
    Engine,
    Hints,
    KeptSide,
    Line,
    Parsed,
    Private,
    PrivateKind,
    PrivateSpan,
    Quad,
    Quality,
    Reading,
    Result,
    SideInput,
)

_TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class _Text:
    """A side that is no picture."""

    lines: tuple[Line, ...]
    codes: tuple[Code, ...]
    private: tuple[Private, ...]
    kept: KeptSide | None  # None where what is kept are the lines without what is private
    around: tuple[str, ...] = ()
    head: str = ""  # a mail's, kept above its lines


def read(
    sides: Sequence[SideInput], hints: Hints, engine: EnginePort, decode: Decode = decode_here
) -> Result:
    """Return what the sides of one capture say together.

    Files from outside are decoded in a sandbox: `decode` is that of `ocr.image.sandbox.Sandbox`.

    Raises:
        ReadingError: a side is no format that is read, broken or too large, or the engine failed.
            A capture that can be opened and yet says nothing is a reading without contacts.
    """
    watch = Stopwatch()
    seen = [_open(side, index, engine, decode, watch) for index, side in enumerate(sides)]
    lines = [line for side in seen for line in side.lines]
    codes = [code for side in seen for code in _codes(side)]
    with watch("fields"):
        parsed = choose.parse(lines, codes, _with_letters(hints, seen))
    contacts = tuple(_upright(contact, seen) for contact in parsed.contacts)
    reading = Reading(
        contacts=contacts,
        private=tuple(_private(parsed, seen)),
        quality=_quality(contacts, seen),
        engine=Engine(engine.name, engine.version),
        timing_ms={},
    )
    kept = tuple(_keep(side, parsed, seen) for side in seen)
    return Result(replace(reading, timing_ms=watch.milliseconds()), kept)


def _quality(contacts: Sequence[Contact], seen: Sequence[Picture | _Text]) -> Quality:
    """What a seller can better; where nothing was read there is always a reason."""
    reasons = [reason for side in seen if isinstance(side, Picture) for reason in side.reasons]
    if not contacts and not reasons:
        reasons = ["no_card" if _are_blank(seen) else "unreadable"]
    return Quality(readable=bool(contacts), reasons=tuple(dict.fromkeys(reasons)))


def _are_blank(seen: Sequence[Picture | _Text]) -> bool:
    return all(isinstance(side, Picture) and not side.found for side in seen)


def _open(
    side: SideInput, index: int, engine: EnginePort, decode: Decode, watch: Stopwatch
) -> Picture | _Text:
    if is_picture(side.data):
        return pictures.see(side.data, index, engine, decode, watch)
    with watch("decode"):
        return _address_file(side.data, index) or _document(side, index)


def _address_file(data: bytes, index: int) -> _Text | None:
    """Return a .vcf file; None where the bytes are none."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:11].upper() != b"BEGIN:VCARD":
        return None
    payload = vcard.read(data.decode("utf-8", "replace"))
    if payload is None:
        return None
    text, cut = _cut(payload.text)
    kinds = [*payload.private, *cut]
    found = tuple(Private(kind, index, None) for kind in dict.fromkeys(kinds))
    code = Code("vcard", index, None, payload.contact)
    return _Text((), (code,), found, KeptSide(_TEXT, text.encode()))


def _cut(text: str) -> tuple[str, list[PrivateKind]]:
    """The text without what is private in it, and the kinds that was of, from the end."""
    kinds = []
    for span in reversed(private.find(text)):
        text = text[: span.start] + text[span.end :]
        kinds.append(span.kind)
    return text, kinds


def _document(side: SideInput, index: int) -> _Text:
    document = signatures.read(side.data, side.name)
    lines = tuple(replace(line, side=index) for line in document.lines)
    # A date and an id are kept to the letter; a sender's name may say more than a name.
    sender, _, rest = document.head.partition("\n")
    head = f"{_cut(sender)[0]}\n{rest}".strip()
    return _Text(lines, (), (), None, document.around, head)


def _with_letters(hints: Hints, seen: Sequence[Picture | _Text]) -> Hints:
    """The hints with the letters that stood above signatures."""
    around = (line for side in seen if isinstance(side, _Text) for line in side.around)
    return replace(hints, around=(*hints.around, *around))


def _codes(side: Picture | _Text) -> Sequence[Code]:
    return side.codes if isinstance(side, _Text) else pictures.codes_of(side)


def _upright(contact: Contact, seen: Sequence[Picture | _Text]) -> Contact:
    """Return the contact with its places in the upright pictures, not in the level plane."""
    provenance = tuple(
        replace(one, box=_upright_box(one.box, seen[one.side])) if one.source == "ocr" else one
        for one in contact.provenance
    )
    return replace(contact, provenance=provenance)


def _upright_box(box: Box | None, side: Picture | _Text) -> Box | None:
    return None if box is None or isinstance(side, _Text) else pictures.upright_box(side, box)


def _private(parsed: Parsed, seen: Sequence[Picture | _Text]) -> list[Private]:
    found = []
    for span in parsed.private:
        side = seen[span.side]
        quads = _quads(span, side, seen) if isinstance(side, Picture) else []
        box = pictures.place(side, quads) if isinstance(side, Picture) and quads else None
        found.append(Private(span.kind, span.side, box))
    for side in seen:
        found += side.private if isinstance(side, _Text) else pictures.private_codes(side)
    return found


def _quads(span: PrivateSpan, side: Picture, seen: Sequence[Picture | _Text]) -> list[Quad]:
    before = sum(len(other.lines) for other in seen[: span.side])
    return pictures.private_words(side, span.line_index - before, span)


def _keep(side: Picture | _Text, parsed: Parsed, seen: Sequence[Picture | _Text]) -> KeptSide:
    spans = [span for span in parsed.private if span.side == seen.index(side)]
    if isinstance(side, _Text):
        if side.kept is not None:
            return side.kept
        before = sum(len(other.lines) for other in seen[: seen.index(side)])
        here = [replace(span, line_index=span.line_index - before) for span in spans]
        told = signatures.kept_text(side.lines, here)
        return KeptSide(_TEXT, (f"{side.head}\n\n{told}" if side.head else told).encode())
    return pictures.keep(side, [quad for span in spans for quad in _quads(span, side, seen)])

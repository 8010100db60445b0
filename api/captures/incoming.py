"""An upload, from the wire to bytes in memory: nothing of it touches a disk unsealed."""

import email.parser
import email.policy
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Request
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from api.auth.guards import CaptureSender
from api.captures import sealed
from api.captures.kinds import kind_of, media_type_of
from api.errors import ApiError
from api.kit.digest import sha256_hex

Part = Literal["front", "back", "document"]
_PARTS: tuple[Part, ...] = ("front", "back", "document")
_MOST_PARTS = 4


class BrokenUploadError(ApiError):
    """The body is no multipart form, or was cut off."""

    status = 422
    type = "broken-upload"
    sv = "Överföringen kom inte fram hel. Skicka igen."
    en = "The upload did not arrive whole. Send it again."


class WrongPartsError(ApiError):
    """The parts are not `capture` with `front` (and `back`), or with `document`."""

    status = 422
    type = "wrong-parts"
    sv = "Skicka kortets framsida (och baksida), eller ett dokument."
    en = "Send the front (and back) of a card, or a document."


class EmptyFileError(ApiError):
    """A file has no content."""

    status = 422
    type = "empty-file"
    sv = "Filen är tom."
    en = "The file is empty."


class UnknownFileKindError(ApiError):
    """The content is of no kind that is read, whatever its name says."""

    status = 415
    type = "unknown-file-kind"
    sv = "Den filtypen kan vi inte läsa. Använd JPEG, PNG, WebP, HEIC, eml, html, txt eller vcf."
    en = "We cannot read this kind of file. Use JPEG, PNG, WebP, HEIC, eml, html, txt or vcf."


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """One file as it came; `media_type` is told by its content."""

    part: Part
    data: bytes
    media_type: str
    sha256: str

    @property
    def side(self) -> int:
        """0 for the front of a card and for a document, 1 for the back."""
        return 1 if self.part == "back" else 0


@dataclass(frozen=True, slots=True)
class Incoming:
    """An upload: the JSON part as it was sent, and one or two files."""

    capture: bytes
    files: tuple[IncomingFile, ...]

    @property
    def digests(self) -> dict[str, str]:
        """The SHA-256 of each part's content."""
        return {file.part: file.sha256 for file in self.files}

    @property
    def message_id(self) -> str | None:
        """The Message-ID (RFC 5322 section 3.6.4) where a file is a mail that has one."""
        for file in self.files:
            if file.media_type == "text/plain":
                return _message_id(file.data)
        return None


class _InMemory(MultiPartParser):
    # Starlette spools what is larger than this to a plain file; the body's limit is the bound.
    spool_max_size = 1 << 40


async def take_in(request: Request, _subject: CaptureSender) -> Incoming:
    """Return the upload in the body of `request`; who sends it is known before a byte is read.

    Raises:
        SealBrokenError, BrokenUploadError, WrongPartsError, EmptyFileError, UnknownFileKindError:
        see there.
    """
    return await parse(*await sealed.opened(request))


async def parse(headers: Headers, stream: AsyncGenerator[bytes, None]) -> Incoming:
    """Return the upload in a multipart body.

    Raises:
        BrokenUploadError, WrongPartsError, EmptyFileError, UnknownFileKindError: see there.
    """
    if not headers.get("content-type", "").startswith("multipart/form-data"):
        raise WrongPartsError
    try:
        form = await _InMemory(headers, stream, max_files=_MOST_PARTS, max_fields=1).parse()
    except MultiPartException as error:
        raise BrokenUploadError from error
    try:
        return _sorted([(name, await _bytes_of(value)) for name, value in form.multi_items()])
    finally:
        await form.close()


IncomingDep = Annotated[Incoming, Depends(take_in)]


async def _bytes_of(value: UploadFile | str) -> bytes:
    return value.encode() if isinstance(value, str) else await value.read()


def _sorted(parts: list[tuple[str, bytes]]) -> Incoming:
    known = dict(parts)
    files = tuple(_file(part, known[part]) for part in _PARTS if part in known)
    names = {file.part for file in files}
    if (
        len(known) != len(parts)
        or known.keys() != {"capture", *names}
        or names not in ({"front"}, {"front", "back"}, {"document"})
    ):
        raise WrongPartsError
    return Incoming(known["capture"], files)


def _file(part: Part, data: bytes) -> IncomingFile:
    if not data:
        raise EmptyFileError
    media_type = media_type_of(data)
    if media_type is None or (part != "document" and kind_of(media_type) != "picture"):
        raise UnknownFileKindError
    return IncomingFile(part, data, media_type, sha256_hex(data))


def _message_id(data: bytes) -> str | None:
    head = email.parser.BytesHeaderParser(policy=email.policy.compat32).parsebytes(data[:65536])
    value = head.get("Message-ID")
    return None if value is None else str(value).strip() or None

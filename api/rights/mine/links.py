"""Links that open one person's page: signed, expiring, telling nothing by themselves."""

import base64
import binascii
import hashlib
import hmac
import struct
from datetime import UTC, datetime, timedelta
from uuid import UUID

from api.errors import ApiError
from api.kit import clock
from api.storage.keyring import Keyring

# As long as there is to answer a request.
LIFETIME = timedelta(days=30)
_FORM = struct.Struct(">16sQ")
_MAC = 32


class LinkEndedError(ApiError):
    """The link is none of ours, or its time is over."""

    status = 410
    type = "link-ended"
    sv = "Länken gäller inte längre. Be om en ny."
    en = "The link is no longer valid. Ask for a new one."


def make(keyring: Keyring, contact_id: UUID, lifetime: timedelta = LIFETIME) -> str:
    """Return the part of an address that opens `contact_id`'s page for `lifetime`."""
    ends_at = int((clock.now() + lifetime).timestamp())
    told = _FORM.pack(contact_id.bytes, ends_at)
    return base64.urlsafe_b64encode(told + _mac(keyring, told)).decode().rstrip("=")


def open_link(keyring: Keyring, link: str) -> tuple[UUID, datetime]:
    """Return whose page `link` opens, and until when.

    Raises:
        LinkEndedError: it was not made here, was changed, or is past its time.
    """
    try:
        raw = base64.b64decode(link + "=" * (-len(link) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise LinkEndedError from error
    told, mac = raw[: _FORM.size], raw[_FORM.size :]
    if len(mac) != _MAC or not hmac.compare_digest(mac, _mac(keyring, told)):
        raise LinkEndedError
    contact_id, ends_at = _FORM.unpack(told)
    until = datetime.fromtimestamp(ends_at, UTC)
    if until <= clock.now():
        raise LinkEndedError
    return UUID(bytes=contact_id), until


def _mac(keyring: Keyring, told: bytes) -> bytes:
    return hmac.new(keyring.derive("person links"), told, hashlib.sha256).digest()

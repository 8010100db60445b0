"""Opens what phones seal to the service: a phone can lock its outbox, and cannot open it again.

A sealed body is `kid (7 bytes, "2026-11") | ephemeral P-256 point (65, SEC 1 uncompressed) |
AES-256-GCM ciphertext and tag`. The AES key is HKDF-SHA256 of the shared secret (RFC 5869) with the
point as salt; it seals one message, so the nonce is twelve zero bytes (NIST SP 800-38D asks for a
nonce that is new under its key). The path the body is sent to is authenticated with it: what was
sealed for one capture opens for no other. Inside stands the body's media type, its length in two
bytes first, then the body.

Each month has a key of its own. Every month that has been opens as long as the master key is kept.
"""

import re
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from api.storage.keyring import Keyring

MEDIA_TYPE = "application/vnd.handslag.sealed"
_KID, _POINT, _LENGTH = 7, 65, 2
_NONCE = bytes(12)
_INFO = b"handslag outbox 1"


class SealBrokenError(Exception):
    """The body was not sealed for this service and this path, or bytes were lost on the way."""


def kid_of(now: datetime) -> str:
    """Return the name of the key that phones seal to at `now`."""
    return f"{now:%Y-%m}"


def public_key(keyring: Keyring, kid: str) -> bytes:
    """Return the public key named `kid`, as an uncompressed point of 65 bytes."""
    key = keyring.agreement_key(f"outbox {kid}").public_key()
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def open_sealed(keyring: Keyring, body: bytes, path: str) -> tuple[str, bytes]:
    """Return the media type and the body that were sealed in `body` for `path`.

    Raises:
        SealBrokenError: it does not open.
    """
    kid, point, ciphertext = body[:_KID], body[_KID:][:_POINT], body[_KID + _POINT :]
    if not re.fullmatch(rb"20\d\d-(0[1-9]|1[0-2])", kid):
        raise SealBrokenError
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        secret = keyring.agreement_key(f"outbox {kid.decode()}").exchange(ec.ECDH(), theirs)
        key = HKDF(SHA256(), 32, salt=point, info=_INFO).derive(secret)
        opened = AESGCM(key).decrypt(_NONCE, ciphertext, path.encode())
    except (ValueError, InvalidTag) as error:
        raise SealBrokenError from error
    length = int.from_bytes(opened[:_LENGTH], "big")
    return opened[_LENGTH:][:length].decode("ascii", "replace"), opened[_LENGTH + length :]

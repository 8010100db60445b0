"""Sealing as the app does it on the phone (web/app/js/outbox/seal.js)."""

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def seal(kid: str, theirs: bytes, path: str, media_type: bytes, body: bytes) -> bytes:
    """Return `body` sealed for `path` to the public key `theirs` that is named `kid`."""
    own = ec.generate_private_key(ec.SECP256R1())
    point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = own.exchange(
        ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
    )
    key = HKDF(SHA256(), 32, salt=point, info=b"handslag outbox 1").derive(shared)
    plain = len(media_type).to_bytes(2, "big") + media_type + body
    return kid.encode() + point + AESGCM(key).encrypt(bytes(12), plain, path.encode())

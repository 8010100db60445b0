"""What a phone seals, the service opens; nobody else, and nowhere else."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from api.storage import sealing
from api.storage.keyring import Keyring

KEYRING = Keyring(b"k" * 32)
PATH = "/api/v1/captures/0199"


def seal(kid: str, path: str, media_type: bytes, body: bytes) -> bytes:
    """Seal as the app does."""
    theirs = sealing.public_key(KEYRING, kid)
    own = ec.generate_private_key(ec.SECP256R1())
    point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = own.exchange(
        ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
    )
    key = HKDF(SHA256(), 32, salt=point, info=b"handslag outbox 1").derive(shared)
    plain = len(media_type).to_bytes(2, "big") + media_type + body
    return kid.encode() + point + AESGCM(key).encrypt(bytes(12), plain, path.encode())


def test_what_was_sealed_last_month_still_opens() -> None:
    sealed = seal("2026-10", PATH, b"text/plain", b"two cards")
    assert sealing.open_sealed(KEYRING, sealed, PATH) == ("text/plain", b"two cards")


@pytest.mark.parametrize("at", [0, 3, 10, 40, 80, -1])
def test_a_changed_byte_opens_nothing(at: int) -> None:
    sealed = bytearray(seal("2026-11", PATH, b"text/plain", b"a card"))
    sealed[at] ^= 1
    with pytest.raises(sealing.SealBrokenError):
        sealing.open_sealed(KEYRING, bytes(sealed), PATH)


@pytest.mark.parametrize("length", [0, 6, 7, 71, 72, 80])
def test_a_body_cut_short_opens_nothing(length: int) -> None:
    sealed = seal("2026-11", PATH, b"text/plain", b"a card")
    with pytest.raises(sealing.SealBrokenError):
        sealing.open_sealed(KEYRING, sealed[:length], PATH)


def test_what_was_sealed_for_one_capture_opens_for_no_other() -> None:
    sealed = seal("2026-11", PATH, b"text/plain", b"a card")
    with pytest.raises(sealing.SealBrokenError):
        sealing.open_sealed(KEYRING, sealed, "/api/v1/captures/0200")


def test_another_service_cannot_open_it() -> None:
    sealed = seal("2026-11", PATH, b"text/plain", b"a card")
    with pytest.raises(sealing.SealBrokenError):
        sealing.open_sealed(Keyring(b"x" * 32), sealed, PATH)

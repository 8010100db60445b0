"""One secret of the service, and every other key derived from it by name (HKDF, RFC 5869)."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_LENGTH = 32
# Order of the P-256 group (FIPS 186-5): a private value lies in 1 to order - 1.
_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class MissingMasterKeyError(Exception):
    """There is no master key; `handslag migrate` makes one for an empty service."""


class ExposedMasterKeyError(Exception):
    """Others on this machine may read the master key: `chmod 600` it, and ask who has."""


class Keyring:
    """Keys by name; the same name gives the same key as long as the master key is the same."""

    def __init__(self, master: bytes) -> None:
        self._master = master

    def derive(self, name: str) -> bytes:
        """Return 32 bytes for the purpose `name`; nothing about other names follows from them."""
        return HKDF(SHA256(), _LENGTH, salt=None, info=f"handslag {name}".encode()).derive(
            self._master
        )

    def signing_key(self, name: str) -> Ed25519PrivateKey:
        """Return the Ed25519 key that signs for `name`."""
        return Ed25519PrivateKey.from_private_bytes(self.derive(name))

    def agreement_key(self, name: str) -> ec.EllipticCurvePrivateKey:
        """Return the P-256 key that others seal to for `name`."""
        value = int.from_bytes(self.derive(name), "big") % (_P256_ORDER - 1) + 1
        return ec.derive_private_key(value, ec.SECP256R1())


def make(path: Path) -> None:
    """Write a fresh master key to `path`, if there is none."""
    put(path, os.urandom(_LENGTH))


def put(path: Path, master: bytes) -> None:
    """Write a master key to `path`, readable by its owner only, if there is none."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as file:
        file.write(master)
        file.flush()
        os.fsync(file.fileno())


def load(path: Path) -> Keyring:
    """Return the keyring whose master key stands in `path`.

    Raises:
        MissingMasterKeyError: there is no such file, or it holds no key.
        ExposedMasterKeyError: others than its owner may read it.
    """
    try:
        if path.stat().st_mode & 0o077:
            raise ExposedMasterKeyError(path)
        master = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingMasterKeyError(path) from error
    if len(master) != _LENGTH:
        raise MissingMasterKeyError(path)
    return Keyring(master)

"""Bytes beside the database: in a local folder, or in an S3-compatible store.

Everything is sealed with a key of the service (AES-256-GCM, the blob's own name bound in), so that
neither a disk nor a bucket tells anything by itself. Write the blob first, the row second: a row
never names a blob that is not there, and a blob without a row is swept away.
"""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

import obstore
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from obstore.store import LocalStore, ObjectStore, S3Store

from api.kit import ids
from api.storage.keyring import Keyring

# Quarantine: as received, until it is read. Kept: what is private is gone from it.
Room = Literal["quarantine", "kept"]
ROOMS: tuple[Room, ...] = ("quarantine", "kept")
_NONCE = 12


class BlobMissingError(Exception):
    """There is no blob of this name, or it is not as it was stored."""


class Blobs:
    """A store of sealed blobs, each under a name of its own that is never used again."""

    def __init__(self, store: ObjectStore, folder: Path | None, keyring: Keyring) -> None:
        self._store = store
        self._folder = folder
        self._sealing = AESGCM(keyring.derive("blobs"))

    def put(self, room: Room, data: bytes) -> str:
        """Store `data` and return its name; it outlives a power cut by then."""
        name = f"{room}/{ids.new_id()}"
        nonce = os.urandom(_NONCE)
        self.put_sealed(name, nonce + self._sealing.encrypt(nonce, data, name.encode()))
        return name

    def put_sealed(self, name: str, sealed: bytes) -> None:
        """Store what `get_sealed` gave, under the same name; it outlives a power cut by then."""
        obstore.put(self._store, name, sealed, use_multipart=False)
        if self._folder is not None:
            # A local store does not sync by itself: first the file, then the entry that names it.
            _sync(self._folder / name)
            _sync((self._folder / name).parent)

    def get(self, name: str) -> bytes:
        """Return what was stored as `name`.

        Raises:
            BlobMissingError: it is gone, or was changed.
        """
        sealed = self.get_sealed(name)
        try:
            return self._sealing.decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode())
        except InvalidTag as error:
            raise BlobMissingError(name) from error

    def get_sealed(self, name: str) -> bytes:
        """Return the bytes that lie there as `name`, not opened.

        Raises:
            BlobMissingError: it is gone.
        """
        try:
            return bytes(obstore.get(self._store, name).bytes())
        except FileNotFoundError as error:
            raise BlobMissingError(name) from error

    def delete(self, names: Iterable[str]) -> None:
        """Destroy these blobs; those already gone do not matter."""
        for name in names:
            try:
                obstore.delete(self._store, name)
            except FileNotFoundError:
                continue

    def list_before(self, room: Room, moment: datetime) -> Iterator[str]:
        """Yield the names of blobs in `room` that were stored before `moment`."""
        for chunk in obstore.list(self._store, prefix=room):
            for blob in chunk:
                if blob["last_modified"] < moment:
                    yield blob["path"]

    def list_names(self) -> Iterator[str]:
        """Yield the name of every blob."""
        for room in ROOMS:
            for chunk in obstore.list(self._store, prefix=room):
                yield from (blob["path"] for blob in chunk)


def open_store(url: str | None, folder: Path, keyring: Keyring) -> Blobs:
    """Return the store at `url` (`s3://bucket/prefix`, keys in `AWS_…`), else the one in `folder`.

    Raises:
        ValueError: the address is none of a store this service speaks to.
    """
    if url is not None:
        if not url.startswith("s3://"):
            raise ValueError("HANDSLAG_BLOBS must begin with s3://")
        return Blobs(S3Store.from_url(url), None, keyring)
    for room in ROOMS:
        (folder / room).mkdir(parents=True, exist_ok=True, mode=0o700)
    _sync(folder)
    return Blobs(LocalStore(folder), folder, keyring)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

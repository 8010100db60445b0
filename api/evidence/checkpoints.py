"""Signed statements of how far the log had come (C2SP tlog-checkpoint), and copies outside."""

import base64
import os
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.db.session import Database
from api.evidence import log, verifier
from api.kit import clock
from api.kit.digest import sha256_hex
from api.models import Checkpoint
from api.storage.keyring import Keyring

_SUFFIX = ".checkpoint"


class Signer:
    """The log's key and name, and the folder its checkpoints are copied to (None: nowhere).

    The folder should be one that the service may add to and not rewrite: whoever holds key and
    database can make another log, but cannot make it fit a checkpoint that lies elsewhere.
    """

    def __init__(self, keyring: Keyring, folder: Path | None = None) -> None:
        self._key = keyring.signing_key("evidence log")
        self._public = self._key.public_key().public_bytes_raw()
        self.folder = folder
        # The name follows the key, not the service's address: that may change, the log may not.
        self.origin = f"handslag.evidence/{sha256_hex(self._public)[:16]}"
        self.public_key = verifier.public_key_text(self.origin, self._public)

    def sign(self, size: int, root: bytes) -> str:
        """Return the signed note that the log's first `size` records have this `root`."""
        return self.sign_text(f"{self.origin}\n{size}\n{base64.b64encode(root).decode()}\n")

    def sign_text(self, text: str) -> str:
        """Return `text`, whose last line is ended, as a signed note (C2SP signed-note)."""
        signature = self._key.sign(text.encode())
        return f"{text}\n{verifier.signature_line(self.origin, self._public, signature)}"


def take(session: Session, signer: Signer) -> Checkpoint:
    """Return a checkpoint over the whole log, made now unless the log has not grown since."""
    log.lock(session)
    size = log.size(session)
    known = session.get(Checkpoint, size)
    if known is not None:
        return known
    note = signer.sign(size, log.root(session, size))
    checkpoint = Checkpoint(size=size, note=note, created_at=clock.now())
    session.add(checkpoint)
    session.flush()  # a second one of this size must be found above
    return checkpoint


def take_and_copy(database: Database, signer: Signer) -> int:
    """Take a checkpoint, copy out what is not yet copied, and return the log's size.

    Raises:
        OSError: the folder cannot be written to; the checkpoint stands in the database all the
            same, and the next call copies it.
    """
    with database.write() as session:
        size = take(session, signer).size
    copy_out(database, signer)
    return size


def copy_out(database: Database, signer: Signer) -> None:
    """Write every checkpoint that is not in the signer's folder yet into a file of its own.

    Raises:
        OSError: the folder cannot be written to.
    """
    if signer.folder is None:
        return
    signer.folder.mkdir(parents=True, exist_ok=True)
    copied = set(list_copies(signer.folder))
    with database.read() as session:
        for size, note in session.execute(sa.select(Checkpoint.size, Checkpoint.note)):
            if size not in copied:
                _write_once(signer.folder / f"{size:012d}{_SUFFIX}", note)


def list_copies(folder: Path) -> dict[int, Path]:
    """Return the copies in `folder` by the size of the log they were taken at."""
    files = folder.glob(f"*{_SUFFIX}")
    return {int(path.stem): path for path in files if path.stem.isdecimal()}


def _write_once(path: Path, note: str) -> None:
    with path.open("x", encoding="utf-8", newline="") as file:
        file.write(note)
        file.flush()
        os.fsync(file.fileno())

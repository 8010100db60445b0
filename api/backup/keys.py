"""The keys in a file apart: the master key, and each person's, wrapped by it.

Who holds this file and the rest of the backup reads everything; who holds the rest alone reads
neither evidence nor pictures. It should lie elsewhere, and be short-lived: a person's key that was
destroyed after it was made still stands in it.
"""

import base64
import json
import os
from datetime import datetime
from pathlib import Path
from uuid import UUID

from api.backup.manifest import BackupError
from api.evidence.vault import Vault, WrappedKey

FORMAT = "handslag-keys-1"
NAME = "keys.json"


def write(folder: Path, master_key: Path, vault: Vault) -> None:
    """Write the keys file into `folder`, readable by its owner only."""
    told = {
        "format": FORMAT,
        "master": _text(master_key.read_bytes()),
        "subjects": [
            [str(key.subject_id), _text(key.wrapped), key.created_at.isoformat()]
            for key in vault.list_wrapped()
        ],
    }
    _write_privately(folder / NAME, json.dumps(told).encode())


def read(folder: Path) -> tuple[bytes, list[WrappedKey]]:
    """Return the master key and the wrapped keys that the keys file in `folder` holds.

    Raises:
        BackupError: there is no such file, or it is of another format.
    """
    path = folder / NAME
    if not path.exists():
        raise BackupError(
            f"There are no keys: put {NAME} into {folder}, or the old master key and key store"
            " where HANDSLAG_DATA and HANDSLAG_KEYS_URL say"
        )
    told = json.loads(path.read_text(encoding="utf-8"))
    if told.get("format") != FORMAT:
        raise BackupError(f"{path} is not of the format {FORMAT}")
    rows = [
        WrappedKey(UUID(name), base64.b64decode(wrapped), datetime.fromisoformat(created))
        for name, wrapped, created in told["subjects"]
    ]
    return base64.b64decode(told["master"]), rows


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _write_privately(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)

"""What a backup says of itself. Written last: a folder without it is no backup."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

FORMAT = "handslag-backup-1"
NAME = "backup.json"


class BackupError(Exception):
    """What was asked for cannot be done; the message says why, for whoever runs the service."""


@dataclass(slots=True, kw_only=True)
class Manifest:
    """What a folder holds. `revision` is the schema's, `evidence_key` the log's public key.

    `tables` (PostgreSQL) stand in the order in which they can be filled; `sequences` say how far
    each had come. `sha256` is by file; blobs need none, since each is sealed.
    """

    made_at: str
    dialect: str
    revision: str
    evidence_key: str
    tables: list[str] = field(default_factory=list)
    sequences: dict[str, int] = field(default_factory=dict)
    sha256: dict[str, str] = field(default_factory=dict)
    blobs: int = 0
    missing_blobs: int = 0

    def write(self, folder: Path) -> None:
        """Make `folder` a backup."""
        told = {"format": FORMAT, **asdict(self)}
        (folder / NAME).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def read(folder: Path) -> Manifest:
    """Return what the backup in `folder` says of itself, its files checked.

    Raises:
        BackupError: it is none, an unfinished or a damaged one.
    """
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BackupError(f"{folder} is no finished backup: it has no {NAME}") from error
    if told.pop("format", None) != FORMAT:
        raise BackupError(f"{folder} is not of the format {FORMAT}")
    manifest = Manifest(**told)
    for name, digest in manifest.sha256.items():
        path = folder / name
        if not path.is_file() or sha256_of(path) != digest:
            raise BackupError(f"{path} is missing or damaged")
    return manifest


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

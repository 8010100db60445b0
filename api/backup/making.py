"""Makes a backup while the service runs: one moment of the database, and each blob it names."""

import os
from collections.abc import Iterable
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api import audit
from api.backup import keys
from api.backup.manifest import BackupError, Manifest, sha256_of
from api.backup.service import Service
from api.kit import clock
from api.readings.repository import list_named
from api.storage.blobs import BlobMissingError, Blobs

# Blobs come and go while they are copied; each further try has only the newest to copy.
_TRIES = 20


def make(service: Service, folder: Path, *, with_keys: bool) -> Manifest:
    """Back `service` up into `folder`, which is new or empty, and return what it holds.

    All blobs are copied first, then those that one moment of the database names and that are new
    since; where one of these was destroyed in between, a newer moment is taken. What the moment
    does not name is not kept: it was destroyed on purpose, or never acknowledged.

    Raises:
        BackupError: there is something in the folder.
    """
    _make_empty(folder)
    _copy(service.blobs, folder / "blobs", service.blobs.list_names())
    manifest = _take_whole(service, folder, _TRIES)
    if with_keys:
        # After the database: whoever it knows has a key by then.
        keys.write(folder, service.settings.master_key, service.vault)
    _record(service, manifest, with_keys=with_keys)
    manifest.sha256 = {name: sha256_of(folder / name) for name in manifest.tables}
    os.sync()
    manifest.write(folder)
    return manifest


def _make_empty(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if any(folder.iterdir()):
        raise BackupError(f"{folder} is not empty")


def _take_whole(service: Service, folder: Path, tries: int) -> Manifest:
    store = folder / "blobs"
    with service.database.read() as session:
        manifest = _manifest(service, session)
        named = list_named(session)
        missing = _copy(service.blobs, store, named)
        if not missing or tries == 1:
            service.dialect.dump(session, folder, manifest)
            _keep_only(store, named)
            manifest.blobs, manifest.missing_blobs = len(named) - missing, missing
            return manifest
    return _take_whole(service, folder, tries - 1)


def _manifest(service: Service, session: Session) -> Manifest:
    # The first statement: from here on the session sees one moment.
    revision = session.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return Manifest(
        made_at=clock.now().isoformat(),
        dialect=service.database.writer.dialect.name,
        revision=str(revision),
        evidence_key=service.signer.public_key,
    )


def _copy(blobs: Blobs, store: Path, names: Iterable[str]) -> int:
    """Copy the blobs that are not in `store` yet; return how many were gone."""
    gone = 0
    for name in names:
        path = store / name
        if path.exists():
            continue  # a name is never used again
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.write_bytes(blobs.get_sealed(name))
        except BlobMissingError:
            gone += 1
    return gone


def _keep_only(store: Path, named: set[str]) -> None:
    for path in store.rglob("*/*"):
        if path.relative_to(store).as_posix() not in named:
            path.unlink()


def _record(service: Service, manifest: Manifest, *, with_keys: bool) -> None:
    with service.database.write() as session:
        audit.record(
            session,
            "cli:service:backed_up",
            actor_kind="operator",
            actor_id=None,
            blobs=manifest.blobs,
            with_keys=int(with_keys),
        )

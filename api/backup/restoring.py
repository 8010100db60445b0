"""Fills an empty service from a backup, and proves that the evidence came through whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from api import audit
from api.backup import erasures, keys, manifest, service
from api.backup.manifest import BackupError, Manifest
from api.backup.service import Service
from api.db import migrate
from api.db.base import ChangeCounter
from api.db.session import Database
from api.evidence import checkpoints, integrity, log
from api.evidence.checkpoints import Signer
from api.evidence.integrity import Finding
from api.evidence.vault import Vault
from api.jobs import runner
from api.kit import ids
from api.models import BrowserSession
from api.readings.repository import list_named
from api.settings import Settings
from api.storage import keyring
from api.storage.blobs import BlobMissingError


@dataclass(slots=True)
class Report:
    """How a restored service stands. `findings` is empty where every seal holds."""

    records: int
    blobs: int
    findings: list[Finding] = field(default_factory=list)
    lost_blobs: list[str] = field(default_factory=list)
    erased_again: int = 0
    # How many records a checkpoint outside tells of that were sealed after the backup.
    records_since: int = 0


def restore(settings: Settings, folder: Path) -> Report:
    """Fill the empty service of `settings` from the backup in `folder`.

    A key store that is in place stands: keys destroyed since the backup stay destroyed, and those
    people are erased once more. Else the keys file is taken. A new epoch begins, so that whoever
    keeps in step with the service reads everything again, and everybody signs in anew.

    Raises:
        BackupError: the folder is no whole backup of this kind and schema, the service is not
            empty, or the keys are missing or another service's.
    """
    told = manifest.read(folder)
    _check_fits(settings, told)
    _place_keys(settings, folder)
    with service.opened(settings) as target:
        if target.signer.public_key != told.evidence_key:
            raise BackupError(f"{settings.master_key} is the master key of another service")
        for name in _names(folder / "blobs"):
            target.blobs.put_sealed(name, (folder / "blobs" / name).read_bytes())
        target.dialect.load(target.database, folder, told)
        migrate.upgrade(target.database.writer)
        runner.migrate(settings.database)
        _begin_anew(target)
        return _examine(target)


def _check_fits(settings: Settings, told: Manifest) -> None:
    database = Database(settings.database)
    try:
        dialect = database.writer.dialect.name
        if told.dialect != dialect:
            raise BackupError(f"This is a backup of {told.dialect}, the service's is {dialect}")
        if told.revision not in migrate.revisions():
            raise BackupError("The backup is of a newer version: install that one, then restore")
        if sa.inspect(database.writer).get_table_names():
            raise BackupError("The database is not empty: restore only into a service never set up")
    finally:
        database.close()


def _place_keys(settings: Settings, folder: Path) -> None:
    if settings.master_key.exists() and _knows_anybody(settings):
        return
    master, wrapped = keys.read(folder)
    keyring.put(settings.master_key, master)
    vault = Vault(settings.keys_database, keyring.load(settings.master_key))
    vault.create()
    vault.put_wrapped(wrapped)
    vault.close()


def _knows_anybody(settings: Settings) -> bool:
    vault = Vault(settings.keys_database, keyring.load(settings.master_key))
    try:
        return vault.exists() and bool(vault.list_subjects())
    finally:
        vault.close()


def _begin_anew(target: Service) -> None:
    with target.database.write() as session:
        # What was told after the backup is not here: who heard it must not go on from there.
        session.execute(sa.update(ChangeCounter).values(epoch=ids.new_id()))
        session.execute(sa.delete(BrowserSession))
        audit.record(session, "cli:service:restored", actor_kind="operator", actor_id=None)


def _examine(target: Service) -> Report:
    report = Report(erased_again=erasures.repeat(target), records=0, blobs=0)
    with target.database.read() as session:
        report.records = log.size(session)
        # Without the copies outside: they tell of what was sealed since the backup, see below.
        report.findings = list(integrity.verify(session, target.vault, Signer(target.keyring)))
        named = list_named(session)
    report.blobs = len(named)
    report.lost_blobs = sorted(name for name in named if not _opens(target, name))
    if target.signer.folder is not None:
        told = max(checkpoints.list_copies(target.signer.folder), default=0)
        report.records_since = max(0, told - report.records)
    return report


def _opens(target: Service, name: str) -> bool:
    try:
        target.blobs.get(name)
    except BlobMissingError:
        return False
    return True


def _names(store: Path) -> Iterator[str]:
    return (path.relative_to(store).as_posix() for path in store.rglob("*/*"))

"""`handslag backup` and `handslag restore`."""

import argparse
import sys
from pathlib import Path

from api.backup import expiring, keys, making, restoring, service
from api.backup.manifest import BackupError
from api.settings import Settings
from api.storage.keyring import MissingMasterKeyError


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add both commands to `commands`."""
    backup = commands.add_parser("backup", help="write the whole service into an empty folder")
    backup.add_argument("folder", type=Path, metavar="DIR")
    backup.add_argument(
        "--with-keys",
        action="store_true",
        help=f"also the keys, in a file apart ({keys.NAME}): move it elsewhere, keep it briefly",
    )
    backup.add_argument(
        "--keep-days",
        type=int,
        metavar="DAYS",
        help="then remove the backups beside DIR that are older",
    )
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help="fill a service never set up from a backup")
    restore.add_argument("folder", type=Path, metavar="DIR")
    restore.set_defaults(run=_restore)


def _backup(arguments: argparse.Namespace, settings: Settings) -> int:
    try:
        with service.opened(settings) as source:
            made = making.make(source, arguments.folder, with_keys=arguments.with_keys)
    except (BackupError, MissingMasterKeyError) as error:
        return _refuse(error)
    sys.stdout.write(f"{made.blobs} blobs; {made.missing_blobs} that rows name are missing\n")
    if arguments.keep_days is not None:
        ended = expiring.expire(arguments.folder, arguments.keep_days)
        sys.stdout.write(f"{ended} older backups removed\n")
    return 1 if made.missing_blobs else 0


def _restore(arguments: argparse.Namespace, settings: Settings) -> int:
    try:
        report = restoring.restore(settings, arguments.folder)
    except BackupError as error:
        return _refuse(error)
    for finding in report.findings:
        sys.stdout.write(f"{finding}\n")
    for name in report.lost_blobs:
        sys.stdout.write(f"blob {name}: missing or damaged\n")
    sys.stdout.write(
        f"{report.records} records, {len(report.findings)} findings;"
        f" {report.blobs} blobs, {len(report.lost_blobs)} lost\n"
    )
    if report.erased_again:
        sys.stdout.write(f"{report.erased_again} erased since the backup, and erased again\n")
    if report.records_since:
        sys.stdout.write(f"{report.records_since} records were sealed after the backup: lost\n")
    return 1 if report.findings or report.lost_blobs else 0


def _refuse(error: Exception) -> int:
    sys.stderr.write(f"{error}\n")
    return 1

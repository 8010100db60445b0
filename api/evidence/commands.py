"""`handslag evidence verify` and `handslag evidence checkpoint`."""

import argparse
import gc
import sys
from itertools import chain
from pathlib import Path

from api.db.session import Database
from api.evidence import anchors, checkpoints, integrity, log, verifier
from api.evidence.checkpoints import Signer
from api.evidence.vault import Vault
from api.settings import Settings
from api.storage import keyring


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands about the evidence log to `commands`."""
    group = commands.add_parser("evidence", help="the sealed log of what people handed over")
    actions = group.add_subparsers(required=True, metavar="ACTION")
    verify = actions.add_parser("verify", help="check a proof, or the whole log")
    what = verify.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", type=Path, help="a proof, as the service gives it")
    what.add_argument("--all", action="store_true", help="every record, node and checkpoint")
    verify.set_defaults(run=_verify)
    checkpoint = actions.add_parser("checkpoint", help="sign how far the log has come, copy it out")
    checkpoint.set_defaults(run=_checkpoint)


def _verify(arguments: argparse.Namespace, settings: Settings) -> int:
    if not arguments.all:
        key = _signer(settings).public_key
        return verifier.main([str(arguments.file), "--key", key])
    gc.freeze()  # what is loaded stays: a million records make the collector look often
    keys = keyring.load(settings.master_key)
    database, vault = Database(settings.database), Vault(settings.keys_database, keys)
    signer = _signer(settings)
    with database.read() as session:
        found = 0
        findings = (integrity.verify(session, vault, signer), anchors.verify(session, signer))
        for finding in chain(*findings):
            found += 1
            sys.stdout.write(f"{finding}\n")
        size = log.size(session)
    database.close()
    vault.close()
    sys.stdout.write(f"{size} records: {f'{found} findings' if found else 'whole'}\n")
    return 1 if found else 0


def _checkpoint(_arguments: argparse.Namespace, settings: Settings) -> int:
    database = Database(settings.database)
    size = checkpoints.take_and_copy(database, _signer(settings))
    anchors.take_and_copy(database, _signer(settings))
    database.close()
    sys.stdout.write(f"{size} records\n")
    return 0


def _signer(settings: Settings) -> Signer:
    return Signer(keyring.load(settings.master_key), settings.checkpoints)

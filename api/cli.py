"""The `handslag` command. Each feature brings its own commands; this file lists them."""

import argparse
import sys

from api import serve, worker
from api.auth import commands as auth
from api.backup import commands as backup
from api.db import migrate
from api.db.session import Database
from api.evidence import commands as evidence
from api.evidence.vault import Vault
from api.jobs import runner
from api.policies import service as policies
from api.registers import balancing
from api.settings import Settings
from api.storage import keyring


def main(arguments: list[str] | None = None) -> None:
    """Run the command `arguments` name (by default those of the process) and exit."""
    parser = argparse.ArgumentParser(prog="handslag", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_migrate(commands)
    serve.add(commands)
    worker.add(commands)
    auth.add(commands)
    evidence.add(commands)
    backup.add(commands)
    parsed = parser.parse_args(arguments)
    sys.exit(parsed.run(parsed, Settings()))


def _add_migrate(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("migrate", help="create or bring up to date every table and key")
    command.set_defaults(run=_migrate)


def _migrate(_arguments: argparse.Namespace, settings: Settings) -> int:
    keyring.make(settings.master_key)
    vault = Vault(settings.keys_database, keyring.load(settings.master_key))
    vault.create()
    vault.close()
    database = Database(settings.database)
    migrate.upgrade(database.writer)
    runner.migrate(settings.database)
    with database.write() as session:
        policies.seed(session)
        balancing.seed(session)
    database.close()
    return 0

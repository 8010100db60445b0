"""`handslag serve`: the HTTP service in one process."""

import argparse
import os
import sys
from pathlib import Path

import uvicorn

from api.app import create_app
from api.auth import setup
from api.db.session import Database
from api.kit import log
from api.settings import Settings


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `commands`."""
    command = commands.add_parser("serve", help="run the service")
    command.set_defaults(run=_serve)


def _serve(_arguments: argparse.Namespace, settings: Settings) -> int:
    log.configure()
    app = create_app(settings)
    sys.stdout.write(f"Handslag: {settings.origin}/\n")
    link = _setup_link(app.state.database, settings)
    if link is not None:
        sys.stdout.write(f"No users yet. Make the first one here, within an hour:\n{link}\n")
    sys.stdout.flush()
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        # Ours says the route and no more: paths and queries may name people.
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=10,
    )
    return 0


def _setup_link(database: Database, settings: Settings) -> str | None:
    path = settings.data / "setup-link.txt"
    with database.write() as session:
        code = setup.new_code(session)
    path.unlink(missing_ok=True)
    if code is None:
        return None
    link = f"{settings.origin}/#/setup?code={code}"
    _write_privately(path, link + "\n")
    return link


def _write_privately(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)

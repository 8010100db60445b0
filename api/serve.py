"""`handslag serve`: the HTTP service in one process."""

import argparse
import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
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
    command.add_argument(
        "--with-worker", action="store_true", help="run a worker beside it, for a single machine"
    )
    command.set_defaults(run=_serve)


def _serve(arguments: argparse.Namespace, settings: Settings) -> int:
    log.configure()
    app = create_app(settings)
    sys.stdout.write(f"Handslag: {settings.origin}/\n")
    link = _setup_link(app.state.database, settings)
    if link is not None:
        sys.stdout.write(f"No users yet. Make the first one here, within an hour:\n{link}\n")
    sys.stdout.flush()
    with _worker() if arguments.with_worker else contextlib.nullcontext():
        uvicorn.run(
            app,
            host=settings.host,
            port=settings.port,
            log_config=None,
            # Ours says the route and no more: paths and queries may name people.
            access_log=False,
            server_header=False,
            proxy_headers=settings.proxies is not None,
            forwarded_allow_ips=settings.proxies or "",
            timeout_graceful_shutdown=10,
        )
    return 0


@contextlib.contextmanager
def _worker() -> Iterator[None]:
    """Keep a worker process running inside the block, a new one where it dies."""
    stop = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(stop,))
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join()


def _keep_worker(stop: threading.Event) -> None:
    while not stop.is_set():
        worker = subprocess.Popen(
            [sys.executable, "-m", "api", "worker", "--with-parent"], stdin=subprocess.PIPE
        )
        while worker.poll() is None and not stop.wait(0.5):
            pass
        if worker.poll() is None:
            worker.communicate(timeout=30)  # closes its standard input: that is the word to stop
        stop.wait(1.0)  # one that dies at once is not started in a frenzy


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

"""`handslag worker`: reads captures and does what is due, until told to stop."""

import argparse
import os
import signal
import sys
import threading
from pathlib import Path
from uuid import UUID

from api.db.session import Database
from api.evidence import anchors, checkpoints, integrity
from api.evidence.checkpoints import Signer
from api.evidence.vault import Vault
from api.jobs import runner, slots
from api.jobs.client import READ_CAPTURE, Jobs
from api.kit import log
from api.mail import queue
from api.mail.relay import from_settings
from api.readings import service as readings
from api.retention import destruction
from api.settings import Settings
from api.storage import blobs, keyring


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `commands`."""
    command = commands.add_parser("worker", help="read captures; as many as there are cores to use")
    command.add_argument(
        "--with-parent", action="store_true", help="stop when standard input closes"
    )
    command.set_defaults(run=_work)


def _work(arguments: argparse.Namespace, settings: Settings) -> int:
    log.configure()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if arguments.with_parent:
        threading.Thread(target=_stop_with_parent, args=(stop,), daemon=True).start()
    run(settings, stop)
    return 0


def run(settings: Settings, stop: threading.Event) -> None:
    """Work until `stop` is set."""
    keys = keyring.load(settings.master_key)
    relay = from_settings(settings)
    database, vault = Database(settings.database), Vault(settings.keys_database, keys)
    store = blobs.open_store(settings.blobs, settings.data / "blobs", keys)
    signer, client = Signer(keys, settings.checkpoints), Jobs(settings.database)
    routines: dict[str, tuple[str, runner.Routine]] = {
        "captures.sweep": ("0 17 * * * *", lambda: readings.sweep(database, store)),
        "destruction.finish": (
            "0 */5 * * * *",
            lambda: destruction.finish(database, vault, store),
        ),
        "mail.deliver": ("10 * * * * *", lambda: queue.deliver_due(database, keys, relay)),
        "destruction.rewrite": ("0 23 3 * * *", lambda: destruction.rewrite(database, vault)),
        "evidence.checkpoint": (
            "0 29 * * * *",
            lambda: checkpoints.take_and_copy(database, signer),
        ),
        "audit.anchor": ("30 29 * * * *", lambda: anchors.take_and_copy(database, signer)),
        "evidence.audit": ("0 11 2 * * *", lambda: integrity.audit(database, vault, signer)),
        "jobs.sweep": ("0 41 3 * * *", client.forget_finished),
    }
    held = _slots(database, settings.data / "workers")
    with readings.warm_ground(database, store) as ground:
        runner.run(
            database,
            held,
            {READ_CAPTURE: lambda capture_id: readings.read_capture(ground, UUID(capture_id))},
            routines,
            lambda: readings.settle_abandoned(database),
            stop,
        )
    held.close()
    client.close()
    vault.close()
    database.close()


def _slots(database: Database, folder: Path) -> slots.Slots:
    if database.is_sqlite:
        return slots.FileSlots(folder)
    return slots.ServerSlots(database.url)


def _stop_with_parent(stop: threading.Event) -> None:
    # The service that started this worker holds the other end, and the kernel closes it even when
    # the service is killed.
    sys.stdin.buffer.read()
    stop.set()
    # What is under way is taken over by the next worker, and read again.
    threading.Timer(5.0, os._exit, (0,)).start()

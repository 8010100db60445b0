"""Runs jobs in this process until told to stop; what a dead worker left undone is taken over."""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import structlog
from dbos import DBOS, DBOSConfig
from dbos._serialization import DBOSPortableJSON

from api.db.session import Database
from api.jobs import statuses
from api.jobs.client import CAPTURES, VERSION, plain
from api.jobs.slots import Slots, claim

# There is no wake-up when a slot gets free: jobs a second are bounded by workers / this.
_POLL = 0.1  # seconds
_LOOK = 1.0  # seconds between two looks for dead workers
# A job that killed its worker so often is not tried again.
ATTEMPTS = 3

Job = Callable[[str], None]
Routine = Callable[[], object]


def migrate(url: str) -> None:
    """Create or bring up to date the job engine's tables in the database at `url`."""
    DBOS.migrate(plain(url))


def run(
    database: Database,
    slots: Slots,
    jobs: Mapping[str, Job],
    routines: Mapping[str, tuple[str, Routine]],
    look: Routine,
    stop: threading.Event,
) -> None:
    """Run `jobs` (by name) as they are asked for, and `routines` (by name) as their cron says.

    `look` is called each second, on every worker: what it finds to do it must do quickly. A routine
    runs on one worker at a time and may run again after a crash: it must not mind. Returns once
    `stop` is set; a job under way is taken over by another worker.
    """
    me = claim(slots)
    config: DBOSConfig = {
        "name": "handslag",
        "executor_id": me,
        "application_version": VERSION,
        "system_database_url": plain(database.url),
        "serializer": DBOSPortableJSON,
        "run_migrations": False,
        "log_level": "WARNING",
        "scheduler_polling_interval_sec": 5.0,
    }
    DBOS(config=config)
    for name, job in jobs.items():
        # The first attempt is no recovery.
        DBOS.workflow(name=name, max_recovery_attempts=ATTEMPTS - 1)(job)
    scheduled = [_scheduled(name, cron, routine) for name, (cron, routine) in routines.items()]
    DBOS.launch()
    try:
        DBOS.register_queue(CAPTURES, worker_concurrency=1, polling_interval_sec=_POLL)
        DBOS.apply_schedules(scheduled)
        structlog.get_logger().info("worker ready", worker=me)
        while not stop.wait(_LOOK):
            _take_over(database, slots, me)
            look()
    finally:
        DBOS.destroy(workflow_completion_timeout_sec=0)
        slots.give_back(me)


def _scheduled(name: str, cron: str, routine: Routine) -> Any:  # noqa: ANN401 - DBOS' own shape
    @DBOS.workflow(name=name)
    def run_routine(_due: datetime, _context: object) -> None:
        routine()

    return {"schedule_name": name, "workflow_fn": run_routine, "schedule": cron}


def _take_over(database: Database, slots: Slots, me: str) -> None:
    with database.read() as session:
        owners = statuses.list_owners_of_running(session)
    for name in owners:
        # Who holds the slot lives. Held while its jobs are moved, so that no new worker takes it.
        if name != me and slots.take(name):
            try:
                DBOS._recover_pending_workflows([name])  # noqa: SLF001 - no public way in 3.4
                structlog.get_logger().info("took over", worker=name)
            finally:
                slots.give_back(name)

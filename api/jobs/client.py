"""Asks for jobs. A job exists exactly if the transaction that asked for it was committed."""

from datetime import timedelta
from uuid import UUID

from dbos import DBOSClient
from dbos._serialization import DBOSPortableJSON
from sqlalchemy.orm import Session

from api.jobs.statuses import ENDED
from api.kit import clock, ids

# Names that stand in the database: never rename one that may be waiting there.
READ_CAPTURE = "captures.read"
CAPTURES = "captures"
# Only on an incompatible change of what a job does: other versions' jobs are not taken.
VERSION = "jobs-1"
_KEPT = timedelta(days=7)
_BATCH = 500
_TIMEOUT = 180.0  # seconds; the reading process itself is given up long before


class Jobs:
    """Asks for jobs over the service's own database. A payload holds ids, never a person's data."""

    def __init__(self, url: str) -> None:
        self._client = DBOSClient(
            system_database_url=plain(url),
            serializer=DBOSPortableJSON,
            use_listen_notify=False,
            lazy=True,
        )

    def enqueue_reading(self, session: Session, capture_id: UUID, *, again: bool = False) -> None:
        """Ask for a capture to be read; asking twice for the first reading asks once."""
        name = f"read:{capture_id}:{ids.new_id().hex}" if again else f"read:{capture_id}"
        self._client.enqueue_in_transaction(
            session,
            {
                "workflow_name": READ_CAPTURE,
                "queue_name": CAPTURES,
                "workflow_id": name,
                "app_version": VERSION,
                "workflow_timeout": _TIMEOUT,
            },
            str(capture_id),
        )

    def forget_finished(self) -> None:
        """Take out jobs that ended a week ago: they tell which capture was read when."""
        before = (clock.now() - _KEPT).isoformat()
        while ended := self._client.list_workflows(
            status=list(ENDED), end_time=before, limit=_BATCH, load_input=False, load_output=False
        ):
            self._client.delete_workflows([workflow.workflow_id for workflow in ended])

    def close(self) -> None:
        """Give back every connection."""
        self._client.destroy()


def plain(url: str) -> str:
    """Return a database's URL as DBOS writes it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)

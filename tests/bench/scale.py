"""`make bench-scale`: search, contact, queue, feed, audit and proofs over a large register.

HANDSLAG_SCALE sets how many contacts there are, by default 100,000. The service is a program of
its own; times are its caller's.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import httpx2
import sqlalchemy as sa

from api.db.session import Database
from api.evidence import integrity, log
from api.evidence.checkpoints import Signer
from api.evidence.vault import Vault
from api.models import Contact, Evidence, SearchDocument
from api.settings import Settings
from api.storage import keyring
from tests import figures
from tests.bench.register import fill
from tests.browser.programs import Handslag

CONTACTS = int(os.environ.get("HANDSLAG_SCALE", "100000"))
WAITING = 1000
CALLS = 200  # of each kind
FED = 50_000  # changes at most
_SCOPES = ("contacts:read", "review:write", "sync:read")


def main() -> None:
    """Fill a register, measure, keep the figures."""
    with tempfile.TemporaryDirectory() as folder:
        handslag = Handslag(Path(folder))
        handslag.migrate()
        settings = Settings(data=handslag.data)
        fill(settings, contacts=CONTACTS, waiting=WAITING)
        audited = _audit(settings)
        token = handslag.token(*_SCOPES)
        handslag.start("serve")
        headers = {"Authorization": f"Bearer {token}"}
        with httpx2.Client(
            base_url=f"{handslag.url}/api/v1", headers=headers, timeout=60
        ) as client:
            called = _call(client, settings) | _feed(client, handslag.pid("serve"))
        handslag.stop()
    figures.keep("bench-scale", {"contacts": CONTACTS, **called, **audited, **_NOT_TAKEN})


# The pace is that of a person's keyboard in a browser, and is no matter of how large the register
# is: the queue's page is what could slow it down.
_NOT_TAKEN: figures.Figures = {
    "review.cards_per_hour": None,
    "review.cards_per_hour.why": "taken in a browser, not over the wire; see queue.p95_ms",
}


def _call(client: httpx2.Client, settings: Settings) -> dict[str, float]:
    contacts, proofs, words = _samples(settings)
    pages = [f"/review?limit=20{after}" for after in _cursors(client)]
    return {
        "search.p95_ms": _p95(_timed(client, [f"/contacts?q={word}&limit=20" for word in words])),
        "contact.p95_ms": _p95(_timed(client, [f"/contacts/{one}" for one in contacts])),
        "queue.p95_ms": _p95(_timed(client, pages)),
        "proof_ms": round(
            statistics.median(_timed(client, [f"/evidence/{one}/proof" for one in proofs])), 1
        ),
    }


def _samples(settings: Settings) -> tuple[list[Any], list[Any], list[str]]:
    """Return contacts, records of evidence and beginnings of words, drawn by lot."""
    rng = Random(2)

    def some(session: Any, column: Any) -> list[Any]:  # noqa: ANN401 - SQLAlchemy's own
        every = session.scalars(sa.select(column)).all()
        return rng.choices(every, k=CALLS)

    with closing(Database(settings.database)) as database, database.read() as session:
        texts = some(session, SearchDocument.text)
        words = [rng.choice(text.split())[: rng.randint(3, 8)] for text in texts]
        return some(session, Contact.id), some(session, Evidence.id), words


def _cursors(client: httpx2.Client) -> list[str]:
    """Return what leads to the pages of the review queue, as somebody turns them."""
    found = [""]
    while len(found) < CALLS and (
        after := client.get(f"/review?limit=20{found[-1]}").json()["next_cursor"]
    ):
        found.append(f"&cursor={after}")
    return found


def _timed(client: httpx2.Client, paths: Sequence[str]) -> list[float]:
    """Return how long each call took, in milliseconds, after a few that do not count."""
    for path in paths[:10]:
        client.get(path).raise_for_status()
    taken = []
    for path in paths:
        begun = time.perf_counter()
        client.get(path).raise_for_status()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _feed(client: httpx2.Client, pid: int) -> dict[str, float]:
    asked: dict[str, Any] = {"limit": 500}
    read, begun = 0, time.perf_counter()
    while read < FED:
        page = client.get("/sync/changes", params=asked).raise_for_status().json()
        read += len(page["changes"])
        asked["cursor"] = page["next_cursor"]
        if not page["has_more"]:
            break
    pace = read / (time.perf_counter() - begun)
    return {"feed.changes_per_s": round(pace), "feed.peak_mb": _peak_mb(pid)}


def _peak_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return round(int(line.split()[1]) / 1000, 1)


def _audit(settings: Settings) -> dict[str, float]:
    """Read the whole log once, as `handslag evidence verify --all` does."""
    keys = keyring.load(settings.master_key)
    begun = time.perf_counter()
    with (
        closing(Database(settings.database)) as database,
        closing(Vault(settings.keys_database, keys)) as vault,
        database.read() as session,
    ):
        found = list(integrity.verify(session, vault, Signer(keys)))
        assert found == [], found[:3]
        checked = log.size(session)
    return {"audit.records": checked, "audit.seconds": round(time.perf_counter() - begun, 1)}


def _p95(values: Sequence[float]) -> float:
    return round(statistics.quantiles(values, n=100)[94], 1)


if __name__ == "__main__":
    main()

"""`make bench-scale`: search, contact, queue, feed, audit and proofs over a large register.

HANDSLAG_SCALE sets how many contacts there are, by default 100,000; HANDSLAG_SCALE_RECORDS how many
records the log holds, by default a million, of which the contacts' are the first. The service and
the audit are programs of their own; times are their caller's.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from typing import Any

import httpx2
import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.db.session import Database
from api.models import Contact, Evidence, SearchDocument
from api.settings import Settings
from tests import figures
from tests.bench.pace import cards_per_hour
from tests.bench.register import fill
from tests.browser.programs import Handslag

CONTACTS = int(os.environ.get("HANDSLAG_SCALE", "100000"))
RECORDS = int(os.environ.get("HANDSLAG_SCALE_RECORDS", "1000000"))
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
        fill(settings, contacts=CONTACTS, waiting=WAITING, records=RECORDS)
        audited = _audit(handslag)
        token = handslag.token(*_SCOPES)
        handslag.start("serve")
        headers = {"Authorization": f"Bearer {token}"}
        with httpx2.Client(
            base_url=f"{handslag.url}/api/v1", headers=headers, timeout=60
        ) as client:
            called = _call(client, settings) | _feed(client, handslag.pid("serve"))
        called["review.cards_per_hour"] = cards_per_hour(handslag)
        handslag.stop()
    figures.keep("bench-scale", {"contacts": CONTACTS, **called, **audited})


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
    """Return contacts, their records of evidence and beginnings of words, drawn by lot."""
    rng = Random(2)
    theirs = sa.select(Evidence.id).where(Evidence.contact_id.is_not(None))

    def some(session: Session, query: sa.Select[Any]) -> list[Any]:
        return rng.choices(session.scalars(query).all(), k=CALLS)

    with closing(Database(settings.database)) as database, database.read() as session:
        texts = some(session, sa.select(SearchDocument.text))
        words = [rng.choice(text.split())[: rng.randint(3, 8)] for text in texts]
        return some(session, sa.select(Contact.id)), some(session, theirs), words


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


def _audit(handslag: Handslag) -> dict[str, float]:
    """Have the whole log read once, by `handslag evidence verify --all`."""
    begun = time.perf_counter()
    audit = handslag.begin("evidence", "verify", "--all")
    peak = 0.0
    while audit.poll() is None:
        with suppress(FileNotFoundError, ValueError):  # it has just ended
            peak = _peak_mb(audit.pid)
        time.sleep(0.1)
    taken = time.perf_counter() - begun
    told = audit.communicate()[0]
    assert (audit.returncode, told.split()[-1]) == (0, "whole"), told
    return {
        "audit.records": int(told.split()[0]),
        "audit.seconds": round(taken, 1),
        "audit.peak_mb": peak,
    }


def _p95(values: Sequence[float]) -> float:
    return round(statistics.quantiles(values, n=100)[94], 1)


if __name__ == "__main__":
    main()

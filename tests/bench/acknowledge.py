"""How long a phone waits until its card is safe: 50 phones over a minute, and 50 at once.

Service and worker run as programs of their own on SQLite. The time is the phone's, from the first
byte sent to the last one answered. HANDSLAG_BENCH_SECONDS sets another length than a minute.
"""

import os
import secrets
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles
from threading import Barrier

import httpx2

from tests import figures
from tests.browser.programs import Handslag
from tests.uploads import form, picture, send, told

PHONES = 50
EVERY = 5.0  # seconds from a phone's card to its next
SECONDS = float(os.environ.get("HANDSLAG_BENCH_SECONDS", "60"))
BURSTS = 4
SIZE = 400_000  # bytes of a photo
CARD = picture(size=(1600, 960))


def main() -> None:
    """Measure and keep the figures."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(PHONES) as phones:
        handslag = Handslag(Path(folder))
        handslag.migrate()
        token = handslag.token("captures:write")
        handslag.start("serve", "worker")
        clients = [_client(handslag.url, token) for _ in range(PHONES)]
        steady = [ms for told in phones.map(_work, clients, range(PHONES)) for ms in told]
        gate = Barrier(PHONES)
        burst = [
            ms for _ in range(BURSTS) for ms in phones.map(_send_with, clients, [gate] * PHONES)
        ]
        handslag.stop()
    figures.keep(
        "bench",
        {
            "ack.p50_ms": _percentile(steady, 50),
            "ack.p95_ms": _percentile(steady, 95),
            "ack.burst_p95_ms": _percentile(burst, 95),
        },
    )


def _client(url: str, token: str) -> httpx2.Client:
    client = httpx2.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=60)
    client.get("/api/v1/ping")  # a phone has its connection open by the time a card is shot
    return client


def _work(client: httpx2.Client, number: int) -> list[float]:
    """Send a card every few seconds; return what each took, in milliseconds."""
    taken: list[float] = []
    begun = time.monotonic() + EVERY * number / PHONES
    while (due := begun + EVERY * len(taken)) < begun + SECONDS:
        time.sleep(max(0.0, due - time.monotonic()))
        taken.append(_send(client))
    return taken


def _send_with(client: httpx2.Client, gate: Barrier) -> float:
    gate.wait()
    return _send(client)


def _send(client: httpx2.Client) -> float:
    # What follows the end of a JPEG is no part of the picture: it makes each one another.
    parts = form(told(), front=CARD + secrets.token_bytes(SIZE - len(CARD)))
    begun = time.perf_counter()
    answer = send(client, parts)
    taken = (time.perf_counter() - begun) * 1000
    assert answer.status_code == 201, answer.text
    return taken


def _percentile(values: list[float], percent: int) -> float:
    return round(quantiles(values, n=100)[percent - 1], 1)


if __name__ == "__main__":
    main()

"""What reading a card costs: CPU against the bare models, memory, cards in a second.

The cards are invented, photographed in all severities, up to 12 megapixels. The way measured is
the service's: bytes into a reading process, decoded in its sandbox, a reading out. The reference
is the detection model at 960 pixels and the Latin recognition model on each line found, batch 1,
one thread, on the same decoded pictures.
"""

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import repeat
from pathlib import Path
from threading import Event, Thread

import cv2

from ocr.engines.detect import SIDE, Detector
from ocr.engines.recognize import Recognizer
from ocr.evaluation.truth import load
from ocr.image.decode import decode
from ocr.reader import Reader
from ocr.types import Hints, SideInput
from tests import figures
from tests.ocr.generator.dataset import write_cards

CARDS = int(os.environ.get("HANDSLAG_BENCH_CARDS", "48"))
WARM = 4  # cards read before the clock starts
SET = Path("build") / "sets" / f"bench-{CARDS}"
TICK = os.sysconf("SC_CLK_TCK")

Capture = list[SideInput]


def main() -> None:
    """Measure and keep the figures."""
    captures = invented()
    with Reader() as reader:
        read_by([reader], captures[:WARM])
        with watched(reader._process.pid) as peak:
            before = cpu_seconds(reader._process.pid)
            one = read_by([reader], captures)
            spent = cpu_seconds(reader._process.pid) - before
    with ExitStack() as stack:
        readers = [stack.enter_context(Reader()) for _ in range(2)]
        read_by(readers, captures[:WARM] * 2)
        two = read_by(readers, captures)
    figures.keep(
        "bench",
        {
            "reading.cpu_s_per_card": round(spent / len(captures), 3),
            "reading.cpu_ratio": round(spent / reference(captures), 2),
            "reading.cards_per_s_1_worker": round(one, 2),
            "reading.cards_per_s_2_workers": round(two, 2),
            "reading.peak_mb": round(max(peak)),
        },
    )


def invented() -> list[Capture]:
    """The sides of each card, written once."""
    if not (SET / "labels").is_dir():
        write_cards(SET, "bench", CARDS)
    return [[SideInput(file.read_bytes()) for file in label.files] for label in load(SET)]


def read_by(readers: Sequence[Reader], captures: Sequence[Capture]) -> float:
    """Read all captures, each reader the next that waits; return captures a second."""
    begun = time.perf_counter()
    waiting = iter(captures)
    with ThreadPoolExecutor(len(readers)) as threads:
        list(threads.map(read_rest, readers, repeat(waiting)))
    return len(captures) / (time.perf_counter() - begun)


def read_rest(reader: Reader, waiting: Iterator[Capture]) -> None:
    """Read what nobody else has taken, one after the other."""
    for capture in waiting:
        reader.read(capture, Hints())


def reference(captures: Sequence[Capture]) -> float:
    """CPU seconds of the bare models on all pictures."""
    detector, recognizer = Detector(), Recognizer()
    cv2.setNumThreads(1)
    spent = 0.0
    for image in [decode(side.data).pixels for capture in captures for side in capture]:
        begun = time.process_time()
        for place in detector._look(image, SIDE):
            recognizer.look_upright(image, place)
        spent += time.process_time() - begun
    return spent


def tree(process: int) -> list[int]:
    """A process and all that descend from it."""
    try:
        path = Path(f"/proc/{process}/task/{process}/children")
        children = [int(child) for child in path.read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [process, *(one for child in children for one in tree(child))]


def cpu_seconds(process: int) -> float:
    """CPU time of a process, its living descendants and the buried children of each."""
    ticks = 0
    for one in tree(process):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(int(field) for field in fields[11:15])
    return ticks / TICK


def resident_mb(process: int) -> float:
    """Memory of a process and its descendants, what they share counted once."""
    total = 0
    for one in tree(process):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


@contextmanager
def watched(process: int) -> Iterator[list[float]]:
    """Collect the memory of a process twenty times a second."""
    seen: list[float] = [resident_mb(process)]
    done = Event()

    def look() -> None:
        while not done.wait(0.05):
            seen.append(resident_mb(process))

    thread = Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


if __name__ == "__main__":
    main()

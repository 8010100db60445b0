"""Hostile files harm their own decoding and nothing else."""

import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ocr.errors import BrokenFileError, EngineError, TooLargeError, UnknownFormatError
from ocr.image.decode import decode
from ocr.image.sandbox import Sandbox
from tests.ocr.known import ASA, FIXTURES, encoded, printed

CARD = printed(ASA.lines).image
LARGE = Image.new("RGB", (8000, 7900), "white")  # takes a child half a second and more


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


def png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def children(process: int) -> list[int]:
    """The processes a process has started and not yet buried."""
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in path.read_text().split()] if path.exists() else []


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIC"])
def test_a_picture_comes_out_as_it_does_without_walls(sandbox: Sandbox, form: str) -> None:
    heic = FIXTURES / "asa.heic"
    data = heic.read_bytes() if form == "HEIC" else encoded(CARD, form)
    inside, outside = sandbox.decode(data), decode(data)
    assert (inside.width, inside.height) == (outside.width, outside.height)
    assert np.array_equal(inside.pixels, outside.pixels)


def test_a_picture_is_turned_as_its_camera_says(sandbox: Sandbox) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    out = io.BytesIO()
    CARD.save(out, "JPEG", exif=turned)
    found = sandbox.decode(out.getvalue())
    assert (found.width, found.height) == (CARD.height, CARD.width)
    assert found.pixels.shape[:2] == (CARD.width, CARD.height)


def test_a_small_file_with_too_many_pixels_is_too_large(sandbox: Sandbox) -> None:
    bomb = png(Image.new("1", (13_000, 13_000)))
    assert len(bomb) < 200_000
    with pytest.raises(TooLargeError):
        sandbox.decode(bomb)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_file_that_is_cut_off_is_broken(sandbox: Sandbox, form: str) -> None:
    data = encoded(CARD, form)
    with pytest.raises(BrokenFileError):
        sandbox.decode(data[: len(data) // 2])


def test_what_is_no_picture_is_of_unknown_format(sandbox: Sandbox) -> None:
    with pytest.raises(UnknownFormatError):
        sandbox.decode(b"GIF89a" + bytes(100))


def test_a_child_that_is_too_slow_costs_its_picture_alone() -> None:
    with Sandbox(patience=0.25) as sandbox:
        with pytest.raises(BrokenFileError):
            sandbox.decode(png(LARGE))
        assert children(sandbox._process.pid) == []
        assert sandbox.decode(png(Image.new("RGB", (40, 30)))).width == 40


def test_a_child_that_dies_costs_its_picture_alone(sandbox: Sandbox) -> None:
    def kill() -> None:
        while not (found := children(sandbox._process.pid)):
            pass
        os.kill(found[0], 9)

    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(BrokenFileError):
        sandbox.decode(png(LARGE))
    killer.join()
    assert sandbox.decode(encoded(CARD, "PNG")).width == CARD.width


def test_a_lost_warm_parent_is_replaced() -> None:
    with Sandbox() as sandbox:
        sandbox._process.kill()
        sandbox._process.wait()
        with pytest.raises(EngineError):
            sandbox.decode(encoded(CARD, "PNG"))
        assert sandbox.decode(encoded(CARD, "PNG")).width == CARD.width


def test_closing_leaves_no_process() -> None:
    sandbox = Sandbox()
    sandbox.decode(encoded(CARD, "PNG"))
    parent = sandbox._process.pid
    reading = threading.Thread(target=lambda: decode_quietly(sandbox, png(LARGE)))
    reading.start()
    while not (busy := children(parent)):
        pass
    sandbox._process.kill()
    reading.join()
    sandbox.close()
    for process in (parent, *busy):
        while Path(f"/proc/{process}").exists() and not is_gone(process):
            pass


def decode_quietly(sandbox: Sandbox, data: bytes) -> None:
    """Decode, whatever comes of it."""
    with suppress(EngineError, BrokenFileError):
        sandbox.decode(data)


def is_gone(process: int) -> bool:
    """Whether a process is dead, buried or not."""
    try:
        return ") Z " in Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


ATTEMPTS = """
import os, signal, socket, subprocess, threading
from ocr.image.confine import confine

confine()

def blocked(what):
    try:
        what()
    except OSError:
        return True
    return False

thread = threading.Thread(target=lambda: None)
thread.start()
thread.join()
attempts = {
    "read": lambda: os.open("/etc/hostname", os.O_RDONLY),
    "write": lambda: os.open("/tmp/handslag-escape", os.O_CREAT | os.O_WRONLY),
    "list": lambda: os.listdir("/"),
    "remove": lambda: os.unlink("/tmp/handslag-escape"),
    "fork": os.fork,
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "socket": socket.socket,
    "signal": lambda: os.kill(os.getppid(), 0),
}
print(*[name for name, attempt in attempts.items() if not blocked(attempt)])
try:
    bytearray(1 << 30)
    print("memory")
except MemoryError:
    pass
"""


def test_a_confined_process_can_compute_and_nothing_else() -> None:
    tried = subprocess.run(
        [sys.executable, "-c", ATTEMPTS], capture_output=True, text=True, check=True
    )
    assert tried.stdout.split() == []

"""`handslag serve`, as a program of its own."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from api.settings import Settings

_FIRST = {"email": "ebba@fjallbro.example", "name": "Ebba Lind", "password": "tre gröna stolar"}


def _start(settings: Settings, port: int) -> subprocess.Popen[str]:
    environment = os.environ | {"HANDSLAG_DATA": str(settings.data), "HANDSLAG_PORT": str(port)}
    if settings.database_url:
        environment["HANDSLAG_DATABASE_URL"] = settings.database_url
    return subprocess.Popen(
        [sys.executable, "-m", "api", "serve"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


_CHUNK = b"10000\r\n" + b"x" * 65536 + b"\r\n"


def _head(port: int) -> bytes:
    host = f"POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    return host.encode() + b"Transfer-Encoding: chunked\r\n\r\n"


def _wait(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            httpx2.get(f"{url}/api/v1/ping")
        except httpx2.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the service did not start")


def _stop(service: subprocess.Popen[str]) -> str:
    service.send_signal(signal.SIGTERM)
    printed, _ = service.communicate(timeout=30)
    return printed


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@pytest.fixture
def service(settings: Settings, port: int) -> Iterator[subprocess.Popen[str]]:
    service = _start(settings, port)
    yield service
    service.kill()
    service.communicate()


def test_it_prints_a_link_that_makes_the_first_user_and_then_no_more(
    service: subprocess.Popen[str], settings: Settings, port: int
) -> None:
    url = f"http://127.0.0.1:{port}"
    _wait(url)
    kept = Path(settings.data / "setup-link.txt")
    assert kept.stat().st_mode & 0o777 == 0o600
    link = kept.read_text().strip()
    code = re.fullmatch(re.escape(url) + r"/#/setup\?code=([\w-]{22})", link)
    assert code is not None
    made = httpx2.post(f"{url}/api/v1/setup", json={"code": code[1], **_FIRST})
    assert made.status_code == 201
    assert "server" not in made.headers
    printed = _stop(service)
    assert f"Handslag: {url}/" in printed
    assert link in printed

    again = _start(settings, port)
    _wait(url)
    printed = _stop(again)
    assert "setup" not in printed
    assert not kept.exists()


def test_what_it_prints_afterwards_names_nobody(service: subprocess.Popen[str], port: int) -> None:
    url = f"http://127.0.0.1:{port}"
    _wait(url)
    httpx2.get(
        f"{url}/api/v1/users?q=canary-query", headers={"Authorization": "Bearer canary-token"}
    )
    httpx2.get(f"{url}/api/v1/canary-path")
    httpx2.post(
        f"{url}/api/v1/session", json={"email": "canary@mail.example", "password": "canary"}
    )
    assert "canary" not in _stop(service)


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize("chunks", [32, 64])
def test_a_body_in_chunks_of_no_declared_length_is_refused_with_words(
    port: int, chunks: int
) -> None:
    _wait(f"http://127.0.0.1:{port}")
    with socket.create_connection(("127.0.0.1", port), timeout=30) as wire:
        wire.sendall(_head(port))
        for _ in range(chunks):
            wire.sendall(_CHUNK)
        wire.sendall(b"0\r\n\r\n")
        answer = wire.recv(4096)
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_an_endless_body_is_cut_off(service: subprocess.Popen[str], port: int) -> None:
    _wait(f"http://127.0.0.1:{port}")
    sent = 0
    with socket.create_connection(("127.0.0.1", port), timeout=30) as wire:
        wire.sendall(_head(port))
        with contextlib.suppress(ConnectionError):
            while sent < 1000:
                wire.sendall(_CHUNK)
                sent += 1
    # Four times the limit of 1 MB, and what the two sockets hold.
    assert sent * 65536 < 13_000_000
    assert service.poll() is None

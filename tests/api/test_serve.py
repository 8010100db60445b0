"""`handslag serve`, as a program of its own."""

import contextlib
import re
import socket
from collections.abc import Iterator

import httpx2
import pytest

from api.settings import Settings
from tests.browser.programs import Handslag

_FIRST = {"email": "ebba@fjallbro.example", "name": "Ebba Lind", "password": "tre gröna stolar"}
_CHUNK = b"10000\r\n" + b"x" * 65536 + b"\r\n"


def _head(port: int) -> bytes:
    host = f"POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    return host.encode() + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
def service(settings: Settings) -> Iterator[Handslag]:
    """Give the service of `settings` as a program, running."""
    service = Handslag.over(settings)
    service.start("serve")
    yield service
    service.stop()


def test_it_prints_a_link_that_makes_the_first_user_and_then_no_more(
    service: Handslag,
) -> None:
    url = service.url
    kept = service.data / "setup-link.txt"
    assert kept.stat().st_mode & 0o777 == 0o600
    link = kept.read_text().strip()
    code = re.fullmatch(re.escape(url) + r"/#/setup\?code=([\w-]{22})", link)
    assert code is not None
    made = httpx2.post(f"{url}/api/v1/setup", json={"code": code[1], **_FIRST})
    assert made.status_code == 201
    assert "server" not in made.headers
    service.stop()
    printed = service.logs("serve")
    assert f"Handslag: {url}/" in printed
    assert link in printed

    service.start("serve")
    service.stop()
    assert "setup" not in service.logs("serve").removeprefix(printed)
    assert not kept.exists()


def test_what_it_prints_afterwards_names_nobody(service: Handslag) -> None:
    url = service.url
    httpx2.get(
        f"{url}/api/v1/users?q=canary-query", headers={"Authorization": "Bearer canary-token"}
    )
    httpx2.get(f"{url}/api/v1/canary-path")
    httpx2.post(
        f"{url}/api/v1/session", json={"email": "canary@mail.example", "password": "canary"}
    )
    service.stop()
    assert "canary" not in service.logs("serve")


@pytest.mark.parametrize("chunks", [32, 64])
def test_a_body_in_chunks_of_no_declared_length_is_refused_with_words(
    service: Handslag, chunks: int
) -> None:
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as wire:
        wire.sendall(_head(service.port))
        for _ in range(chunks):
            wire.sendall(_CHUNK)
        wire.sendall(b"0\r\n\r\n")
        answer = wire.recv(4096)
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_an_endless_body_is_cut_off(service: Handslag) -> None:
    sent = 0
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as wire:
        wire.sendall(_head(service.port))
        with contextlib.suppress(ConnectionError):
            while sent < 1000:
                wire.sendall(_CHUNK)
                sent += 1
    # Four times the limit of 1 MB, and what the two sockets hold.
    assert sent * 65536 < 13_000_000
    assert httpx2.get(f"{service.url}/api/v1/ping").status_code == 200

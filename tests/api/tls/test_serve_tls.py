"""`handslag serve --tls`, as a program of its own."""

import os
import re
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx2
import pytest

from api.settings import Settings
from tests.ports import free_port


@pytest.fixture
def port() -> int:
    """Give a port that is free together with the next one."""
    return free_port(1)


@pytest.fixture
def service(settings: Settings, port: int) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {
        "HANDSLAG_DATA": str(settings.data),
        "HANDSLAG_PORT": str(port),
        "HANDSLAG_PUBLIC_URL": f"https://localhost:{port}",
    }
    if settings.database_url:
        environment["HANDSLAG_DATABASE_URL"] = settings.database_url
    service = subprocess.Popen(
        [sys.executable, "-m", "api", "serve", "--tls"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield service
    service.kill()
    service.communicate()


def ask(url: str, trusted: ssl.SSLContext) -> httpx2.Response:
    until = time.monotonic() + 60
    while True:
        try:
            return httpx2.get(url, verify=trusted)
        except httpx2.TransportError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def test_a_phone_gets_the_authority_compares_it_and_reaches_the_service(
    service: subprocess.Popen[str], settings: Settings, port: int
) -> None:
    page = ask(f"http://localhost:{port + 1}/", ssl.create_default_context())
    assert page.status_code == 200
    der = httpx2.get(f"http://localhost:{port + 1}/handslag.crt")
    assert der.headers["content-type"] == "application/x-x509-ca-cert"
    trusted = ssl.create_default_context(cadata=der.content)
    app = ask(f"https://localhost:{port}/", trusted)
    assert app.status_code == 200
    assert "strict-transport-security" in app.headers
    assert httpx2.get(f"http://localhost:{port + 1}/api/v1/ping").status_code == 404
    service.terminate()
    printed, _ = service.communicate(timeout=30)
    fingerprint = re.search(r"Fingerprint: ([0-9A-F:]{95})", printed)
    assert fingerprint is not None
    assert fingerprint[1] in page.text
    assert (settings.data / "tls" / "authority.pem").exists()

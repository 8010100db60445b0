"""An S3-compatible server of the tests' own, for whatever keeps blobs."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

_KEYS = {"AWS_ACCESS_KEY_ID": "handslag", "AWS_SECRET_ACCESS_KEY": "a secret of this test's own"}
_SERVERS = ("s3", "master", "volume", "filer", "admin")
# SeaweedFS speaks gRPC on each port + 10,000.
_HIGHEST = 55_000


def _free_ports(count: int) -> list[int]:
    ports: list[int] = []
    with_socket = []
    while len(ports) < count:
        held = socket.socket()
        with_socket.append(held)
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        if port < _HIGHEST:
            ports.append(port)
    for held in with_socket:
        held.close()
    return ports


@pytest.fixture(scope="session")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of an empty bucket, with the keys to it in the environment."""
    folder = tmp_path_factory.mktemp("s3")
    ports = dict(zip(_SERVERS, _free_ports(len(_SERVERS)), strict=True))
    server = subprocess.Popen(
        [
            str(Path(sys.executable).with_name("weed")),
            "mini",
            f"-dir={folder}",
            "-ip=127.0.0.1",
            "-ip.bind=127.0.0.1",
            "-bucket=handslag",
            "-webdav=false",
            "-admin.ui=false",
            "-master.telemetry=false",
            *(f"-{name}.port={port}" for name, port in ports.items()),
        ],
        env=os.environ | _KEYS,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{ports['s3']}"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in _KEYS.items():
            patch.setenv(name, value)
        patch.setenv("AWS_ENDPOINT_URL", address)
        patch.setenv("AWS_ALLOW_HTTP", "true")
        patch.setenv("AWS_REGION", "us-east-1")
        _wait(address)
        yield "s3://handslag/cards"
    server.kill()
    server.wait()


def _wait(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            # The bucket is made last; nobody may read it without a signature.
            if httpx2.get(f"{address}/handslag").status_code == 403:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.2)
    pytest.fail("the store did not start")

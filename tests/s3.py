"""An S3-compatible server of the tests' own, for whatever keeps blobs."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.ports import free_port

_KEYS = {"AWS_ACCESS_KEY_ID": "handslag", "AWS_SECRET_ACCESS_KEY": "a secret of this test's own"}
_SERVERS = ("s3", "master", "volume", "filer", "admin")
# SeaweedFS speaks gRPC on each port + 10,000.
_RPC = 10_000


@pytest.fixture(scope="session")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of an empty bucket, with the keys to it in the environment."""
    folder = tmp_path_factory.mktemp("s3")
    ports = {name: free_port(_RPC) for name in _SERVERS}
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

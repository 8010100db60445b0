"""Blobs, in a folder and in a real S3-compatible server."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest

from api.kit import clock
from api.storage.blobs import BlobMissingError, Blobs, open_store
from api.storage.keyring import Keyring

_KEYRING = Keyring(b"k" * 32)
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


@pytest.fixture(scope="module")
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


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    """Give an empty store of each kind."""
    url = request.getfixturevalue("bucket") if request.param == "bucket" else None
    return open_store(url, tmp_path / "blobs", _KEYRING)


def test_what_is_put_is_got_and_deleted(store: Blobs) -> None:
    name = store.put("kept", b"a card")
    assert store.get(name) == b"a card"
    store.delete([name, name])
    with pytest.raises(BlobMissingError):
        store.get(name)


def test_old_blobs_are_listed_by_room(store: Blobs) -> None:
    original, kept = store.put("quarantine", b"as it came"), store.put("kept", b"as it stays")
    later = clock.now() + timedelta(hours=1)
    assert original in set(store.list_before("quarantine", later))
    assert kept not in set(store.list_before("quarantine", later))
    assert original not in set(store.list_before("quarantine", later - timedelta(hours=2)))


def test_a_folder_tells_nothing_and_a_changed_blob_is_missing(tmp_path: Path) -> None:
    store = open_store(None, tmp_path, _KEYRING)
    name = store.put("kept", b"Astrid Lund")
    path = tmp_path / name
    sealed = bytearray(path.read_bytes())
    assert b"Astrid" not in sealed
    sealed[-1] ^= 1
    path.write_bytes(sealed)
    with pytest.raises(BlobMissingError):
        store.get(name)


def test_a_blob_moved_under_another_name_does_not_open(tmp_path: Path) -> None:
    store = open_store(None, tmp_path, _KEYRING)
    mine, other = store.put("kept", b"mine"), store.put("kept", b"other")
    (tmp_path / other).write_bytes((tmp_path / mine).read_bytes())
    with pytest.raises(BlobMissingError):
        store.get(other)


def test_an_address_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="HANDSLAG_BLOBS"):
        open_store("https://example.org/cards", tmp_path, _KEYRING)

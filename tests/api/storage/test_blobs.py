"""Blobs, in a folder and in a real S3-compatible server."""

from datetime import timedelta
from pathlib import Path

import pytest

from api.kit import clock
from api.storage.blobs import BlobMissingError, Blobs, open_store
from api.storage.keyring import Keyring

_KEYRING = Keyring(b"k" * 32)


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

"""The one secret that all others follow from."""

from pathlib import Path

import pytest

from api.storage import keyring


def test_a_master_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "master.key"
    keyring.make(path)
    made = path.read_bytes()
    assert (len(made), path.stat().st_mode & 0o777) == (32, 0o600)
    keyring.make(path)
    assert path.read_bytes() == made
    assert keyring.load(path).derive("blobs") != keyring.load(path).derive("links")


def test_a_master_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    keyring.make(path)
    path.chmod(0o640)
    with pytest.raises(keyring.ExposedMasterKeyError):
        keyring.load(path)


def test_a_missing_or_cut_off_master_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    with pytest.raises(keyring.MissingMasterKeyError):
        keyring.load(path)
    keyring.put(path, b"short")
    with pytest.raises(keyring.MissingMasterKeyError):
        keyring.load(path)

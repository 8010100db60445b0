"""What a phone seals, the service opens; nobody else, and nowhere else."""

import pytest

from api.storage import sealing
from api.storage.keyring import Keyring
from tests.sealing import seal

KEYRING = Keyring(b"k" * 32)
PATH = "/api/v1/captures/0199"


@pytest.fixture
def sealed() -> bytes:
    """Give a card that was sealed this month."""
    return seal(
        "2026-11", sealing.public_key(KEYRING, "2026-11"), PATH, b"text/plain", b"two cards"
    )


def test_what_was_sealed_last_month_still_opens() -> None:
    theirs = sealing.public_key(KEYRING, "2026-10")
    sealed = seal("2026-10", theirs, PATH, b"text/plain", b"two cards")
    assert sealing.open_sealed(KEYRING, sealed, PATH) == ("text/plain", b"two cards")


def test_each_month_has_a_key_of_its_own() -> None:
    assert sealing.public_key(KEYRING, "2026-10") != sealing.public_key(KEYRING, "2026-11")


@pytest.mark.parametrize("at", [0, 3, 10, 40, 80, -1])
def test_a_changed_byte_opens_nothing(sealed: bytes, at: int) -> None:
    changed = bytearray(sealed)
    changed[at] ^= 1
    with pytest.raises(sealing.SealBrokenError):
        sealing.open_sealed(KEYRING, bytes(changed), PATH)


@pytest.mark.parametrize("length", [0, 6, 7, 71, 72, 80])
def test_a_body_cut_short_opens_nothing(sealed: bytes, length: int) -> None:
    with pytest.raises(sealing.SealBrokenError):
        sealing.open_sealed(KEYRING, sealed[:length], PATH)


def test_what_was_sealed_for_one_capture_opens_for_no_other(sealed: bytes) -> None:
    with pytest.raises(sealing.SealBrokenError):
        sealing.open_sealed(KEYRING, sealed, "/api/v1/captures/0200")


def test_another_service_cannot_open_it(sealed: bytes) -> None:
    with pytest.raises(sealing.SealBrokenError):
        sealing.open_sealed(Keyring(b"x" * 32), sealed, PATH)

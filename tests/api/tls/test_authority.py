"""A local authority: speaks for this service's names, and for nobody else's."""

import ipaddress
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from api.kit import clock
from api.tls import authority
from api.tls.authority import Identity

NAMES = ["192.168.1.20", "localhost", "127.0.0.1"]


def verify(identity: Identity, name: str) -> None:
    """Check the chain as a browser would."""
    trusted = x509.load_pem_x509_certificate(identity.authority.read_bytes())
    shown = x509.load_pem_x509_certificate(identity.certificate.read_bytes())
    subject: x509.DNSName | x509.IPAddress = x509.DNSName(name)
    if name[0].isdigit():
        subject = x509.IPAddress(ipaddress.ip_address(name))
    PolicyBuilder().store(Store([trusted])).build_server_verifier(subject).verify(shown, [])


@pytest.mark.parametrize("name", NAMES)
def test_a_phone_that_trusts_the_authority_trusts_the_service(tmp_path: Path, name: str) -> None:
    verify(authority.identity_for(tmp_path, NAMES), name)


def test_it_is_trusted_under_no_other_name(tmp_path: Path) -> None:
    with pytest.raises(VerificationError):
        verify(authority.identity_for(tmp_path, NAMES), "bank.example")


def test_the_authority_itself_is_bound_to_its_names(tmp_path: Path) -> None:
    identity = authority.identity_for(tmp_path, NAMES)
    found = x509.load_pem_x509_certificate(identity.authority.read_bytes())
    bound = found.extensions.get_extension_for_class(x509.NameConstraints)
    assert bound.critical
    told = {str(tree.value) for tree in bound.value.permitted_subtrees or []}
    assert told == {"192.168.1.20/32", "localhost", "127.0.0.1/32"}


def test_keys_are_their_owner_s_alone(tmp_path: Path) -> None:
    authority.identity_for(tmp_path, NAMES)
    for key in tmp_path.glob("*.key"):
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_starting_again_changes_nothing_and_phones_need_not_be_told_again(tmp_path: Path) -> None:
    first = authority.identity_for(tmp_path, NAMES).certificate.read_bytes()
    assert authority.identity_for(tmp_path, NAMES).certificate.read_bytes() == first


def test_a_certificate_that_nears_its_end_is_made_anew_by_the_same_authority(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = authority.identity_for(tmp_path, NAMES)
    old, trusted = before.certificate.read_bytes(), before.authority.read_bytes()
    late = clock.now() + timedelta(days=380)
    monkeypatch.setattr(clock, "now", lambda: late)
    after = authority.identity_for(tmp_path, NAMES)
    assert after.certificate.read_bytes() != old
    assert after.authority.read_bytes() == trusted


def test_another_address_needs_another_authority(tmp_path: Path) -> None:
    old = authority.identity_for(tmp_path, NAMES).authority.read_bytes()
    moved = authority.identity_for(tmp_path, ["10.0.0.7", "localhost", "127.0.0.1"])
    assert moved.authority.read_bytes() != old
    verify(moved, "10.0.0.7")


def test_finding_the_own_address_sends_nothing_and_gives_one() -> None:
    ipaddress.ip_address(authority.local_address())

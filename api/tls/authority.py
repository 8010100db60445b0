"""A local authority: makes certificates for this service's own names, and can make no others.

Browsers let an app use the camera, keep itself on the phone and seal its outbox only over https. A
company with certificates of its own uses them; for everybody else this authority is made once, and
each phone is told to trust it. Its name constraints (RFC 5280, 4.2.1.10) bind it to the names it
was made for: whoever steals its key can pose as this service, and as nothing else.
"""

import fcntl
import ipaddress
import os
import socket
import struct
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from api.kit import clock

_TEN_YEARS = timedelta(days=3652)
# What Apple's systems take at most from any authority that was added by hand: 825 days.
_LIFETIME = timedelta(days=397)
_RENEW_BEFORE = timedelta(days=30)
_DAY = timedelta(days=1)
# The kernel's table of ways, and its question for an interface's address (netdevice(7)).
_ROUTES = Path("/proc/net/route")
_SIOCGIFADDR = 0x8915


@dataclass(frozen=True, slots=True)
class Identity:
    """A certificate with its key, and the authority that phones have to trust for it."""

    certificate: Path
    key: Path
    authority: Path

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the authority's certificate, in pairs, as phones show it."""
        found = x509.load_pem_x509_certificate(self.authority.read_bytes())
        return found.fingerprint(hashes.SHA256()).hex(":").upper()


def local_address() -> str:
    """Return this machine's address on its network, as the kernel knows it; nobody is asked.

    The address of the interface that the way out goes by; without one, the loopback's.
    """
    for line in _ROUTES.read_text().splitlines()[1:]:
        interface, destination = line.split()[:2]
        if int(destination, 16) == 0:
            return _address_of(interface)
    return "127.0.0.1"


def _address_of(interface: str) -> str:
    request = struct.pack("256s", interface.encode())
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        answer = fcntl.ioctl(handle, _SIOCGIFADDR, request)
    return socket.inet_ntoa(answer[20:24])


def identity_for(folder: Path, names: list[str]) -> Identity:
    """Return a certificate for `names` (hosts and addresses) from the authority in `folder`.

    Both are made where they are missing; the certificate is made anew when it covers other names or
    nears its end, the authority when it may not speak for one of the names. Then phones must be
    told to trust the new one.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    identity = Identity(folder / "service.pem", folder / "service.key", folder / "authority.pem")
    if not _covers(identity.authority, names, x509.NameConstraints):
        _make_authority(folder, identity.authority, names)
        identity.certificate.unlink(missing_ok=True)
    if not _covers(identity.certificate, names, x509.SubjectAlternativeName):
        _make_certificate(folder, identity, names)
    return identity


def _make_authority(folder: Path, path: Path, names: list[str]) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Handslag {names[0]}")])
    trees = [
        x509.IPAddress(ipaddress.ip_network(name.value))
        if isinstance(name, x509.IPAddress)
        else name
        for name in map(_general, names)
    ]
    made = (
        _builder(subject, subject, key.public_key(), _TEN_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.NameConstraints(trees, None), critical=True)
        .sign(key, hashes.SHA256())
    )
    _write(folder / "authority.key", _pem(key))
    _write(path, made.public_bytes(Encoding.PEM))


def _make_certificate(folder: Path, identity: Identity, names: list[str]) -> None:
    authority = x509.load_pem_x509_certificate(identity.authority.read_bytes())
    signer = load_pem_private_key((folder / "authority.key").read_bytes(), None)
    assert isinstance(signer, ec.EllipticCurvePrivateKey)  # noqa: S101 - we wrote it
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    made = (
        _builder(subject, authority.subject, key.public_key(), _LIFETIME)
        .add_extension(x509.SubjectAlternativeName(map(_general, names)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
        .sign(signer, hashes.SHA256())
    )
    _write(identity.key, _pem(key))
    _write(identity.certificate, made.public_bytes(Encoding.PEM))


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, lifetime: timedelta
) -> x509.CertificateBuilder:
    now = clock.now()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        # A phone's clock may be behind.
        .not_valid_before(now - _DAY)
        .not_valid_after(now + lifetime)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _covers(
    path: Path,
    names: list[str],
    kind: type[x509.NameConstraints] | type[x509.SubjectAlternativeName],
) -> bool:
    if not path.exists():
        return False
    found = x509.load_pem_x509_certificate(path.read_bytes())
    if _ends(found) - clock.now() < _RENEW_BEFORE:
        return False
    told = found.extensions.get_extension_for_class(kind).value
    known = told if isinstance(told, x509.SubjectAlternativeName) else told.permitted_subtrees or []
    covered = {str(name.value).removesuffix("/32").removesuffix("/128") for name in known}
    return set(names) <= covered


def _ends(certificate: x509.Certificate) -> datetime:
    return certificate.not_valid_after_utc


def _general(name: str) -> x509.DNSName | x509.IPAddress:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _write(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)

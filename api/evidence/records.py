"""How one record is sealed: what the log says openly, and what only the subject's key opens."""

import hmac
import os
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic_core import from_json

from api.evidence.verifier import commit
from api.kit.digest import canonical_json

_SALT = 32
_NONCE = 12


class RecordBrokenError(Exception):
    """The sealed body is not what was sealed with this entry under this key."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A body under its key, and the commitment that binds it to the log without telling it."""

    commitment: bytes
    nonce: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """A body in the clear, with the salt that proves it against the commitment."""

    body: dict[str, Any]
    salt: bytes


def seal(key: bytes, entry: bytes, body: dict[str, Any]) -> Sealed:
    """Return `body` encrypted under `key` and bound to the log's `entry`.

    The salt (32 random bytes) stands inside the ciphertext alone: with the key it is gone, and the
    commitment left in the log tells nothing about the body, not even to one who guesses it.
    """
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    plain = canonical_json(body)
    return Sealed(commit(salt, plain), nonce, AESGCM(key).encrypt(nonce, salt + plain, entry))


def unseal(key: bytes, entry: bytes, commitment: bytes, nonce: bytes, sealed: bytes) -> Opened:
    """Return the body that was sealed with `entry`.

    Raises:
        RecordBrokenError: entry, commitment, nonce, body or key is another.
    """
    try:
        plain = AESGCM(key).decrypt(nonce, sealed, entry)
    except (InvalidTag, ValueError) as error:
        raise RecordBrokenError from error
    salt, body = plain[:_SALT], plain[_SALT:]
    if not hmac.compare_digest(commit(salt, body), commitment):
        raise RecordBrokenError
    return Opened(from_json(body, cache_strings="keys"), salt)

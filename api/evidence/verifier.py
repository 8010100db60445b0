"""Checks a Handslag evidence proof without Handslag: `python verifier.py PROOF.json [FILE...]`.

It needs Python 3.11 and the package `cryptography`, and neither network nor database. It says
whether the record in the proof stood in the log when the checkpoint was signed, unchanged since.
FILEs are looked up among the digests the record names: the picture kept, the policy's text.

Whose log it is depends on the key. Compare the key printed here with one you have from elsewhere,
or name that one: `--key KEY`. Exit status: 0 holds, 1 does not hold, 2 cannot be read.

Formats: Merkle tree of RFC 6962 section 2.1, checkpoint of https://c2sp.org/tlog-checkpoint
signed as https://c2sp.org/signed-note, commitment HMAC-SHA256(salt, record as canonical JSON).
"""

import argparse
import base64
import binascii
import hashlib
import hmac
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PROOF = "handslag-evidence-proof-1"
CONSISTENCY = "handslag-evidence-consistency-1"

_ED25519 = b"\x01"


class NotProvedError(Exception):
    """The proof does not hold; the message says where."""


@dataclass(frozen=True)
class Checkpoint:
    """What a log said of itself: its name, how many records it held, the hash over them all."""

    origin: str
    size: int
    root: bytes


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of one leaf."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash over two neighbouring trees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def canonical_json(value: object) -> bytes:
    """Return `value` as UTF-8 JSON with sorted keys and no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def commit(salt: bytes, record: bytes) -> bytes:
    """Return the commitment to `record` (canonical JSON): without the salt it tells nothing."""
    return hmac.digest(salt, record, "sha256")


def public_key_text(origin: str, key: bytes) -> str:
    """Return the Ed25519 public key (32 bytes) of the log `origin` as one line of text."""
    return f"{origin}+{_key_id(origin, key).hex()}+{base64.b64encode(_ED25519 + key).decode()}"


def signature_line(origin: str, key: bytes, signature: bytes) -> str:
    """Return the line that carries `signature` by `key` under a checkpoint of the log `origin`."""
    return f"\u2014 {origin} {base64.b64encode(_key_id(origin, key) + signature).decode()}\n"


def open_checkpoint(note: str, public_key: str) -> Checkpoint:
    """Return what the signed `note` says.

    Raises:
        NotProvedError: it is not a note, or not signed with `public_key`.
    """
    origin, _ = _parse_public_key(public_key)
    text = open_note(note, public_key)
    try:
        named, size, root = text.splitlines()[:3]
        checkpoint = Checkpoint(named, int(size), base64.b64decode(root, validate=True))
    except (ValueError, binascii.Error) as error:
        raise NotProvedError("the checkpoint is not a checkpoint") from error
    if named != origin:
        raise NotProvedError("the checkpoint is another log's")
    return checkpoint


def open_note(note: str, public_key: str) -> str:
    """Return the text of the signed `note` (C2SP signed-note), without its signatures.

    Raises:
        NotProvedError: it is not signed with `public_key`.
    """
    origin, key = _parse_public_key(public_key)
    text, _, signatures = note.partition("\n\n")
    if not _signed(f"{text}\n", signatures, origin, key):
        raise NotProvedError("the note is not signed with this key")
    return text


def root_from_path(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """Return the root that `path` leads to from the leaf hash (RFC 9162 section 2.1.3.2).

    Raises:
        NotProvedError: the path is too short or too long for this place in the tree.
    """
    if not 0 <= index < size:
        raise NotProvedError("the record lies outside of the checkpoint")
    root = leaf
    for left, step in _steps(index, size - 1, path):
        root = node_hash(step, root) if left else node_hash(root, step)
    return root


def check_consistency(old: Checkpoint, new: Checkpoint, path: list[bytes]) -> None:
    """Check that the log of `new` begins with that of `old` (RFC 9162 section 2.1.4.2).

    Raises:
        NotProvedError: it does not, or the path does not show it.
    """
    if old.size > new.size:
        raise NotProvedError("the later checkpoint holds fewer records: the log was cut")
    if old.size in {0, new.size}:
        if path or (old.size and old.root != new.root):
            raise NotProvedError("the checkpoints do not agree")
        return
    steps = [old.root, *path] if old.size & (old.size - 1) == 0 else list(path)
    if not steps:
        raise NotProvedError("the path is too short")
    first, last = old.size - 1, new.size - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    old_root = new_root = steps[0]
    for left, step in _steps(first, last, steps[1:]):
        if left:
            old_root, new_root = node_hash(step, old_root), node_hash(step, new_root)
        else:
            new_root = node_hash(new_root, step)
    if (old_root, new_root) != (old.root, new.root):
        raise NotProvedError("the later log does not begin with the earlier one")


def check_proof(proof: dict[str, Any], public_key: str) -> Checkpoint:
    """Check one record's proof and return the checkpoint it stands under.

    Raises:
        NotProvedError: it does not hold.
    """
    checkpoint = open_checkpoint(proof["checkpoint"], public_key)
    entry = proof["entry"].encode()
    commitment = bytes.fromhex(proof["commitment"])
    record = proof["record"]
    if not hmac.compare_digest(
        commit(bytes.fromhex(proof["salt"]), canonical_json(record)), commitment
    ):
        raise NotProvedError("the record is not the one the log committed to")
    told = json.loads(entry)
    if (told["index"], told["kind"]) != (proof["index"], record["kind"]):
        raise NotProvedError("the log's entry is about another record")
    path = [base64.b64decode(step) for step in proof["path"]]
    leaf = leaf_hash(entry + commitment)
    if root_from_path(leaf, proof["index"], checkpoint.size, path) != checkpoint.root:
        raise NotProvedError("the record does not stand in the log of this checkpoint")
    return checkpoint


def check(document: dict[str, Any], public_key: str | None, files: list[bytes]) -> list[str]:
    """Check a proof, or that two checkpoints are of one log, and return what was shown.

    Raises:
        NotProvedError: it does not hold.
    """
    key = public_key or document["public_key"]
    shown = [f"key         {key}"]
    if document["format"] == CONSISTENCY:
        old, new = (open_checkpoint(document[which], key) for which in ("old", "new"))
        check_consistency(old, new, [base64.b64decode(step) for step in document["path"]])
        return [*shown, f"consistent  {new.size} records begin with the same {old.size}"]
    if document["format"] != PROOF:
        raise NotProvedError("the format is unknown")
    checkpoint = check_proof(document, key)
    shown.append(f"record      {document['record']['id']}: {document['record']['kind']}")
    shown.append(f"log         record {document['index']} of {checkpoint.size}, unchanged")
    return [*shown, *(_name_file(document["record"], data) for data in files)]


def main(arguments: list[str] | None = None) -> int:
    """Check what the command line names, print what was shown and return the exit status."""
    parser = argparse.ArgumentParser(description="Checks a Handslag evidence proof.")
    parser.add_argument("proof", type=Path)
    parser.add_argument("files", type=Path, nargs="*", help="what the record names by digest")
    parser.add_argument("--key", help="the log's public key, as you have it from elsewhere")
    given = parser.parse_args(arguments)
    try:
        document = json.loads(given.proof.read_bytes())
        shown = check(document, given.key, [path.read_bytes() for path in given.files])
    except NotProvedError as error:
        sys.stdout.write(f"DOES NOT HOLD: {error}\n")
        return 1
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        sys.stdout.write(f"cannot be read as a proof: {type(error).__name__}\n")
        return 2
    sys.stdout.write("\n".join([*shown, "HOLDS", ""]))
    return 0


def _steps(first: int, last: int, path: list[bytes]) -> list[tuple[bool, bytes]]:
    """Return each step up from place `first` of a row ending at `last`: on the left, its hash."""
    lefts = []
    while last:
        left = bool(first & 1) or first == last
        while left and first and not first & 1:
            first, last = first >> 1, last >> 1
        lefts.append(left)
        first, last = first >> 1, last >> 1
    if len(lefts) != len(path):
        raise NotProvedError("the path is too short or too long")
    return list(zip(lefts, path, strict=True))


def _name_file(record: dict[str, Any], data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()
    for artefact in record.get("artefacts", []):
        for which in ("kept", "received"):
            if artefact.get(f"{which}_sha256") == digest:
                return f"file        {digest}: {artefact['part']} as {which}"
    if (record.get("policy") or {}).get("sha256") == digest:
        return f"file        {digest}: the policy in force"
    raise NotProvedError(f"a file ({digest}) is not one the record names")


def _parse_public_key(text: str) -> tuple[str, bytes]:
    try:
        # Base64 has plus signs of its own: only the first two part name, id and bytes.
        origin, key_id, encoded = text.split("+", 2)
        raw = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error) as error:
        raise NotProvedError("the key is not a key") from error
    if raw[:1] != _ED25519 or _key_id(origin, raw[1:]).hex() != key_id:
        raise NotProvedError("the key is not a key")
    return origin, raw[1:]


def _key_id(origin: str, key: bytes) -> bytes:
    return hashlib.sha256(origin.encode() + b"\n" + _ED25519 + key).digest()[:4]


def _signed(text: str, signatures: str, origin: str, key: bytes) -> bool:
    start = f"\u2014 {origin} "
    for line in signatures.splitlines():
        if not line.startswith(start):
            continue
        try:
            raw = base64.b64decode(line.removeprefix(start), validate=True)
            Ed25519PublicKey.from_public_bytes(key).verify(raw[4:], text.encode())
        except (ValueError, binascii.Error, InvalidSignature):
            continue
        if raw[:4] == _key_id(origin, key):
            return True
    return False


if __name__ == "__main__":
    sys.exit(main())

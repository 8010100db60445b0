"""Hashes of a Merkle tree as RFC 6962 section 2.1 defines it, by the subtrees that are stored.

A subtree is (level, position): 2**level leaves from leaf position * 2**level on. Every tree over
the first n leaves is made of finished subtrees, which never change again.
"""

import hashlib
from collections.abc import Iterator, Mapping

from api.evidence.verifier import node_hash

Subtree = tuple[int, int]

EMPTY_ROOT = hashlib.sha256(b"").digest()


def merged_by(index: int) -> list[Subtree]:
    """Return the left subtrees that leaf `index` completes pairs with, smallest first."""
    wanted = []
    level = 0
    while index >> level & 1:
        wanted.append((level, (index >> level) - 1))
        level += 1
    return wanted


def subtrees(low: int, high: int) -> Iterator[Subtree]:
    """Yield the finished subtrees that leaves `low` to `high` (excluded) are made of, in order.

    `low` and `high` bound a range that the RFC's recursive splitting yields; others have no hash.
    """
    while low < high:
        size = 1 << (high - low).bit_length() - 1
        if low:
            size = min(size, low & -low)
        level = size.bit_length() - 1
        yield level, low >> level
        low += size


def fold(low: int, high: int, stored: Mapping[Subtree, bytes]) -> bytes:
    """Return the hash over leaves `low` to `high` (excluded), from the stored subtrees."""
    hashes = [stored[subtree] for subtree in subtrees(low, high)]
    if not hashes:
        return EMPTY_ROOT
    whole = hashes.pop()
    while hashes:
        whole = node_hash(hashes.pop(), whole)
    return whole


def inclusion_ranges(index: int, size: int) -> list[tuple[int, int]]:
    """Return the ranges of leaves whose hashes prove leaf `index` in the tree of `size` leaves.

    From the leaf upwards: PATH(m, D[n]) of RFC 6962 section 2.1.1.
    """
    ranges: list[tuple[int, int]] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            ranges.append((middle, high))
            high = middle
        else:
            ranges.append((low, middle))
            low = middle
    return ranges[::-1]


def consistency_ranges(old: int, size: int) -> list[tuple[int, int]]:
    """Return the ranges of leaves whose hashes prove that `size` leaves begin with `old` ones.

    PROOF(m, D[n]) of RFC 6962 section 2.1.2; empty where `old` is 0 or `size`.
    """
    if old in {0, size}:
        return []
    ranges: list[tuple[int, int]] = []
    low, high = 0, size
    known = True
    while old != high:
        middle = low + _split(high - low)
        if old <= middle:
            ranges.append((middle, high))
            high = middle
        else:
            ranges.append((low, middle))
            low = middle
            known = False
    if not known:
        ranges.append((low, high))
    return ranges[::-1]


def _split(leaves: int) -> int:
    """Return the largest power of two smaller than `leaves`."""
    return 1 << (leaves - 1).bit_length() - 1

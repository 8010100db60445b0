"""The tree is RFC 6962's: its published vectors, and proofs of every place in small trees."""

import hashlib

import pytest

from api.evidence import merkle
from api.evidence.verifier import (
    Checkpoint,
    NotProvedError,
    check_consistency,
    leaf_hash,
    node_hash,
    root_from_path,
)

# Leaves and roots of the first 1 to 8 of them, from the test vectors of Certificate Transparency
# (google/certificate-transparency, merkletree/merkle_tree_test.cc).
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def build(leaves: list[bytes]) -> dict[merkle.Subtree, bytes]:
    stored: dict[merkle.Subtree, bytes] = {}
    for index, leaf in enumerate(leaves):
        whole = stored[0, index] = leaf_hash(leaf)
        for level, position in merkle.merged_by(index):
            whole = node_hash(stored[level, position], whole)
            stored[level + 1, position >> 1] = whole
    return stored


def numbered(count: int) -> list[bytes]:
    return [str(number).encode() for number in range(count)]


def test_the_roots_are_those_of_the_published_vectors() -> None:
    stored = build(LEAVES)
    assert [merkle.fold(0, size, stored).hex() for size in range(1, 9)] == ROOTS
    assert merkle.fold(0, 0, stored) == hashlib.sha256(b"").digest()


def test_every_leaf_of_every_small_tree_is_proved_in_its_place_and_nowhere_else() -> None:
    leaves = numbered(33)
    stored = build(leaves)
    for size in range(1, len(leaves) + 1):
        root = merkle.fold(0, size, stored)
        for index in range(size):
            path = [merkle.fold(*part, stored) for part in merkle.inclusion_ranges(index, size)]
            leaf = leaf_hash(leaves[index])
            assert root_from_path(leaf, index, size, path) == root
            assert root_from_path(leaf_hash(b"other"), index, size, path) != root
            if path:
                with pytest.raises(NotProvedError):
                    root_from_path(leaf, index, size, path[:-1])
            with pytest.raises(NotProvedError):
                root_from_path(leaf, index, size, [*path, root])
            with pytest.raises(NotProvedError):
                root_from_path(leaf, size, size, path)


def test_every_small_tree_is_shown_to_begin_with_every_smaller_one() -> None:
    stored = build(numbered(33))
    trees = [Checkpoint("log", size, merkle.fold(0, size, stored)) for size in range(34)]
    for new in trees:
        for old in trees[: new.size + 1]:
            ranges = merkle.consistency_ranges(old.size, new.size)
            path = [merkle.fold(*part, stored) for part in ranges]
            check_consistency(old, new, path)
            if not 0 < old.size < new.size:
                continue
            for wrong in (path[:-1], [*path, new.root], [bytes(32), *path[1:]]):
                with pytest.raises(NotProvedError):
                    check_consistency(old, new, wrong)
            with pytest.raises(NotProvedError):
                check_consistency(Checkpoint("log", old.size, bytes(32)), new, path)
            with pytest.raises(NotProvedError):
                check_consistency(new, old, path)

"""Whatever is done to a log of ten thousand, through its tables alone, is found and named.

What is damaged, and how it is told, is by the tables and columns that docs/evidence.md names.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
import sqlalchemy as sa

from api import cli
from api.auth.subject import Subject
from api.db.session import Database
from api.evidence import checkpoints, service
from api.evidence.checkpoints import Signer
from api.evidence.vault import Vault
from api.settings import Settings
from api.storage import keyring
from tests.evidence_log import Log, grow

SIZE = 10_000
ERASED = 1234  # and the entry that tells so is the last
NOTED = (4096, 7000, SIZE)
Connection = sa.Connection
Copy = Callable[[Path, str | None, Path], Settings]

# The first and last, around the finished subtrees, and some by lot.
SOME = sorted({0, 1, 4095, 4096, 8191, 8192, 9998, *Random(5).sample(range(1, SIZE - 1), 40)})
SOME = [index for index in SOME if index != ERASED]


@pytest.fixture(scope="module")
def migrated(
    migrated: tuple[Path, str | None], copy_to: Copy, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str | None]:
    """Give a service whose log holds ten thousand records, one of them erased."""
    settings = copy_to(*migrated, tmp_path_factory.mktemp("filled") / "data")
    keys = keyring.load(settings.master_key)
    signer, log = Signer(keys, settings.data / "copies"), Log()
    with (
        closing(Database(settings.database)) as database,
        closing(Vault(settings.keys_database, keys)) as vault,
    ):
        for size in (*NOTED[:-1], SIZE - 1):
            grow(database, vault, log, size)
            if size in NOTED:
                checkpoints.take_and_copy(database, signer)
        with database.write() as session:
            whose = sa.text("SELECT subject_id FROM evidence WHERE idx = :idx")
            subject = session.execute(whose, {"idx": ERASED}).scalar_one()
            erased = subject if isinstance(subject, UUID) else UUID(subject)
            service.erase(session, vault, Subject("token", None, None, frozenset()), [erased])
        vault.destroy(erased)
        assert checkpoints.take_and_copy(database, signer) == SIZE
    return settings.data, settings.database_url


@pytest.fixture
def tables(settings: Settings) -> Iterator[sa.Engine]:
    """Give the database as somebody has it who goes around the service."""
    engine = sa.create_engine(settings.database)
    yield engine
    engine.dispose()


@pytest.fixture
def verify(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[], tuple[int, set[int]]]:
    """Give a function that runs `handslag evidence verify --all`: its status, whom it names."""
    monkeypatch.setenv("HANDSLAG_DATA", str(settings.data))
    monkeypatch.setenv("HANDSLAG_CHECKPOINTS", str(settings.data / "copies"))
    if settings.database_url is not None:
        monkeypatch.setenv("HANDSLAG_DATABASE_URL", settings.database_url)

    def run() -> tuple[int, set[int]]:
        with pytest.raises(SystemExit) as done:
            cli.main(["evidence", "verify", "--all"])
        assert isinstance(done.value.code, int)
        told = capsys.readouterr().out
        return done.value.code, {
            int(index) for index in re.findall(r"^record (\d+):", told, re.MULTILINE)
        }

    return run


def change_entry(tables: Connection) -> Iterable[int]:
    for index, entry in rows(tables, "evidence_log", "entry"):
        write(tables, "evidence_log", index, entry=bytes(entry).replace(b"provided", b"agreed"))
    return SOME


def change_the_actor(tables: Connection) -> Iterable[int]:
    for index, entry in rows(tables, "evidence_log", "entry"):
        write(tables, "evidence_log", index, entry=bytes(entry).replace(b"token:", b"user:"))
    return SOME


def change_commitment(tables: Connection) -> Iterable[int]:
    for index, commitment in rows(tables, "evidence_log", "commitment"):
        write(tables, "evidence_log", index, commitment=flip(commitment))
    return SOME


def change_body(tables: Connection) -> Iterable[int]:
    for index, body in rows(tables, "evidence", "sealed_body"):
        write(tables, "evidence", index, sealed_body=flip(body))
    return SOME


def change_nonce(tables: Connection) -> Iterable[int]:
    for index, nonce in rows(tables, "evidence", "nonce"):
        write(tables, "evidence", index, nonce=flip(nonce))
    return SOME


def change_kind(tables: Connection) -> Iterable[int]:
    for index in SOME:
        write(tables, "evidence", index, kind="agreed")
    return SOME


def change_policy(tables: Connection) -> Iterable[int]:
    for index in SOME:
        write(tables, "evidence", index, policy_version_id=None)
    return SOME


def blank_body(tables: Connection) -> Iterable[int]:
    for index in SOME:
        write(tables, "evidence", index, nonce=None, sealed_body=None, subject_id=None)
    return SOME


def delete_row(tables: Connection) -> Iterable[int]:
    for index in SOME:
        tables.execute(sa.text("DELETE FROM evidence WHERE idx = :idx"), {"idx": index})
    return SOME


def delete_record(tables: Connection) -> Iterable[int]:
    for index in delete_row(tables):
        tables.execute(sa.text("DELETE FROM evidence_log WHERE idx = :idx"), {"idx": index})
    return SOME


def delete_record_with_its_node(tables: Connection) -> Iterable[int]:
    for index in delete_record(tables):
        write_node(tables, 0, index, None)
    # Without leaf and node nothing tells the hash of it; the subtree above it stands for both.
    return SOME


def delete_what_tells_of_an_erasure(tables: Connection) -> Iterable[int]:
    tables.execute(sa.text("DELETE FROM evidence_log WHERE idx = :idx"), {"idx": SIZE - 1})
    return {ERASED, SIZE - 1}


def claim_an_erasure(tables: Connection) -> Iterable[int]:
    entry = b'{"actor":"user:0","at":"2026-11-28","index":10000,"kind":"erased","records":[77]}'
    forged = sa.text(
        "INSERT INTO evidence_log (idx, entry, commitment) VALUES (10000, :entry, :none)"
    )
    write(tables, "evidence", 77, nonce=None, sealed_body=None, subject_id=None)
    tables.execute(forged, {"entry": entry, "none": bytes(32)})
    return {77, SIZE}


def reorder(tables: Connection) -> Iterable[int]:
    last: dict[int, tuple[bytes, bytes]] = {}
    query = sa.text("SELECT idx, entry, commitment FROM evidence_log WHERE idx IN (40, 41, 9000)")
    for index, entry, commitment in tables.execute(query).all():
        last[index] = (entry, commitment)
    for index, other in ((40, 9000), (41, 40), (9000, 41)):
        entry, commitment = last[other]
        write(tables, "evidence_log", index, entry=entry, commitment=commitment)
    return last


def reorder_bodies(tables: Connection) -> Iterable[int]:
    query = sa.text("SELECT idx, subject_id, nonce, sealed_body FROM evidence WHERE idx IN (5, 6)")
    (_, *first), (_, *second) = tables.execute(query).all()
    for index, columns in ((5, second), (6, first)):
        names = ("subject_id", "nonce", "sealed_body")
        write(tables, "evidence", index, **dict(zip(names, columns, strict=True)))
    return {5, 6}


def change_leaf_nodes(tables: Connection) -> Iterable[int]:
    for index in SOME:
        write_node(tables, 0, index, bytes(32))
    return SOME


def delete_leaf_nodes(tables: Connection) -> Iterable[int]:
    for index in SOME:
        write_node(tables, 0, index, None)
    return SOME


def change_an_inner_node(tables: Connection) -> Iterable[int]:
    write_node(tables, 5, 100, bytes(32))
    return {101 * 32 - 1}  # the last record under it


def delete_an_inner_node(tables: Connection) -> Iterable[int]:
    write_node(tables, 13, 0, None)
    return {(1 << 13) - 1}


def change_a_checkpoint(tables: Connection) -> Iterable[int]:
    changed = sa.text("UPDATE evidence_checkpoints SET note = replace(note, '7000', '7001')")
    tables.execute(changed)
    return {6999}


def delete_a_checkpoint(tables: Connection) -> Iterable[int]:
    tables.execute(sa.text("DELETE FROM evidence_checkpoints WHERE size = 7000"))
    return {6999}


@pytest.mark.parametrize(
    "damage",
    [
        *(change_entry, change_the_actor, change_commitment, change_body, change_nonce),
        *(change_kind, change_policy, blank_body),
        *(delete_row, delete_record, delete_what_tells_of_an_erasure, claim_an_erasure),
        *(reorder, reorder_bodies),
        *(change_leaf_nodes, delete_leaf_nodes, change_an_inner_node, delete_an_inner_node),
        *(change_a_checkpoint, delete_a_checkpoint),
    ],
)
def test_exactly_the_records_that_were_damaged_are_named(
    tables: sa.Engine,
    verify: Callable[[], tuple[int, set[int]]],
    damage: Callable[[Connection], Iterable[int]],
) -> None:
    with tables.begin() as connection:
        damaged = set(damage(connection))
    assert verify() == (1, damaged)


def test_records_taken_out_with_their_nodes_are_named(
    tables: sa.Engine, verify: Callable[[], tuple[int, set[int]]]
) -> None:
    with tables.begin() as connection:
        damaged = set(delete_record_with_its_node(connection))
    code, named = verify()
    assert (code, damaged - named) == (1, set())


@pytest.mark.parametrize("left", [SIZE - 1, 9000, 8192, 100, 0])
@pytest.mark.parametrize("notes", ["kept", "cut"])
def test_every_record_cut_off_at_the_end_is_named(
    tables: sa.Engine, verify: Callable[[], tuple[int, set[int]]], left: int, notes: str
) -> None:
    with tables.begin() as connection:
        for table in ("evidence", "evidence_log"):
            connection.execute(sa.text(f"DELETE FROM {table} WHERE idx >= {left}"))  # noqa: S608 - our own words
        for level in range(14):
            finished = f"level = {level} AND position >= {left >> level}"
            connection.execute(sa.text(f"DELETE FROM evidence_nodes WHERE {finished}"))  # noqa: S608 - numbers
        if notes == "cut":
            connection.execute(sa.text(f"DELETE FROM evidence_checkpoints WHERE size > {left}"))  # noqa: S608 - a number
    code, named = verify()
    # Who cuts off the checkpoints too is told on by their copies.
    gone = set(range(left, SIZE))
    assert (code, gone - named) == (1, set())
    assert named - gone <= {ERASED, *(size - 1 for size in NOTED)}


def test_a_whole_log_names_nobody(verify: Callable[[], tuple[int, set[int]]]) -> None:
    assert verify() == (0, set())


def rows(tables: Connection, table: str, column: str) -> list[tuple[int, bytes]]:
    query = sa.text(f"SELECT idx, {column} FROM {table} WHERE idx IN :some").bindparams(  # noqa: S608 - our own words
        sa.bindparam("some", expanding=True)
    )
    return [(index, value) for index, value in tables.execute(query, {"some": SOME})]


def write(tables: Connection, table: str, index: int, **columns: object) -> None:
    told = ", ".join(f"{name} = :{name}" for name in columns)
    tables.execute(
        sa.text(f"UPDATE {table} SET {told} WHERE idx = :idx"),  # noqa: S608 - our own words
        {**columns, "idx": index},
    )


def write_node(tables: Connection, level: int, position: int, hash_: bytes | None) -> None:
    where = f"WHERE level = {level} AND position = {position}"
    if hash_ is None:
        tables.execute(sa.text(f"DELETE FROM evidence_nodes {where}"))  # noqa: S608 - numbers
    else:
        tables.execute(sa.text(f"UPDATE evidence_nodes SET hash = :hash {where}"), {"hash": hash_})  # noqa: S608 - numbers


def flip(data: bytes) -> bytes:
    return bytes([data[0] ^ 1]) + bytes(data[1:])

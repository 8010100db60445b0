"""A record goes into the log sealed: the log tells nothing, only the subject's key opens it."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from api.auth.subject import Subject
from api.db.session import Database
from api.evidence import log, records, service
from api.evidence.service import EvidenceErasedError, Record
from api.evidence.vault import SubjectErasedError, Vault
from api.evidence.verifier import leaf_hash, node_hash
from api.kit import ids
from api.models import Contact, Evidence, LogEntry

Seal = Callable[..., UUID]
MakeContact = Callable[[], Contact]


def test_the_log_holds_no_trace_of_the_body(database: Database, seal: Seal) -> None:
    seal(person="Åsa Öhrström")
    with database.read() as session:
        entry = session.scalars(sa.select(LogEntry)).one()
        row = session.scalars(sa.select(Evidence)).one()
    assert set(json.loads(entry.entry)) == {"actor", "at", "index", "kind", "version"}
    assert row.sealed_body is not None
    assert "Öhrström".encode() not in entry.entry + entry.commitment + row.sealed_body
    if database.is_sqlite:
        folder = Path(sa.make_url(database.url).database or "").parent
        kept = b"".join(f.read_bytes() for f in folder.rglob("*") if f.is_file())
        assert "Öhrström".encode() not in kept


def test_who_acted_is_the_same_name_each_time_and_not_their_own(vault: Vault) -> None:
    user = ids.new_id()
    assert vault.pseudonym("user", user) == vault.pseudonym("user", user)
    assert vault.pseudonym("user", user) != vault.pseudonym("user", ids.new_id())
    assert str(user)[:8] not in vault.pseudonym("user", user)


def test_leaves_are_numbered_without_gap_and_the_root_is_the_trees(
    database: Database, seal: Seal
) -> None:
    for number in range(7):
        seal(number=number)
    with database.read() as session:
        entries = session.scalars(sa.select(LogEntry).order_by(LogEntry.index)).all()
        assert [entry.index for entry in entries] == list(range(7))
        leaves = [leaf_hash(entry.entry + entry.commitment) for entry in entries]
        left = node_hash(node_hash(*leaves[0:2]), node_hash(*leaves[2:4]))
        right = node_hash(node_hash(*leaves[4:6]), leaves[6])
        assert log.root(session, 7) == node_hash(left, right)
        assert log.size(session) == 7


def test_writers_at_the_same_time_stand_in_line(database: Database, seal: Seal) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda number: seal(number=number), range(40)))
    with database.read() as session:
        rows = session.scalars(sa.select(Evidence)).all()
        assert log.size(session) == 40
    assert {row.id for row in rows} == set(made)
    assert sorted(row.index for row in rows) == list(range(40))


def test_a_failed_transaction_leaves_no_leaf(
    database: Database, vault: Vault, actor: Subject
) -> None:
    def fail() -> None:
        with database.write() as session:
            record = Record(kind="shown", subject_id=vault.new_subject(), body={})
            service.seal(session, vault, actor, record)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        fail()
    with database.read() as session:
        assert log.size(session) == 0
        assert log.find_nodes(session, [(0, 0)]) == {}


def test_without_its_key_nothing_is_sealed_or_opened(
    database: Database, vault: Vault, seal: Seal, make_contact: MakeContact
) -> None:
    contact = make_contact()
    sealed = seal(contact, person="Åsa Öhrström")
    vault.destroy(contact.subject_id)
    vault.destroy(contact.subject_id)
    with pytest.raises(SubjectErasedError):
        seal(contact, person="again")
    with database.read() as session, pytest.raises(EvidenceErasedError):
        service.open_record(session, vault, session.get_one(Evidence, sealed))


@pytest.mark.parametrize("wrong", ["key", "entry", "commitment", "nonce", "sealed"])
def test_a_body_opens_only_with_everything_it_was_sealed_with(wrong: str) -> None:
    key, entry = bytes(32), b'{"index":0}'
    sealed = records.seal(key, entry, {"person": "Åsa Öhrström"})
    right = {
        "key": key,
        "entry": entry,
        "commitment": sealed.commitment,
        "nonce": sealed.nonce,
        "sealed": sealed.body,
    }
    assert records.unseal(**right).body == {"person": "Åsa Öhrström"}
    changed = bytearray(right[wrong])
    changed[-1] ^= 1
    with pytest.raises(records.RecordBrokenError):
        records.unseal(**right | {wrong: bytes(changed)})

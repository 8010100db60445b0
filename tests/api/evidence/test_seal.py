"""A record goes into the log sealed: the log tells nothing, only the subject's key opens it."""

import json
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi import FastAPI

from api.auth.subject import Subject
from api.db.session import Database
from api.evidence import log, merkle, records, service
from api.evidence.service import Record
from api.evidence.vault import SubjectErasedError, Vault
from api.kit import ids
from api.models import Evidence, LogEntry

ACTOR = Subject("user", ids.new_id(), None, frozenset())


@pytest.fixture
def vault(app: FastAPI) -> Vault:
    vault: Vault = app.state.vault
    return vault


def seal_one(database: Database, vault: Vault, subject_id: UUID, person: str) -> UUID:
    with database.write() as session:
        return service.seal(
            session,
            vault,
            ACTOR,
            Record(
                kind="provided",
                subject_id=subject_id,
                policy_version_id="2018-05",
                body={"person": person},
            ),
        ).id


def test_the_log_holds_no_trace_of_the_body(database: Database, vault: Vault) -> None:
    seal_one(database, vault, vault.new_subject(), "Åsa Öhrström")
    with database.read() as session:
        entry = session.scalars(sa.select(LogEntry)).one()
        row = session.scalars(sa.select(Evidence)).one()
    told = json.loads(entry.entry)
    assert set(told) == {"actor", "at", "index", "kind", "version"}
    assert str(ACTOR.user_id) not in told["actor"]
    assert row.sealed_body is not None
    assert "Öhrström".encode() not in entry.entry + entry.commitment + row.sealed_body
    if database.is_sqlite:
        folder = Path(sa.make_url(database.url).database or "").parent
        kept = b"".join(f.read_bytes() for f in folder.rglob("*") if f.is_file())
        assert "Öhrström".encode() not in kept


def test_leaves_are_numbered_without_gap_and_the_root_is_the_trees(
    database: Database, vault: Vault
) -> None:
    subject = vault.new_subject()
    for number in range(7):
        seal_one(database, vault, subject, str(number))
    with database.read() as session:
        entries = session.scalars(sa.select(LogEntry).order_by(LogEntry.index)).all()
        assert [entry.index for entry in entries] == list(range(7))
        leaves = [merkle.leaf_hash(entry.entry + entry.commitment) for entry in entries]
        pair = merkle.node_hash
        left = pair(pair(leaves[0], leaves[1]), pair(leaves[2], leaves[3]))
        assert log.root(session, 7) == pair(left, pair(pair(leaves[4], leaves[5]), leaves[6]))
        assert log.size(session) == 7


def test_a_failed_transaction_leaves_no_leaf(database: Database, vault: Vault) -> None:
    def fail() -> None:
        with database.write() as session:
            record = Record(kind="shown", subject_id=vault.new_subject(), body={})
            service.seal(session, vault, ACTOR, record)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        fail()
    with database.read() as session:
        assert log.size(session) == 0
        assert log.find_nodes(session, [(0, 0)]) == {}


def test_without_its_key_nothing_is_sealed_or_opened(database: Database, vault: Vault) -> None:
    subject = vault.new_subject()
    seal_one(database, vault, subject, "Åsa Öhrström")
    vault.destroy(subject)
    vault.destroy(subject)
    with pytest.raises(SubjectErasedError):
        seal_one(database, vault, subject, "again")
    with pytest.raises(SubjectErasedError):
        vault.get_key(subject)


@pytest.mark.parametrize("wrong", ["key", "entry", "commitment", "nonce", "body"])
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
    name = "sealed" if wrong == "body" else wrong
    changed = bytearray(right[name])
    changed[-1] ^= 1
    with pytest.raises(records.RecordBrokenError):
        records.unseal(**right | {name: bytes(changed)})

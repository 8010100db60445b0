"""Whatever is changed, taken out, cut off or put in another place is found, and named."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from api import cli
from api.auth.subject import Subject
from api.db.session import Database
from api.evidence import checkpoints, integrity, merkle, service
from api.evidence.checkpoints import Signer
from api.evidence.vault import Vault
from api.evidence.verifier import leaf_hash, node_hash
from api.models import AuditEvent, Checkpoint, Evidence, LogEntry, LogNode
from api.settings import Settings
from api.storage import keyring

Seal = Callable[..., UUID]

SIZE = 21


@pytest.fixture
def filled(
    database: Database, seal: Seal, signer: Signer, vault: Vault, actor: Subject
) -> Database:
    """Give the database with 21 records, checkpoints at 8, 16 and 21, and record 5 erased."""
    made = []
    for number in range(SIZE - 1):
        made.append(seal(number=number))
        if number + 1 in {8, 16}:
            with database.write() as session:
                checkpoints.take(session, signer)
    with database.write() as session:
        subject = session.get_one(Evidence, made[5]).subject_id
        assert subject is not None
        assert service.erase(session, vault, actor, [subject]) == 1
        checkpoints.take(session, signer)
    vault.destroy(subject)
    return database


def found(database: Database, vault: Vault | None, signer: Signer) -> dict[int, str]:
    with database.read() as session:
        named: dict[int, str] = {}
        for finding in integrity.verify(session, vault, signer):
            named.setdefault(finding.index, finding.what)
        return named


def test_a_whole_log_has_no_findings(filled: Database, vault: Vault, signer: Signer) -> None:
    assert found(filled, vault, signer) == {}
    assert found(filled, None, signer) == {}


def test_an_empty_log_is_whole(database: Database, vault: Vault, signer: Signer) -> None:
    with database.write() as session:
        checkpoints.take(session, signer)
    assert found(database, vault, signer) == {}


def test_a_log_nothing_was_ever_sealed_in_is_whole(
    database: Database, vault: Vault, signer: Signer
) -> None:
    assert found(database, vault, signer) == {}


def flip(data: bytes, position: int = 0) -> bytes:
    changed = bytearray(data)
    changed[position] ^= 1
    return bytes(changed)


def change_entry(session: Session) -> None:
    row = session.get_one(LogEntry, 9)
    row.entry = row.entry.replace(b"provided", b"agreed!!")


def change_actor(session: Session) -> None:
    row = session.get_one(LogEntry, 9)
    row.entry = row.entry.replace(b"user:", b"uses:")


def change_commitment(session: Session) -> None:
    row = session.get_one(LogEntry, 9)
    row.commitment = flip(row.commitment)


def change_body(session: Session) -> None:
    row = evidence(session, 9)
    assert row.sealed_body is not None
    row.sealed_body = flip(row.sealed_body, 7)


def change_policy(session: Session) -> None:
    evidence(session, 9).policy_version_id = None


def change_kind(session: Session) -> None:
    evidence(session, 9).kind = "agreed"


def blank_body(session: Session) -> None:
    evidence(session, 9).sealed_body = None


def change_leaf_node(session: Session) -> None:
    node = session.get_one(LogNode, (0, 9))
    node.hash = flip(node.hash)


def delete_leaf_node(session: Session) -> None:
    session.delete(session.get_one(LogNode, (0, 9)))


def delete_entry(session: Session) -> None:
    session.delete(evidence(session, 9))
    session.flush()
    session.delete(session.get_one(LogEntry, 9))


def delete_row(session: Session) -> None:
    session.delete(evidence(session, 9))


def evidence(session: Session, index: int) -> Evidence:
    return session.scalars(sa.select(Evidence).where(Evidence.index == index)).one()


@pytest.mark.parametrize(
    "damage",
    [
        change_entry,
        change_actor,
        change_commitment,
        change_body,
        change_policy,
        change_kind,
        blank_body,
        change_leaf_node,
        delete_leaf_node,
        delete_entry,
        delete_row,
    ],
)
def test_damage_to_one_record_names_that_record_alone(
    filled: Database, vault: Vault, signer: Signer, damage: Callable[[Session], None]
) -> None:
    with filled.write() as session:
        damage(session)
    assert set(found(filled, vault, signer)) == {9}


def test_an_erased_record_that_was_changed_is_named(
    filled: Database, vault: Vault, signer: Signer
) -> None:
    with filled.write() as session:
        row = session.get_one(LogEntry, 5)
        row.commitment = flip(row.commitment)
    assert set(found(filled, vault, signer)) == {5}


def test_a_changed_node_is_named_with_the_records_under_it(
    filled: Database, vault: Vault, signer: Signer
) -> None:
    with filled.write() as session:
        node = session.get_one(LogNode, (2, 2))
        node.hash = flip(node.hash)
    named = found(filled, vault, signer)
    assert set(named) == {11}
    assert "node (2, 2) over records 8 to 11" in named[11]


def test_records_that_changed_places_are_both_named(
    filled: Database, vault: Vault, signer: Signer
) -> None:
    with filled.write() as session:
        first, second = session.get_one(LogEntry, 3), session.get_one(LogEntry, 12)
        first.entry, second.entry = second.entry, first.entry
        first.commitment, second.commitment = second.commitment, first.commitment
    named = found(filled, vault, signer)
    assert set(named) == {3, 12}
    assert "holds the entry of record 12" in named[3]


@pytest.mark.parametrize("left", [20, 17, 9])
def test_a_log_that_was_cut_off_names_every_record_that_is_gone(
    filled: Database, vault: Vault, signer: Signer, left: int
) -> None:
    with filled.write() as session:
        cut(session, left)
    # Record 5 was erased, and what told so stood at the end.
    assert set(found(filled, vault, signer)) == {5, *range(left, SIZE)}


def cut(session: Session, left: int) -> None:
    session.execute(sa.delete(Evidence).where(Evidence.index >= left))
    session.execute(sa.delete(LogEntry).where(LogEntry.index >= left))
    for level in range(6):
        finished = LogNode.position >= left >> level
        session.execute(sa.delete(LogNode).where(LogNode.level == level, finished))


def test_a_log_cut_off_with_its_checkpoints_is_told_by_their_copies(
    filled: Database, vault: Vault, settings: Settings, tmp_path: Path
) -> None:
    signer = Signer(keyring.load(settings.master_key), tmp_path / "copies")
    checkpoints.copy_out(filled, signer)
    with filled.write() as session:
        cut(session, 9)
        session.execute(sa.delete(Checkpoint).where(Checkpoint.size > 9))
    named = found(filled, vault, signer)
    assert set(named) >= {15, 20}
    assert "is not in the database" in named[20]


def test_a_record_rewritten_in_every_node_still_breaks_the_checkpoints(
    filled: Database, vault: Vault, signer: Signer
) -> None:
    with filled.write() as session:
        row = session.get_one(LogEntry, 9)
        row.entry = row.entry.replace(b"user:", b"uses:")
        rebuild(session)
    assert 9 in found(filled, vault, signer)
    without_bodies = found(filled, None, signer)
    # Checkpoints were taken at 8, 16 and 21: the change lies after the first.
    assert set(without_bodies) == {15, 20}
    assert "not those of the checkpoint (16, database)" in without_bodies[15]


def rebuild(session: Session) -> None:
    session.execute(sa.delete(LogNode))
    for row in session.scalars(sa.select(LogEntry).order_by(LogEntry.index)).all():
        whole = leaf_hash(row.entry + row.commitment)
        session.add(LogNode(level=0, position=row.index, hash=whole))
        for level, position in merkle.merged_by(row.index):
            left = session.get_one(LogNode, (level, position))
            whole = node_hash(left.hash, whole)
            session.add(LogNode(level=level + 1, position=position >> 1, hash=whole))
        session.flush()


@pytest.mark.parametrize(
    "change",
    [
        lambda note: note.replace("\n16\n", "\n17\n"),
        lambda note: note[:-10] + note[-9:],
        lambda _note: "nothing",
    ],
)
def test_a_changed_checkpoint_is_named(
    filled: Database, vault: Vault, signer: Signer, change: Callable[[str], str]
) -> None:
    with filled.write() as session:
        row = session.get_one(Checkpoint, 16)
        row.note = change(row.note)
    named = found(filled, vault, signer)
    assert set(named) == {15}
    assert "checkpoint" in named[15]


def test_a_key_that_went_without_an_erasure_is_named(
    filled: Database, vault: Vault, signer: Signer
) -> None:
    with filled.read() as session:
        subject = evidence(session, 9).subject_id
    assert subject is not None
    vault.destroy(subject)
    assert set(found(filled, vault, signer)) == {9}


def test_the_command_names_the_record_and_fails(
    filled: Database,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HANDSLAG_DATA", str(settings.data))
    if settings.database_url is not None:
        monkeypatch.setenv("HANDSLAG_DATABASE_URL", settings.database_url)
    assert run(["evidence", "verify", "--all"]) == 0
    assert capsys.readouterr().out == "21 records: whole\n"
    with filled.write() as session:
        change_commitment(session)
    assert run(["evidence", "verify", "--all"]) == 1
    assert "record 9: its entry, commitment or sealed body was changed" in capsys.readouterr().out


def run(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as done:
        cli.main(arguments)
    assert isinstance(done.value.code, int)
    return done.value.code


def test_the_nightly_audit_tells_the_trail_which_records_are_damaged(
    filled: Database, vault: Vault, signer: Signer
) -> None:
    assert integrity.audit(filled, vault, signer) == 0
    with filled.write() as session:
        session.get_one(LogEntry, 7).commitment = bytes(32)
    assert integrity.audit(filled, vault, signer) > 0
    damaged = sa.select(AuditEvent.object_id).where(AuditEvent.tag == "worker:evidence:damaged")
    with filled.read() as session:
        assert set(session.scalars(damaged)) == {"7"}

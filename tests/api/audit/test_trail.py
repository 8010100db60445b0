"""The trail shows when it was tampered with, and outlives the accounts it tells of."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import audit
from api.audit import trail
from api.db.session import Database
from api.evidence import anchors, integrity
from api.evidence.checkpoints import Signer
from api.models import AuditAnchor, AuditEvent, AuditHead, User
from tests.cards import asa


@pytest.fixture
def acts(database: Database) -> int:
    """Fill the trail with a hundred acts and return how many it holds."""
    for number in range(100):
        with database.write() as session:
            audit.record(session, "test:act:done", actor_kind="service", actor_id=None, n=number)
    return _length(database)


@pytest.fixture
def signer(app: FastAPI, tmp_path: Path) -> Signer:
    """Give the service's signer, with a folder its notes are copied to."""
    return Signer(app.state.keyring, tmp_path / "elsewhere")


def _length(database: Database) -> int:
    with database.read() as session:
        return session.get_one(AuditHead, 1).number


def _found(database: Database) -> list[str]:
    with database.read() as session:
        return [str(one) for one in trail.verify(session)]


def test_a_trail_as_it_was_written_is_whole(
    database: Database, acts: int, desk: TestClient, approve: Callable[..., dict[str, Any]]
) -> None:
    approve(asa())
    desk.get("/api/v1/contacts")
    assert _found(database) == []
    assert _length(database) > acts


@pytest.mark.parametrize(
    "change",
    [
        {"tag": "test:act:undone"},
        {"actor_kind": "user"},
        {"object_id": "1"},
        {"facts": {"n": 999}},
    ],
)
def test_a_changed_act_is_named(database: Database, acts: int, change: dict[str, Any]) -> None:
    with database.write() as session:
        session.execute(sa.update(AuditEvent).where(AuditEvent.number == acts - 50).values(change))
    assert _found(database) == [f"act {acts - 50}: was changed, or an act before it"]


def test_a_missing_act_and_a_cut_tail_are_named(database: Database, acts: int) -> None:
    with database.write() as session:
        session.execute(sa.delete(AuditEvent).where(AuditEvent.number == 7))
        session.execute(sa.delete(AuditEvent).where(AuditEvent.number > acts - 2))
    assert _found(database) == [
        "act 7: is missing",
        f"act {acts - 1}: is missing: the trail was cut off before it",
        f"act {acts}: is missing: the trail was cut off before it",
    ]


def test_who_chains_the_trail_anew_does_not_fit_what_was_signed_before(
    database: Database, acts: int, signer: Signer
) -> None:
    assert anchors.take_and_copy(database, signer) == acts
    with database.write() as session:
        session.execute(sa.update(AuditEvent).where(AuditEvent.number == 5).values(tag="a:b:c"))
        chain = trail.chain_at(session, 4) or b""
        rows = session.scalars(
            sa.select(AuditEvent).where(AuditEvent.number > 4).order_by(AuditEvent.number)
        ).all()
        for row in rows:
            chain = row.chain = trail.chained(chain, row)
        session.get_one(AuditHead, 1).chain = chain
        session.execute(sa.delete(AuditAnchor))
    assert _found(database) == []
    with database.read() as session:
        found = [str(one) for one in anchors.verify(session, signer)]
    assert found == [f"act {acts}: is not what the signed note over it says, or an act before it"]


def test_the_nightly_audit_names_the_acts_that_were_changed(
    app: FastAPI, database: Database, acts: int, signer: Signer
) -> None:
    assert integrity.audit(database, app.state.vault, signer) == 0
    with database.write() as session:
        session.execute(sa.update(AuditEvent).where(AuditEvent.number == acts).values(tag="a:b:c"))
    assert integrity.audit(database, app.state.vault, signer) == 1
    damaged = sa.select(AuditEvent.object_id).where(AuditEvent.tag == "worker:trail:damaged")
    with database.read() as session:
        assert session.scalars(damaged).all() == [str(acts)]


def test_a_changed_note_is_found(database: Database, acts: int, signer: Signer) -> None:
    anchors.take_and_copy(database, signer)
    with database.read() as session:
        assert list(anchors.verify(session, signer)) == []
    with database.write() as session:
        anchor = session.get_one(AuditAnchor, acts)
        anchor.note = anchor.note.replace(f"\n{acts}\n", f"\n{acts - 1}\n")
    with database.read() as session:
        found = [str(one) for one in anchors.verify(session, signer)]
    assert found == ["act 0: a signed note over the trail was changed"]


def test_writers_at_once_chain_one_after_the_other(database: Database) -> None:
    before = _length(database)

    def write() -> None:
        with database.write() as session:
            audit.record(session, "test:act:done", actor_kind="service", actor_id=None)
            audit.record(session, "test:act:done", actor_kind="service", actor_id=None)

    threads = [threading.Thread(target=write) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _found(database) == []
    assert _length(database) == before + 40


def test_what_is_rolled_back_is_not_on_the_trail(database: Database) -> None:
    before = _length(database)
    with pytest.raises(RuntimeError), database.write() as session:
        audit.record(session, "test:act:done", actor_kind="service", actor_id=None)
        raise RuntimeError
    assert _length(database) == before


def test_the_trail_outlives_the_account(
    database: Database, make_user: Callable[..., User], browser_as: Callable[..., TestClient]
) -> None:
    user = make_user("reviewer")
    assert browser_as(user=user).get("/api/v1/contacts").status_code == 200
    with database.write() as session:
        session.execute(sa.delete(User).where(User.id == user.id))
    with database.read() as session:
        tags = session.scalars(sa.select(AuditEvent.tag).where(AuditEvent.actor_id == user.id))
        assert "api:contacts:list" in set(tags)
    assert _found(database) == []

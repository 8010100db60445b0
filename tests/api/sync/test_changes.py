"""The change feed: what other systems keep in step by."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from api.db.base import ChangeCounter
from api.db.session import Database
from api.kit import clock, ids
from api.models import Contact, Organization
from tests.cards import asa

Approve = Callable[..., dict[str, Any]]


def _read(desk: TestClient, cursor: str | None = None, **params: int) -> dict[str, Any]:
    answer = desk.get(
        "/api/v1/sync/changes", params=params | ({} if cursor is None else {"cursor": cursor})
    )
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


@pytest.mark.row("C-12", part=True)
def test_what_is_approved_comes_as_the_contact_the_register_tells(
    desk: TestClient, approve: Approve
) -> None:
    outcome = approve(asa())
    page = _read(desk)
    assert [change["type"] for change in page["changes"]] == ["organization", "contact"]
    contact = page["changes"][1]
    assert contact["id"] == outcome["contact_ids"][0]
    assert contact["deleted"] is False
    assert contact["data"] == desk.get(f"/api/v1/contacts/{contact['id']}").json()
    assert contact["data"]["version"] == contact["version"]
    assert page["has_more"] is False


def test_after_the_last_change_there_is_nothing_but_a_cursor(
    desk: TestClient, approve: Approve
) -> None:
    approve(asa())
    cursor = _read(desk)["next_cursor"]
    page = _read(desk, cursor)
    assert (page["changes"], page["has_more"]) == ([], False)
    approve(asa(person="Petter Wiklund", emails=[]))
    assert [c["data"]["person"] for c in _read(desk, page["next_cursor"])["changes"]] == [
        "Petter Wiklund"
    ]


def test_a_changed_contact_comes_again_with_a_higher_version(
    desk: TestClient, approve: Approve
) -> None:
    approve(asa())
    before = _read(desk)
    approve(asa(phones=[{"kind": "mobile", "text": "070-174 06 50"}]))
    [change] = _read(desk, before["next_cursor"])["changes"]
    assert change["version"] > before["changes"][1]["version"]
    assert "+46701740650" in [method["value"] for method in change["data"]["methods"]]


def test_what_is_gone_is_told_as_a_tombstone(
    desk: TestClient, approve: Approve, database: Database
) -> None:
    outcome = approve(asa())
    cursor = _read(desk)["next_cursor"]
    with database.write() as session:
        session.get_one(Contact, UUID(outcome["contact_ids"][0])).deleted_at = clock.now()
    [change] = _read(desk, cursor)["changes"]
    assert (change["id"], change["deleted"], change["data"]) == (
        outcome["contact_ids"][0],
        True,
        None,
    )


def test_pages_follow_each_other_without_gap_or_repetition(
    desk: TestClient, approve: Approve
) -> None:
    for number in range(5):
        approve(asa(person=f"Person {number}", emails=[f"p{number}@norvika.example"]))
    seen: list[str] = []
    cursor, more = None, True
    while more:
        page = _read(desk, cursor, limit=2)
        seen += [change["id"] for change in page["changes"]]
        cursor, more = page["next_cursor"], page["has_more"]
    assert len(seen) == len(set(seen)) == 6


def test_a_cursor_from_before_a_restore_or_the_horizon_must_start_over(
    desk: TestClient, approve: Approve, database: Database
) -> None:
    approve(asa())
    early = _read(desk, limit=1)["next_cursor"]
    late = _read(desk)["next_cursor"]

    def set_counter(**values: object) -> None:
        with database.write() as session:
            session.execute(sa.update(ChangeCounter).values(**values))

    set_counter(horizon=2)
    assert _resync(desk, early)
    assert not _resync(desk, late)
    set_counter(epoch=ids.new_id())
    assert _resync(desk, late)
    fresh = _read(desk)["next_cursor"]
    set_counter(seq=0)
    assert _resync(desk, fresh)


def _resync(desk: TestClient, cursor: str) -> bool:
    answer = desk.get("/api/v1/sync/changes", params={"cursor": cursor})
    if answer.status_code == 200:
        return False
    assert (answer.status_code, answer.json()["type"]) == (410, "resync_required")
    return True


def test_a_cursor_of_another_making_is_refused(desk: TestClient) -> None:
    for cursor in ("x", "WzFd", "WyJhIiwgLTFd", "WyJhIiwgIngiXQ"):
        answer = desk.get("/api/v1/sync/changes", params={"cursor": cursor})
        assert (answer.status_code, answer.json()["type"]) == (422, "bad-cursor")


def test_the_feed_is_for_programs_that_may_sync(
    client: TestClient, client_with: Callable[..., TestClient]
) -> None:
    assert client.get("/api/v1/sync/changes").status_code == 401
    assert client_with("contacts:read").get("/api/v1/sync/changes").status_code == 403


@pytest.mark.row("C-12", part=True)
def test_no_committed_change_is_missed_while_twelve_write(
    desk: TestClient, database: Database
) -> None:
    """Writers commit in any order; a reader that pages along the while has them all in the end."""
    done = threading.Event()
    written: list[UUID] = []

    def write(writer: int) -> None:
        for number in range(12):
            name = f"Företag {writer} {number}"
            with database.write() as session:
                row = Organization(name=name, name_folded=name.lower(), created_at=clock.now())
                session.add(row)
                session.flush()  # rows of several writers are open at once, numbers are not
            written.append(row.id)

    seen: list[str] = []

    def follow() -> None:
        cursor = None
        while True:
            last_round = done.is_set()
            page = _read(desk, cursor, limit=7)
            seen.extend(change["id"] for change in page["changes"])
            cursor = page["next_cursor"]
            if last_round and not page["has_more"]:
                return

    reader = threading.Thread(target=follow)
    writers = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    assert len(seen) == len(written) == 144
    assert set(seen) == {str(row_id) for row_id in written}

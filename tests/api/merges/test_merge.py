"""Merging two contacts that are one person: nothing lost, nothing melted, all of it undone."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.auth.subject import Subject
from api.db.session import Database
from api.evidence import integrity
from api.kit import ids
from api.models import Contact, Evidence, Objection, Permission, RegisterEntry
from api.retention import destruction
from api.rights import erasure
from tests.cards import asa

Approve = Callable[..., dict[str, Any]]

OLD = "Norvika Bygg AB"
NEW = "Tallmo Färg AB"


@pytest.fixture
def pair(approve: Approve) -> tuple[str, str]:
    """Give one person as two contacts: at a company of before, and at one of now."""
    old = approve(asa(company=OLD))["contact_ids"][0]
    new = approve(
        asa(
            company=NEW,
            role="Inköpare",
            emails=["asa@tallmo.example"],
            phones=[
                {"kind": "mobile", "e164": "+46701740621", "extension": None, "text": ""},
                {"kind": "work", "e164": "+46313900640", "extension": None, "text": ""},
            ],
        ),
        register="supplier_service",
    )["contact_ids"][0]
    return new, old


def merge(desk: TestClient, kept: str, gone: str, *take: str) -> dict[str, Any]:
    answer = desk.post(f"/api/v1/contacts/{kept}/merges", json={"contact_id": gone, "take": take})
    assert answer.status_code == 201, answer.text
    row: dict[str, Any] = answer.json()
    return row


def contact(desk: TestClient, contact_id: str) -> dict[str, Any]:
    told: dict[str, Any] = desk.get(f"/api/v1/contacts/{contact_id}").json()
    return told


def history(desk: TestClient, contact_id: str) -> list[str]:
    items = desk.get(f"/api/v1/contacts/{contact_id}/interactions").json()["items"]
    return [one["id"] for one in items]


@pytest.mark.row("C-11", part=True)
def test_one_contact_stands_for_both_with_what_both_had(
    desk: TestClient, pair: tuple[str, str]
) -> None:
    new, old = pair
    acts = {*history(desk, new), *history(desk, old)}
    merge(desk, new, old, "role")
    told = contact(desk, new)
    assert (told["organization"]["name"], told["role"]) == (NEW, "Inköpschef")
    assert told["registers"] == ["customer", "supplier_service"]
    reached = {(one["value"], one["register"]) for one in told["methods"]}
    assert ("asa.ohrstrom@norvika.example", "customer") in reached
    assert ("asa@tallmo.example", "supplier_service") in reached
    # The same number, given as a customer and as a supplier: each use keeps its own evidence.
    assert {
        ("+46701740621", "customer"),
        ("+46701740621", "supplier_service"),
    } <= reached
    assert set(history(desk, new)) == acts
    assert len(desk.get(f"/api/v1/contacts/{new}/evidence").json()["items"]) == 2
    assert desk.get(f"/api/v1/contacts/{old}").status_code == 404


def test_what_was_merged_leaves_the_feed_and_the_search_and_the_other_is_told_anew(
    desk: TestClient, pair: tuple[str, str]
) -> None:
    new, old = pair
    cursor = desk.get("/api/v1/sync/changes").json()["next_cursor"]
    merge(desk, new, old)
    changes = desk.get("/api/v1/sync/changes", params={"cursor": cursor}).json()["changes"]
    assert {one["id"]: one["deleted"] for one in changes} == {new: False, old: True}
    found = desk.get("/api/v1/contacts", params={"q": "öhrström"}).json()["items"]
    assert [one["id"] for one in found] == [new]
    found = desk.get("/api/v1/contacts", params={"q": "asa.ohrstrom@norvika.example"}).json()
    assert [one["id"] for one in found["items"]] == [new]


def test_an_old_employer_stays_as_a_dated_employment(
    desk: TestClient, pair: tuple[str, str]
) -> None:
    new, old = pair
    merge(desk, new, old)
    items = desk.get(f"/api/v1/contacts/{new}/employments").json()["items"]
    assert {one["organization"]["name"] for one in items} == {OLD, NEW}
    assert all(one["first_on"] == one["last_on"] == "2026-11-18" for one in items)


@pytest.mark.row("C-11", part=True)
def test_undoing_gives_each_back_what_it_had(
    database: Database, desk: TestClient, pair: tuple[str, str]
) -> None:
    new, old = pair
    before = {one: (contact(desk, one), history(desk, one)) for one in pair}
    rows = state_of(database)
    row = merge(desk, new, old, "role", "organization", "person")
    assert desk.get(f"/api/v1/contacts/{new}/merges").json()["items"] == [row]
    path = f"/api/v1/contacts/{new}/merges/{row['id']}"
    assert desk.delete(path).status_code == 204
    for one in pair:
        told, acts = before[one]
        now = contact(desk, one)
        assert now | {"version": 0} == told | {"version": 0}
        assert now["version"] > told["version"]
        assert history(desk, one) == acts
    assert state_of(database) == rows
    again = desk.delete(path)
    assert (again.status_code, again.json()["type"]) == (409, "not-undoable")


def state_of(database: Database) -> list[list[Any]]:
    """Return who has which registers, permissions and evidence."""
    queries = (
        sa.select(RegisterEntry.contact_id, RegisterEntry.register),
        sa.select(Permission.contact_id, Permission.register, Permission.purpose),
        sa.select(Evidence.contact_id, Evidence.subject_id, Evidence.id),
    )
    with database.read() as session:
        return [sorted(map(str, session.execute(query))) for query in queries]


def test_what_was_put_right_after_the_merge_stays_when_it_is_undone(
    database: Database, desk: TestClient, pair: tuple[str, str]
) -> None:
    new, old = pair
    row = merge(desk, new, old, "role", "address")
    with database.write() as session:
        session.get_one(Contact, UUID(new)).role = "Platschef"
    desk.delete(f"/api/v1/contacts/{new}/merges/{row['id']}")
    assert contact(desk, new)["role"] == "Platschef"


def test_every_proof_holds_during_and_after(
    app: FastAPI, database: Database, desk: TestClient, pair: tuple[str, str]
) -> None:
    new, old = pair
    row = merge(desk, new, old)
    for _ in range(2):
        with database.read() as session:
            assert list(integrity.verify(session, app.state.vault, app.state.signer)) == []
            records = session.scalars(sa.select(Evidence.id)).all()
        for record in records:
            assert desk.get(f"/api/v1/evidence/{record}/proof").status_code == 200
        desk.delete(f"/api/v1/contacts/{new}/merges/{row['id']}")


def test_an_objection_of_either_holds_for_both_and_stays_after_undoing(
    database: Database, desk: TestClient, pair: tuple[str, str]
) -> None:
    new, old = pair
    with database.write() as session:
        at = session.get_one(Contact, UUID(old)).created_at
        session.add(Objection(contact_id=UUID(old), purpose="newsletter", made_at=at))
    row = merge(desk, new, old)
    desk.delete(f"/api/v1/contacts/{new}/merges/{row['id']}")
    with database.read() as session:
        said = set(session.scalars(sa.select(Objection.contact_id)))
    assert said == {UUID(new), UUID(old)}


def test_a_supplier_stays_behind_the_wall_when_merged_with_a_customer(
    database: Database, desk: TestClient, pair: tuple[str, str]
) -> None:
    new, old = pair
    merge(desk, new, old)
    view = sa.text("SELECT value FROM marketing_audience")
    with database.read() as session:
        reached = set(session.scalars(view))
        copies = session.execute(
            sa.select(Permission.register, Permission.purpose).where(
                Permission.contact_id == UUID(new)
            )
        ).all()
    assert not reached & {"asa@tallmo.example", "+46313900640"}
    assert {register for register, _ in copies} == {"customer", "supplier_service"}


def test_a_hold_and_an_open_request_on_either_bind_both_and_go_back(
    desk: TestClient, client_with: Callable[..., TestClient], pair: tuple[str, str]
) -> None:
    new, old = pair
    officer = client_with("privacy:write")
    law = "preskriptionslagen (1981:130) 2 §"
    officer.post(f"/api/v1/contacts/{old}/holds", json={"reason": "Tvist", "law": law})
    asked = {"kind": "erasure", "contact_id": old}
    request = officer.post("/api/v1/subject-requests", json=asked).json()
    assert request["result"] == {"held": law}
    row = merge(desk, new, old)
    path = f"/api/v1/subject-requests/{request['id']}"
    assert officer.get(path).json()["contact_id"] == new
    assert law in desk.get(f"/api/v1/contacts/{new}/retention").json()["explanation"]["sv"]
    assert officer.post(f"{path}/execution").json()["type"] == "held"
    desk.delete(f"/api/v1/contacts/{new}/merges/{row['id']}")
    assert officer.get(path).json()["contact_id"] == old
    assert desk.get(f"/api/v1/contacts/{new}/retention").json()["held"] is False


def test_erasing_who_was_merged_erases_both_halves(
    app: FastAPI, database: Database, desk: TestClient, pair: tuple[str, str]
) -> None:
    new, old = pair
    merge(desk, new, old, "role")
    operator = Subject("operator", None, None, frozenset())
    with database.write() as session:
        erasure.erase(session, app.state.vault, operator, UUID(new))
    destruction.finish(database, app.state.vault, app.state.blobs)
    assert app.state.vault.list_subjects() == set()
    with database.read() as session:
        assert set(session.scalars(sa.select(Contact.person))) == {None}
        assert list(integrity.verify(session, app.state.vault, app.state.signer)) == []


def test_a_chain_of_merges_is_one_person(
    desk: TestClient, database: Database, app: FastAPI, pair: tuple[str, str], approve: Approve
) -> None:
    new, old = pair
    third = approve(asa(company="Havrevik AB", emails=["a@havrevik.example"], phones=[]))
    last = third["contact_ids"][0]
    merge(desk, new, old)
    merge(desk, last, new)
    assert len(history(desk, last)) == 3
    with database.write() as session:
        erasure.erase(
            session, app.state.vault, Subject("operator", None, None, frozenset()), UUID(last)
        )
    with database.read() as session:
        assert (
            session.scalars(sa.select(Contact.id).where(Contact.deleted_at.is_(None))).all() == []
        )


@pytest.mark.parametrize("other", ["itself", "nobody"])
def test_a_merge_with_nobody_or_oneself_is_refused(
    desk: TestClient, pair: tuple[str, str], other: str
) -> None:
    new, _ = pair
    named = new if other == "itself" else str(ids.new_id())
    answer = desk.post(f"/api/v1/contacts/{new}/merges", json={"contact_id": named})
    assert answer.status_code == (422 if other == "itself" else 404)


def test_a_seller_merges_nothing(
    browser_as: Callable[..., TestClient], pair: tuple[str, str]
) -> None:
    new, old = pair
    seller = browser_as("seller")
    body = {"contact_id": old}
    assert seller.post(f"/api/v1/contacts/{new}/merges", json=body).status_code == 403
    assert seller.get("/api/v1/duplicates").status_code == 403


def test_likely_duplicates_are_listed_with_why_until_somebody_has_judged(
    desk: TestClient, pair: tuple[str, str], approve: Approve
) -> None:
    new, old = pair
    approve(asa(person="Bo Ek", company=OLD, emails=["bo@norvika.example"], phones=[]))
    [found] = desk.get("/api/v1/duplicates").json()["items"]
    assert [one["contact"]["id"] for one in found["contacts"]] == [old, new]
    assert found["reasons"] == ["same_name", "same_mobile"]
    assert [one["evidence"] for one in found["contacts"]] == [1, 1]
    answer = desk.post("/api/v1/duplicates/distinctions", json={"contact_ids": [new, old]})
    assert answer.status_code == 204
    assert desk.get("/api/v1/duplicates").json()["items"] == []

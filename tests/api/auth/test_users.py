"""The administrator's work: who may sign in, and as what."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from api.db.session import Database
from api.models import AuditEvent, User

_NEW = {"email": "Nils@fjallbro.example", "name": "Nils Ek", "roles": ["seller", "seller"]}


def test_the_administrator_adds_lists_and_changes_users(
    browser_as: Callable[..., TestClient],
) -> None:
    admin = browser_as("admin")
    added = admin.post("/api/v1/users", json={**_NEW, "password": "tre gröna stolar"})
    assert added.status_code == 201
    assert added.json()["email"] == "nils@fjallbro.example"
    assert added.json()["roles"] == ["seller"]
    path = f"/api/v1/users/{added.json()['id']}"
    changed = admin.patch(path, json={"roles": ["reviewer"], "name": "Nils Ekman"})
    assert (changed.json()["roles"], changed.json()["name"]) == (["reviewer"], "Nils Ekman")
    first = admin.get("/api/v1/users", params={"limit": 1}).json()
    rest = admin.get("/api/v1/users", params={"cursor": first["next_cursor"]}).json()
    assert len(first["items"]) == len(rest["items"]) == 1
    assert rest["next_cursor"] is None
    assert "password" not in str(first) + str(rest)


def test_an_address_belongs_to_one_user(browser_as: Callable[..., TestClient]) -> None:
    admin = browser_as("admin")
    assert admin.post("/api/v1/users", json=_NEW).status_code == 201
    again = admin.post("/api/v1/users", json={**_NEW, "email": "NILS@fjallbro.example"})
    assert (again.status_code, again.json()["type"]) == (409, "email-taken")


@pytest.mark.parametrize("change", [{"roles": ["seller"]}, {"disabled": True}])
def test_the_last_administrator_stays(
    browser_as: Callable[..., TestClient], make_user: Callable[..., User], change: dict[str, object]
) -> None:
    boss = make_user("admin")
    admin = browser_as(user=boss)
    answer = admin.patch(f"/api/v1/users/{boss.id}", json=change)
    assert (answer.status_code, answer.json()["type"]) == (409, "last-admin")
    make_user("admin")
    assert admin.patch(f"/api/v1/users/{boss.id}", json=change).status_code == 200


@pytest.mark.parametrize("change", [{"disabled": True}, {"password": "fem blå fåtöljer"}])
def test_who_is_disabled_or_has_a_new_password_is_signed_out(
    browser_as: Callable[..., TestClient], make_user: Callable[..., User], change: dict[str, object]
) -> None:
    nils = make_user("seller")
    browser = browser_as(user=nils)
    assert browser.get("/api/v1/session").status_code == 200
    assert browser_as("admin").patch(f"/api/v1/users/{nils.id}", json=change).status_code == 200
    assert browser.get("/api/v1/session").status_code == 401


def test_roles_given_and_taken_are_on_the_trail_without_names(
    browser_as: Callable[..., TestClient], make_user: Callable[..., User], database: Database
) -> None:
    nils, boss = make_user("seller"), make_user("admin")
    browser_as(user=boss).patch(f"/api/v1/users/{nils.id}", json={"roles": ["reviewer"]})
    with database.read() as session:
        event = session.scalars(
            sa.select(AuditEvent).where(AuditEvent.tag == "api:user:roles-changed")
        ).one()
    assert (event.actor_id, event.object_id) == (boss.id, str(nils.id))
    assert event.facts == {"given": "reviewer", "taken": "seller"}


@pytest.mark.parametrize(
    "body",
    [
        {**_NEW, "roles": []},
        {**_NEW, "roles": ["owner"]},
        {**_NEW, "email": "nils"},
        {**_NEW, "disabled_at": None},
        {**_NEW, "name": "  "},
    ],
)
def test_what_does_not_fit_is_refused(
    browser_as: Callable[..., TestClient], body: dict[str, object]
) -> None:
    assert browser_as("admin").post("/api/v1/users", json=body).status_code == 422


def test_only_administrators_may(
    client: TestClient,
    browser_as: Callable[..., TestClient],
    client_with: Callable[..., TestClient],
) -> None:
    assert client.get("/api/v1/users").status_code == 401
    assert browser_as("reviewer", "privacy_officer").get("/api/v1/users").status_code == 403
    assert client_with("contacts:read").post("/api/v1/users", json=_NEW).status_code == 403
    assert client_with("admin:write").get("/api/v1/users").status_code == 200

"""Restriction and objection: kept but not used; no to marketing needs no reason."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from api.db.session import Database
from api.models import Objection, Suppression
from api.registers.repository import find_active
from tests.cards import asa

REQUESTS = "/api/v1/subject-requests"
Ask = Callable[..., dict[str, Any]]
Approve = Callable[..., dict[str, Any]]


@pytest.mark.row("P7-56")
def test_no_to_marketing_holds_at_once_without_reason_and_cannot_be_refused(
    ask: Ask, do: Callable[..., Any], approve: Approve, database: Database
) -> None:
    [contact_id] = approve(asa())["contact_ids"]
    request = ask("objection", contact_id, purpose="marketing")
    assert (request["state"], request["identity"]) == ("done", None)
    assert _purposes(database, contact_id) == {"newsletter", "survey_invite", "tailoring"}
    with database.read() as session:
        assert set(session.scalars(sa.select(Suppression.reason))) == {"objection"}
    again = ask("objection", contact_id, purpose="newsletter")
    assert again["state"] == "done"
    refused = do(again, "refusal", article="GDPR Art. 21(1)", reason="Vi vill ändå")
    assert refused.json()["type"] == "request-closed"


@pytest.mark.row("P7-56", part=True)
def test_any_other_objection_holds_until_it_is_judged(
    ask: Ask, do: Callable[..., Any], approve: Approve, database: Database
) -> None:
    [contact_id] = approve(asa())["contact_ids"]
    request = ask("objection", contact_id, purpose="relation")
    assert request["state"] == "open"
    assert _purposes(database, contact_id) == {"relation"}
    with database.read() as session:
        assert find_active(session, UUID(contact_id), "relation") is None
    refused = do(request, "refusal", article="GDPR art. 21.1", reason="En pågående leverans.")
    assert refused.json()["state"] == "refused"
    assert _purposes(database, contact_id) == set()
    with database.read() as session:
        assert find_active(session, UUID(contact_id), "relation") is not None
    upheld = ask("objection", contact_id, purpose="relation")
    assert do(upheld, "execution").json()["state"] == "done"
    assert _purposes(database, contact_id) == {"relation"}


@pytest.mark.row("P7-56", part=True)
def test_restricted_details_are_kept_and_used_by_nobody_until_it_is_lifted(
    ask: Ask, do: Callable[..., Any], officer: TestClient, desk: TestClient, approve: Approve
) -> None:
    [contact_id] = approve(asa())["contact_ids"]
    cursor = desk.get("/api/v1/sync/changes").json()["next_cursor"]
    assert do(ask("restriction", contact_id), "execution").json()["state"] == "done"
    told = desk.get("/api/v1/sync/changes", params={"cursor": cursor}).json()
    assert [(one["id"], one["deleted"]) for one in told["changes"]] == [(contact_id, True)]
    assert desk.get(f"/api/v1/contacts/{contact_id}").json()["restricted"] is True
    why = desk.get(f"/api/v1/contacts/{contact_id}/retention").json()
    assert why["restricted"] is True
    assert "art. 18" in why["explanation"]["sv"]
    assert officer.delete(f"/api/v1/contacts/{contact_id}/restriction").status_code == 204
    back = desk.get("/api/v1/sync/changes", params={"cursor": told["next_cursor"]}).json()
    assert [(one["id"], one["deleted"]) for one in back["changes"]] == [(contact_id, False)]
    assert officer.delete(f"/api/v1/contacts/{contact_id}/restriction").status_code == 404


def _purposes(database: Database, contact_id: str) -> set[str]:
    with database.read() as session:
        return set(
            session.scalars(
                sa.select(Objection.purpose).where(Objection.contact_id == UUID(contact_id))
            )
        )

"""Purging: simulated, announced, stopped where somebody is needed, carried out, certified."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.db.session import Database
from api.evidence import integrity, verifier
from api.kit import clock
from api.models import (
    ApiToken,
    Capture,
    CaptureFile,
    Contact,
    Destruction,
    Interaction,
    SearchDocument,
)
from api.retention.removal import PAGES
from tests.cards import TAKEN, asa

Make = Callable[..., TestClient]
Approve = Callable[..., dict[str, Any]]

PURGES = "/api/v1/retention/purges"
# Cards of `tests.cards` were taken on 18 November 2026; three years on, the relation is over.
OVER = datetime(2029, 11, 19, 9, tzinfo=UTC)


@pytest.fixture
def officer(client_with: Make, database: Database, request: pytest.FixtureRequest) -> TestClient:
    """Give a privacy officer's program whose token, like the desk's, outlives the years between."""
    request.getfixturevalue("desk")
    officer = client_with("privacy:write", "contacts:read")
    with database.write() as session:
        session.execute(sa.update(ApiToken).values(ends_at=OVER + timedelta(days=9999)))
    return officer


@pytest.fixture
def later() -> Iterator[datetime]:
    """Let the test happen when the cards' time is over."""
    with clock.stopped_at(OVER):
        yield OVER


def _retention(client: TestClient, contact_id: str) -> dict[str, Any]:
    told: dict[str, Any] = client.get(f"/api/v1/contacts/{contact_id}/retention").json()
    return told


@pytest.mark.row("P4-38")
def test_a_new_interaction_moves_the_date_and_a_sentence_explains_it(
    desk: TestClient, approve: Approve
) -> None:
    [contact_id] = approve(asa())["contact_ids"]
    told = _retention(desk, contact_id)
    assert (told["retention_class"], told["keep_until"]) == ("relation", "2029-11-18")
    assert told["explanation"] == {
        "sv": "Sparas till 18 november 2029, 3 år efter senaste kontakten.",
        "en": "Kept until 18 November 2029, 3 years after the last contact.",
    }
    approve(asa(), context_kind="tech_question", taken_at=TAKEN + timedelta(days=5))
    assert _retention(desk, contact_id)["keep_until"] == "2029-11-18"
    later = TAKEN + timedelta(days=40)
    approve(asa(), taken_at=later, received_at=later)
    assert _retention(desk, contact_id)["keep_until"] == "2029-12-28"
    approve(asa(), context_kind="transaction", reference="39870")
    told = _retention(desk, contact_id)
    assert (told["retention_class"], told["keep_until"]) == ("purchase", "2033-12-31")
    assert "bokföringslagen 7 kap. 2 §" in told["explanation"]["sv"]


def test_a_simulation_counts_and_changes_nothing(
    desk: TestClient, officer: TestClient, approve: Approve
) -> None:
    approve(asa())
    approve(
        asa(person="Petter Wiklund", emails=[], phones=[]),
        context_kind="transaction",
        reference="1",
    )
    body = {"months": {"relation": 1}}
    with clock.stopped_at(TAKEN + timedelta(days=60)):
        told = officer.post("/api/v1/retention/simulations", json=body).json()
    counts = {one["retention_class"]: (one["due_now"], one["due_then"]) for one in told}
    assert counts["relation"] == (0, 1)
    assert counts["purchase"] == (0, 0)
    assert len(desk.get("/api/v1/contacts").json()["items"]) == 2


@pytest.mark.row("P4-40", part=True)
def test_a_purge_is_announced_carried_out_after_its_warning_and_certified(
    desk: TestClient,
    officer: TestClient,
    approve: Approve,
    app: FastAPI,
    database: Database,
    later: datetime,
) -> None:
    with clock.stopped_at(TAKEN + timedelta(hours=1)):
        gone = approve(asa())
        kept = approve(
            asa(
                company="Tallmo El AB",
                person="Petter Wiklund",
                emails=["p@tallmo.example"],
                phones=[],
            ),
            context_kind="transaction",
            reference="39870",
        )
    _put_blobs(app, database)
    due = officer.get("/api/v1/retention/due").json()["items"]
    assert [one["person"] for one in due] == ["Åsa Öhrström"]
    purge = officer.post(PURGES).json()
    assert purge["counts"] == {"announced": 1}
    assert officer.post(PURGES).json()["type"] == "purge-announced"
    early = officer.post(f"{PURGES}/{purge['id']}/execution")
    assert (early.status_code, early.json()["type"]) == (409, "purge-too-early")
    assert desk.get(f"/api/v1/contacts/{gone['contact_ids'][0]}").status_code == 200
    with clock.stopped_at(later + timedelta(days=14)):
        done = officer.post(f"{PURGES}/{purge['id']}/execution").json()
    assert done["state"] == "done"
    assert done["counts"]["contacts"] == 1
    assert done["counts"]["evidence"] == 1
    assert desk.get(f"/api/v1/contacts/{gone['contact_ids'][0]}").status_code == 404
    assert desk.get(f"/api/v1/contacts/{kept['contact_ids'][0]}").status_code == 200
    note: str = done["certificate"]
    assert "Åsa" not in note
    assert gone["contact_ids"][0] not in note
    text, _, signatures = note.partition("\n\n")
    origin, key = verifier._parse_public_key(app.state.signer.public_key)
    assert verifier._signed(text + "\n", signatures, origin, key)
    with database.read() as session:
        assert list(integrity.verify(session, app.state.vault, app.state.signer)) == []
        assert session.scalar(sa.select(sa.func.count(SearchDocument.id))) == 1
        ordered = sa.select(Destruction.kind).where(Destruction.kind != PAGES)
        assert session.scalars(ordered).all() == []
    assert _blobs(app) == 1


def test_whoever_is_met_again_after_the_announcement_stays(
    desk: TestClient, officer: TestClient, approve: Approve, later: datetime
) -> None:
    with clock.stopped_at(TAKEN + timedelta(hours=1)):
        [contact_id] = approve(asa())["contact_ids"]
    purge = officer.post(PURGES).json()
    with clock.stopped_at(later + timedelta(days=15)):
        approve(asa(), taken_at=later, received_at=later)
        done = officer.post(f"{PURGES}/{purge['id']}/execution").json()
    assert "contacts" not in done["counts"]
    assert desk.get(f"/api/v1/contacts/{contact_id}").status_code == 200


def test_a_cancelled_purge_removes_nobody(
    desk: TestClient, officer: TestClient, approve: Approve, later: datetime
) -> None:
    with clock.stopped_at(TAKEN + timedelta(hours=1)):
        [contact_id] = approve(asa())["contact_ids"]
    purge = officer.post(PURGES).json()
    assert officer.post(f"{PURGES}/{purge['id']}/cancellation").json()["state"] == "cancelled"
    with clock.stopped_at(later + timedelta(days=15)):
        again = officer.post(f"{PURGES}/{purge['id']}/execution")
    assert again.json()["type"] == "purge-not-waiting"
    assert desk.get(f"/api/v1/contacts/{contact_id}").status_code == 200


@pytest.mark.row("P4-39", part=True)
@pytest.mark.usefixtures("later")
def test_who_is_held_is_not_purged_and_the_reason_is_told(
    desk: TestClient, officer: TestClient, approve: Approve
) -> None:
    with clock.stopped_at(TAKEN + timedelta(hours=1)):
        [contact_id] = approve(asa())["contact_ids"]
    hold = officer.post(
        f"/api/v1/contacts/{contact_id}/holds",
        json={"reason": "Reklamation", "law": "preskriptionslagen 2 §", "until": "2036-11-18"},
    ).json()
    told = _retention(desk, contact_id)
    assert told["held"] is True
    assert told["explanation"]["sv"] == (
        "Stoppad gallring: måste finnas kvar till 18 november 2036 (preskriptionslagen 2 §)."
    )
    purge = officer.post(PURGES).json()
    assert purge["counts"] == {"announced": 0}
    officer.post(f"{PURGES}/{purge['id']}/cancellation")
    assert officer.delete(f"/api/v1/holds/{hold['id']}").json()["released_at"] is not None
    assert officer.post(PURGES).json()["counts"] == {"announced": 1}


def test_a_card_nobody_decided_on_goes_after_a_quarter(
    officer: TestClient,
    capture: Callable[..., UUID],
    database: Database,
    later: datetime,
) -> None:
    capture_id = capture(asa())
    purge = officer.post(PURGES).json()
    with clock.stopped_at(later + timedelta(days=15)):
        done = officer.post(f"{PURGES}/{purge['id']}/execution").json()
    assert done["counts"]["undecided_captures"] == 1
    with database.read() as session:
        row = session.get_one(Capture, capture_id)
        assert (row.erased_at is not None, row.state, row.note) == (True, "rejected", None)


def test_what_the_law_kept_goes_when_the_law_lets_it(
    officer: TestClient, approve: Approve, database: Database, later: datetime
) -> None:
    with clock.stopped_at(TAKEN + timedelta(hours=1)):
        approve(asa(), context_kind="transaction", reference="39870")
    with database.write() as session:
        session.scalars(sa.select(Contact)).one().deleted_at = later
    for moment, left in (
        (datetime(2033, 12, 31, 12, tzinfo=UTC), 1),
        (datetime(2034, 1, 1, 12, tzinfo=UTC), 0),
    ):
        with clock.stopped_at(moment - timedelta(days=14)):
            purge = officer.post(PURGES).json()
        with clock.stopped_at(moment):
            officer.post(f"{PURGES}/{purge['id']}/execution")
        with database.read() as session:
            assert session.scalar(sa.select(sa.func.count(Interaction.id))) == left


def _put_blobs(app: FastAPI, database: Database) -> None:
    with database.write() as session:
        for file in session.scalars(sa.select(CaptureFile)):
            file.kept_key = app.state.blobs.put("kept", b"picture")


def _blobs(app: FastAPI) -> int:
    folder: Path = app.state.settings.data / "blobs" / "kept"
    return len(list(folder.iterdir()))


@pytest.mark.usefixtures("later")
def test_who_is_due_and_who_is_held_comes_in_pages(officer: TestClient, approve: Approve) -> None:
    with clock.stopped_at(TAKEN + timedelta(hours=1)):
        met = {
            approve(asa(person=name, emails=[], phones=[]))["contact_ids"][0]
            for name in ("Åsa Öhrström", "Petter Wiklund", "Lena Sjölund")
        }
    for contact_id in met:
        body = {"reason": "Reklamation", "law": "preskriptionslagen 2 §"}
        officer.post(f"/api/v1/contacts/{contact_id}/holds", json=body)
    for path in ("/api/v1/retention/due", "/api/v1/holds"):
        first = officer.get(path, params={"limit": 2}).json()
        rest = officer.get(path, params={"limit": 2, "cursor": first["next_cursor"]}).json()
        assert (len(first["items"]), rest["next_cursor"]) == (2, None)
        assert {one["contact_id"] for one in first["items"] + rest["items"]} == met
    [held] = officer.get("/api/v1/holds", params={"contact_id": min(met)}).json()["items"]
    assert (held["contact_id"], held["organization"]) == (min(met), "Norvika Bygg AB")

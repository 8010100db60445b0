"""Letters by the company's own relay: encrypted, tried again, seen when they fail, then gone."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.db.session import Database
from api.kit import clock
from api.mail import queue
from api.mail.relay import Relay
from api.models import Mail
from tests.cards import asa
from tests.smtp import Server, relay

Send = Callable[[], dict[str, Any]]
TO = "asa.ohrstrom@norvika.example"
Approve = Callable[..., dict[str, Any]]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Give the company's relay."""
    with relay(tmp_path / "relay") as server:
        yield server


@pytest.fixture
def own(app: FastAPI, server: Server) -> Relay:
    """Give the relay as the service knows it, which has it from now on."""
    app.state.relay = Relay("localhost", server.port, authority=server.authority)
    own: Relay = app.state.relay
    return own


@pytest.fixture
def officer(browser_as: Callable[..., TestClient]) -> TestClient:
    """Give the browser of a privacy officer, and the company an address of its own."""
    return browser_as("privacy_officer")


@pytest.fixture
def request_id(officer: TestClient, approve: Approve) -> str:
    """Give a request that somebody has made."""
    [contact_id] = approve(asa())["contact_ids"]
    asked = {"kind": "access", "contact_id": contact_id}
    made: str = officer.post("/api/v1/subject-requests", json=asked).json()["id"]
    return made


@pytest.fixture
def send(officer: TestClient, request_id: str) -> Send:
    """Give a function that has the answer sent."""

    def post() -> dict[str, Any]:
        answer = officer.post(f"/api/v1/subject-requests/{request_id}/mails", json={"to": TO})
        assert answer.status_code == 201, answer.text
        told: dict[str, Any] = answer.json()
        return told

    return post


def test_without_a_relay_the_letter_is_a_file(officer: TestClient, request_id: str) -> None:
    address = f"/api/v1/subject-requests/{request_id}"
    refused = officer.post(f"{address}/mails", json={"to": TO})
    assert (refused.status_code, refused.json()["type"]) == (409, "no-relay")
    file = officer.post(f"{address}/letter.eml", json={"to": TO})
    assert file.headers["content-type"] == "message/rfc822"
    mail = message_from_bytes(file.content, policy=policy.default)
    assert mail["To"] == TO
    assert "info@closetalk.se" in mail["From"]
    assert mail["Subject"].startswith("Din begäran ")
    assert "Hej Åsa." in text_of(mail)


@pytest.mark.usefixtures("own")
def test_a_letter_goes_by_the_relay_encrypted_and_nothing_of_it_stays(
    app: FastAPI, database: Database, officer: TestClient, server: Server, send: Send
) -> None:
    queued = send()
    assert (queued["state"], queued["attempts"]) == ("waiting", 0)
    with database.read() as session:
        [sealed] = session.scalars(sa.select(Mail.sealed))
    assert sealed is not None
    assert TO.encode() not in sealed
    assert queue.deliver_due(database, app.state.keyring, app.state.relay) == 1
    assert server.encrypted == [True]
    [mail] = server.mails
    assert "Hej Åsa." in text_of(mail)
    assert mail["To"] == TO
    [told] = officer.get("/api/v1/mails").json()["items"]
    assert (told["state"], told["problem"]) == ("sent", None)
    with database.read() as session:
        assert session.scalars(sa.select(Mail.sealed)).all() == [None]
    assert queue.deliver_due(database, app.state.keyring, app.state.relay) == 0


@pytest.mark.usefixtures("own")
def test_a_relay_that_is_busy_is_asked_again_and_in_the_end_somebody_has_to_look(
    app: FastAPI, database: Database, officer: TestClient, server: Server, send: Send
) -> None:
    letter = send()
    begun = clock.now()
    server.answers = [b"451 later"] * 7
    for days in range(7):
        with clock.stopped_at(begun + timedelta(days=days)):
            assert queue.deliver_due(database, app.state.keyring, app.state.relay) == 0
    [failed] = officer.get("/api/v1/mails", params={"state": "failed"}).json()["items"]
    assert (failed["problem"], failed["attempts"]) == ("refused", 7)
    again = officer.post(f"/api/v1/mails/{letter['id']}/attempts")
    assert again.json()["state"] == "waiting"
    assert queue.deliver_due(database, app.state.keyring, app.state.relay) == 1
    refused = officer.post(f"/api/v1/mails/{letter['id']}/attempts")
    assert (refused.status_code, refused.json()["type"]) == (409, "mail-not-failed")


@pytest.mark.usefixtures("own")
def test_a_mailbox_that_is_not_there_is_asked_once(
    app: FastAPI, database: Database, officer: TestClient, server: Server, send: Send
) -> None:
    send()
    server.answers = [b"550 nobody here"]
    assert queue.deliver_due(database, app.state.keyring, app.state.relay) == 0
    [failed] = officer.get("/api/v1/mails").json()["items"]
    assert (failed["state"], failed["problem"], failed["attempts"]) == ("failed", "refused", 1)
    with clock.stopped_at(clock.now() + timedelta(days=31)):
        queue.deliver_due(database, app.state.keyring, app.state.relay)
    with database.read() as session:
        assert session.scalars(sa.select(Mail.sealed)).all() == [None]


def test_a_relay_that_is_not_encrypted_or_not_itself_or_away_is_given_nothing(
    app: FastAPI, database: Database, own: Relay, server: Server, tmp_path: Path, send: Send
) -> None:
    send()
    begun = clock.now()

    def problem(way: Relay, hours: int) -> str | None:
        with clock.stopped_at(begun + timedelta(hours=hours)):
            assert queue.deliver_due(database, app.state.keyring, way) == 0
        with database.read() as session:
            return session.scalars(sa.select(Mail.problem)).one()

    assert problem(Relay(own.host, own.port), 1) == "wrong-certificate"
    with relay(tmp_path / "other", "mail.fjallbro.example") as other:
        assert problem(Relay("localhost", other.port, authority=other.authority), 2) == (
            "wrong-certificate"
        )
    assert problem(Relay("localhost", other.port, authority=other.authority), 4) == "unreachable"
    server.offers_tls = False
    assert problem(own, 24) == "no-encryption"
    assert server.mails == []


@pytest.mark.usefixtures("own")
def test_what_is_on_its_way_to_somebody_who_is_erased_goes_and_the_answer_is_sent(
    app: FastAPI,
    database: Database,
    officer: TestClient,
    server: Server,
    send: Send,
    request_id: str,
) -> None:
    send()
    contact_id = officer.get(f"/api/v1/subject-requests/{request_id}").json()["contact_id"]
    asked = {"kind": "erasure", "contact_id": contact_id}
    made = officer.post("/api/v1/subject-requests", json=asked).json()
    erasure = f"/api/v1/subject-requests/{made['id']}"
    officer.put(f"{erasure}/identity", json={"method": "known_address"})
    assert officer.post(f"{erasure}/execution").status_code == 200
    assert officer.get("/api/v1/mails").json()["items"] == []
    assert officer.post(f"{erasure}/mails", json={"to": TO}).status_code == 201
    assert queue.deliver_due(database, app.state.keyring, app.state.relay) == 1
    [mail] = server.mails
    assert "Vi har raderat dina uppgifter." in text_of(mail)


def test_letters_are_the_privacy_officers(
    client: TestClient, browser_as: Callable[..., TestClient], request_id: str
) -> None:
    assert client.get("/api/v1/mails").status_code == 401
    for role in ("seller", "reviewer", "admin"):
        other = browser_as(role)
        assert other.get("/api/v1/mails").status_code == 403
        address = f"/api/v1/subject-requests/{request_id}/letter.eml"
        assert other.post(address, json={"to": TO}).status_code == 403


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body()
    assert body is not None
    text: str = body.get_content()
    return text

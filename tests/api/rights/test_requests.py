"""The inbox of requests: a clock, an identity, an answer with its ground."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.kit import clock, ids
from tests.cards import TAKEN, asa

REQUESTS = "/api/v1/subject-requests"
Ask = Callable[..., dict[str, Any]]
Approve = Callable[..., dict[str, Any]]


@pytest.fixture
def contact_id(approve: Approve) -> str:
    """Give the id of somebody in the register."""
    made: str = approve(asa())["contact_ids"][0]
    return made


@pytest.mark.row("P7-52")
def test_day_20_reminds_day_30_is_the_limit_and_an_extension_needs_its_reason(
    browser_as: Callable[..., TestClient],
    make_user: Callable[..., Any],
    ask: Ask,
    contact_id: str,
    do: Callable[..., Any],
) -> None:
    user = make_user("privacy_officer")
    request = ask("access", contact_id)
    now = clock.now()
    assert request["clock"] | {"reminder_at": 0, "due_at": 0} == {
        "day": 0, "limit": 30, "reminder_at": 0, "due_at": 0, "extended": False,
        "standing": "running",
    }  # fmt: skip
    assert do(request, "extension").status_code == 422
    assert do(request, "extension", reason=" ").status_code == 422
    for days, standing in ((19, "running"), (21, "reminder"), (31, "overdue")):
        with clock.stopped_at(now + timedelta(days=days)):
            listed = browser_as(user=user).get(REQUESTS, params={"state": "open"}).json()
        assert [(one["clock"]["day"], one["clock"]["standing"]) for one in listed["items"]] == [
            (days, standing)
        ]
        assert listed["waiting"] == 1
    extended = do(request, "extension", reason="Många bilder att gå igenom").json()
    assert (extended["clock"]["limit"], extended["clock"]["extended"]) == (90, True)
    assert do(request, "extension", reason="Ännu mer").json()["type"] == "too-late-to-extend"
    letter = browser_as(user=user).get(f"{REQUESTS}/{request['id']}/letter").json()["letter"]
    assert "Vi behöver mer tid" in letter
    assert "Många bilder att gå igenom" in letter


def test_the_first_month_over_nothing_is_extended(
    browser_as: Callable[..., TestClient],
    make_user: Callable[..., Any],
    ask: Ask,
    contact_id: str,
) -> None:
    user = make_user("privacy_officer")
    received = clock.now() - timedelta(days=31)
    request = ask("access", contact_id, received_at=received.isoformat(), channel="letter")
    late = browser_as(user=user).post(
        f"{REQUESTS}/{request['id']}/extension", json={"reason": "Glömdes bort"}
    )
    assert (late.status_code, late.json()["type"]) == (409, "too-late-to-extend")


@pytest.mark.row("P7-52", part=True)
@pytest.mark.parametrize("kind", ["access", "portability", "rectification", "erasure"])
def test_nobodys_details_are_told_changed_or_erased_before_it_is_known_who_asks(
    ask: Ask, do: Callable[..., Any], officer: TestClient, contact_id: str, kind: str
) -> None:
    more = {"values": {"role": "VD"}} if kind == "rectification" else {}
    request = ask(kind, contact_id, **more)
    assert request["identity"] is None
    refused = do(request, "execution")
    assert (refused.status_code, refused.json()["type"]) == (409, "identity-needed")
    if kind in ("access", "portability"):
        package = officer.get(f"{REQUESTS}/{request['id']}/package")
        assert package.json()["type"] == "identity-needed"
    put = officer.put(f"{REQUESTS}/{request['id']}/identity", json={"method": "in_person"})
    assert put.json()["identity"] == "in_person"
    assert do(request, "execution").json()["state"] == "done"
    assert do(request, "execution").json()["type"] == "request-closed"


@pytest.mark.row("P7-57")
def test_a_refusal_cites_its_article_what_is_kept_until_when_and_the_authority(
    ask: Ask, do: Callable[..., Any], approve: Approve
) -> None:
    [contact_id] = approve(asa(), context_kind="transaction", reference="39870")["contact_ids"]
    request = ask("erasure", contact_id, language="en")
    assert do(request, "refusal", reason="Needed").status_code == 422
    refused = do(
        request, "refusal", article="GDPR Art. 17(3)(e)", reason="A claim is being settled."
    ).json()
    assert refused["state"] == "refused"
    letter = refused["letter"]
    for told in (
        "Hello Åsa.",
        "GDPR Art. 17(3)(e): A claim is being settled.",
        "until 31 December 2033 under bokföringslagen (1999:1078) 7 kap. 2 §",
        "Integritetsskyddsmyndigheten (IMY), https://www.imy.se",
        "info@closetalk.se",
    ):
        assert told in letter
    assert do(request, "refusal", article="GDPR", reason="Igen").json()["type"] == "request-closed"


def test_numbers_follow_each_other_within_the_year(ask: Ask, contact_id: str) -> None:
    year = clock.now().year
    numbers = [ask("access", contact_id)["number"] for _ in range(3)]
    assert numbers == [f"{year}-001", f"{year}-002", f"{year}-003"]


def test_who_is_not_there_cannot_be_asked_about(officer: TestClient, contact_id: str) -> None:
    unknown = officer.post(REQUESTS, json={"kind": "access", "contact_id": str(ids.new_id())})
    assert unknown.status_code == 404
    future = (clock.now() + timedelta(days=1)).isoformat()
    early = {"kind": "access", "contact_id": contact_id, "received_at": future}
    assert officer.post(REQUESTS, json=early).json()["type"] == "received-in-future"
    for kind in ("rectification", "objection"):
        empty = officer.post(REQUESTS, json={"kind": kind, "contact_id": contact_id})
        assert empty.json()["type"] == "nothing-asked"


@pytest.mark.parametrize("role", ["seller", "reviewer", "admin"])
def test_requests_are_for_privacy_officers(
    browser_as: Callable[..., TestClient], ask: Ask, contact_id: str, role: str
) -> None:
    request = ask("access", contact_id)
    other = browser_as(role)
    path = f"{REQUESTS}/{request['id']}"
    assert (
        other.post(REQUESTS, json={"kind": "access", "contact_id": contact_id}).status_code == 403
    )
    for get in (REQUESTS, path, f"{path}/preview", f"{path}/letter", f"{path}/package"):
        assert other.get(get).status_code == 403
    for post in ("execution", "extension", "refusal"):
        assert other.post(f"{path}/{post}", json={}).status_code == 403


def test_a_programs_request_is_carried_out_at_once_since_it_vouches_for_who_asks(
    client_with: Callable[..., TestClient], desk: TestClient, contact_id: str
) -> None:
    portal = client_with("privacy:write")
    made = portal.post(REQUESTS, json={"kind": "erasure", "contact_id": contact_id}).json()
    assert (made["state"], made["identity"]) == ("done", "vouched_by_program")
    assert made["result"]["erased"]["contacts"] == 1
    assert portal.get(f"{REQUESTS}/{made['id']}").json()["state"] == "done"
    assert desk.get(f"/api/v1/contacts/{contact_id}").status_code == 404


@pytest.mark.row("P4-39")
def test_a_held_record_refuses_purge_and_erasure_and_says_why(
    client_with: Callable[..., TestClient],
    browser_as: Callable[..., TestClient],
    make_user: Callable[..., Any],
    desk: TestClient,
    contact_id: str,
) -> None:
    user = make_user("privacy_officer")
    officer = browser_as(user=user)
    hold = {"reason": "Tvist", "law": "preskriptionslagen (1981:130) 2 §"}
    held = officer.post(f"/api/v1/contacts/{contact_id}/holds", json=hold).json()
    asked = {"kind": "erasure", "contact_id": contact_id, "identity": "known_phone"}
    path = f"{REQUESTS}/{officer.post(REQUESTS, json=asked).json()['id']}"
    assert officer.get(f"{path}/preview").json()["held"] == hold["law"]
    refused = officer.post(f"{path}/execution")
    assert (refused.status_code, refused.json()["type"]) == (409, "held")
    assert hold["law"] in refused.json()["detail"]
    portal = client_with("privacy:write")
    told = portal.post(REQUESTS, json={"kind": "erasure", "contact_id": contact_id}).json()
    assert (told["state"], told["result"]) == ("open", {"held": hold["law"]})
    why = desk.get(f"/api/v1/contacts/{contact_id}/retention").json()
    assert hold["law"] in why["explanation"]["sv"]
    officer.put("/api/v1/retention/rules/relation", json={"months": 1})
    with clock.stopped_at(TAKEN + timedelta(days=90)):
        assert _announced(browser_as(user=user)) == 0
    officer.delete(f"/api/v1/holds/{held['id']}")
    with clock.stopped_at(TAKEN + timedelta(days=90)):
        assert _announced(browser_as(user=user)) == 1
    assert desk.get(f"/api/v1/contacts/{contact_id}").status_code == 200


def _announced(officer: TestClient) -> int:
    purge = officer.post("/api/v1/retention/purges").json()
    officer.post(f"/api/v1/retention/purges/{purge['id']}/cancellation")
    announced: int = purge["counts"]["announced"]
    return announced


@pytest.mark.row("P7-58")
@pytest.mark.row("P7-59")
def test_controller_and_authority_are_set_once_and_stand_everywhere(
    client_with: Callable[..., TestClient],
    client: TestClient,
    officer: TestClient,
    ask: Ask,
    contact_id: str,
) -> None:
    request = ask("access", contact_id)
    link = officer.post(f"/api/v1/contacts/{contact_id}/link").json()["url"]
    places = (
        lambda: client.get("/policy").text,
        lambda: client.get(link).text,
        lambda: officer.get(f"{REQUESTS}/{request['id']}/letter").json()["letter"],
        lambda: officer.get("/api/v1/processing-record.html").text,
    )
    assert all("Integritetsskyddsmyndigheten (IMY)" in told() for told in places)
    changed = {
        "name": "Norvika Bygg AB",
        "privacy_email": "dataskydd@norvika.example.com",
        "authority_name": "Datatilsynet",
        "authority_url": "https://www.datatilsynet.no",
    }
    before = officer.get("/api/v1/controller").json()
    client_with("admin:write").put("/api/v1/controller", json=before | changed)
    for told in places:
        page = told()
        assert "Norvika Bygg AB" in page
        assert "dataskydd@norvika.example.com" in page
        assert "Datatilsynet" in page
        assert "IMY" not in page
    assert "Datainspektionen" in client.get("/policy/2018-05").text

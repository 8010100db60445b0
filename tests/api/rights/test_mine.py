"""Mina uppgifter: by a signed link a person sees, corrects, objects, pauses and asks to go."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.db.session import Database
from api.kit import clock, ids
from api.models import CaptureFile, Objection
from api.rights.mine import links
from api.rights.mine.parts import TEXTS
from tests.cards import asa
from tests.conftest import ORIGIN

REQUESTS = "/api/v1/subject-requests"
Approve = Callable[..., dict[str, Any]]


@pytest.fixture
def contact_id(approve: Approve) -> str:
    """Give the id of somebody in the register."""
    made: str = approve(asa())["contact_ids"][0]
    return made


@pytest.fixture
def path(officer: TestClient, contact_id: str) -> str:
    """Give the address of that person's page."""
    made = officer.post(f"/api/v1/contacts/{contact_id}/link")
    assert made.status_code == 201
    address: str = made.json()["url"]
    assert address.startswith(f"{ORIGIN}/mine/")
    return address.removeprefix(ORIGIN)


def test_the_page_shows_everything_runs_nothing_and_asks_no_sign_in(
    client: TestClient, path: str
) -> None:
    page = client.get(path, headers={"Accept-Language": "sv"})
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy
    assert "unsafe" not in policy
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "<script" not in page.text
    for told in (
        "Hej Åsa. Här är allt vi har om dig",
        "Inköpschef",
        "070-174 06 21",
        "Du lämnade ditt visitkort, 18 november 2026.",
        "För att hålla kontakten",
        "Inte för nyhetsbrev.",
        "Ingen utanför företaget",
        "Sparas till 18 november 2029, 3 år efter senaste kontakten.",
        "info@closetalk.se",
        "Integritetsskyddsmyndigheten (IMY)",
    ):
        assert told in page.text, told
    for sheet in re.findall(r'href="([^"]+\.css)"', page.text):
        assert client.get(sheet).status_code == 200
    english = client.get(path, params={"language": "en"})
    assert "Hello Åsa." in english.text
    assert "Kept until 18 November 2029" in english.text


def test_a_link_is_signed_and_ends(
    app: FastAPI, client: TestClient, path: str, contact_id: str
) -> None:
    link = path.removeprefix("/mine/")
    assert UUID(contact_id).hex not in link
    changed = ("A" if link[5] != "A" else "B").join((link[:5], link[6:]))
    for wrong in (changed, link[:-4], "x", links.make(app.state.keyring, ids.new_id())):
        answer = client.get(f"/mine/{wrong}")
        assert answer.status_code == 410
        assert "Här finns inga uppgifter." in answer.text
        assert client.post(f"/mine/{wrong}/erasure").status_code == 410
    with clock.stopped_at(clock.now() + timedelta(days=31)):
        assert client.get(path).status_code == 410


@pytest.mark.row("P7-54", part=True)
def test_a_correction_is_asked_for_and_carried_out_by_the_officer(
    client: TestClient, path: str, officer: TestClient, desk: TestClient, contact_id: str
) -> None:
    form = client.get(f"{path}/rectification").text
    assert 'value="Inköpschef"' in form
    fields = {
        "person": "Åsa Öhrström",
        "company": "Norvika Bygg AB",
        "role": "VD",
        "department": "",
        "address": "",
        "mobile.0": "070-174 06 99",
        "work.0": "",
        "email.0": "asa.ohrstrom@norvika.example",
    }
    sent = client.post(f"{path}/rectification", data=fields, follow_redirects=False)
    assert sent.status_code == 303
    [request] = officer.get(REQUESTS).json()["items"]
    assert (request["kind"], request["channel"], request["identity"], request["state"]) == (
        "rectification",
        "my_details",
        "link",
        "open",
    )
    assert "Dina ärenden" in client.get(path).text
    done = officer.post(f"{REQUESTS}/{request['id']}/execution")
    assert done.status_code == 200
    contact = desk.get(f"/api/v1/contacts/{contact_id}").json()
    assert (contact["role"], contact["address"]) == ("VD", None)
    assert {(one["kind"], one["value"]) for one in contact["methods"]} == {
        ("mobile", "+46701740699"),
        ("fax", "+46313900613"),
        ("email", "asa.ohrstrom@norvika.example"),
        ("website", "www.norvika.example"),
    }
    wrong = client.post(f"{path}/rectification", data=fields | {"email.0": "asa"})
    assert wrong.status_code == 422
    assert "Kontrollera telefonnummer och e-post" in wrong.text


@pytest.mark.row("P7-56", part=True)
def test_no_to_marketing_and_a_pause_take_effect_at_once(
    client: TestClient, path: str, desk: TestClient, database: Database, contact_id: str
) -> None:
    client.post(f"{path}/objection", data={"purpose": "marketing"})
    with database.read() as session:
        assert set(session.scalars(sa.select(Objection.purpose))) == {
            "newsletter",
            "survey_invite",
            "tailoring",
        }
    assert client.post(f"{path}/objection", data={"purpose": "legal"}).status_code == 410
    client.post(f"{path}/restriction")
    assert desk.get(f"/api/v1/contacts/{contact_id}").json()["restricted"] is True
    assert "Användningen är pausad." in client.get(path).text


def test_erasure_shows_what_goes_and_is_done_by_the_officer_once(
    client: TestClient, path: str, officer: TestClient
) -> None:
    preview = client.get(f"{path}/erasure").text
    assert "Det här tar vi bort" in preview
    assert "Sätt att nå dig" in preview
    for _ in range(2):
        assert "Radera" in client.post(f"{path}/erasure").text
    [request] = officer.get(REQUESTS, params={"state": "open"}).json()["items"]
    assert officer.post(f"{REQUESTS}/{request['id']}/execution").json()["state"] == "done"
    gone = client.get(path)
    assert gone.status_code == 410
    assert "Åsa" not in gone.text


@pytest.mark.row("P7-53", part=True)
def test_everything_can_be_downloaded_and_the_own_picture_seen(
    app: FastAPI, client: TestClient, path: str, officer: TestClient, database: Database
) -> None:
    with database.write() as session:
        [file] = session.scalars(sa.select(CaptureFile))
        file.kept_key = app.state.blobs.put("kept", b"\xff\xd8\xff picture")
    page = client.get(path).text
    [picture] = re.findall(r'href="(/mine/[^"]+/pictures/[^"?]+)', page)
    shown = client.get(picture)
    assert (shown.content, shown.headers["content-type"]) == (b"\xff\xd8\xff picture", "image/jpeg")
    assert client.get(f"{path}/pictures/{ids.new_id()}").status_code == 410
    package = client.get(f"{path}/package")
    assert package.headers["content-type"] == "application/zip"
    assert b"uppgifter.json" in package.content
    [request] = officer.get(REQUESTS).json()["items"]
    assert (request["kind"], request["state"]) == ("access", "done")


@pytest.mark.parametrize("role", ["seller", "reviewer", "admin"])
def test_links_are_made_by_privacy_officers(
    browser_as: Callable[..., TestClient], contact_id: str, role: str
) -> None:
    assert browser_as(role).post(f"/api/v1/contacts/{contact_id}/link").status_code == 403


def test_both_languages_say_the_same_things() -> None:
    assert TEXTS["sv"].keys() == TEXTS["en"].keys()
    for key, text in TEXTS["sv"].items():
        assert re.findall(r"{\w+}", text) == re.findall(r"{\w+}", TEXTS["en"][key]), key

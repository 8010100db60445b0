"""The guard of typed text: what goes, what stays, who may set it aside, what the trail tells."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from api.db.session import Database
from api.guard.notes import check_note
from api.models import AuditEvent, Capture, CaptureDetails, User
from tests.cards import asa

Make = Callable[..., TestClient]


@pytest.mark.row("P1-15", part=True)
@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("trevlig men lite korkad", "korkad", "intellect"),
        ("Jättekorkad typ, ring inte", "Jättekorkad", "intellect"),
        ("hon är faktiskt ganska snygg", "snygg", "appearance"),
        ("Kunden är dum, men vill ha demo", "dum", "intellect"),
        ("lat säljare, ring chefen i stället", "lat", "character"),
        ("verkar trög", "trög", "intellect"),
        ("hogfardig och dryg", "hogfardig", "character"),
        ("kärringen i receptionen", "kärringen", "slur"),
        ("nice guy but not very bright", "not very bright", "intellect"),
        ("He is rude", "rude", "character"),
        ("lazy salesman", "lazy", "character"),
        ("hon är sur och grinig", "sur", "temper"),
        ("looks old", "old", "appearance"),
        ("hun er kjempedum", "kjempedum", "intellect"),
        ("Selgeren er gretten", "gretten", "temper"),
        ("Han er doven", "doven", "character"),
        ("sikke en kælling", "kælling", "slur"),
        ("Die Kollegin ist leider strohdumm", "strohdumm", "intellect"),
        ("arroganter Typ", "arroganter", "character"),
    ],
)
def test_a_judgement_of_a_person_is_found_by_its_word(text: str, word: str, kind: str) -> None:
    found = [(text[f.start : f.end], f.kind) for f in check_note(text) if f.rule == "judgement"]
    assert (word, kind) in found


@pytest.mark.row("P1-15", part=True)
@pytest.mark.parametrize(
    "text",
    [
        "vill ha offert på 40 mikrofoner",
        "trevligt möte, bokade demo i vecka 12",
        "gammal kund, vill byta ut hela anläggningen",
        "kunden vill ha tjock kabel och flata skärmar",
        "knapp på mikrofonen är trasig",
        "kunden är sur på supporten för att ingen ringde tillbaka",
        "Hobby Hall Oy, prislista",
        "Gay Pride, 2000 besökare",
        "Judiska församlingen och Katolska kyrkan vill ha ljud",
        "hörslingor för döva, talarstol för rullstol",
        "låt mig veta när Bose-högtalarna är slut på lager",
        "kabeln är för kort och systemet verkar segt",
        "missnöjd med leveransen, reklamation 4711",
        "kunnig och snabb, bra kontakt",
        "wants a quote for her old laptop and a thick cable",
        "slow network in hall B, call back Monday",
        "Herr Klein und Frau Schön wollen ein Angebot",
        "alte Anlage, sehr langsam, braucht Ersatz",
        "fag og forskning, ønsker tilbud",
        "gamle mikrofoner, skal have nye",
        "",
    ],
)
def test_what_is_of_the_service_stays(text: str) -> None:
    assert check_note(text) == ()


@pytest.mark.row("P1-14", part=True)
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bostad: Hemgatan 4, 123 45 Norrvik", "home_address"),
        ("811228-9874", "personal_identity_number"),
        ("hans fru jobbar på banken", "family"),
        ("hon är sjukskriven till maj", "special"),
        ("plays golf on Sundays", "private_life"),
        ("er ist Gewerkschafter", "special"),
    ],
)
def test_what_is_private_is_found_in_typed_text(text: str, kind: str) -> None:
    assert kind in [f.kind for f in check_note(text) if f.rule == "private"]


@given(st.text(max_size=300))
def test_every_finding_lies_in_the_text_and_any_text_is_looked_through(text: str) -> None:
    for found in check_note(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", ["han är lite " * 160, "och men så " * 180, "verkar, " * 250])
def test_a_long_note_of_half_a_judgement_is_looked_through(text: str) -> None:
    assert check_note(text) == ()


def test_a_phone_asks_before_it_saves(client_with: Make, client: TestClient) -> None:
    seller = client_with("captures:write")
    note = {"text": "trevlig men lite korkad"}
    answer = seller.post("/api/v1/notes/check", json=note, headers={"Accept-Language": "en"})
    assert answer.json() == {
        "ok": False,
        "findings": [
            {
                "rule": "judgement",
                "kind": "intellect",
                "start": 17,
                "end": 23,
                "explanation": '"korkad" is a judgement about the person\'s mind. '
                "Remove it and the rest is saved.",
            }
        ],
    }
    fit = seller.post("/api/v1/notes/check", json={"text": "vill ha offert på 40 mikrofoner"})
    assert fit.json() == {"ok": True, "findings": []}
    assert client.post("/api/v1/notes/check", json=note).status_code == 401


@pytest.mark.row("P1-15", part=True)
def test_what_a_seller_adds_is_refused_with_place_and_rule(
    browser_as: Make, make_user: Callable[..., User], capture: Callable[..., UUID]
) -> None:
    elin = make_user("seller")
    card = capture(asa(), user_id=elin.id)
    details = {
        "revision": 1,
        "answers": {"behov": ["offert"]},
        "note": "lite korkad",
        "next_step": {"text": "Ring hans fru"},
    }
    phone = browser_as(user=elin)
    answer = phone.put(f"/api/v1/captures/{card}/details", json=details)
    assert (answer.status_code, answer.json()["type"]) == (422, "unfit-note")
    assert answer.json()["errors"] == [
        {"where": ["note", "5", "11"], "rule": "judgement.intellect"},
        {"where": ["next_step.text", "5", "13"], "rule": "private.family"},
    ]
    assert "korkad" not in answer.text
    details |= {"note": "vill ha offert på 40 mikrofoner", "next_step": None}
    assert phone.put(f"/api/v1/captures/{card}/details", json=details).json() == {"revision": 1}


@pytest.mark.row("P1-15")
def test_a_note_that_judges_cannot_be_approved_and_one_that_asks_for_an_offer_can(
    database: Database, desk: TestClient, capture: Callable[..., UUID]
) -> None:
    judging = capture(asa(), note="trevlig men lite korkad")
    answer = desk.post(f"/api/v1/captures/{judging}/review", json={"decision": "approve"})
    assert (answer.status_code, answer.json()["type"]) == (422, "unfit-note")
    assert desk.get(f"/api/v1/review/{judging}").json()["state"] == "needs_review"

    asking = capture(asa(), note="vill ha offert på 40 mikrofoner")
    with database.write() as session:
        session.add(CaptureDetails(capture_id=asking, revision=1, answers={}, note="är en idiot"))
    refused = desk.post(f"/api/v1/captures/{asking}/review", json={"decision": "approve"})
    assert refused.json()["errors"][0]["where"][0] == "details_note"
    body = {"decision": "approve", "details_note": ""}
    assert desk.post(f"/api/v1/captures/{asking}/review", json=body).status_code == 200
    mended = {"decision": "approve", "note": "vill ha offert"}
    assert desk.post(f"/api/v1/captures/{judging}/review", json=mended).status_code == 200
    with database.read() as session:
        assert session.get_one(Capture, judging).note == "vill ha offert"


@pytest.mark.row("P1-15", part=True)
def test_only_a_privacy_officer_sets_the_rule_aside_and_the_trail_names_kinds_alone(
    database: Database, desk: TestClient, browser_as: Make, capture: Callable[..., UUID]
) -> None:
    card = capture(asa(), note="Korkad AB vill ha offert")
    body: dict[str, Any] = {"decision": "approve", "override_reason": "Företagets namn"}
    assert desk.post(f"/api/v1/captures/{card}/review", json=body).status_code == 403
    officer = browser_as("privacy_officer")
    assert officer.post(f"/api/v1/captures/{card}/review", json=body).status_code == 200
    with database.read() as session:
        [event] = session.scalars(
            sa.select(AuditEvent).where(AuditEvent.tag == "api:note:override")
        )
        told = str(session.scalars(sa.select(AuditEvent.facts)).all())
    assert event.facts == {"kinds": "intellect"}
    assert "orkad" not in told

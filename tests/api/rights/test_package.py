"""The access package: everything about one person, nothing about anybody else."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.db.session import Database
from api.evidence import verifier
from api.models import CaptureFile, Occasion
from tests.cards import TAKEN, asa

REQUESTS = "/api/v1/subject-requests"
Ask = Callable[..., dict[str, Any]]
Approve = Callable[..., dict[str, Any]]
CarryOut = Callable[..., dict[str, Any]]

OTHER = asa(
    company="Tallmo El AB",
    person="Petter Wiklund",
    role="Elinstallatör",
    phones=[{"kind": "mobile", "e164": "+46701740650"}],
    emails=["petter.wiklund@tallmo.example"],
    websites=[],
    address="Tallvägen 2, 111 47 Stockholm",
)


@pytest.fixture
def fair(database: Database) -> Occasion:
    """Give a fair that cards were handed over at."""
    with database.write() as session:
        fair = Occasion(kind="fair", name="Scen & Möte", created_at=TAKEN)
        session.add(fair)
    return fair


def _package(officer: TestClient, request: dict[str, Any]) -> dict[str, bytes]:
    answer = officer.get(f"{REQUESTS}/{request['id']}/package")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.row("P7-53")
def test_it_holds_page_json_vcard_pictures_proofs_and_nobody_elses_data(
    app: FastAPI,
    officer: TestClient,
    ask: Ask,
    carry_out: CarryOut,
    approve: Approve,
    database: Database,
    fair: Occasion,
) -> None:
    [contact_id] = approve(asa(), occasion_id=fair.id, note="Vill ha offert")["contact_ids"]
    with database.write() as session:
        [alone] = session.scalars(sa.select(CaptureFile))
        alone.kept_key = app.state.blobs.put("kept", b"the picture of one card")
    approve(asa(emails=[], phones=[]), OTHER, note="Petter ville ha kablar")
    with database.write() as session:
        for file in session.scalars(
            sa.select(CaptureFile).where(CaptureFile.capture_id != alone.capture_id)
        ):
            file.kept_key = app.state.blobs.put("kept", b"the picture of two cards")
    request = ask("access", contact_id)
    carry_out(request)
    files = _package(officer, request)
    told = json.loads(files["uppgifter.json"])
    assert told["contacts"][0]["person"] == "Åsa Öhrström"
    assert {one["value"] for one in told["contact_methods"]} >= {
        "+46701740621",
        "asa.ohrstrom@norvika.example",
    }
    assert [one["purpose"] for one in told["purposes"]] == ["relation"]
    assert told["recipients"] == []
    assert told["retention"][0]["until"] == "2029-11-18"
    assert {one["occasion"] for one in told["interactions"]} == {"Scen & Möte", None}
    assert told["controller"]["contact"] == "info@closetalk.se"
    assert "IMY" in told["authority"]["name"]
    page = files["uppgifter.html"].decode()
    for sentence in (
        "Åsa Öhrström",
        "Du lämnade ditt visitkort på Scen &amp; Möte, 18 november 2026.",
        "För att hålla kontakten",
        "Ingen utanför företaget har fått uppgifterna.",
        "Sparas till 18 november 2029, 3 år efter senaste kontakten.",
        "Integritetsskyddsmyndigheten (IMY)",
    ):
        assert sentence in page
    assert b"FN:" in files["kontakt-1.vcf"]
    proofs = [json.loads(content) for name, content in files.items() if name.startswith("bevis/")]
    # The other card's note is about two: it is withheld, and so is the proof that would show it.
    assert len(proofs) == 1
    for proof in proofs:
        verifier.check_proof(proof, app.state.signer.public_key)
    pictures = [content for name, content in files.items() if name.startswith("bilder/")]
    assert pictures == [b"the picture of one card"]
    everything = b"\n".join(files.values()).decode("utf-8", "replace")
    for nobodys in ("Petter", "tallmo", "Tallmo", "46701740650", "Elinstallatör", "kablar"):
        assert nobodys not in everything
    assert "Vill ha offert" in everything


def test_it_speaks_the_language_the_person_asked_in(
    officer: TestClient, ask: Ask, carry_out: CarryOut, approve: Approve
) -> None:
    [contact_id] = approve(asa(person="<script>alert(1)</script>"))["contact_ids"]
    request = ask("access", contact_id, language="en")
    done = carry_out(request)
    assert done["letter"].startswith("Hello")
    page = _package(officer, request)["uppgifter.html"].decode()
    assert '<html lang="en">' in page
    assert "Kept until 18 November 2029" in page
    assert "<script" not in page


@pytest.mark.row("P7-56", part=True)
def test_what_is_to_be_taken_elsewhere_is_what_the_person_gave(
    officer: TestClient, ask: Ask, carry_out: CarryOut, approve: Approve
) -> None:
    [contact_id] = approve(asa(), note="Vill ha offert")["contact_ids"]
    request = ask("portability", contact_id)
    carry_out(request)
    files = _package(officer, request)
    assert set(files) == {"uppgifter.json", "kontakt-1.vcf"}
    assert b"offert" not in files["uppgifter.json"]
    assert b"+46701740621" in files["kontakt-1.vcf"]

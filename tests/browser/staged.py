"""A service in which every screen has something to show, and somebody who may see all of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx2
import sqlalchemy as sa
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from api.auth.subject import Role
from api.kit import clock
from api.models import CaptureFile, User
from api.settings import Settings
from api.storage import blobs, keyring
from tests.browser.acts import PASSWORD, Person, wait_until
from tests.browser.programs import Handslag
from tests.cards import add_read, asa
from tests.uploads import picture

NORA = "nora@fjallbro.example"
# The same person, it may be, at another company.
_ELSEWHERE = {
    "company": "Tallmo Färg AB",
    "role": "Platschef",
    "emails": ["asa@tallmo.example"],
}
_ROLES: tuple[Role, ...] = ("seller", "reviewer", "privacy_officer", "admin")


@dataclass(frozen=True, slots=True)
class Stage:
    """The ids that addresses of screens name; a capture of one's own comes by the phone."""

    contact: str
    organization: str
    occasion: str
    request: str
    breach: str
    campaign: str


def sign_in(page: Page) -> Person:
    """Return Nora, who may see everything, on `page`. The sign-in has a heading too: not that."""
    person = Person(page)
    page.goto("/")
    person.sign_in(NORA)
    wait_until(page, "localStorage.getItem('handslag.me') !== null")
    return person


def fill(handslag: Handslag) -> Stage:
    """Put somebody with every role into a running service, and work of each kind before them."""
    handslag.add_user(NORA, "Nora Ek", PASSWORD, *_ROLES)
    found = {
        "kind": "wrong_recipient",
        "description": "Ett utskick gick till fel adress.",
        "discovered_at": clock.now().isoformat(),
    }
    own_page = {"Handslag-App": "1", "Origin": handslag.url}
    with httpx2.Client(base_url=f"{handslag.url}/api/v1", headers=own_page) as nora:
        nora.post("/session", json={"email": NORA, "password": PASSWORD}).raise_for_status()
        today = clock.now().date().isoformat()
        fair = {"kind": "fair", "name": "Scen & Möte", "starts_on": today, "ends_on": today}
        occasion = _made(nora.post("/occasions", json=fair))
        contact = _met(handslag, nora, UUID(occasion))
        _kept_and_sent(nora, contact["id"])
        asked = {"kind": "erasure", "contact_id": contact["id"], "channel": "mail"}
        return Stage(
            contact=contact["id"],
            organization=contact["organization"]["id"],
            occasion=occasion,
            request=_made(nora.post("/subject-requests", json=asked)),
            breach=_made(nora.post("/breaches", json=found)),
            campaign=_made(nora.post("/campaigns", json={"policy_version_id": "2018-05"})),
        )


def _met(handslag: Handslag, nora: httpx2.Client, occasion: UUID) -> dict[str, Any]:
    """Approve two cards that may be one person's, and leave one with doubts to review."""
    with handslag.write() as session:
        seller = session.scalars(sa.select(User.id).where(User.email == NORA)).one()
        cards = [
            add_read(session, asa(), user_id=seller, occasion_id=occasion, taken_at=clock.now()),
            add_read(session, asa(**_ELSEWHERE), user_id=seller),
        ]
        unsure = asa(confidence={"company": 0.97, "person": 0.99, "phones.0": 0.3, "role": 0.5})
        long_ago = clock.now() - timedelta(days=40)
        told_by_nobody = asa(person="Siri Lund", emails=[], phones=[])
        cards.append(
            add_read(
                session,
                told_by_nobody,
                taken_at=long_ago,
                received_at=long_ago,
                user_id=seller,
                channel="website",
                url="https://norvika.example",
            )
        )
        waiting = add_read(session, unsure, certainty=0.3, user_id=seller)
        _photograph(session, Settings(data=handslag.data), waiting)
    made: list[str] = []
    for card in cards:
        answer = nora.post(f"/captures/{card}/review", json={"decision": "approve"})
        answer.raise_for_status()
        made += answer.json()["contact_ids"]
    contact: dict[str, Any] = nora.get(f"/contacts/{made[0]}").json()
    return contact


def _kept_and_sent(nora: httpx2.Client, contact: str) -> None:
    """Hold a contact, and let an export of the register wait for somebody else."""
    held = {"reason": "Krav", "law": "Bokföringslagen 7 kap. 2 §"}
    nora.post(f"/contacts/{contact}/holds", json=held).raise_for_status()
    customers = {"name": "Kundsystemet", "recipient_class": "own_system", "purpose": "relation"}
    recipient = _made(nora.post("/recipients", json=customers))
    export = {"recipient_id": recipient, "format": "xlsx", "reason": "Byte av system"}
    nora.post("/exports", json=export).raise_for_status()


def _photograph(session: Session, settings: Settings, capture_id: UUID) -> None:
    file = session.scalars(sa.select(CaptureFile).where(CaptureFile.capture_id == capture_id)).one()
    store = blobs.open_store(None, settings.data / "blobs", keyring.load(settings.master_key))
    file.kept_key = store.put("kept", picture(size=(1600, 900)))


def _made(answer: httpx2.Response) -> str:
    answer.raise_for_status()
    made: str = answer.json()["id"]
    return made

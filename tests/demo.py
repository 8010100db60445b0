"""`make demo`: fills an empty service with invented people, a fair in progress and drawn cards.

Everything goes in the way it does in use: cards are sent, read by a worker, some of them approved.
"""

import json
import logging
import secrets
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import httpx2
import structlog
from fastapi.testclient import TestClient

from api.app import create_app
from api.auth import tokens, users
from api.auth.subject import Role
from api.db.session import Database
from api.kit import clock, ids
from api.models import Occasion, User
from api.settings import Settings
from tests.browser.cards import Photo, photo

_PEOPLE: tuple[tuple[str, str, list[Role]], ...] = (
    ("Ebba Lind", "ebba@fjallbro.example", ["seller", "reviewer", "admin"]),
    ("Elin Nordahl", "elin@fjallbro.example", ["seller"]),
    ("Petra Sandell", "petra@fjallbro.example", ["privacy_officer"]),
)
_QUESTIONS = [
    {
        "id": "q1",
        "label": "Vad gäller det?",
        "kind": "multi",
        "options": ["Mikrofoner", "Tolkning", "Service"],
    },
    {"id": "q2", "label": "När ska det vara klart?", "kind": "date", "options": []},
]
_LAYOUTS = ("left", "logo-left", "dark", "icons")
_CARDS = 12
_APPROVED = 7
_PATIENCE_S = 300


def main() -> None:
    """Fill the service that the environment names, if nobody is in it."""
    settings = Settings()
    database = Database(settings.database)
    with database.read() as session:
        if not users.there_are_none(session):
            sys.exit(
                "There are people here already; the demo fills an empty service. Serve it: make run"
            )
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    ebba, elin, _ = _add_people(database, password)
    fair = _add_fair(database)
    with TestClient(create_app(settings), base_url=settings.origin) as service:
        # What each request did is of no use here.
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
        sellers = [_signed(database, ebba), _signed(database, ebba), _signed(database, elin)]
        with TemporaryDirectory() as folder:
            sent = []
            for number in range(_CARDS):
                service.headers.update(sellers[number % len(sellers)])
                sent.append(_send(service, fair, number, _card(Path(folder), number)))
                if number % 2 == 0:
                    _add_details(service, sent[-1], elin)
        service.headers.update(sellers[0])
        _read_and_approve(service, sent)
    database.close()
    people = "\n".join(f"  {email}  {', '.join(roles)}" for _, email, roles in _PEOPLE)
    sys.stdout.write(f"Sign in as one of\n{people}\nwith the password {password}\n")


def _add_people(database: Database, password: str) -> list[UUID]:
    made: list[User] = []
    for name, email, roles in _PEOPLE:
        password_hash = users.checked_hash(password, email=email, name=name)
        with database.write() as session:
            made.append(
                users.create(
                    session, None, email=email, name=name, roles=roles, password_hash=password_hash
                )
            )
    return [user.id for user in made]


def _signed(database: Database, user_id: UUID) -> dict[str, str]:
    with database.write() as session:
        scopes = ["captures:write", "review:write"]
        _, token = tokens.make(session, None, name="demo", scopes=scopes, user_id=user_id)
    return {"Authorization": f"Bearer {token}"}


def _add_fair(database: Database) -> UUID:
    today = clock.now().date()
    with database.write() as session:
        fair = Occasion(
            kind="fair",
            name=f"Scen & Möte {today.year}",
            place="Göteborg",
            starts_on=today - timedelta(days=1),
            ends_on=today + timedelta(days=1),
            questions=_QUESTIONS,
            created_at=clock.now(),
        )
        session.add(fair)
        session.flush()  # its cards name it
        return fair.id


def _card(folder: Path, number: int) -> Photo:
    return photo(folder, f"demo-{number}", _LAYOUTS[number % len(_LAYOUTS)])


def _send(service: httpx2.Client, fair: UUID, number: int, card: Photo) -> UUID:
    capture_id = ids.new_id()
    taken_at = datetime.now(UTC) - timedelta(minutes=7 * (_CARDS - number))  # noqa: TID251 - the phone's clock
    told = {
        "taken_at": taken_at.isoformat(),
        "channel": "card",
        "context": {"kind": "fair", "occasion_id": str(fair), "note": "B04:12"},
        "register": "customer",
    }
    parts = {
        "capture": (None, json.dumps(told).encode(), "application/json"),
        "front": ("front", card.path.read_bytes(), "image/jpeg"),
    }
    answer = service.put(f"/api/v1/captures/{capture_id}", files=parts)
    answer.raise_for_status()
    return capture_id


def _add_details(service: httpx2.Client, capture_id: UUID, owner: UUID) -> None:
    due = clock.now().date() + timedelta(days=7)
    told = {
        "revision": 1,
        "answers": {"q1": ["Mikrofoner"]},
        "note": "Vill ha offert på 40 mikrofoner.",
        "next_step": {"text": "Offert", "owner_id": str(owner), "due_on": due.isoformat()},
    }
    service.put(f"/api/v1/captures/{capture_id}/details", json=told).raise_for_status()


def _read_and_approve(service: httpx2.Client, sent: list[UUID]) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-m", "api", "worker", "--with-parent"], stdin=subprocess.PIPE
    )
    until = time.monotonic() + _PATIENCE_S
    try:
        while time.monotonic() < until and not all(_is_read(service, one) for one in sent):
            time.sleep(0.5)
    finally:
        worker.communicate(timeout=60)
    for capture_id in sent[:_APPROVED]:
        # What cannot be approved as it was read is left for whoever tries the review.
        service.post(f"/api/v1/captures/{capture_id}/review", json={"decision": "approve"})


def _is_read(service: httpx2.Client, capture_id: UUID) -> bool:
    state: str = service.get(f"/api/v1/captures/{capture_id}").json()["state"]
    return state not in {"received", "reading"}


if __name__ == "__main__":
    main()

"""Invented cards, as captures that have been read and wait for review.

The people, firms and domains are made up; the numbers are of the ranges the Swedish regulator
keeps for fiction.
"""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from api.kit import ids
from api.models import Capture, CaptureFile, Reading

TAKEN = datetime(2026, 11, 18, 13, 32, 7, tzinfo=UTC)


def asa(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any field of a contact
    """Return a whole contact of a reading."""
    return {
        "company": "Norvika Bygg AB",
        "person": "Åsa Öhrström",
        "role": "Inköpschef",
        "department": None,
        "phones": [
            {"kind": "work", "e164": "+46313900612", "extension": None, "text": "031-390 06 12"},
            {"kind": "mobile", "e164": "+46701740621", "extension": None, "text": "070-174 06 21"},
            {"kind": "fax", "e164": "+46313900613", "extension": None, "text": "Fax 031-390 06 13"},
        ],
        "emails": ["asa.ohrstrom@norvika.example"],
        "websites": ["www.norvika.example"],
        "address": "Hamngatan 1, 111 47 Stockholm",
        "confidence": {"company": 0.97, "person": 0.99, "phones.0": 0.99, "emails.0": 0.98},
        "provenance": [
            {"field": "person", "side": 0, "box": [1, 2, 3, 4], "text": "Åsa", "source": "ocr"}
        ],
    } | changes


def add_read(
    session: Session,
    *contacts: dict[str, Any],
    certainty: float = 0.9,
    state: str = "needs_review",
    **columns: Any,  # noqa: ANN401 - any column of a capture
) -> UUID:
    """Add a capture whose reading says `contacts`, and return its id."""
    capture = Capture(
        **{
            "id": ids.new_id(),
            "state": state,
            "channel": "card",
            "context_kind": "fair",
            "register": "customer",
            "content_sha256": "0" * 64,
            "taken_at": TAKEN,
            "received_at": TAKEN + timedelta(minutes=32),
            "policy_version_id": "2018-05",
            "certainty": certainty,
        }
        | columns
    )
    session.add(capture)
    session.flush()
    session.add(
        CaptureFile(
            capture_id=capture.id,
            part="front",
            side=0,
            received_sha256="1" * 64,
            received_bytes=400_000,
            received_type="image/jpeg",
            kept_key=f"kept/{ids.new_id()}",
            kept_sha256="2" * 64,
            kept_type="image/jpeg",
            width=1600,
            height=900,
        )
    )
    session.add(
        Reading(
            capture_id=capture.id,
            number=1,
            result={
                "id": str(capture.id),
                "contacts": list(contacts),
                "private": [],
                "quality": {"readable": True, "reasons": []},
            },
            created_at=TAKEN + timedelta(minutes=33),
        )
    )
    return capture.id

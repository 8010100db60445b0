"""What a person's details serve, and on what ground: the permissions in force, in plain words."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.models import Permission
from api.registers.purposes import BASES, Basis

_SENTENCES = {
    "contract": ("För att leverera det som avtalats.", "To deliver what was agreed."),
    "relation": ("För att hålla kontakten.", "To stay in touch."),
    "questions": ("För att svara på dina frågor.", "To answer your questions."),
    "tailoring": ("För att anpassa erbjudanden.", "To tailor offers."),
    "survey_invite": ("För att fråga vad du tycker.", "To ask what you think."),
    "newsletter": ("För att skicka nyhetsbrev.", "To send the newsletter."),
    "legal": ("För att lagen kräver det.", "Because the law demands it."),
}


def purposes_of(session: Session, contact_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Return each purpose in force with its ground; security is told of once it is over."""
    rows = session.execute(
        sa.select(Permission.purpose, Permission.basis)
        .where(
            Permission.contact_id.in_(contact_ids),
            Permission.ended_at.is_(None),
            Permission.purpose != "security",
        )
        .distinct()
        .order_by(Permission.purpose, Permission.basis)
    ).all()
    return [_told(purpose, cast("Basis", basis)) for purpose, basis in rows]


def _told(purpose: str, basis: Basis) -> dict[str, Any]:
    ground = BASES[basis]
    sv, en = _SENTENCES[purpose]
    return {
        "purpose": purpose,
        "basis": basis,
        "article": ground.article,
        "sv": f"{sv} Grund: {ground.sv}.",
        "en": f"{en} Ground: {ground.en}.",
    }

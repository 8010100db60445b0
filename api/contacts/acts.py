"""An act of handing details over, as evidence tells it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.models import Capture, CaptureFile, Occasion, PolicyVersion


@dataclass(frozen=True, slots=True)
class Act:
    """Who handed over what, to whom, where and when: `told` is JSON and goes into the evidence."""

    capture_id: UUID
    policy_version_id: str
    context_kind: str
    channel: str
    occasion_id: UUID | None
    user_id: UUID | None
    reference: str | None
    happened_at: datetime
    told: dict[str, Any]


def act_of(session: Session, capture: Capture) -> Act:
    """Return the act that `capture` is the record of."""
    policy = session.get_one(PolicyVersion, capture.policy_version_id)
    return Act(
        capture_id=capture.id,
        policy_version_id=capture.policy_version_id,
        context_kind=capture.context_kind,
        channel=capture.channel,
        occasion_id=capture.occasion_id,
        user_id=capture.user_id,
        reference=capture.reference,
        happened_at=_by_our_clock(capture),
        told={
            "channel": capture.channel,
            "context": {
                "kind": capture.context_kind,
                "occasion": _occasion(session, capture.occasion_id),
                "reference": capture.reference,
                "answered_at": _moment(capture.answered_at),
                "url": capture.url,
                "note": capture.note,
            },
            "taken_at": _moment(capture.taken_at),
            "sent_at": _moment(capture.sent_at),
            "received_at": _moment(capture.received_at),
            "skew_ms": capture.skew_ms,
            "clock_flagged": capture.clock_flagged,
            "seller_id": None if capture.user_id is None else str(capture.user_id),
            "policy": {"id": policy.id, "sha256": policy.sha256},
            "message_id_sha256": capture.message_id_sha256,
            "artefacts": _artefacts(session, capture.id),
        },
    )


def _by_our_clock(capture: Capture) -> datetime:
    # However wrong the phone's clock is, nobody was met after the card had come in.
    try:
        taken_at = capture.taken_at - timedelta(milliseconds=capture.skew_ms or 0)
    except OverflowError:
        return capture.received_at
    return min(taken_at, capture.received_at)


def _occasion(session: Session, occasion_id: UUID | None) -> dict[str, Any] | None:
    if occasion_id is None:
        return None
    occasion = session.get_one(Occasion, occasion_id)
    return {
        "id": str(occasion.id),
        "kind": occasion.kind,
        "name": occasion.name,
        "place": occasion.place,
        "starts_on": occasion.starts_on and occasion.starts_on.isoformat(),
        "ends_on": occasion.ends_on and occasion.ends_on.isoformat(),
    }


def _artefacts(session: Session, capture_id: UUID) -> list[dict[str, Any]]:
    files = session.scalars(
        sa.select(CaptureFile)
        .where(CaptureFile.capture_id == capture_id)
        .order_by(CaptureFile.side, CaptureFile.part)
    )
    return [
        {
            "part": file.part,
            "side": file.side,
            "received_sha256": file.received_sha256,
            "received_bytes": file.received_bytes,
            "received_type": file.received_type,
            "kept_sha256": file.kept_sha256,
            "kept_type": file.kept_type,
        }
        for file in files
    ]


def _moment(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat()

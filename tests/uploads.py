"""Invented uploads, as phones and programs send them."""

import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx2
from PIL import Image, ImageDraw

from api.kit import ids
from tests.ocr.generator.ink import face

Files = dict[str, tuple[str | None, bytes, str]]
NOTICE = {
    "policy_version": "2018-05",
    "shown_at": "2026-11-18T14:32:00+01:00",
    "language": "sv",
    "how": "screen",
}
CONSENT = {
    "purpose": "newsletter",
    "agreed_at": "2026-11-18T14:33:00+01:00",
    "language": "sv",
    "wording": "Ja tack, skicka nyhetsbrevet",
}
LINES = ("Norvika Bygg AB", "Åsa Öhrström", "Inköpschef", "asa.ohrstrom@norvika.example")


def picture(*lines: str, size: tuple[int, int] = (900, 540), form: str = "JPEG") -> bytes:
    """Return a drawn card with `lines` of print."""
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    for row, line in enumerate(lines or LINES):
        pen.text((50, 60 + 90 * row), line, "black", face("lato", "regular", 44))
    content = io.BytesIO()
    image.save(content, form)
    return content.getvalue()


def told(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any field of the JSON part
    """Return the JSON part of a card handed over at a fair a minute ago."""
    return {
        "taken_at": (datetime.now(UTC) - timedelta(minutes=1)).isoformat(),  # noqa: TID251 - the phone's clock
        "channel": "card",
        "context": {"kind": "fair"},
        "register": "customer",
    } | changes


def form(capture: dict[str, Any] | bytes, **files: bytes) -> Files:
    """Return the parts of an upload."""
    part = capture if isinstance(capture, bytes) else json.dumps(capture).encode()
    parts: Files = {"capture": (None, part, "application/json")}
    parts |= {name: (name, data, "application/octet-stream") for name, data in files.items()}
    return parts


def send(
    client: httpx2.Client,
    parts: Files,
    *,
    capture_id: UUID | None = None,
    sent_at: datetime | None = None,
) -> httpx2.Response:
    """PUT an upload; `sent_at` is the phone's clock, by default right."""
    sent = sent_at or datetime.now(UTC)  # noqa: TID251 - the phone's clock
    return client.put(
        f"/api/v1/captures/{capture_id or ids.new_id()}",
        files=parts,
        headers={"Handslag-Sent-At": sent.isoformat()},
    )

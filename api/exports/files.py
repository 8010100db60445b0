"""Contacts as one file, with the export's id in it wherever the format has a place."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from openpyxl import Workbook

from api.contacts.schemas import ContactRead
from api.disclosures.classes import Field
from api.exports import vcard
from api.kit.digest import canonical_json

MEDIA_TYPES = {
    "vcf": vcard.MEDIA_TYPE,
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One contact as it goes out: the fields its recipient is given, and no others."""

    contact: ContactRead
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of itself."""

    watermark: UUID
    purpose: str
    recipient: str
    made_at: datetime
    fields: Sequence[Field]


def write(format_name: str, head: Head, rows: Sequence[Row]) -> bytes:
    """Return the file. Its bytes are another each time: the time it was made stands in it."""
    if format_name == "vcf":
        return "".join(vcard.write(row.contact, head.watermark) for row in rows).encode()
    if format_name == "xlsx":
        return _sheet(head, rows)
    return _json(head, rows)


def _json(head: Head, rows: Sequence[Row]) -> bytes:
    told = json.loads(canonical_json([{"id": str(r.contact.id), **r.data} for r in rows]))
    return canonical_json(
        {
            "export": str(head.watermark),
            "purpose": head.purpose,
            "recipient": head.recipient,
            "made_at": head.made_at.isoformat(),
            "rows": len(rows),
            "contacts": told,
        }
    )


def _sheet(head: Head, rows: Sequence[Row]) -> bytes:
    book = Workbook()
    book.properties.identifier = str(head.watermark)
    book.properties.title = f"Handslag, {head.purpose}, {head.recipient}"
    sheet = book.active
    sheet.append(["export", "id", *head.fields])
    for row in rows:
        sheet.append(
            [str(head.watermark), str(row.contact.id), *(_cell(row.data, f) for f in head.fields)]
        )
    for column in sheet.iter_cols(min_row=2):
        for cell in column:
            # Text stays text: +46… is no sum, and =… is no formula.
            cell.data_type, cell.number_format = "s", "@"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(data: dict[str, Any], field: str) -> str:
    value = data.get(field, "")
    return "; ".join(value) if isinstance(value, list) else value

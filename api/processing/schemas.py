"""The record of processing on the wire."""

from pydantic import BaseModel

from api.disclosures.classes import Field, RecipientClass
from api.models.personal import Whose
from api.registers.purposes import Purpose
from api.retention.rules import Class


class Told(BaseModel):
    """A sentence in both languages."""

    sv: str
    en: str


class ControllerRead(BaseModel):
    """Who is responsible (Art. 30(1)(a))."""

    name: str
    registration_number: str
    contact: str
    authority: str


class PurposeRead(BaseModel):
    """A purpose and the grounds it may rest on (Art. 30(1)(b))."""

    purpose: Purpose
    name: Told
    bases: list[Told]
    articles: list[str]


class RecipientRead(BaseModel):
    """A class of recipients and all that it is ever given (Art. 30(1)(d))."""

    recipient_class: RecipientClass
    name: Told
    fields: list[Field]


class RetentionRead(BaseModel):
    """How long a class is kept (Art. 30(1)(f))."""

    retention_class: Class
    months: int
    to_year_end: bool


class TableRead(BaseModel):
    """A table with details of people, and how long it keeps them."""

    name: str
    rule: Told


class ActivityRead(BaseModel):
    """One activity: whose details, which (Art. 30(1)(c)), what for, to whom, how long."""

    whose: Whose
    name: Told
    categories: dict[str, list[str]]
    purposes: list[PurposeRead]
    recipients: list[RecipientRead]
    retention: list[RetentionRead]
    tables: list[TableRead]


class ProcessingRead(BaseModel):
    """The whole record; `transfers` are to third countries, `measures` those of Art. 32(1)."""

    controller: ControllerRead
    activities: list[ActivityRead]
    transfers: Told
    measures: list[Told]

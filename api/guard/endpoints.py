"""The guard over HTTP: a phone asks before it saves."""

from typing import Annotated, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from api.auth.guards import CaptureReader, NotAllowedError, NotSignedInError
from api.errors import language_of, responses
from api.guard.notes import check_note
from api.kit.text import PRINTABLE

router = APIRouter(tags=["notes"])


class NoteGiven(BaseModel):
    """A note as typed; it is looked through and forgotten."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(max_length=2000), PRINTABLE]


class FindingRead(BaseModel):
    """Characters `start` to `end` (outside) of the note, and why they must go."""

    rule: Literal["private", "judgement"]
    kind: str
    start: int
    end: int
    explanation: str


class NoteChecked(BaseModel):
    """Whether the note may be saved as it stands, and if not, what must go."""

    ok: bool
    findings: list[FindingRead]


@router.post("/notes/check", responses=responses(NotSignedInError, NotAllowedError))
def check(request: Request, _subject: CaptureReader, body: NoteGiven) -> NoteChecked:
    """Tell what in a note is private or a judgement, each with its place and its reason."""
    language = language_of(request)
    findings = [
        FindingRead(
            rule=found.rule,
            kind=found.kind,
            start=found.start,
            end=found.end,
            explanation=found.explain(body.text, language),
        )
        for found in check_note(body.text)
    ]
    return NoteChecked(ok=not findings, findings=findings)

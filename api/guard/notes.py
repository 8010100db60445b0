"""What a typed note may not hold, told so that the one who typed it can mend it.

The policy: "Inte under några omständigheter registrerar CTCS några personuppgifter av privat natur
[…]. Inga omdömen som inte är tjänsterelaterade registreras." Nothing found is ever logged or kept:
the trail names kinds alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy.orm import Session

from api import audit
from api.auth.guards import NotAllowedError
from api.auth.subject import Subject
from api.errors import ApiError
from api.guard import lexicon
from ocr.fields import notes

Rule = Literal["private", "judgement"]

# What a finding is called in a sentence: Swedish and English.
_KINDS: dict[str, tuple[str, str]] = {
    "home_phone": ("ett privat telefonnummer", "a private phone number"),
    "home_address": ("en bostadsadress", "a home address"),
    "private_email": ("en privat e-postadress", "a private e-mail address"),
    "personal_identity_number": ("ett personnummer", "a personal identity number"),
    "birth_date": ("ett födelsedatum", "a date of birth"),
    "family": ("familjeförhållanden", "family matters"),
    "civil_status": ("civilstånd", "civil status"),
    "private_life": ("privatliv", "private life"),
    "special": ("en känslig uppgift (GDPR artikel 9)", "a sensitive detail (GDPR Article 9)"),
    "intellect": ("ett omdöme om personens förstånd", "a judgement about the person's mind"),
    "character": ("ett omdöme om personens karaktär", "a judgement about the person's character"),
    "temper": ("ett omdöme om personens humör", "a judgement about the person's temper"),
    "appearance": ("ett omdöme om personens utseende", "a judgement about the person's looks"),
    "slur": ("ett skällsord", "a slur"),
}
_PRIVATE = frozenset({"private_life", "special"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Characters `start` to `end` (outside) of a note that must go, and by which rule."""

    rule: Rule
    kind: str
    start: int
    end: int

    def explain(self, text: str, language: str) -> str:
        """Return in `language` ("sv" or "en") what is wrong, quoting the `text` it was found in."""
        sv, en = _KINDS[self.kind]
        word = text[self.start : self.end]
        if language == "sv":
            return f"”{word}” är {sv}. Ta bort det, så sparas resten."
        return f'"{word}" is {en}. Remove it and the rest is saved.'


class UnfitNoteError(ApiError):
    """The note holds private data, or a judgement that is not of the service.

    `errors` say where and why without repeating it: `{"where": ["note", "12", "18"], "rule":
    "judgement.intellect"}` are characters 12 to 18.
    """

    status = 422
    type = "unfit-note"
    sv = "Anteckningen innehåller {kinds}. Ta bort det, så sparas resten."
    en = "The note holds {kinds_en}. Remove it and the rest is saved."


def check_note(text: str | None) -> tuple[Finding, ...]:
    """Return what `text` may not hold, in order; nothing for a note that may be kept."""
    if not text:
        return ()
    found = [Finding("private", span.kind, span.start, span.end) for span in notes.find(text)]
    told = [(one.start, one.end) for one in found]
    for hit in lexicon.find(text):
        kind = hit.entry.kind
        rule: Rule = "private" if kind in _PRIVATE else "judgement"
        # What is private already goes with all the words around it.
        if rule == "judgement" or not any(s < hit.end and hit.start < e for s, e in told):
            found.append(Finding(rule, kind, hit.start, hit.end))
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end)))


def require_fit(
    session: Session, actor: Subject, texts: Mapping[str, str | None], override: str | None = None
) -> None:
    """Let typed texts (by field) through that may be kept; others only on a privacy officer's word.

    `override` is the officer's reason; that the rule was set aside is on the trail, by kind.

    Raises:
        UnfitNoteError: something must go first.
        NotAllowedError: a reason was given by somebody who is no privacy officer.
    """
    found = [(field, one) for field, text in texts.items() for one in check_note(text)]
    if not found:
        return
    if not override:
        raise _unfit(found)
    if not actor.holds("privacy:write"):
        raise NotAllowedError
    audit.record(
        session,
        "api:note:override",
        actor_kind=actor.kind,
        actor_id=actor.id,
        kinds=",".join(sorted({one.kind for _, one in found})),
    )


def _unfit(found: Sequence[tuple[str, Finding]]) -> UnfitNoteError:
    errors: list[dict[str, Any]] = [
        {"where": [field, str(one.start), str(one.end)], "rule": f"{one.rule}.{one.kind}"}
        for field, one in found
    ]
    names = dict.fromkeys(_KINDS[one.kind] for _, one in found)
    return UnfitNoteError(
        errors=errors,
        kinds=", ".join(sv for sv, _ in names),
        kinds_en=", ".join(en for _, en in names),
    )

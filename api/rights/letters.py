"""The answer to a person, in their language: plain words first, articles where they are owed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from api.kit.days import day_of, written
from api.models import Controller, SubjectRequest

_OPENING = {"sv": "Hej{name}.", "en": "Hello{name}."}
_DONE = {
    "sv": {
        "access": "Här är allt vi har om dig: en sida att läsa, samma uppgifter som JSON och "
        "ett vCard.",
        "portability": "Här är dina uppgifter som JSON och vCard, att ta med till någon annan.",
        "rectification": "Vi har rättat dina uppgifter. De som får uppgifter från oss får "
        "rättelsen.",
        "erasure": "Vi har raderat dina uppgifter.",
        "restriction": "Vi har pausat användningen. Uppgifterna sparas, men används inte förrän du "
        "fått besked.",
        "objection": "Vi använder inte längre dina uppgifter till det du invände mot.",
    },
    "en": {
        "access": "Here is everything we have about you: a page to read, the same as JSON, and a "
        "vCard.",
        "portability": "Here are your details as JSON and vCard, to take elsewhere.",
        "rectification": "We have corrected your details. Whoever gets details from us gets the "
        "correction.",
        "erasure": "We have erased your details.",
        "restriction": "We have paused all use. The details are kept, but not used until you have "
        "heard from us.",
        "objection": "We no longer use your details for what you objected to.",
    },
}
_KEPT = {
    "sv": {
        "transactions": "Det som hör till dina köp ({count}) måste vi behålla till {day} enligt "
        "{law}; det används inte till något annat ({article}).",
        "suppressions": "Vi har kvar en spärr, som hashvärde, så att du inte får reklam av misstag "
        "({article}).",
        "log_entries": "Bevisloggen har kvar oläsliga platser, så att andras bevis håller "
        "({article}).",
    },
    "en": {
        "transactions": "What belongs to your purchases ({count}) we must keep until {day} under "
        "{law}; it is used for nothing else ({article}).",
        "suppressions": "We keep a block, as a hash, so that you get no marketing by mistake "
        "({article}).",
        "log_entries": "The evidence log keeps unreadable places, so that the proof of others "
        "holds ({article}).",
    },
}
_EXTENDED = {
    "sv": "Vi behöver mer tid, till {day}: {reason}",
    "en": "We need more time, until {day}: {reason}",
}
_REFUSED = {
    "sv": "Vi kan inte göra det du bad om. Grunden är {article}: {reason}",
    "en": "We cannot do what you asked. The ground is {article}: {reason}",
}
_ENDING = {
    "sv": "Är du inte nöjd kan du vända dig till {authority}, {url}, eller till domstol. Frågor: "
    "{email}.",
    "en": "If you are not satisfied you may turn to {authority}, {url}, or to a court. Questions: "
    "{email}.",
}


def write(
    request: SubjectRequest,
    controller: Controller,
    name: str | None,
    kept: Sequence[dict[str, Any]],
) -> str:
    """Return the letter that tells how `request` stands.

    `name` is None once the person is gone; `kept` is what stays after an erasure, as JSON tells it.
    """
    language = request.language
    given = f" {name.split()[0]}" if name else ""
    parts = [_OPENING[language].format(name=given), *_body(request, language, kept)]
    parts.append(
        _ENDING[language].format(
            authority=controller.authority_name,
            url=controller.authority_url,
            email=controller.privacy_email,
        )
    )
    return "\n\n".join([*parts, controller.name]) + "\n"


def _body(request: SubjectRequest, language: str, kept: Sequence[dict[str, Any]]) -> Sequence[str]:
    told = [tell_kept(one, language) for one in kept]
    if request.state == "refused":
        refusal = _REFUSED[language].format(
            article=request.refused_article, reason=request.refused_reason or ""
        )
        return [refusal.strip().rstrip(":"), *told]
    if request.state == "open" and request.extended_at is not None:
        day = written(day_of(request.due_at), language)
        return [_EXTENDED[language].format(day=day, reason=request.extension_reason or "")]
    return [_DONE[language][request.kind], *told]


def tell_kept(kept: dict[str, Any], language: str) -> str:
    """Return the sentence on one thing that stays."""
    day = "" if kept["until"] is None else written(date.fromisoformat(kept["until"]), language)
    return _KEPT[language][kept["what"]].format(
        count=kept["count"], day=day, law=kept["law"], article=kept["article"]
    )

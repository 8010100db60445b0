"""Invented mails around a signature: greeting, body, colleagues, disclaimers, quoted older mails.

What must come out is the sender's signature alone; the recipient's name in the greeting, a
colleague's number in the body and the signatures in quoted mails belong to others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.ocr.generator import mime
from tests.ocr.generator.languages import Language
from tests.ocr.generator.people import mailbox
from tests.ocr.generator.phones import number
from tests.ocr.generator.signatures import Signature, signature

SHAPES = {
    "txt": (
        "signature",
        "signature",
        "signature",
        "message",
        "message",
        "thread",
        "thread-marked",
        "bottom",
        "colleague",
        "oneline",
    ),
    "html": ("signature", "signature", "message", "thread", "colleague"),
    "eml": ("message", "message", "thread", "thread-marked", "bottom", "colleague"),
}


@dataclass(frozen=True, slots=True)
class Message:
    """A mail: lines `above` the signature, itself, lines `below` it, `older` lines quoted."""

    above: Sequence[str]
    signed: Signature
    below: Sequence[str]
    older: Sequence[str]
    shape: str

    def text(self, rng: Random) -> str:
        """The message as plain text."""
        lines = [text for _, text in self.signed.lines]
        if self.shape == "oneline":
            return rng.choice([" | ", ", ", "  "]).join(line for line in lines if line) + "\n"
        parted = rng.choice([[], [""], ["-- "], ["--"]]) if self.above else []
        block = [*self.above, *parted, *lines, *self.below]
        whole = [*self.older[1:], "", *block] if self.shape == "bottom" else [*block, *self.older]
        return "\n".join(whole) + "\n"


def written(rng: Random, signed: Signature, form: str) -> tuple[bytes, str, dict[str, Any]]:
    """The bytes of a txt, html or eml file with this signature, the shape of it, and its truth."""
    shape = rng.choice(SHAPES[form])
    language = signed.content.language
    other = signature(rng, language, "stacked")
    message = compose(rng, language, signed, other, shape)
    truth = signed.truth
    if form == "eml":
        sender = (
            truth["emails"][0]
            if truth["emails"]
            else mailbox(rng, language, signed.content.person, signed.content.company.domain)
        )
        truth["optional"] = {"emails": [sender]}
        return (
            mime.eml(
                rng,
                message.text(rng),
                mime.page(rng, message),
                mime.envelope(rng, signed, other, sender),
            ),
            shape,
            truth,
        )
    if form == "html":
        return mime.page(rng, message).encode(), shape, truth
    return in_charset(rng, message.text(rng)), shape, truth


def in_charset(rng: Random, text: str) -> bytes:
    """UTF-8, at times with BOM or CR LF; old programs' Windows-1252 where it can say it."""
    kind = rng.random()
    if kind < 0.08:
        return (
            text.encode("cp1252", "replace")
            if text.encode("cp1252", "ignore").decode("cp1252") == text
            else text.encode()
        )
    if kind < 0.16:
        return text.encode("utf-8-sig")
    return (text.replace("\n", "\r\n") if kind < 0.4 else text).encode()


def compose(
    rng: Random, language: Language, signed: Signature, other: Signature, shape: str
) -> Message:
    """A message of this shape to `other`, who wrote the older mail in threads."""
    if shape in {"signature", "oneline"}:
        closing = (
            [language.pick(rng, "closings")] if rng.random() < 0.5 and shape == "signature" else []
        )
        return Message(closing, signed, [], [], shape)
    first, last = other.content.person.first, other.content.person.last
    above = [
        language.pick(rng, "openers").format(first=first, last=last),
        "",
        *language.pick(rng, "bodies").split("\n"),
        "",
    ]
    if shape == "colleague":
        helper = signature(rng, language, "short").content.person
        made = number(rng, signed.content.region, "mobile")
        above += [
            language.pick(rng, "colleague").format(
                name=f"{helper.first} {helper.last}", phone=made.printed
            ),
            "",
        ]
    above.append(language.pick(rng, "closings"))
    if signed.truth["person"] and rng.random() < 0.25:  # a call name over the whole one
        above += [rng.choice(["{}", "/{}", "{},"]).format(signed.content.person.first), ""]
    below = ["", language.pick(rng, "disclaimers")] if rng.random() < 0.35 else []
    if rng.random() < 0.08:
        below = ["", language.pick(rng, "device")]
    older = (
        older_mail(rng, language, signed, other, shape)
        if shape.startswith(("thread", "bottom"))
        else []
    )
    return Message(above, signed, below, older, shape)


def older_mail(
    rng: Random, language: Language, signed: Signature, other: Signature, shape: str
) -> list[str]:
    """The mail being answered, with its own sender's signature."""
    someone = other.content.person
    sender = (
        other.truth["emails"]
        or [f"{language.ascii(someone.first).replace(' ', '')}@{other.content.company.domain}"]
    )[0]
    name = f"{someone.first} {someone.last}"
    day = (
        f"{rng.randint(1, 28)}.{rng.randint(1, 12)}.2026 {rng.randint(8, 17)}:{rng.randint(10, 59)}"
    )
    body = [
        language.pick(rng, "openers").format(
            first=signed.content.person.first, last=signed.content.person.last
        ),
        "",
    ]
    body += [
        *language.pick(rng, "bodies").split("\n"),
        "",
        language.pick(rng, "closings"),
        *(text for _, text in other.lines),
    ]
    if shape == "thread":
        labels = language.words["headers"]
        head = [
            "",
            rng.choice(["________________________________", "-----Original Message-----", ""]),
        ]
        return [
            *head,
            f"{labels[0]}: {name} <{sender}>",
            f"{labels[1]}: {day}",
            f"{labels[2]}: {signed.content.person.first} {signed.content.person.last}",
            f"{labels[3]}: {language.pick(rng, 'subject')}",
            "",
            *body,
        ]
    return [
        "",
        language.words["wrote"].format(date=day, name=name, email=sender),
        "",
        *(f"> {line}".rstrip() for line in body),
    ]

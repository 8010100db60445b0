"""The pages of Mina uppgifter: what there is, and the four things a person may do about it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from api.kit.days import day_of, written
from api.kit.html import Child, Markup, tag
from api.models import CaptureFile, Consent, Contact, SubjectRequest
from api.rights.erasure import Preview
from api.rights.letters import tell_kept
from api.rights.mine.parts import (
    Look,
    act,
    buttons,
    field,
    heading,
    icon,
    panel,
    row,
    whole,
)
from api.rights.readable import facts, sources
from api.rights.service import Purpose

OBJECTIONS: tuple[Purpose, ...] = ("marketing", "relation", "questions")
PLAIN_FIELDS = ("person", "company", "role", "department", "address")


def overview(
    look: Look,
    package: dict[str, Any],
    pictures: Sequence[CaptureFile],
    newsletter: Consent | None,
    requests: Sequence[SubjectRequest],
) -> bytes:
    """Return the page that shows everything."""
    name = package["contacts"][0]["person"]
    hello = look.text("hello", name=f" {name.split()[0]}" if name else "")
    correct = tag(
        "a", icon("pencil"), look.text("correct"), class_="btn", href=look.link("/rectification")
    )
    return whole(
        look,
        look.text("title"),
        heading(look.text("title"), hello),
        panel(look.text("what"), facts(package, look.language), tool=correct),
        panel(look.text("sources"), _sources(look, package, pictures)),
        panel(look.text("use"), _uses(look, package, newsletter)),
        panel(look.text("requests"), _requests(look, requests)) if requests else None,
        _acts(look),
        _foot(look, package),
    )


def rectification(look: Look, contact: Contact, *, wrong: bool = False) -> bytes:
    """Return the form that puts details right, filled with what stands."""
    values = {
        "person": contact.person,
        "company": contact.organization and contact.organization.name,
        "role": contact.role,
        "department": contact.department,
        "address": contact.address,
    }
    methods = [
        field(
            f"{kind}.{number}", look.text(kind), value, mode="email" if kind == "email" else "tel"
        )
        for kind in ("mobile", "work", "email")
        for number, value in enumerate([*reached(contact, kind), ""])
    ]
    return _form(
        look,
        "correct",
        tag("p", look.text("wrong"), class_="banner bad", role="alert") if wrong else None,
        *(field(name, look.text(name), values[name] or "") for name in PLAIN_FIELDS),
        *methods,
        buttons(look, look.text("send")),
    )


def objection(look: Look) -> bytes:
    """Return the form that says no to a use."""
    choices = [
        tag(
            "label",
            tag(
                "input", type="radio", name="purpose", value=purpose, checked=purpose == "marketing"
            ),
            tag("span", look.text(f"object-{purpose}"), class_="grow"),
            class_="radio row",
        )
        for purpose in OBJECTIONS
    ]
    return _form(look, "object", *choices, buttons(look, look.text("send")))


def restriction(look: Look) -> bytes:
    """Return the form that pauses all use."""
    return _form(look, "restrict", buttons(look, look.text("restrict")))


def erasure(look: Look, preview: Preview) -> bytes:
    """Return what would go and what must stay, and the button that asks for it."""
    rows = [
        tag("tr", tag("td", look.text(f"erase-{what}")), tag("td", str(count), class_="n"))
        for what, count in preview.erased.items()
        if count and what != "others_on_same_cards"
    ]
    kept = [row("lock", tell_kept(one.told(), look.language)) for one in preview.kept]
    return _form(
        look,
        "erase",
        tag("section", tag("table", tag("tbody", *rows)), class_="panel"),
        panel(look.text("erase-kept"), tag("ul", *kept, class_="list")) if kept else None,
        buttons(look, look.text("erase-send"), danger=True),
    )


def gone(look: Look) -> bytes:
    """Return the page of a link that leads nowhere any more."""
    return whole(look, look.text("gone"), heading(look.text("gone"), look.text("gone-lede")))


def reached(contact: Contact, kind: str) -> list[str]:
    """Return the numbers or addresses of one kind, each once."""
    return list(dict.fromkeys(m.value for m in contact.methods if m.kind == kind))


def _form(look: Look, what: str, *body: Child) -> bytes:
    title = look.text(f"{what}-title")
    return whole(
        look,
        title,
        heading(title, look.text(f"{what}-lede")),
        tag("form", *body, class_="stack l", method="post"),
    )


def _sources(look: Look, package: dict[str, Any], pictures: Sequence[CaptureFile]) -> Markup:
    shown = {str(file.capture_id): file for file in reversed(pictures)}
    rows = []
    for told, sentence in zip(
        package["interactions"], sources(package, look.language), strict=True
    ):
        picture = shown.get(told["capture_id"])
        link = None
        if picture is not None:
            link = tag("a", look.text("picture"), href=look.link(f"/pictures/{picture.id}"))
        drawn = "mail" if told["channel"] == "signature" else "card"
        rows.append(row(drawn, sentence, tag("br") if link else None, link))
    return tag("ul", *rows, class_="list")


def _uses(look: Look, package: dict[str, Any], newsletter: Consent | None) -> Markup:
    rows = [row("sure", *_led(one[look.language])) for one in package["purposes"]]
    if newsletter is not None:
        since = look.text("newsletter-since", day=_day(newsletter.answered_at, look))
        rows.append(row("sure", tag("strong", look.text("newsletter")), " ", since))
    else:
        why = look.text("no-newsletter-why")
        rows.append(row("missing", tag("strong", look.text("no-newsletter")), " ", why))
    if not package["recipients"]:
        tail = look.text("nobody-tail")
        rows.append(row("people", tag("strong", look.text("nobody")), " ", tail))
    else:
        names = ", ".join(package["recipients"])
        rows.append(row("people", look.text("somebody", names=names)))
    rows += [row("clock", one[look.language]) for one in package["retention"]]
    if any(one["use_paused_at"] for one in package["contacts"]):
        rows.append(row("lock", tag("strong", look.text("paused"))))
    return tag("ul", *rows, class_="list")


def _led(text: str) -> tuple[Child, ...]:
    """Return a text whose first sentence is strong."""
    first, dot, rest = text.partition(". ")
    return (tag("strong", f"{first}."), f" {rest}") if dot else (text,)


def _requests(look: Look, requests: Sequence[SubjectRequest]) -> Markup:
    rows = []
    for one in requests:
        day = _day(one.closed_at or one.due_at, look)
        state = look.text(f"state-{one.state}", day=day)
        kind = tag("strong", look.text(f"kind-{one.kind}"))
        rows.append(
            row("clock" if one.state == "open" else "sure", kind, f" {one.number}, {state}")
        )
    return tag("ul", *rows, class_="list")


def _acts(look: Look) -> Markup:
    choices = (
        ("/package", "download", "download"),
        ("/objection", "scales", "object"),
        ("/restriction", "lock", "restrict"),
        ("/erasure", "erase", "erase"),
    )
    acts = [
        act(look.link(part), drawn, look.text(key), look.text(f"{key}-how"))
        for part, drawn, key in choices
    ]
    return tag(
        "section",
        tag("h2", look.text("act")),
        tag("div", *acts, class_="gridacts"),
        class_="stack",
    )


def _foot(look: Look, package: dict[str, Any]) -> Markup:
    told = look.text(
        "foot",
        email=package["controller"]["contact"],
        authority=package["authority"]["name"],
        url=urlsplit(package["authority"]["url"]).netloc.removeprefix("www."),
    )
    return tag("p", told, class_="small muted")


def _day(moment: datetime, look: Look) -> str:
    return written(day_of(moment), look.language)


def picture_of(pictures: Sequence[CaptureFile], file_id: UUID) -> CaptureFile | None:
    """Return the picture of that id among those that are this person's alone."""
    return next((file for file in pictures if file.id == file_id), None)

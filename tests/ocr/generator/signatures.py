"""Invented e-mail signatures: the block under a message, in the manners people set them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from tests.ocr.generator.blocks import shown
from tests.ocr.generator.content import Content, Item, Wishes, compose, is_printed, private_text
from tests.ocr.generator.languages import Language


@dataclass(frozen=True, slots=True)
class Signature:
    """A sender and the lines that sign their mail: (kind, text) from top to bottom."""

    content: Content
    lines: Sequence[tuple[str, str]]

    @property
    def truth(self) -> dict[str, Any]:
        return dict(self.content.truth)


def signature(rng: Random, language: Language, manner: str | None = None) -> Signature:
    """Make up a sender and their signature: stacked, piped, dense, short or of a company alone."""
    how = manner or rng.choice(["stacked"] * 5 + ["piped"] * 3 + ["dense"] * 2 + ["short", "team"])
    wishes = Wishes(slogan=0.12, post=0.06, distractor=0.1, private=0.2)
    if how == "short":
        wishes = Wishes(
            role=0.5,
            website=0.2,
            address=0,
            email=0.3,
            slogan=0,
            private=0,
            distractor=0,
            phones=["mobile"],
        )
    if how == "team":
        wishes = Wishes(person=False, phones=["switchboard"], private=0, address=0.8)
    content = compose(rng, language, wishes)
    makers = {"piped": piped, "dense": dense}
    return Signature(content, makers.get(how, stacked)(rng, content))


def style_of(rng: Random) -> str:
    """A way of labelling; signatures nearly always label."""
    return rng.choice(["full", "full", "plain", "plain", "short", "dot", "bare"])


def address_text(rng: Random, content: Content) -> list[tuple[str, str]]:
    """Addresses on one line or two."""
    out = []
    for item in content.of("address", "post"):
        prefix = f"{item.label}: " if item.label else ""
        parts = (
            [", ".join(item.text.split("\n"))]
            if rng.random() < 0.6 or prefix
            else item.text.split("\n")
        )
        out += [(item.kind, prefix + part) for part in parts]
    return out


def stacked(rng: Random, content: Content) -> list[tuple[str, str]]:
    """A line for each thing."""
    style, top = style_of(rng), [*content.of("person"), *content.of("role", "department")]
    firm = content.of("company", "slogan")
    lines = [(i.kind, i.text) for i in (top + firm if rng.random() < 0.75 else firm + top)]
    if rng.random() < 0.4:
        lines.append(("blank", ""))
    if rng.random() < 0.4:
        lines += address_text(rng, content)
        lines += said(content, style)
    else:
        lines += said(content, style) + address_text(rng, content)
    return lines + [(i.kind, shown(i, "full")) for i in content.of("private", "other")]


def said(content: Content, style: str) -> list[tuple[str, str]]:
    """Contact methods with their labels, a line each."""
    return [
        (i.kind, shown(i, style))
        for i in content.of("switchboard", "work", "mobile", "fax", "email", "website")
    ]


def piped(rng: Random, content: Content) -> list[tuple[str, str]]:
    """Several things on one line, parted by bars."""
    bar, style = (
        rng.choice([" | ", " • ", " / ", "  ", " - "]),
        rng.choice(["full", "plain", "short"]),
    )
    head = [i.text for i in content.of("person", "role")]
    lines = (
        [("person", bar.join(head) if bar not in {"  ", " / ", " - "} else ", ".join(head))]
        if head
        else []
    )
    lines += [(i.kind, i.text) for i in content.of("department", "company", "slogan")]
    for kinds in (("switchboard", "work", "mobile", "fax"), ("email", "website")):
        parts = [shown(i, style) for i in content.of(*kinds)]
        lines += [(kinds[0], bar.join(parts))] if parts else []
    return (
        lines
        + address_text(rng, content)
        + [(i.kind, shown(i, "full")) for i in content.of("private", "other")]
    )


def dense(_rng: Random, content: Content) -> list[tuple[str, str]]:
    """Company and address on one line, methods on the next."""
    lines = [(i.kind, i.text) for i in content.of("person", "role", "department")]
    place = [", ".join(i.text.split("\n")) for i in content.of("address")]
    lines.append(("company", ", ".join([i.text for i in content.of("company")] + place)))
    parts = [shown(i, "plain") for i in content.of("switchboard", "work", "mobile", "fax")]
    lines += [("work", ", ".join(parts))] if parts else []
    lines += [(i.kind, shown(i, "bare")) for i in content.of("email", "website")]
    rest: list[Item] = content.of("post", "private", "other")
    return lines + [(i.kind, shown(i, "full").replace("\n", ", ")) for i in rest]


def with_private(rng: Random, signed: Signature, kind: str) -> Signature:
    """The signature with one private thing of the kind printed at its end."""
    content = signed.content
    told = content.language, content.region, content.person, kind
    label, text, value = private_text(rng, *told)
    while is_printed(kind, text, content.items):
        label, text, value = private_text(rng, *told)
    item = Item("private", text, label)
    truth = dict(content.truth) | {"private": [*content.truth["private"], value]}
    return Signature(
        replace(content, items=(*content.items, item), truth=truth),
        [*signed.lines, ("private", shown(item, "full"))],
    )

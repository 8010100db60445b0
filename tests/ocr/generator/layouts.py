"""How a card is laid out: each layout is a function that prints a contact on an empty face.

A layout gets the canvas, the content and a random source; `LAYOUTS` names them all and says which
ground and format they want. Cards with a back side or several people are in `cards.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.ocr.generator import stacks
from tests.ocr.generator.blocks import (
    BODY,
    EVERYTHING,
    ROLE,
    TAIL,
    body_size,
    brand,
    how,
    lines_of,
    manner,
    shown,
    who,
)
from tests.ocr.generator.content import Content
from tests.ocr.generator.icons import icon
from tests.ocr.generator.ink import Canvas, small_caps, turned_text

Layout = Callable[[Canvas, Content, Random], None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A layout with the paper it wants."""

    layout: Layout
    dark: bool = False
    portrait: bool = False
    serif: bool = False
    pictured: bool = False


def label_columns(canvas: Canvas, card: Content, rng: Random) -> None:
    """Labels in a column of their own, values beside them."""
    y = brand(canvas, card, 110, 80, width=1480)
    y = who(canvas, card, 110, y + 10, width=1480) + 10
    size, short, gap = (
        body_size(card, canvas.height - y - 60),
        rng.random() < 0.4,
        rng.choice([210, 340]),
    )
    for item in card.of(*EVERYTHING):
        label = (
            item.short
            if short and item.kind in {"mobile", "work", "email", "website"}
            else item.label
        )
        if label:
            canvas.text(
                (110, y),
                label,
                size,
                kind="label",
                style="bold",
                color=canvas.theme.accent,
                width=gap - 20,
            )
        for line in item.text.split("\n"):
            y = canvas.text((110 + gap, y), line, size, kind=item.kind, width=1480 - gap)


def icons(canvas: Canvas, card: Content, rng: Random) -> None:
    """Signs in place of labels, at the left or beyond the middle."""
    x = rng.choice([110, 780])
    y = who(canvas, card, 110, 90, width=1480)
    y = brand(canvas, card, 110, y, width=1480 if x == 110 else 640) if x == 110 else y + 40
    if x != 110:
        brand(canvas, card, 110, 620, width=600)
    size = body_size(card, canvas.height - y - 60)
    for item in card.of(*EVERYTHING):
        told = item.kind in {"private", "switchboard", "other"}
        if not told:
            icon(canvas, item.kind, (x, y + 6), size)
        text = shown(item, "full") if told else item.text
        for line in text.split("\n"):
            y = canvas.text(
                (x + (0 if told else int(size * 1.7)), y),
                line,
                size,
                kind=item.kind,
                width=1640 - x - 80,
            )
        y += 6


def capitals(canvas: Canvas, card: Content, rng: Random) -> None:
    """Name and company in small capitals."""
    x, y = canvas.width // 2, 110
    for item in card.of("person"):
        y = small_caps(canvas, (x, y), item.text, 84, kind="person", align="center")
    for item in card.of("role", "department"):
        y = canvas.text(
            (x, y), item.text, ROLE, kind=item.kind, style="italic", align="center", width=1500
        )
    for item in card.of("company"):
        y = small_caps(canvas, (x, y + 30), item.text, 64, kind="company", align="center")
    how(
        canvas,
        card,
        x,
        y + 30,
        align="center",
        width=1500,
        style=manner(rng),
        size=body_size(card, canvas.height - y - 80),
    )


def letterspaced(canvas: Canvas, card: Content, rng: Random) -> None:
    """Name and company in spaced capitals."""
    y = 120
    for item in card.of("company"):
        y = (
            canvas.text(
                (110, y),
                item.text.upper(),
                58,
                kind="company",
                tracking=10,
                width=1480,
                color=canvas.theme.accent,
            )
            + 40
        )
    for item in card.of("person"):
        y = canvas.text((110, y), item.text.upper(), 64, kind="person", tracking=8, width=1480)
    for item in card.of("role", "department"):
        y = canvas.text(
            (110, y), item.text, ROLE, kind=item.kind, width=1480, color=canvas.theme.muted
        )
    how(
        canvas,
        card,
        110,
        y + 30,
        width=1480,
        style=manner(rng),
        size=body_size(card, canvas.height - y - 80),
    )


def piped(canvas: Canvas, card: Content, rng: Random) -> None:
    """Several contact methods on one line, parted by a bar or a dot."""
    bar, style = rng.choice([" | ", "  ·  ", "   ", " • "]), rng.choice(["plain", "short", "full"])
    y = brand(canvas, card, canvas.width // 2, 100, align="center", width=1500)
    y = who(canvas, card, canvas.width // 2, y + 60, align="center", width=1500) + 60
    for kinds in (
        ("address",),
        ("post",),
        ("switchboard", "work", "mobile", "fax"),
        ("email", "website"),
        TAIL,
    ):
        parts = [text for _, text in lines_of(card, style, kinds)]
        joined = (", " if kinds == ("address",) else bar).join(parts)
        if parts:
            y = canvas.text(
                (canvas.width // 2, y), joined, BODY, kind=kinds[0], align="center", width=1580
            )


def three_columns(canvas: Canvas, card: Content, rng: Random) -> None:
    """Address, numbers and net side by side along the foot."""
    y = brand(canvas, card, 80, 100, width=1540)
    who(canvas, card, 80, y + 40, width=1540)
    style = rng.choice(["plain", "short", "full"])
    for x, wide, kinds in (
        (60, 460, ("address", "post", *TAIL)),
        (540, 430, ("switchboard", "work", "mobile", "fax")),
        (990, 690, ("email", "website")),
    ):
        how(canvas, card, x, 660, width=wide, style=style, kinds=kinds, size=42)


def vertical_brand(canvas: Canvas, card: Content, rng: Random) -> None:
    """The company's name running up the left edge."""
    canvas.draw.rectangle((0, 0, 170, canvas.height), fill=canvas.theme.accent)
    for item in card.of("company"):
        turned_text(
            canvas,
            (35, 60, 135, 940),
            item.text,
            64 if len(item.text) < 26 else 48,
            kind="company",
            color="#ffffff",
        )
    y = who(canvas, card, 250, 110, width=1380)
    how(
        canvas,
        card,
        250,
        y + 20,
        width=1380,
        style=manner(rng),
        size=body_size(card, canvas.height - y - 80),
    )


def framed(canvas: Canvas, card: Content, rng: Random) -> None:
    """A double frame around a centred serif card, the company at the foot."""
    for inset in (36, 52):
        canvas.draw.rectangle(
            (inset, inset, canvas.width - inset, canvas.height - inset),
            outline=canvas.theme.accent,
            width=3,
        )
    x = canvas.width // 2
    y = who(canvas, card, x, 110, align="center", width=1450)
    y = brand(canvas, card, x, y + 10, align="center", width=1450)
    how(
        canvas,
        card,
        x,
        y + 10,
        align="center",
        width=1450,
        style=manner(rng),
        size=body_size(card, canvas.height - y - 100),
    )


def glued(canvas: Canvas, card: Content, rng: Random) -> None:
    """Person and role on one line, company and address likewise dense."""
    y = brand(canvas, card, 100, 90, width=1500)
    words = [item.text for item in card.of("person", "role")]
    y = canvas.text(
        (100, y + 40),
        rng.choice([", ", " \u2013 ", " | "]).join(words),
        62,
        kind="person",
        style="bold",
        width=1500,
    )
    for item in card.of("department"):
        y = canvas.text((100, y), item.text, ROLE, kind="department", width=1500)
    how(
        canvas,
        card,
        100,
        y + 30,
        width=1500,
        style=manner(rng),
        size=body_size(card, canvas.height - y - 80),
    )


def condensed(canvas: Canvas, card: Content, rng: Random) -> None:
    """Narrow display type for name and company."""
    y = 90
    for kind, size in (("person", 96), ("company", 74)):
        for item in card.of(kind):
            y = canvas.text(
                (100, y),
                item.text,
                size,
                kind=kind,
                style="condensed",
                width=1500,
                color=canvas.theme.accent if kind == "company" else None,
            )
    for item in card.of("role", "department", "slogan"):
        y = canvas.text((100, y), item.text, ROLE, kind=item.kind, width=1500)
    how(
        canvas,
        card,
        100,
        y + 20,
        width=1500,
        style=manner(rng),
        size=body_size(card, canvas.height - y - 80),
    )


LAYOUTS: dict[str, Sheet] = {
    "left": Sheet(stacks.left),
    "centered": Sheet(stacks.centered),
    "right": Sheet(stacks.right),
    "split": Sheet(stacks.split),
    "logo-left": Sheet(stacks.logo_left),
    "logo-top": Sheet(stacks.logo_top),
    "bottom-band": Sheet(stacks.bottom_band),
    "sidebar": Sheet(stacks.sidebar),
    "label-columns": Sheet(label_columns),
    "icons": Sheet(icons),
    "dark": Sheet(stacks.left, dark=True),
    "dark-centered": Sheet(stacks.centered, dark=True, serif=True),
    "dark-split": Sheet(stacks.split, dark=True),
    "dark-icons": Sheet(icons, dark=True),
    "small-caps": Sheet(capitals, serif=True),
    "letterspaced": Sheet(letterspaced),
    "piped": Sheet(piped),
    "three-columns": Sheet(three_columns),
    "vertical-brand": Sheet(vertical_brand),
    "framed": Sheet(framed, serif=True),
    "glued": Sheet(glued),
    "condensed": Sheet(condensed),
    "portrait": Sheet(stacks.left, portrait=True),
    "portrait-centered": Sheet(stacks.centered, portrait=True, serif=True),
    "portrait-dark": Sheet(stacks.centered, dark=True, portrait=True),
    "pictured": Sheet(stacks.left, pictured=True),
}

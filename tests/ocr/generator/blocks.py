"""The blocks a layout is put together from: who, brand, how; and the manners of labelling."""

from collections.abc import Sequence
from random import Random

from tests.ocr.generator.content import Content, Item
from tests.ocr.generator.ink import Canvas

HOW = ("switchboard", "work", "mobile", "fax", "email", "website")
TAIL = ("private", "other")
NAME, BRAND, ROLE, BODY = 86, 66, 50, 46


def shown(item: Item, style: str) -> str:
    """The item with its label in the card's manner: full, short, bar, after or bare.

    Fax and switchboard keep a label whatever the manner: without one nobody could tell them; a
    private value is always said to be one.
    """
    if not item.label or item.kind == "address":
        return item.text
    if item.kind in {"private", "fax", "switchboard", "post"} and style in {"bare", "short"}:
        style = "full"
    manner = {"full": f"{item.label}: {item.text}", "plain": f"{item.label} {item.text}", "short": f"{item.short} {item.text}",
              "dot": f"{item.short}. {item.text}", "after": f"{item.text} ({item.label.lower()})", "bare": item.text}  # fmt: skip
    if item.kind in {"email", "website"} and style in {"after", "full"} and len(item.text) % 2:
        return item.text
    return manner[style].replace(".:", ":")


def manner(rng: Random) -> str:
    """A way of labelling, by lot."""
    return rng.choice(["full", "full", "plain", "plain", "short", "dot", "after", "bare"])


def who(
    canvas: Canvas,
    card: Content,
    x: int,
    y: int,
    *,
    align: str = "left",
    width: int | None = None,
    color: str | None = None,
) -> int:
    """Print person, role and department one below the other; return the y below."""
    for item in card.of("person"):
        y = canvas.text(
            (x, y),
            item.text,
            NAME,
            kind="person",
            style="bold",
            align=align,
            width=width,
            color=color,
        )
    for item in card.of("role", "department"):
        y = canvas.text(
            (x, y),
            item.text,
            ROLE,
            kind=item.kind,
            align=align,
            width=width,
            color=color or canvas.theme.muted,
        )
    return y + 18


def brand(
    canvas: Canvas,
    card: Content,
    x: int,
    y: int,
    *,
    align: str = "left",
    width: int | None = None,
    size: int = BRAND,
    color: str | None = None,
    upper: bool = False,
) -> int:
    """Print the company's name and, small below it, the slogan."""
    for item in card.of("company"):
        text = item.text.upper() if upper and "ß" not in item.text else item.text
        y = canvas.text(
            (x, y),
            text,
            size,
            kind="company",
            style="bold",
            align=align,
            width=width,
            color=color or canvas.theme.accent,
        )
    for item in card.of("slogan"):
        y = canvas.text(
            (x, y),
            item.text,
            38,
            kind="slogan",
            style="italic",
            align=align,
            width=width,
            color=color or canvas.theme.muted,
        )
    return y + 14


def lines_of(card: Content, style: str, kinds: Sequence[str]) -> list[tuple[str, str]]:
    """(kind, text) for each printed line of these kinds, addresses split over lines."""
    out = []
    for item in card.of(*kinds):
        if item.kind == "post":
            out.append((item.kind, f"{item.label}: " + item.text.replace("\n", ", ")))
        elif item.kind == "address" and item.label:
            out.append((item.kind, f"{item.label}: " + item.text.replace("\n", ", ")))
        else:
            out += [(item.kind, line) for line in shown(item, style).split("\n")]
    return out


def how(
    canvas: Canvas,
    card: Content,
    x: int,
    y: int,
    *,
    align: str = "left",
    width: int | None = None,
    style: str = "plain",
    kinds: Sequence[str] = (*HOW, "address", "post", *TAIL),
    color: str | None = None,
    size: int = BODY,
) -> int:
    """Print contact methods and address, a line each; return the y below."""
    for kind, text in lines_of(card, style, kinds):
        y = canvas.text((x, y), text, size, kind=kind, align=align, width=width, color=color)
    return y


def body_size(card: Content, room: int) -> int:
    """The body size at which the longest stack still fits the room, in pixels."""
    count = len(lines_of(card, "full", (*HOW, "address", "post", *TAIL)))
    return max(30, min(BODY, int(room / max(count, 1) / 1.34)))

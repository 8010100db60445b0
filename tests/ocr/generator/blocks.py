"""The blocks a layout is put together from: who, brand, how; and the manners of labelling."""

from collections.abc import Sequence
from random import Random
from typing import TypedDict, Unpack

from tests.ocr.generator.content import Content, Item
from tests.ocr.generator.ink import SMALLEST, Canvas, Setting, face

HOW = ("switchboard", "work", "mobile", "fax", "email", "website")
TAIL = ("private", "other")
EVERYTHING = (*HOW, "address", "post", *TAIL)
NAME, BRAND, ROLE, BODY = 86, 66, 50, 46


class Block(TypedDict, total=False):
    """How a block is set: side, room in pixels, colour, size, manner of labels, kinds shown."""

    align: str
    width: int | None
    color: str | None
    size: int
    upper: bool
    style: str
    kinds: Sequence[str]


def shown(item: Item, style: str) -> str:
    """The item with its label in the card's manner: full, short, bar, after or bare.

    Fax and switchboard keep a label whatever the manner: without one nobody could tell them; a
    private value is always said to be one.
    """
    if not item.label or item.kind == "address":
        return item.text
    if item.kind in {"private", "fax", "switchboard", "post"} and style in {"bare", "short", "dot"}:
        style = "full"
    manner = {
        "full": f"{item.label}: {item.text}",
        "plain": f"{item.label} {item.text}",
        "short": f"{item.short} {item.text}",
        "dot": f"{item.short}. {item.text}",
        "after": f"{item.text} ({item.label.lower()})",
        "bare": item.text,
    }
    if item.kind in {"email", "website"} and style in {"after", "full"} and len(item.text) % 2:
        return item.text
    return manner[style].replace(".:", ":")


def manner(rng: Random) -> str:
    """A way of labelling, by lot."""
    return rng.choice(["full", "full", "plain", "plain", "short", "dot", "after", "bare"])


def who(canvas: Canvas, card: Content, x: int, y: int, **how: Unpack[Block]) -> int:
    """Print person, role and department one below the other; return the y below."""
    place, color = _place(how), how.get("color")
    for item in card.of("person"):
        shape: Setting = {**place, "kind": "person", "style": "bold", "color": color}
        y = canvas.text((x, y), item.text, NAME, **shape)
    for item in card.of("role", "department"):
        quiet: Setting = {**place, "kind": item.kind, "color": color or canvas.theme.muted}
        y = canvas.text((x, y), item.text, ROLE, **quiet)
    return y + 18


def brand(canvas: Canvas, card: Content, x: int, y: int, **how: Unpack[Block]) -> int:
    """Print the company's name, on two lines where it is long, and small below it the slogan."""
    place, color, size = _place(how), how.get("color"), how.get("size", BRAND)
    for item in card.of("company"):
        text = item.text.upper() if how.get("upper") and "ß" not in item.text else item.text
        loud: Setting = {**place, "kind": "company", "style": "bold"}
        loud["color"] = color or canvas.theme.accent
        font = face(canvas.family, "bold", size)
        for line in halves(text, canvas.measure(text, font) > 1.2 * (how.get("width") or 9999)):
            y = canvas.text((x, y), line, size, **loud)
    for item in card.of("slogan"):
        quiet: Setting = {**place, "kind": "slogan", "style": "italic"}
        quiet["color"] = color or canvas.theme.muted
        y = canvas.text((x, y), item.text, 38, **quiet)
    return y + 14


def _place(how: "Block") -> Setting:
    """Where a block's lines stand."""
    return {"align": how.get("align", "left"), "width": how.get("width")}


def halves(text: str, long: bool) -> list[str]:  # noqa: FBT001 - says what to do with the text
    """The text, parted at the space nearest its middle where it is too long for one line."""
    spaces = [at for at, letter in enumerate(text) if letter == " "]
    if not long or not spaces:
        return [text]
    cut = min(spaces, key=lambda at: abs(at - len(text) / 2))
    return [text[:cut], text[cut + 1 :]]


def lines_of(card: Content, style: str, kinds: Sequence[str]) -> list[tuple[str, str]]:
    """(kind, text) for each printed line of these kinds, addresses split over lines."""
    out = []
    for item in card.of(*kinds):
        if item.kind == "post" or (item.kind == "address" and item.label):
            out.append((item.kind, f"{item.label}: " + item.text.replace("\n", ", ")))
        else:
            out += [(item.kind, line) for line in shown(item, style).split("\n")]
    return out


def how(canvas: Canvas, card: Content, x: int, y: int, **shape: Unpack[Block]) -> int:
    """Print contact methods and address, a line each; return the y below."""
    rows = lines_of(card, shape.get("style", "plain"), shape.get("kinds", EVERYTHING))
    place, size = _place(shape), shape.get("size", BODY)
    small, room = face(canvas.family, "regular", SMALLEST), shape.get("width") or canvas.width
    for kind, text in rows:
        line: Setting = {**place, "kind": kind, "color": shape.get("color")}
        for part in halves(text, canvas.measure(text, small) > room):
            y = canvas.text((x, y), part, size, **line)
    return y


def body_size(card: Content, room: int) -> int:
    """The body size at which the longest stack still fits the room, in pixels."""
    count = len(lines_of(card, "full", EVERYTHING))
    return max(30, min(BODY, int(room / max(count, 1) / 1.34)))

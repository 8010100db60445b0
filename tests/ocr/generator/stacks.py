"""Layouts of one or two columns with bands and emblems; each prints a contact on an empty face."""

from random import Random

from tests.ocr.generator.blocks import BODY, HOW, TAIL, body_size, brand, how, manner, who
from tests.ocr.generator.content import Content
from tests.ocr.generator.icons import mark
from tests.ocr.generator.ink import Canvas


def left(canvas: Canvas, card: Content, rng: Random) -> None:
    """Everything in one column at the left."""
    stacked(canvas, card, rng, "left")


def centered(canvas: Canvas, card: Content, rng: Random) -> None:
    """Everything in one column, centred."""
    stacked(canvas, card, rng, "center")


def right(canvas: Canvas, card: Content, rng: Random) -> None:
    """Everything in one column at the right."""
    stacked(canvas, card, rng, "right")


def stacked(canvas: Canvas, card: Content, rng: Random, align: str) -> None:
    """One column; the company above or below the person."""
    x = {"left": 110, "center": canvas.width // 2, "right": canvas.width - 110}[align]
    wide = canvas.width - 220
    y, first = 80, rng.random() < 0.6
    if first:
        y = brand(canvas, card, x, y, align=align, width=wide, upper=rng.random() < 0.25)
    y = who(canvas, card, x, y, align=align, width=wide)
    if not first:
        y = brand(canvas, card, x, y, align=align, width=wide)
    how(
        canvas,
        card,
        x,
        y + 10,
        align=align,
        width=wide,
        style=manner(rng),
        size=body_size(card, canvas.height - y - 60),
    )


def split(canvas: Canvas, card: Content, rng: Random) -> None:
    """Person and company at the left, contact methods at the right."""
    middle = canvas.width // 2
    y = who(canvas, card, 90, 330, width=middle - 130)
    brand(canvas, card, 90, y + 40, width=middle - 130)
    canvas.draw.line((middle, 150, middle, canvas.height - 150), fill=canvas.theme.accent, width=4)
    how(
        canvas,
        card,
        middle + 60,
        240,
        width=middle - 130,
        style=manner(rng),
        size=body_size(card, 620),
    )


def logo_left(canvas: Canvas, card: Content, rng: Random) -> None:
    """An emblem with the company below it at the left."""
    mark(canvas, (190, 250), 240, rng.randrange(6))
    brand(canvas, card, 310, 540, align="center", width=540, size=56)
    y = who(canvas, card, 680, 150, width=950)
    how(
        canvas,
        card,
        680,
        y,
        width=950,
        style=manner(rng),
        size=body_size(card, canvas.height - y - 60),
    )


def logo_top(canvas: Canvas, card: Content, rng: Random) -> None:
    """A coloured band with the company's name on top."""
    canvas.draw.rectangle((0, 0, canvas.width, 230), fill=canvas.theme.accent)
    mark_color = "#ffffff" if not canvas.theme.dark else "#141414"
    for item in card.of("company"):
        canvas.text(
            (canvas.width // 2, 70),
            item.text,
            74,
            kind="company",
            style="bold",
            align="center",
            color=mark_color,
            width=canvas.width - 160,
        )
    y = who(canvas, card, 110, 280, width=1480)
    how(
        canvas,
        card,
        110,
        y,
        width=1480,
        style=manner(rng),
        size=body_size(card, canvas.height - y - 50),
    )


def bottom_band(canvas: Canvas, card: Content, rng: Random) -> None:
    """Contact methods in a coloured band along the foot, in two columns."""
    top = 560
    canvas.draw.rectangle((0, top, canvas.width, canvas.height), fill=canvas.theme.accent)
    y = brand(canvas, card, 100, 90, width=1500, color=canvas.theme.ink)
    who(canvas, card, 100, y + 60, width=1500)
    pale = "#ffffff" if not canvas.theme.dark else "#141414"
    style = manner(rng)
    room = int((canvas.height - top - 60) / 6.5 / 1.32)
    how(
        canvas,
        card,
        100,
        top + 40,
        width=740,
        style=style,
        kinds=HOW,
        color=pale,
        size=min(BODY, room),
    )
    how(
        canvas,
        card,
        900,
        top + 40,
        width=720,
        style=style,
        kinds=("address", "post", *TAIL),
        color=pale,
        size=min(BODY, room),
    )


def sidebar(canvas: Canvas, card: Content, rng: Random) -> None:
    """The person in a coloured field at the left."""
    canvas.draw.rectangle((0, 0, 700, canvas.height), fill=canvas.theme.accent)
    who(canvas, card, 60, 360, width=600, color="#ffffff" if not canvas.theme.dark else "#141414")
    y = brand(canvas, card, 770, 120, width=850, color=canvas.theme.ink)
    how(
        canvas,
        card,
        770,
        y + 20,
        width=850,
        style=manner(rng),
        size=body_size(card, canvas.height - y - 80),
    )

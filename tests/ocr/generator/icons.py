"""Small drawn signs that stand where other cards print a label."""

from PIL import ImageDraw

from tests.ocr.generator.ink import Canvas


def icon(canvas: Canvas, kind: str, at: tuple[int, int], size: int) -> None:
    """Draw the sign of a field in a square of `size` pixels whose top left is `at`."""
    color = canvas.theme.accent
    signs = {
        "mobile": mobile,
        "work": handset,
        "switchboard": handset,
        "fax": printer,
        "email": envelope,
        "website": globe,
        "address": pin,
        "post": pin,
    }
    signs[kind](canvas.draw, at[0], at[1], size, color)


def mobile(draw: ImageDraw.ImageDraw, x: int, y: int, s: int, color: str) -> None:
    """A mobile phone."""
    draw.rounded_rectangle(
        (x + s * 0.28, y, x + s * 0.72, y + s), s * 0.09, outline=color, width=max(2, s // 12)
    )
    draw.ellipse((x + s * 0.45, y + s * 0.82, x + s * 0.55, y + s * 0.92), fill=color)


def handset(draw: ImageDraw.ImageDraw, x: int, y: int, s: int, color: str) -> None:
    """A telephone receiver."""
    draw.arc(
        (x + s * 0.1, y - s * 0.35, x + s * 1.3, y + s * 0.9),
        95,
        175,
        fill=color,
        width=max(3, s // 6),
    )
    draw.ellipse((x + s * 0.02, y + s * 0.1, x + s * 0.32, y + s * 0.4), fill=color)
    draw.ellipse((x + s * 0.55, y + s * 0.68, x + s * 0.85, y + s * 0.98), fill=color)


def printer(draw: ImageDraw.ImageDraw, x: int, y: int, s: int, color: str) -> None:
    """A fax machine."""
    draw.rectangle((x, y + s * 0.4, x + s, y + s * 0.8), outline=color, width=max(2, s // 12))
    draw.rectangle(
        (x + s * 0.2, y + s * 0.05, x + s * 0.8, y + s * 0.4), outline=color, width=max(2, s // 12)
    )
    draw.rectangle((x + s * 0.2, y + s * 0.65, x + s * 0.8, y + s), fill=color)


def envelope(draw: ImageDraw.ImageDraw, x: int, y: int, s: int, color: str) -> None:
    """An envelope."""
    wide = max(2, s // 12)
    draw.rectangle((x, y + s * 0.18, x + s, y + s * 0.85), outline=color, width=wide)
    draw.line((x, y + s * 0.2, x + s / 2, y + s * 0.58, x + s, y + s * 0.2), fill=color, width=wide)


def globe(draw: ImageDraw.ImageDraw, x: int, y: int, s: int, color: str) -> None:
    """A globe."""
    wide = max(2, s // 14)
    draw.ellipse(
        (x + s * 0.05, y + s * 0.05, x + s * 0.95, y + s * 0.95), outline=color, width=wide
    )
    draw.ellipse((x + s * 0.3, y + s * 0.05, x + s * 0.7, y + s * 0.95), outline=color, width=wide)
    draw.line((x + s * 0.05, y + s / 2, x + s * 0.95, y + s / 2), fill=color, width=wide)


def pin(draw: ImageDraw.ImageDraw, x: int, y: int, s: int, color: str) -> None:
    """A map pin."""
    draw.ellipse((x + s * 0.22, y, x + s * 0.78, y + s * 0.56), outline=color, width=max(2, s // 8))
    draw.polygon(
        ((x + s * 0.26, y + s * 0.42), (x + s * 0.74, y + s * 0.42), (x + s / 2, y + s)), fill=color
    )


def mark(canvas: Canvas, at: tuple[int, int], size: int, shape: int) -> None:
    """A company's wordless emblem, one of six."""
    x, y = at
    fill, draw = canvas.theme.accent, canvas.draw
    if shape == 0:
        draw.ellipse((x, y, x + size, y + size), fill=fill)
        draw.ellipse((x + size * 0.3, y + size * 0.3, x + size, y + size), fill=canvas.theme.ground)
    elif shape == 1:
        draw.polygon(((x, y + size), (x + size / 2, y), (x + size, y + size)), fill=fill)
    elif shape == 2:
        for step in range(3):
            draw.rectangle(
                (
                    x + step * size * 0.36,
                    y + size * (0.6 - 0.3 * step),
                    x + step * size * 0.36 + size * 0.26,
                    y + size,
                ),
                fill=fill,
            )
    elif shape == 3:
        draw.arc((x, y, x + size, y + size), 30, 300, fill=fill, width=size // 6)
    elif shape == 4:
        draw.rounded_rectangle((x, y, x + size, y + size), size // 4, outline=fill, width=size // 8)
        draw.line(
            (x + size * 0.25, y + size * 0.75, x + size * 0.75, y + size * 0.25),
            fill=fill,
            width=size // 8,
        )
    else:
        draw.polygon(
            (
                (x + size / 2, y),
                (x + size, y + size / 2),
                (x + size / 2, y + size),
                (x, y + size / 2),
            ),
            fill=fill,
        )

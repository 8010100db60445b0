"""Paper and print: typefaces from pinned packages, a canvas that remembers where each line stands.

The faces come from PyPI wheels (SIL Open Font License or Apache 2.0), found without importing
them, so that the same card is drawn on every machine.
"""

from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import TypedDict, Unpack

from PIL import Image, ImageDraw, ImageFont

_STYLES = ("Regular", "Bold", "Italic")
# family -> package, file name, styles for regular, bold and italic
FAMILIES = {
    "lato": ("font_lato", "Lato-{}.ttf", _STYLES),
    "lato light": ("font_lato", "Lato-{}.ttf", ("Light", "Regular", "LightItalic")),
    "hanken": ("font_hanken_grotesk", "HankenGrotesk-{}.otf", ("Regular", "SemiBold", "Italic")),
    "manrope": ("font_manrope", "Manrope-{}.ttf", ("Regular", "Bold", "Light")),
    "red hat": ("font_rhd", "RedHatDisplay-{}.ttf", _STYLES),
    "source sans": ("font_source_sans_pro", "SourceSansPro-{}.otf", ("Regular", "Bold", "It")),
    "source serif": ("font_source_serif_pro", "SourceSerifPro-{}.otf", ("Regular", "Bold", "It")),
    "caladea": ("font_caladea", "Caladea-{}.ttf", _STYLES),
}
CONDENSED = ("font_fjallaone", "FjallaOne-Regular.ttf")
SMALLEST = 30  # pixels: about four points at the size cards are drawn
SERIFS = ("source serif", "caladea")


@cache
def font_file(package: str, name: str) -> Path:
    """Where a package keeps a face; raises FileNotFoundError when the package is not installed."""
    spec = find_spec(package)
    if spec is None or spec.submodule_search_locations is None:
        raise FileNotFoundError(
            f"font package {package} is not installed (development requirements)"
        )
    return Path(spec.submodule_search_locations[0]) / "files" / name


@cache
def face(family: str, style: str, size: int) -> ImageFont.FreeTypeFont:
    """A face of a family: style regular, bold, italic or condensed; size in pixels."""
    if style == "condensed":
        return ImageFont.truetype(font_file(*CONDENSED), size)
    package, pattern, styles = FAMILIES[family]
    name = pattern.format(styles[("regular", "bold", "italic").index(style)])
    return ImageFont.truetype(font_file(package, name), size)


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb; `dark` tells light print on dark ground."""

    ground: str
    ink: str
    muted: str
    accent: str
    dark: bool = False


LIGHT = (
    Theme("#ffffff", "#1c1c1c", "#555555", "#0a6e55"),
    Theme("#fffdf6", "#2b2117", "#5d5046", "#8a1c1c"),
    Theme("#f4f6f8", "#1d2733", "#4a5867", "#1458a8"),
    Theme("#ffffff", "#333333", "#6a6a6a", "#c2410c"),
    Theme("#e9f2ec", "#12331f", "#38553f", "#0b6e4f"),
    Theme("#faf3e3", "#26262e", "#55555e", "#4a2d7a"),
)
DARK = (
    Theme("#16243a", "#f4f6fa", "#b9c4d4", "#ffb84d", dark=True),
    Theme("#222222", "#ededed", "#b5b5b5", "#5ecbd8", dark=True),
    Theme("#0b4f3a", "#ffffff", "#cfe6dc", "#ffe08a", dark=True),
    Theme("#5a1020", "#fff7f2", "#e6c7c7", "#ffcf9e", dark=True),
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as printed: its box is left, top, right, bottom on the canvas; `kind` as in Item."""

    text: str
    box: tuple[int, int, int, int]
    kind: str


class Setting(TypedDict, total=False):
    """How a line is set; see `Canvas.text`."""

    kind: str
    style: str
    color: str | None
    align: str
    width: int | None
    tracking: int


@dataclass
class Canvas:
    """A card face being printed; keeps the exact place of every line."""

    image: Image.Image
    theme: Theme
    family: str
    lines: list[Printed] = field(default_factory=list)

    @property
    def draw(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)

    @property
    def width(self) -> int:
        return self.image.width

    @property
    def height(self) -> int:
        return self.image.height

    def text(self, at: tuple[int, int], text: str, size: int, **how: Unpack[Setting]) -> int:
        """Print one line and return the y below it.

        `at` is the left, middle or right end of the line's top by `align`; the size shrinks until
        the line fits `width`; `tracking` adds pixels between letters.
        """
        style, tracking = how.get("style", "regular"), how.get("tracking", 0)
        font, room = face(self.family, style, size), how.get("width") or self.width
        while self.measure(text, font, tracking) > room and font.size > SMALLEST:
            font = face(self.family, style, int(font.size) - 2)
        long = self.measure(text, font, tracking)
        x = at[0] - {"left": 0, "center": long // 2, "right": long}[how.get("align", "left")]
        pen, paint = float(x), how.get("color") or self.theme.ink
        for run in text if tracking else [text]:
            self.draw.text((pen, at[1]), run, font=font, fill=paint)
            pen += font.getlength(run) + tracking
        _, top, _, bottom = self.draw.textbbox((x, at[1]), text, font=font)
        box = (x, int(top), x + long, int(bottom))
        self.lines.append(Printed(text, box, how.get("kind", "other")))
        return at[1] + int(font.size * 1.32)

    @staticmethod
    def measure(text: str, font: ImageFont.FreeTypeFont, tracking: int = 0) -> int:
        return int(font.getlength(text)) + tracking * max(len(text) - 1, 0)


def blank(
    rng: Random, size: tuple[int, int], *, dark: bool = False, family: str | None = None
) -> Canvas:
    """An empty card of this size in a theme and a family drawn by lot."""
    theme = rng.choice(DARK if dark else LIGHT)
    return Canvas(Image.new("RGB", size, theme.ground), theme, family or rng.choice(list(FAMILIES)))


def small_caps(
    canvas: Canvas, at: tuple[int, int], text: str, size: int, *, kind: str, align: str = "left"
) -> int:
    """Print in small capitals: first letters full size, the rest capitals of three quarters."""
    big, small = (
        face(canvas.family, "regular", size),
        face(canvas.family, "regular", int(size * 0.76)),
    )
    runs = [(c.upper(), small if c.islower() else big) for c in text]
    long = int(sum(font.getlength(c) for c, font in runs))
    x = at[0] - {"left": 0, "center": long // 2, "right": long}[align]
    pen, base = float(x), at[1] + int(size * 1.0)
    for letter, font in runs:
        canvas.draw.text((pen, base), letter, font=font, fill=canvas.theme.ink, anchor="ls")
        pen += font.getlength(letter)
    canvas.lines.append(Printed(text.upper(), (x, at[1] + size // 4, x + long, base), kind))
    return at[1] + int(size * 1.35)


def turned_text(
    canvas: Canvas, box: tuple[int, int, int, int], text: str, size: int, *, kind: str, color: str
) -> None:
    """Print a line that runs upwards inside the box, as along a card's edge."""
    font = face(canvas.family, "bold", size)
    long = min(int(font.getlength(text)) + 8, box[3] - box[1])
    strip = Image.new("RGBA", (long, int(size * 1.4)))
    ImageDraw.Draw(strip).text((4, 0), text, font=font, fill=color)
    up = strip.rotate(90, expand=True)
    place = (box[0], box[3] - up.height)
    canvas.image.paste(up, place, up)
    canvas.lines.append(Printed(text, (*place, place[0] + up.width, place[1] + up.height), kind))

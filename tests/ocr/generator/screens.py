"""Screenshots of a mail's end: the signature as a screen shows it, light or dark."""

from random import Random

from PIL import Image

from tests.ocr.generator.ink import Canvas, Theme
from tests.ocr.generator.mails import older_mail
from tests.ocr.generator.signatures import Signature, signature

SCREEN = Theme("#ffffff", "#202124", "#5f6368", "#1155cc")
NIGHT = Theme("#1f1f1f", "#e3e3e3", "#a8a8a8", "#8ab4f8", dark=True)


_THREADS = 0.35


def _answered(rng: Random, signed: Signature) -> list[str]:
    """The older mail with its sender's signature, of one who prints nothing private."""
    language = signed.content.language
    other = signature(rng, language, "stacked")
    while other.truth["private"]:
        other = signature(rng, language, "stacked")
    return older_mail(rng, language, signed, other, "thread")


def screenshot(rng: Random, signed: Signature, *, dark: bool) -> tuple[Canvas, str]:
    """The signature on a screen, alone or under a message, perhaps over the mail it answers.

    Returns the shape too.
    """
    language = signed.content.language
    size = rng.choice([15, 17, 20, 26, 32])
    lines = list(signed.lines)
    shape = "signature"
    if rng.random() < 0.5:
        shape = "message"
        first = language.pick(rng, "female")
        opener = language.pick(rng, "openers").format(
            first=first, last=language.pick(rng, "family")
        )
        body = language.pick(rng, "bodies").split("\n")
        lines = [
            ("other", opener),
            ("blank", ""),
            *(("other", b) for b in body),
            ("blank", ""),
            ("other", language.pick(rng, "closings")),
            *lines,
        ]
        # Of its own chance: the rest of the set stays as it was.
        chance = Random(f"{first} {body}")
        if chance.random() < _THREADS:
            shape = "thread"
            lines += [("other" if line else "blank", line) for line in _answered(chance, signed)]
    width = max(int(size * 0.56 * max(len(text) for _, text in lines)) + 4 * size, size * 20)
    canvas = Canvas(
        Image.new("RGB", (width, int(size * 1.45 * (len(lines) + 2))), "#000000"),
        NIGHT if dark else SCREEN,
        rng.choice(["lato", "source sans", "hanken", "manrope"]),
    )
    canvas.image.paste(canvas.theme.ground, (0, 0, width, canvas.height))
    y = size
    for kind, text in lines:
        y += size // 8
        if text:
            style = "bold" if kind in {"person", "company"} and rng.random() < 0.7 else "regular"
            color = (
                canvas.theme.accent
                if kind in {"email", "website"}
                else canvas.theme.muted
                if kind == "slogan"
                else None
            )
            y = canvas.text((size * 2, y), text, size, kind=kind, style=style, color=color)
        else:
            y += size
    return canvas, shape

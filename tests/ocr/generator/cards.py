"""Whole invented cards: one or two sides, one or two people, with the truth of what they say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import numpy as np
from PIL import Image, ImageFilter

from tests.ocr.generator import codes
from tests.ocr.generator.blocks import HOW, TAIL, brand, how, manner, who
from tests.ocr.generator.content import Content, Wishes, compose
from tests.ocr.generator.icons import mark
from tests.ocr.generator.ink import FAMILIES, SERIFS, Canvas, blank
from tests.ocr.generator.languages import Language
from tests.ocr.generator.layouts import LAYOUTS, Sheet

LANDSCAPE, PORTRAIT = (1700, 1000), (1000, 1700)
SPECIAL = ("back-side", "back-contacts", "two-people", "company-only", "sparse", "qr", "no-company")


@dataclass(frozen=True, slots=True)
class Card:
    """A card: its sides in order, the truth of each contact on it, the name of its layout."""

    layout: str
    sides: Sequence[Canvas]
    contacts: Sequence[dict[str, Any]]


def card(rng: Random, language: Language, layout: str | None = None) -> Card:
    """Make up a card; the layout is drawn by lot unless it is given (one of `names()`)."""
    name = layout or rng.choice(names())
    special = {
        "back-side": back_side,
        "back-contacts": back_contacts,
        "two-people": two_people,
        "company-only": company_only,
        "sparse": sparse,
        "qr": with_code,
        "no-company": no_company,
    }
    if name in special:
        return special[name](rng, language, name)
    content = compose(rng, language, Wishes())
    return Card(name, [printed(rng, content, LAYOUTS[name])], [dict(content.truth)])


def names() -> list[str]:
    """Every layout there is."""
    return [*LAYOUTS, *SPECIAL]


def empty(rng: Random, sheet: Sheet) -> Canvas:
    """An unprinted card of the paper the layout wants."""
    family = rng.choice(SERIFS if sheet.serif else list(FAMILIES))
    canvas = blank(rng, PORTRAIT if sheet.portrait else LANDSCAPE, dark=sheet.dark, family=family)
    if sheet.pictured:
        canvas.image = pictured(rng, canvas)
    return canvas


def printed(rng: Random, content: Content, sheet: Sheet) -> Canvas:
    """The content on fresh paper."""
    canvas = empty(rng, sheet)
    sheet.layout(canvas, content, rng)
    return canvas


def pictured(rng: Random, canvas: Canvas) -> Image.Image:
    """A ground of soft coloured clouds, faint enough to print on."""
    noise = np.random.default_rng(rng.randrange(1 << 30)).integers(
        0, 256, (6, 9, 3), dtype=np.uint8
    )
    clouds = Image.fromarray(noise).resize(canvas.image.size, Image.Resampling.BICUBIC)
    return Image.blend(canvas.image, clouds.filter(ImageFilter.GaussianBlur(8)), 0.16)


def back_side(rng: Random, language: Language, name: str) -> Card:
    """Emblem and company in front, all else behind."""
    content = compose(rng, language, Wishes())
    front = empty(rng, Sheet(LAYOUTS["left"].layout, dark=rng.random() < 0.5))
    mark(front, (730, 260), 240, rng.randrange(6))
    brand(front, content, 850, 560, align="center", width=1500, size=84)
    rest = replace(
        content,
        items=tuple(
            i for i in content.items if i.kind not in {"company", "slogan"} or rng.random() < 0.3
        ),
    )
    return Card(
        name,
        [
            front,
            printed(rng, rest, LAYOUTS[rng.choice(["left", "split", "label-columns", "right"])]),
        ],
        [dict(content.truth)],
    )


def back_contacts(rng: Random, language: Language, name: str) -> Card:
    """Person and numbers in front; company, address and website behind."""
    content = compose(rng, language, Wishes(address=1, website=1))
    front, back = empty(rng, LAYOUTS["left"]), empty(rng, LAYOUTS["left"])
    y = who(front, content, 110, 200, width=1480)
    style = manner(rng)
    how(
        front,
        content,
        110,
        y + 40,
        width=1480,
        style=style,
        kinds=("switchboard", "work", "mobile", "fax", "email"),
    )
    y = brand(back, content, 850, 280, align="center", width=1500)
    how(
        back,
        content,
        850,
        y + 60,
        align="center",
        width=1500,
        style=style,
        kinds=("address", "post", "website", *TAIL),
    )
    return Card(name, [front, back], [dict(content.truth)])


def two_people(rng: Random, language: Language, name: str) -> Card:
    """Two people of one company side by side; address and website are common."""
    shape = Wishes(
        post=0,
        private=0,
        slogan=0,
        distractor=0,
        email=1,
        phones=rng.choice([["mobile"], ["work"], ["work", "mobile"]]),
    )
    one = compose(rng, language, replace(shape, department=0))
    other = compose(
        rng,
        language,
        replace(shape, department=0, shared=one.company, region=one.region, address=0, website=0),
    )
    canvas = empty(rng, LAYOUTS["left"])
    brand(canvas, one, canvas.width // 2, 80, align="center", width=1500)
    style = manner(rng)
    for x, content in ((90, one), (900, other)):
        y = who(canvas, content, x, 260, width=710)
        how(canvas, content, x, y, width=710, style=style, kinds=HOW[:-1])
    how(
        canvas,
        one,
        canvas.width // 2,
        780,
        align="center",
        width=1500,
        kinds=("address", "website"),
    )
    common = {
        key: one.truth.get(key)
        for key in ("address", "address_alt", "websites", "company", "company_alt")
    }
    return Card(name, [canvas], [dict(one.truth), dict(other.truth) | common])


def company_only(rng: Random, language: Language, name: str) -> Card:
    """A company's card without a person."""
    wishes = Wishes(
        person=False,
        address=0.95,
        website=0.9,
        slogan=0.5,
        private=0,
        phones=rng.choice([["switchboard"], ["work"], ["work", "fax"]]),
    )
    content = compose(rng, language, wishes)
    return Card(
        name,
        [
            printed(
                rng, content, LAYOUTS[rng.choice(["left", "centered", "logo-top", "dark-centered"])]
            )
        ],
        [dict(content.truth)],
    )


def sparse(rng: Random, language: Language, name: str) -> Card:
    """Next to nothing: what is not there must not be made up."""
    wishes = rng.choice(
        [
            Wishes(role=0, website=0, address=0, slogan=0, private=0, phones=[], distractor=0),
            Wishes(
                role=0.5,
                website=0,
                email=0,
                address=0,
                slogan=0,
                private=0,
                phones=["mobile"],
                distractor=0,
            ),
            Wishes(
                company=False,
                role=0,
                website=0,
                address=0,
                slogan=0,
                private=0,
                phones=["mobile"],
                distractor=0,
            ),
            Wishes(
                person=False,
                role=0,
                email=0,
                website=1,
                address=0,
                slogan=0.5,
                private=0,
                phones=[],
                distractor=0,
            ),
        ]
    )
    content = compose(rng, language, wishes)
    return Card(
        name,
        [printed(rng, content, LAYOUTS[rng.choice(["left", "centered", "dark", "framed"])])],
        [dict(content.truth)],
    )


def no_company(rng: Random, language: Language, name: str) -> Card:
    """A person without a company; the mail domain may be of a free service."""
    content = compose(rng, language, Wishes(company=False, slogan=0, distractor=0))
    return Card(
        name,
        [printed(rng, content, LAYOUTS[rng.choice(["left", "right", "icons", "framed"])])],
        [dict(content.truth)],
    )


def with_code(rng: Random, language: Language, name: str) -> Card:
    """A QR code at the right; the text keeps to the left."""
    content = compose(rng, language, Wishes(private=0.1))
    canvas = empty(rng, LAYOUTS["left"])
    y = brand(canvas, content, 90, 90, width=1080)
    y = who(canvas, content, 90, y + 10, width=1080)
    how(canvas, content, 90, y + 10, width=1080, style=manner(rng), size=40)
    code = codes.picture(codes.payload(rng, dict(content.truth)), 440)
    canvas.image.paste(code, (1200, rng.choice([90, 280, 490])))
    return Card(name, [canvas], [dict(content.truth)])

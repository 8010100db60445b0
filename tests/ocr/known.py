"""One contact on many carriers: the same person as card, photo, mail, page, text and code.

All of it is invented; the numbers are of the ranges PTS keeps for fiction.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image

from ocr.types import Contact, Result
from tests.ocr.generator import scenes
from tests.ocr.generator.ink import LIGHT, Canvas

Read = Callable[..., Result]  # the fixture: sides as bytes
FIXTURES = Path(__file__).with_name("fixtures")


@dataclass(frozen=True, slots=True)
class Known:
    """What stands on the carriers, line for line, and what must come out."""

    lines: tuple[str, ...]
    company: str
    person: str
    role: str
    phones: tuple[tuple[str, str], ...]
    email: str
    website: str
    address: str

    def is_in(self, contact: Contact) -> bool:
        """Whether a contact says exactly this."""
        return (
            contact.company == self.company
            and contact.person == self.person
            and contact.role == self.role
            and {(phone.kind, phone.e164) for phone in contact.phones} == set(self.phones)
            and contact.emails == (self.email,)
            and [site.removeprefix("www.") for site in contact.websites] == [self.website]
            and (contact.address or "").replace("\n", ", ") == self.address
        )


ASA = Known(
    lines=(
        "Norvika Bygg AB",
        "Åsa Öhrström",
        "Inköpschef",
        "Tel: 08-465 004 10",
        "Mobil: 070-174 06 05",
        "Fax: 08-465 004 11",
        "asa.ohrstrom@norvikabygg.se",
        "www.norvikabygg.se",
        "Hamngatan 12",
        "111 47 Stockholm",
    ),
    company="Norvika Bygg AB",
    person="Åsa Öhrström",
    role="Inköpschef",
    phones=(("work", "+46846500410"), ("mobile", "+46701740605"), ("fax", "+46846500411")),
    email="asa.ohrstrom@norvikabygg.se",
    website="norvikabygg.se",
    address="Hamngatan 12, 111 47 Stockholm",
)
BJORN = Known(
    lines=(
        "Fjordheim Eiendom AS",
        "Bjørn Ødegård",
        "Prosjektleder",
        "Mobil: +47 912 34 567",
        "Tlf: +47 22 41 90 00",
        "bjorn.odegard@fjordheim.no",
        "www.fjordheim.no",
        "Strandgata 7",
        "9008 Tromsø",
    ),
    company="Fjordheim Eiendom AS",
    person="Bjørn Ødegård",
    role="Prosjektleder",
    phones=(("mobile", "+4791234567"), ("work", "+4722419000")),
    email="bjorn.odegard@fjordheim.no",
    website="fjordheim.no",
    address="Strandgata 7, 9008 Tromsø",
)


def printed(lines: tuple[str, ...], extra: tuple[str, ...] = ()) -> Canvas:
    """The lines as a plain card; the first is the company, the second the person."""
    canvas = Canvas(Image.new("RGB", (1700, 1000), LIGHT[0].ground), LIGHT[0], "lato")
    y = 70
    for number, line in enumerate((*lines, *extra)):
        style = "bold" if number < 2 else "regular"
        size = {0: 70, 1: 84}.get(number, 50)
        y = canvas.text((110, y), line, size, style=style, width=1480) + (16 if number < 3 else 2)
    return canvas


def encoded(image: Image.Image, form: str) -> bytes:
    """The picture as a file of the form: JPEG, PNG or WEBP."""
    out = BytesIO()
    image.save(out, form, **({} if form == "PNG" else {"quality": 92}))
    return out.getvalue()


def photographed(cards: list[Canvas], severity: str = "light", seed: int = 7) -> bytes:
    """A photo of the cards on a table, as JPEG."""
    taken = scenes.photo(Random(seed), [np.asarray(card.image) for card in cards], severity)
    return encoded(Image.fromarray(taken.pixels), "JPEG")

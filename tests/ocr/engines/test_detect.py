"""A card far from the camera: its small print is seen beside the large."""

import io

from PIL import Image, ImageDraw

from tests.ocr.generator.ink import face
from tests.ocr.known import Read

LARGE = (("Norvika Bygg AB", 40, 60, 44), ("Åsa Öhrström", 40, 480, 36))
SMALL = (
    "070-174 06 05",
    "asa.ohrstrom@norvika.se",
    "www.norvika.se",
    "Hamngatan 1, 411 14 Norrvik",
)


def far_card() -> bytes:
    """A card a third as wide as the photo, its contact lines in the corner opposite the name."""
    photo = Image.new("RGB", (2600, 1950), (70, 66, 64))
    card = Image.new("RGB", (900, 560), "white")
    draw = ImageDraw.Draw(card)
    for text, left, top, size in LARGE:
        draw.text((left, top), text, "#222", face("lato", "bold", size))
    for row, text in enumerate(SMALL):
        draw.text((860, 60 + 24 * row), text, "#444", face("lato", "regular", 17), anchor="ra")
    photo.paste(card, (300, 900))
    written = io.BytesIO()
    photo.save(written, "JPEG", quality=85)
    return written.getvalue()


def test_small_print_far_from_the_large_is_read(read: Read) -> None:
    (contact,) = read(far_card()).reading.contacts
    assert contact.emails == ("asa.ohrstrom@norvika.se",)
    assert [phone.e164 for phone in contact.phones] == ["+46701740605"]
    assert contact.address == "Hamngatan 1, 411 14 Norrvik"

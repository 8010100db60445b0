"""Pictures of one known card, however they were taken, give the same contact."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from tests.ocr.generator.ink import face
from tests.ocr.known import ASA, BJORN, FIXTURES, Read, encoded, photographed, printed

pytestmark = pytest.mark.engine
CARD = printed(ASA.lines).image


@pytest.mark.row("C-3")
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIC"])
def test_every_form_of_file_gives_the_same_contact(read: Read, form: str) -> None:
    heic = (FIXTURES / "asa.heic").read_bytes()
    contacts = read(heic if form == "HEIC" else encoded(CARD, form)).reading.contacts
    assert len(contacts) == 1
    assert ASA.is_in(contacts[0])


@pytest.mark.row("C-3", part=True)
def test_front_and_back_are_one_contact(read: Read) -> None:
    front, back = (
        printed(lines).image for lines in (ASA.lines[:1], (*ASA.lines[1:3], *ASA.lines[3:]))
    )
    contacts = read(encoded(front, "PNG"), encoded(back, "PNG")).reading.contacts
    assert len(contacts) == 1
    assert ASA.is_in(contacts[0])


@pytest.mark.row("C-3", part=True)
def test_two_cards_in_one_photo_are_two_contacts(read: Read) -> None:
    contacts = read(photographed([printed(ASA.lines), printed(BJORN.lines)])).reading.contacts
    assert all(known.is_in(contact) for known, contact in zip((ASA, BJORN), contacts, strict=True))


@pytest.mark.parametrize("lean", [-12, 12])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_photo_that_leans_is_read_whichever_way_it_was_held(
    read: Read, turn: int, lean: int
) -> None:
    table = Image.new("RGB", (2400, 2400), (96, 72, 48))
    table.paste(CARD, (350, 700))
    out = BytesIO()
    table.rotate(lean, Image.Resampling.BICUBIC, fillcolor=(96, 72, 48)).rotate(turn).save(
        out, "JPEG", quality=92
    )
    contacts = read(out.getvalue()).reading.contacts
    assert len(contacts) == 1
    assert ASA.is_in(contacts[0])


@pytest.mark.row("C-3", part=True)
@pytest.mark.parametrize("width", [560, 640, 800])
def test_small_print_of_a_card_far_away_is_found_beyond_its_large_print(
    read: Read, width: int
) -> None:
    table = Image.new("RGB", (3000, 2250), (96, 72, 48))
    table.paste(CARD.resize((width, width * CARD.height // CARD.width)), (1400, 900))
    contacts = read(encoded(table, "JPEG")).reading.contacts
    assert len(contacts) == 1
    assert ASA.is_in(contacts[0])


@pytest.mark.parametrize("turn", [90, 270])
def test_faint_print_is_read_whichever_way_it_was_held(read: Read, turn: int) -> None:
    faint = ImageOps.invert(CARD.convert("L")).point(lambda light: 60 + light * 0.12)
    table = Image.new("RGB", (4000, 3000), (45, 45, 45))
    table.paste(faint.convert("RGB"), (900, 600))
    photo = table.filter(ImageFilter.GaussianBlur(2)).rotate(turn, expand=True)
    contacts = read(encoded(photo.resize((1500, 2000)), "JPEG")).reading.contacts
    assert len(contacts) == 1
    assert ASA.is_in(contacts[0])


@pytest.mark.parametrize("lean", [-12, -9, 9, 12])
def test_a_company_that_stands_on_end_is_read_to_its_last_letter(read: Read, lean: int) -> None:
    bar = Image.new("RGB", (1000, 120), (20, 80, 60))
    ImageDraw.Draw(bar).text((60, 32), "Norvika Group AB", "white", face("lato", "bold", 48))
    card = Image.new("RGB", (1900, 1000), "white")
    card.paste(bar.rotate(90, expand=True), (0, 0))
    card.paste(printed(ASA.lines[1:]).image, (200, 0))
    table = Image.new("RGB", (3000, 2250), (96, 72, 48))
    table.paste(card.resize((1400, 737)), (700, 600))
    photo = table.rotate(lean, Image.Resampling.BICUBIC, fillcolor=(96, 72, 48))
    contacts = read(encoded(photo, "JPEG")).reading.contacts
    assert [contact.company for contact in contacts] == ["Norvika Group AB"]

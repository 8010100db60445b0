"""A picture that cannot be read well says why, in words a seller can act on."""

import cv2
import numpy as np
import pytest
from PIL import Image, ImageFilter

from ocr import pipeline
from ocr.engines.null import NullEngine
from ocr.engines.port import FoundLine, FoundWord
from ocr.types import Hints, Quality, SideInput
from tests.ocr.known import ASA, Read, encoded, photographed, printed

CARD = printed(ASA.lines)


def told(read: Read, image: Image.Image) -> Quality:
    return read(encoded(image, "JPEG")).reading.quality


@pytest.mark.engine
def test_good_pictures_need_no_reason(read: Read) -> None:
    assert told(read, CARD.image) == Quality(readable=True)
    assert read(photographed([CARD])).reading.quality == Quality(readable=True)


@pytest.mark.engine
def test_a_picture_taken_in_the_dark_is_too_dark(read: Read) -> None:
    grain = np.random.default_rng(1).normal(0, 6, (*CARD.image.size[::-1], 3))
    night = np.clip(np.asarray(CARD.image) * 0.01 + grain, 0, 255).astype(np.uint8)
    assert "too_dark" in told(read, Image.fromarray(night)).reasons


@pytest.mark.engine
def test_a_picture_out_of_focus_is_blurred(read: Read) -> None:
    assert "blurred" in told(read, CARD.image.filter(ImageFilter.GaussianBlur(13))).reasons


@pytest.mark.engine
def test_a_lamp_on_the_card_is_glare(read: Read) -> None:
    dull = np.asarray(CARD.image).astype(np.float32) * 0.6
    down, across = np.mgrid[: dull.shape[0], : dull.shape[1]]
    lamp = np.exp(-((across - 520) ** 2 + (down - 560) ** 2) / (2 * 190**2))
    lit = np.clip(dull + 500 * lamp[..., None], 0, 255).astype(np.uint8)
    assert "glare" in told(read, Image.fromarray(cv2.GaussianBlur(lit, (0, 0), 2))).reasons


@pytest.mark.engine
def test_a_card_that_runs_out_of_the_picture_is_cut_off(read: Read) -> None:
    quality = told(read, CARD.image.crop((200, 0, *CARD.image.size)))
    assert quality == Quality(readable=True, reasons=("cut_off",))


@pytest.mark.engine
def test_a_table_without_a_card_says_so(read: Read) -> None:
    table = Image.new("RGB", (1200, 900), (120, 92, 60))
    assert told(read, table) == Quality(readable=False, reasons=("no_card",))


def test_a_card_in_a_script_that_is_not_read_is_kept_and_says_so() -> None:
    lines = []
    for number, text in enumerate(("野原 広志", "取締役", "nohara@norvika.example")):
        top = 100 + 60 * number
        quad = np.array([[50, top], [400, top], [400, top + 40], [50, top + 40]], np.float32)
        lines.append(FoundLine((FoundWord(text, 0.99, quad),), 0.99, quad))
    photo = SideInput(encoded(Image.new("RGB", (600, 400), "white"), "PNG"))
    result = pipeline.read([photo], Hints(), NullEngine(lines))
    assert result.reading.quality == Quality(readable=True, reasons=("script_not_read",))
    assert result.reading.contacts[0].emails == ("nohara@norvika.example",)
    assert result.kept[0].media_type == "image/jpeg"


def test_a_card_whose_lines_give_no_letters_is_in_a_script_that_is_not_read() -> None:
    lines = []
    for number, text in enumerate(("()", "–", ".", "asa@norvika.example")):
        top = 100 + 60 * number
        quad = np.array([[50, top], [400, top], [400, top + 40], [50, top + 40]], np.float32)
        lines.append(FoundLine((FoundWord(text, 0.7, quad),), 0.7, quad))
    photo = SideInput(encoded(Image.new("RGB", (600, 400), "white"), "PNG"))
    result = pipeline.read([photo], Hints(), NullEngine(lines))
    assert "script_not_read" in result.reading.quality.reasons
    assert result.reading.contacts[0].emails == ("asa@norvika.example",)
    assert result.kept[0].media_type == "image/jpeg"

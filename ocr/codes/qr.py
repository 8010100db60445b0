"""QR codes in a picture: vCard, MECARD or a web address; anything else is none of our business."""

import re
from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp

from ocr.codes import mecard, vcard
from ocr.codes.payload import Payload
from ocr.types import Contact, Pixels, Quad

_LARGE = 2400  # pixels: at half the size a card's code still has several for each of its modules
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code with its four corners; `payload` is None where it holds no contact.

    `text` is for the private guard alone: whoever keeps it breaks a promise.
    """

    payload: Payload | None
    quad: Quad
    text: str


def find(image: Pixels) -> list[FoundCode]:
    """Return the QR codes in the image. Other symbologies cost ten times the time and are rare."""
    leap = 2 if max(image.shape[:2]) > _LARGE else 1
    gray = cv2.cvtColor(np.ascontiguousarray(image[::leap, ::leap]), cv2.COLOR_BGR2GRAY)
    return [
        FoundCode(read_payload(code.text), _corners(code.position) * leap, code.text)
        for code in zxingcpp.read_barcodes(
            gray, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
        )
        if code.valid
    ]


def read_payload(text: str) -> Payload | None:
    """Return what a code's text says about a contact; None where it says nothing."""
    stripped = text.strip()
    if _WEB.fullmatch(stripped):
        return Payload("url", Contact(websites=(stripped,)))
    return vcard.read(stripped) or mecard.read(stripped)


def _corners(position: zxingcpp.Position) -> Quad:
    points = (
        position.top_left,
        position.top_right,
        position.bottom_right,
        position.bottom_left,
    )
    return np.array([(point.x, point.y) for point in points], np.float32)

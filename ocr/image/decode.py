"""Bytes to pixels: JPEG, PNG, WebP and HEIC, told by content, turned as EXIF says.

Reads the size before any pixel, so that a bomb is refused cheaply. What is larger than a reading
needs is decoded smaller. Runs in the child of `sandbox.py`; nothing here trusts the file.
"""

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pi_heif
from PIL import Image, ImageFile, ImageOps, MpoImagePlugin

from ocr.errors import BrokenFileError, TooLargeError, UnknownFormatError
from ocr.types import Pixels

MOST_PIXELS = 64_000_000
LONGEST = 4096
_ENOUGH = 2000  # pixels of the longest side that a JPEG keeps at least: print is legible in less
_BAND = 256  # rows

_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
_DEEP = {"I", "I;16", "I;16B", "I;16L", "F"}

pi_heif.register_heif_opener(thumbnails=False)
MpoImagePlugin  # noqa: B018  a JPEG of two pictures asks for it when no import is possible any more
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = False


@dataclass(frozen=True, slots=True)
class Decoded:
    """An upright picture; `width` and `height` are what it would have at full size."""

    pixels: Pixels
    width: int
    height: int


# Bytes to a picture, in this process or in a child of `sandbox.py`; raises a ReadingError.
Decode = Callable[[bytes], Decoded]


def is_picture(data: bytes) -> bool:
    """Tell whether the bytes begin as one of the picture formats that are read."""
    return (
        data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
        or (data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS)
    )


def warm() -> None:
    """Import what Pillow else imports when it opens its first picture."""
    Image.init()


def decode(data: bytes) -> Decoded:
    """Return the picture, its longest side at most 4096 pixels.

    Raises:
        UnknownFormatError: the bytes are no picture that is read.
        TooLargeError: more than 64 million pixels (of a JPEG: after what can be left out).
        BrokenFileError: the file is cut off or damaged.
    """
    if not is_picture(data):
        raise UnknownFormatError
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _decode(data)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as bomb:
            raise TooLargeError from bomb
        except (OSError, ValueError, SyntaxError, EOFError, RuntimeError) as error:
            raise BrokenFileError(type(error).__name__) from error


def _decode(data: bytes) -> Decoded:
    Image.MAX_IMAGE_PIXELS = None  # measured below, after the JPEG was told to come smaller
    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        full = image.size
        if (part := max(full) // _ENOUGH) > 1:
            image.draft("RGB", (full[0] // part, full[1] // part))  # a JPEG comes so much smaller
        if image.width * image.height > MOST_PIXELS:
            raise TooLargeError
        wide = image.width > image.height
        ImageOps.exif_transpose(image, in_place=True)
        width, height = full if wide == (image.width > image.height) else full[::-1]
        upright: Image.Image = image
        if max(image.size) > LONGEST:
            upright = image.resize(_fitted(image.size), Image.Resampling.BOX, reducing_gap=1.0)
        return Decoded(_pixels(_flat(upright)), width, height)


def _fitted(size: tuple[int, int]) -> tuple[int, int]:
    scale = LONGEST / max(size)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _pixels(image: Image.Image) -> Pixels:
    """Return an RGB picture's pixels, turned by Pillow: three times as fast as by numpy.

    Band by band: in a child, memory touched for the first time costs more than the turning.
    """
    pixels = np.empty((image.height, image.width, 3), np.uint8)
    for top in range(0, image.height, _BAND):
        band = image.crop((0, top, image.width, min(top + _BAND, image.height)))
        flat = np.frombuffer(band.tobytes("raw", "BGR"), np.uint8)
        pixels[top : top + _BAND] = flat.reshape(band.height, band.width, 3)
    return pixels


def _flat(image: Image.Image) -> Image.Image:
    """Return the picture as RGB; what is transparent shows white, as a mail shows it."""
    if image.mode in _DEEP:
        deep = np.asarray(image, np.float32)
        return Image.fromarray((deep / max(float(deep.max()), 1.0) * 255).astype(np.uint8)).convert(
            "RGB"
        )
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")

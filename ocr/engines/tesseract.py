"""Tesseract through pytesseract: stands alone where onnxruntime cannot run.

It reads a page at a time, so a place is the whole picture and holds many lines. `swe` knows å ä
ö but has no @ in its alphabet, `eng` has the @: both are loaded, in that order. Measured ten
times the character errors of PP-OCRv6 on photographed cards.
"""

import os
import shutil
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import cv2
import numpy as np
import pytesseract

from ocr.engines.port import FoundLine, FoundWord
from ocr.errors import EngineError
from ocr.types import Pixels, Quad, Turn

# Tesseract's own threads cost more than they give: 1510 CPU-ms with one, 3830 without the limit.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

_LANGUAGES = ("swe", "eng")
_SPARSE_TEXT = "--psm 11"
_PATIENCE = 30
_SIDE = 1800


class TesseractEngine:
    """The owner's named engine, behind the same port."""

    name = "tesseract"

    def __init__(self) -> None:
        if shutil.which("tesseract") is None:
            raise EngineError("tesseract is not installed")
        missing = set(_LANGUAGES) - set(pytesseract.get_languages())
        if missing:
            raise EngineError(f"tesseract lacks language data: {', '.join(sorted(missing))}")
        self.version = f"{pytesseract.get_tesseract_version()} {'+'.join(_LANGUAGES)}"

    def glance(self, image: Pixels) -> list[Quad]:
        return self.find(image, ())

    def find(self, image: Pixels, near: Sequence[Quad]) -> list[Quad]:  # noqa: ARG002  same
        height, width = image.shape[:2]
        return [np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)]

    def turn(self, image: Pixels, places: Sequence[Quad]) -> Turn:  # noqa: ARG002  looks at it all
        try:
            seen = _ask(pytesseract.image_to_osd, _prepared(image)[0], config="--psm 0")
        except pytesseract.TesseractError:
            return 0  # "too few characters": half of all cards
        turns: dict[int, Turn] = {90: 90, 180: 180, 270: 270}
        return turns.get(int(seen["rotate"]), 0)

    def recognize(self, image: Pixels, places: Sequence[Quad]) -> list[FoundLine]:  # noqa: ARG002  same
        page, scale = _prepared(image)
        seen = _ask(pytesseract.image_to_data, page, lang="+".join(_LANGUAGES), config=_SPARSE_TEXT)
        rows = [row for row in _rows(seen) if row["text"].strip() and float(row["conf"]) >= 0]
        lines = groupby(rows, key=lambda row: (row["block_num"], row["par_num"], row["line_num"]))
        return [_line(list(words), scale) for _, words in lines]


def _ask(question: Any, page: Pixels, **how: Any) -> dict[str, Any]:  # noqa: ANN401  pytesseract has no types
    try:
        answer: dict[str, Any] = question(
            page, output_type=pytesseract.Output.DICT, timeout=_PATIENCE, **how
        )
    except RuntimeError as error:
        if isinstance(error, pytesseract.TesseractError):
            raise
        raise EngineError("tesseract took too long") from error
    return answer


def _prepared(image: Pixels) -> tuple[Pixels, float]:
    """Return a gray page with dark text on light, and pixels of the image for one of the page."""
    scale = _SIDE / max(image.shape[:2])
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    gray = cv2.resize(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), size, interpolation=way)
    ground = cv2.medianBlur(cv2.dilate(gray, np.ones((15, 15), np.uint8)), 51)
    even = cv2.divide(gray, np.maximum(ground, 1), scale=255)
    return np.asarray(even, np.uint8), 1 / scale


def _rows(table: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True)]


def _line(rows: Sequence[dict[str, Any]], scale: float) -> FoundLine:
    words = tuple(_word(row, scale) for row in rows)
    corners = np.concatenate([word.quad for word in words])
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return FoundLine(
        words,
        float(np.mean([word.confidence for word in words])),
        _quad(float(left), float(top), float(right), float(bottom)),
    )


def _word(row: dict[str, Any], scale: float) -> FoundWord:
    left, top = row["left"] * scale, row["top"] * scale
    right, bottom = left + row["width"] * scale, top + row["height"] * scale
    quad = _quad(left, top, right, bottom)
    return FoundWord(row["text"].strip(), float(row["conf"]) / 100, quad)


def _quad(left: float, top: float, right: float, bottom: float) -> Quad:
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)

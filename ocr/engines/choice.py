"""Which engines there are, by name."""

from ocr.engines.port import Engine

NAMES = ("ppocr", "tesseract")


def load(name: str = "ppocr") -> Engine:
    """Return a warm engine. Imports only what that engine needs: the others may not be installed.

    Raises:
        EngineError: it is missing or refuses its canary line.
        KeyError: there is no engine of this name.
    """
    if name == "ppocr":
        from ocr.engines.ppocr import PpocrEngine  # noqa: PLC0415  see above

        return PpocrEngine()
    if name == "tesseract":
        from ocr.engines.tesseract import TesseractEngine  # noqa: PLC0415  see above

        return TesseractEngine()
    raise KeyError(name)

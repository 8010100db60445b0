"""An engine kept warm for all tests that read, and a short way to read."""

import pytest

from ocr import pipeline
from ocr.engines import choice
from ocr.engines.port import Engine
from ocr.types import Hints, Result, SideInput
from tests.ocr.known import Read


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine readings are made with."""
    return choice.load(choice.NAMES[0])


@pytest.fixture(scope="session")
def read(engine: Engine) -> Read:
    """Read the sides of one capture, no country told: `read(front, back)`."""

    def reading(*sides: bytes) -> Result:
        return pipeline.read([SideInput(data) for data in sides], Hints(None), engine)

    return reading

"""A reading process costs, when it dies or hangs, one capture and no more."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ocr.errors import BrokenFileError, EngineError
from ocr.reader import Reader, _where
from ocr.types import Hints, SideInput
from tests.ocr.known import ASA, encoded, printed

pytestmark = pytest.mark.engine
CARD = SideInput(encoded(printed(ASA.lines).image, "JPEG"), "card.jpg")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


def test_sides_give_a_reading_and_what_may_be_kept_of_each(reader: Reader) -> None:
    result = reader.read([CARD, SideInput(b"Norvika Bygg AB\n", "back.txt")], Hints())
    assert [contact.person for contact in result.reading.contacts] == [ASA.person]
    assert [side.media_type.split(";")[0] for side in result.kept] == ["image/jpeg", "text/plain"]


def test_what_cannot_be_read_raises_its_reason_and_the_next_is_read(reader: Reader) -> None:
    with pytest.raises(BrokenFileError):
        reader.read([SideInput(CARD.data[:5000])], Hints())
    assert reader.read([CARD], Hints()).reading.contacts


def test_a_reading_process_that_dies_is_replaced(reader: Reader) -> None:
    reader._process.kill()
    with pytest.raises(EngineError):
        reader.read([CARD], Hints())
    assert reader.read([CARD], Hints()).reading.contacts


def test_a_capture_that_takes_too_long_is_given_up() -> None:
    with Reader(patience=0.01) as reader:
        first = reader._process.pid
        with pytest.raises(EngineError):
            reader.read([CARD], Hints())
        assert reader._process.pid != first
        assert not Path(f"/proc/{first}").exists()


def test_an_error_nobody_thought_of_is_told_by_place_and_never_by_text() -> None:
    with pytest.raises(ValueError, match="Åsa") as caught:
        int("Åsa Öhrström")
    told = _where(caught.value)
    assert told.startswith("ValueError in test_reader.py:")
    assert "Åsa" not in told


def test_closing_leaves_no_process() -> None:
    reader = Reader()
    reader.read([CARD], Hints())
    pid = reader._process.pid
    sandbox = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    assert sandbox
    reader.close()
    for process in (str(pid), *sandbox):
        while Path(f"/proc/{process}").exists():
            pass

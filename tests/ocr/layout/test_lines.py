"""What an engine took apart between two words is one line again; columns stay apart."""

import numpy as np
import pytest

from ocr.engines.port import FoundLine, FoundWord
from ocr.image.turning import rotate
from ocr.layout.lines import joined


def found(text: str, left: int, right: int, top: int = 100, height: int = 50) -> FoundLine:
    quad = np.array(
        [[left, top], [right, top], [right, top + height], [left, top + height]], np.float32
    )
    words = tuple(FoundWord(word, 0.98, quad) for word in text.split())
    return FoundLine(words, 0.98, quad)


@pytest.mark.parametrize("angle", [0.0, 0.2])
def test_words_of_one_name_are_one_line(angle: float) -> None:
    parts = [
        found("Norikawa", 320, 480),
        found("Kenji", 100, 300),
        found("Director", 100, 300, 200),
    ]
    leaning = [FoundLine(part.words, 1.0, rotate(part.quad, angle)) for part in parts]
    assert [line.text for line in joined(leaning, angle)] == ["Kenji Norikawa", "Director"]


@pytest.mark.parametrize(
    "other",
    [
        found("Inköpschef", 360, 560),
        found("070-174", 320, 500),
        found("Norikawa", 320, 480, height=90),
        found("Norikawa", 320, 480, top=125),
    ],
    ids=["too far", "a number", "another size", "another row"],
)
def test_what_does_not_go_on_stays_a_line_of_its_own(other: FoundLine) -> None:
    assert len(joined([found("Kenji", 100, 300), other], 0.0)) == 2

"""The invented sets are what they claim to be: seeded, varied, and true to their labels."""

from pathlib import Path
from random import Random

import phonenumbers
import pytest

from ocr.evaluation.normal import text_key
from ocr.evaluation.truth import load as load_labels
from tests.ocr.generator import identities, phones, scenes
from tests.ocr.generator.cards import card, names
from tests.ocr.generator.content import Wishes, compose
from tests.ocr.generator.dataset import write_cards, write_signatures
from tests.ocr.generator.languages import CODES, load
from tests.ocr.generator.signatures import signature


def test_equal_seeds_write_equal_sets(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write_cards(tmp_path / folder, "same", 2, ("flat", "light"))
        write_signatures(tmp_path / folder, "same", 12)
    ones = sorted(path for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert len(ones) > 20
    for path in ones:
        other = tmp_path / "two" / path.relative_to(tmp_path / "one")
        assert path.read_bytes() == other.read_bytes()


def test_layouts_languages_and_severities_are_as_many_as_promised() -> None:
    assert len(names()) >= 30
    assert len(CODES) == 11
    assert len(scenes.SEVERITIES) == 4


@pytest.mark.parametrize("layout", names())
def test_every_layout_prints_what_its_label_says(layout: str) -> None:
    for code in ("sv", "de", "fr"):
        made = card(Random(f"{layout}/{code}"), load(code), layout)
        lines = [line for side in made.sides for line in side.lines]
        printed = text_key(" ".join(line.text for line in lines)).replace(" ", "")
        for contact in made.contacts:
            wanted = [contact["person"], contact["company"], contact["role"], *contact["emails"]]
            for value in filter(None, wanted):
                assert text_key(value).replace(" ", "") in printed
        for side in made.sides:
            assert all(line.box[0] >= 0 and line.box[3] <= side.height for line in side.lines)
            assert all(line.box[2] <= side.width for line in side.lines)


@pytest.mark.parametrize("region", list(phones.plans()))
def test_numbers_are_possible_and_read_back_as_their_label(region: str) -> None:
    rng = Random(region)
    for kind in ("mobile", "work", "switchboard", "fax") * 10:
        made = phones.number(rng, region, kind)
        parsed = phonenumbers.parse(made.printed, region)
        assert phonenumbers.is_possible_number(parsed)
        assert phonenumbers.format_number(parsed, 0) == made.e164, made.printed


def test_identity_numbers_carry_right_check_digits() -> None:
    rng = Random("identity")
    for _ in range(50):
        born = identities.birth(rng)
        digits = identities.swedish(rng, born).replace("-", "")[-10:]
        doubled = [int(d) * (2 - i % 2) for i, d in enumerate(digits)]
        assert sum(d // 10 + d % 10 for d in doubled) % 10 == 0
        norwegian = [int(d) for d in identities.norwegian(rng, born).replace(" ", "")]
        weights = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
        assert sum(w * d for w, d in zip(weights, norwegian, strict=False)) % 11 == 0
        danish = [int(d) for d in identities.danish(rng, born).replace("-", "")]
        eleven = sum(w * d for w, d in zip((4, 3, 2, 7, 6, 5, 4, 3, 2, 1), danish, strict=True))
        assert eleven % 11 == 0
        spanish = identities.spanish(rng, born).replace("-", "")
        assert identities.DNI_LETTERS[int(spanish[:-1]) % 23] == spanish[-1]


@pytest.mark.parametrize("code", CODES)
def test_private_things_are_printed_and_kept_out_of_the_wanted_fields(code: str) -> None:
    content = compose(Random(code), load(code), Wishes(private=1))
    shown = " ".join(item.text for item in content.of("private"))
    assert content.truth["private"]
    for value in content.truth["private"]:
        assert value in shown
        assert value not in content.truth["emails"]


def test_a_written_set_is_read_by_the_evaluation(tmp_path: Path) -> None:
    write_signatures(tmp_path, "read", 20)
    labels = load_labels(tmp_path)
    assert len(labels) == 20
    assert all(file.is_file() for label in labels for file in label.files)
    assert {label.facts["kind"] for label in labels} == {"signature", "screenshot"}
    assert {"txt", "html", "eml"} <= {label.facts["form"] for label in labels}


def test_a_signature_of_a_team_names_no_person() -> None:
    made = signature(Random("team"), load("sv"), "team")
    assert made.truth["person"] is None
    assert "person" not in {kind for kind, _ in made.lines}

"""What counts as right, wrong, missed, leaked, and as confidence well placed."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from ocr.__main__ import main
from ocr.evaluation import reliability, report, run, tables
from ocr.evaluation.compare import Tally
from ocr.evaluation.leaks import leaks
from ocr.evaluation.truth import Label, load

CONTACT: dict[str, Any] = {
    "company": "Norvika Bygg AB",
    "company_alt": ["Norvika Bygg"],
    "person": "Åsa Öhrström",
    "role": "Inköpschef",
    "phones": [{"kind": "mobile", "e164": "+46701740605"}, {"kind": "fax", "e164": "+46846500411"}],
    "emails": ["asa@norvika.example"],
    "websites": ["www.norvika.example"],
    "address": "Hamngatan 12, 111 47 Stockholm",
    "private": ["031-390 06 12"],
}


def labelled(folder: Path, *labels: dict[str, Any]) -> list[Label]:
    """The labels as a set on disk, read back."""
    (folder / "labels").mkdir(parents=True, exist_ok=True)
    for number, label in enumerate(labels):
        name = f"card-{number}"
        text = json.dumps({"id": name, "files": [f"{name}.txt"], **label})
        (folder / "labels" / f"{name}.json").write_text(text)
        (folder / f"{name}.txt").write_text("x")
    return load(folder)


def read(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of any type
    """A reading that says what CONTACT says, with changes."""
    return {
        "contacts": [{key: value for key, value in CONTACT.items() if key != "private"} | changes]
    }


def outcome(folder: Path, reading: dict[str, Any], **label: Any) -> tables.Outcome:  # noqa: ANN401
    """One reading scored against a set of one label."""
    given = {"kind": "card", "contacts": [CONTACT | label]}
    return tables.outcome(labelled(folder, given)[0], reading)


def test_a_right_reading_is_right_in_every_field(tmp_path: Path) -> None:
    scores = tables.grouped([outcome(tmp_path, read())])["all"]
    assert scores.exact == 1
    assert scores.everything == Tally(right=8)
    assert scores.kinds == Tally(right=2)


@pytest.mark.parametrize(
    ("changes", "field", "tally"),
    [
        ({"company": "NORVIKA BYGG"}, "company", (1, 0, 0)),
        ({"company": "Norvika"}, "company", (0, 1, 1)),
        ({"company": None}, "company", (0, 0, 1)),
        ({"person": "åsa  öhrström."}, "person", (1, 0, 0)),
        ({"emails": ["ASA@norvika.example", "info@norvika.example"]}, "emails", (1, 1, 0)),
        ({"websites": ["https://norvika.example/"]}, "websites", (1, 0, 0)),
        ({"phones": [{"kind": "mobile", "e164": "+46701740605"}]}, "phones", (1, 0, 1)),
        ({"phones": [{"kind": "mobile", "e164": None, "text": "070-174"}]}, "phones", (0, 1, 2)),
    ],
)
def test_values_count_when_equal_after_folding(
    tmp_path: Path, changes: dict[str, Any], field: str, tally: tuple[int, int, int]
) -> None:
    [pair] = outcome(tmp_path, read(**changes)).pairs
    assert pair.fields[field] == Tally(*tally)


def test_inventing_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    [pair] = outcome(tmp_path, read(), person=None, role=None).pairs
    assert pair.fields["person"] == Tally(wrong=1)
    assert not pair.exact


def test_optional_and_ignored_values_count_neither_way(tmp_path: Path) -> None:
    label = {"optional": {"emails": ["info@norvika.example"]}, "ignore": ["address"]}
    got = read(emails=["asa@norvika.example", "info@norvika.example"], address="elsewhere")
    [pair] = outcome(tmp_path, got, **label).pairs
    assert pair.fields["emails"] == Tally(right=1)
    assert pair.fields["address"] == Tally()


def test_labels_made_by_hand_give_phones_as_printed(tmp_path: Path) -> None:
    label = {
        "kind": "photo",
        "region": "SE",
        "ignore": [],
        "company": "Norvika",
        "phones": [{"kind": "work", "value": "08-465 004 10"}, {"kind": "work", "value": "31 390"}],
        "private": ["031-390 06 12"],
        "sender": "Åsa <asa@norvika.example>",
    }
    [one] = labelled(tmp_path, label)
    assert one.cards[0].kinds.keys() == {"+46846500410", "?31390"}
    assert one.cards[0].optional["emails"] == {"asa@norvika.example"}
    assert one.private == ("031-390 06 12",)


def test_two_people_are_paired_with_whom_they_are_most_like(tmp_path: Path) -> None:
    other = {"person": "Bo Ek", "emails": ["bo@norvika.example"], "phones": []}
    labels = labelled(tmp_path, {"contacts": [CONTACT, other]})
    contacts = [other | {"role": "invented"}, *read()["contacts"]]
    found = tables.outcome(labels[0], {"contacts": contacts})
    assert [pair.exact for pair in found.pairs] == [True, True]
    assert not tables.outcome(labels[0], read()).exact
    third = {"person": "Nobody"}
    assert not tables.outcome(labels[0], {"contacts": [*contacts, third]}).exact


@pytest.mark.parametrize(
    ("private", "said", "out"),
    [
        ("031-390 06 12", {"text": "+46 31 3900612"}, True),
        ("031-390 06 12", {"box": [31, 390, 6, 12]}, False),
        ("Bostad: Skogsstigen 3, 412 56 Göteborg", ["Skogsstigen 3"], True),
        ("Gift med Bo", {"role": "gift med bo"}, True),
        ("790312-5677", {"company": "Norvika"}, False),
    ],
)
def test_a_private_value_leaks_by_its_digits_or_its_words(
    private: str,
    said: object,
    out: bool,  # noqa: FBT001
) -> None:
    assert leaks(private, said, "SE") is out


def test_leaks_and_masking_for_nothing_are_counted(tmp_path: Path) -> None:
    leaky = outcome(tmp_path / "a", read(role="ring 031-390 06 12"))
    assert leaky.leaked == ("031-390 06 12",)
    masked = outcome(tmp_path / "b", read() | {"private": [{"kind": "family"}]}, private=[])
    assert masked.masked_for_nothing
    figures = tables.figures(tables.grouped([leaky, masked])["all"], "set")
    assert figures["set.leaks"] == 1
    assert figures["set.over_masked"] == 1
    assert figures["set.person.f1"] == 1


def test_confidence_is_held_against_truth_value_by_value(tmp_path: Path) -> None:
    marks = {"company": 0.995, "person": 0.4, "emails.0": 0.99, "emails.1": 0.97, "phones.0": 0.91}
    got = read(emails=["asa@norvika.example", "x@norvika.example"], confidence=marks)
    given = reliability.marks([outcome(tmp_path, got)])
    assert {(m.field, m.confidence, m.right) for m in given} == {
        ("company", 0.995, True),
        ("person", 0.4, True),
        ("emails", 0.99, True),
        ("emails", 0.97, False),
        ("phones", 0.91, True),
    }
    figures = reliability.figures(given, "set")
    assert figures["set.sure_right"] == 1
    assert figures["set.right_unsure"] == 0.25
    assert "1/1 100%" in reliability.printed(given)


def test_the_report_shows_failures_with_their_pictures(tmp_path: Path) -> None:
    label = labelled(tmp_path, {"contacts": [CONTACT]}, {"contacts": [CONTACT]})
    Image.new("RGB", (200, 100), "white").save(tmp_path / "card-0.txt", "PNG")
    place = [{"field": "company", "side": 0, "box": [5, 5, 60, 20]}]
    readings = {"card-0": read(company="<Wrong>", provenance=place), "card-1": read()}
    done = run.score(label, readings, "set")
    assert report.write(tmp_path / "report.html", "set", done.summary, done.found) == 1
    page = (tmp_path / "report.html").read_text()
    assert "&lt;Wrong&gt;" in page
    assert "data:image/jpeg;base64," in page
    assert "card-1" not in page


@pytest.mark.engine
def test_evaluate_reads_a_folder_and_prints_its_scores(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labelled(tmp_path, {"kind": "signature", "contacts": [CONTACT | {"private": []}]})
    lines = ["Åsa Öhrström", "Inköpschef", "Norvika Bygg AB", "Mobil 070-174 06 05"]
    (tmp_path / "card-0.txt").write_text("\n".join(lines))
    assert main(["evaluate", str(tmp_path), "--name", "set", "--out", str(tmp_path / "out")]) == 0
    assert "== set: 1 captures" in capsys.readouterr().out
    figures = json.loads((tmp_path / "out" / "figures.json").read_text())
    assert figures["set.items"] == 1
    assert figures["set.leaks"] == 0
    assert 0 <= figures["set.phones.f1"] <= 1
    assert main(["evaluate", str(tmp_path / "none")]) == 2

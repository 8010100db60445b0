"""Scores of a set: every field's precision, recall and F1, by group, and what private leaked."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ocr.evaluation.compare import Match, Tally, matches
from ocr.evaluation.leaks import digit_keys, leaks
from ocr.evaluation.truth import FIELDS, Label, read_card

Reading = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One capture's label beside its reading; `leaked` are private values that came out.

    `masked_for_nothing` tells that something was reported private where the label knows of nothing.
    """

    label: Label
    reading: Reading
    pairs: tuple[Match, ...]
    leaked: tuple[str, ...]
    distractors: int
    masked_for_nothing: bool

    @property
    def exact(self) -> bool:
        """Every contact exact, and nothing found where nothing is."""
        return all(pair.exact for pair in self.pairs)

    @property
    def seconds(self) -> float:
        return float((self.reading.get("timing_ms") or {}).get("total", 0)) / 1000


@dataclass
class Scores:
    """Sums over a group of captures."""

    items: int = 0
    exact: int = 0
    private: int = 0
    leaks: int = 0
    clean: int = 0
    masked_for_nothing: int = 0
    distractors: int = 0
    unread: int = 0
    seconds: float = 0.0
    fields: dict[str, Tally] = field(default_factory=dict)
    kinds: Tally = field(default_factory=Tally)

    def add(self, outcome: Outcome) -> None:
        self.items += 1
        self.exact += outcome.exact
        self.private += len(outcome.label.private)
        self.leaks += len(outcome.leaked)
        self.clean += not outcome.label.private
        self.masked_for_nothing += outcome.masked_for_nothing
        self.distractors += outcome.distractors
        self.unread += not outcome.reading.get("contacts")
        self.seconds += outcome.seconds
        for pair in outcome.pairs:
            self.kinds += pair.kinds
            for name, tally in pair.fields.items():
                self.fields[name] = self.fields.get(name, Tally()) + tally

    @property
    def everything(self) -> Tally:
        """All fields together."""
        return sum((self.fields.get(name, Tally()) for name in FIELDS), Tally())


def outcome(label: Label, reading: Reading | None) -> Outcome:
    """Compare one reading with its label; none at all counts as an empty one."""
    told = dict(reading or {})
    shown = {key: value for key, value in told.items() if key not in {"id", "files"}}
    contacts = told.get("contacts") or []
    pairs = matches(label.cards, [read_card(contact) for contact in contacts])
    leaked = tuple(value for value in label.private if leaks(value, shown, label.region))
    keys = {key for text in label.distractors for key in digit_keys(text, label.region)}
    numbers = [number for pair in pairs for number in pair.got.values.get("phones", ())]
    wrong = sum(any(key in re.sub(r"\D", "", number) for key in keys) for number in numbers)
    nothing = not label.private and bool(told.get("private"))
    return Outcome(label, told, tuple(pairs), leaked, wrong, nothing)


def outcomes(labels: Iterable[Label], readings: Mapping[str, Reading]) -> list[Outcome]:
    """Compare a whole set; readings by id."""
    return [outcome(label, readings.get(label.id)) for label in labels]


def grouped(found: Sequence[Outcome]) -> dict[str, Scores]:
    """Scores of `all` and of each group, as `lang=sv` or `severity=card/hard`."""
    groups: dict[str, Scores] = {"all": Scores()}
    for one in found:
        groups["all"].add(one)
        for name, value in one.label.facts.items():
            groups.setdefault(f"{name}={value}", Scores()).add(one)
    return groups


def precision(tally: Tally) -> float:
    """Share of what was read that is right; 1 where nothing was read and nothing wanted."""
    return (
        tally.right / (tally.right + tally.wrong)
        if tally.right + tally.wrong
        else float(not tally.missed)
    )


def recall(tally: Tally) -> float:
    """Share of what was wanted that was read right; 1 where nothing was wanted and nothing read."""
    return (
        tally.right / (tally.right + tally.missed)
        if tally.right + tally.missed
        else float(not tally.wrong)
    )


def f1(tally: Tally) -> float:
    """The harmonic mean of precision and recall."""
    total = 2 * tally.right + tally.wrong + tally.missed
    return 2 * tally.right / total if total else 1.0


def figures(scores: Scores, name: str) -> dict[str, float]:
    """Flat figures of a set: `<set>.<field>.f1`, `<set>.exact`, `<set>.leaks` and more."""
    out: dict[str, float] = {}
    for title in (*FIELDS, "all"):
        tally = scores.everything if title == "all" else scores.fields.get(title, Tally())
        out |= {
            f"{name}.{title}.precision": precision(tally),
            f"{name}.{title}.recall": recall(tally),
            f"{name}.{title}.f1": f1(tally),
        }
    out[f"{name}.items"] = scores.items
    out[f"{name}.exact"] = scores.exact / max(scores.items, 1)
    out[f"{name}.leaks"] = scores.leaks
    out[f"{name}.private"] = scores.private
    out[f"{name}.over_masked"] = scores.masked_for_nothing / max(scores.clean, 1)
    out[f"{name}.seconds_per_card"] = scores.seconds / max(scores.items, 1)
    return {key: round(value, 4) for key, value in out.items()}


def printed(name: str, scores: Scores) -> str:
    """A group's scores as lines a person reads."""
    head = (
        f"== {name}: {scores.items} captures, exact {scores.exact / scores.items:.1%}, "
        f"leaks {scores.leaks} of {scores.private}, "
        f"masked for nothing {scores.masked_for_nothing} of {scores.clean}, "
        f"other numbers taken as phones {scores.distractors}, nothing read {scores.unread}, "
        f"{scores.seconds / scores.items:.2f} s each"
    )
    rows = [head, f"   {'field':<10}{'P':>7}{'R':>7}{'F1':>7}{'right':>7}{'wrong':>7}{'missed':>7}"]
    for title in (*FIELDS, "all"):
        tally = scores.everything if title == "all" else scores.fields.get(title, Tally())
        rates = "".join(f"{rate(tally):7.3f}" for rate in (precision, recall, f1))
        rows.append(f"   {title:<10}{rates}{tally.right:7d}{tally.wrong:7d}{tally.missed:7d}")
    total = scores.kinds.right + scores.kinds.wrong
    return "\n".join([*rows, f"   phone kind right {scores.kinds.right} of {total}"])


def briefly(groups: Mapping[str, Scores]) -> str:
    """One line for each group but `all`."""
    rows = [f"   {'group':<28}{'n':>5}{'exact':>8}{'F1':>8}{'leaks':>7}{'s':>7}"]
    for name in sorted(groups):
        scores = groups[name]
        if name != "all":
            rows.append(
                f"   {name:<28}{scores.items:5d}{scores.exact / scores.items:8.1%}"
                f"{f1(scores.everything):8.3f}{scores.leaks:7d}{scores.seconds / scores.items:7.2f}"
            )
    return "\n".join(rows)

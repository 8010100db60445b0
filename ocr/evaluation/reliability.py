"""Calibration: of the values marked 0.9, are nine in ten right?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ocr.evaluation.compare import Match, same_text
from ocr.evaluation.normal import last_digits, mail_key, site_key
from ocr.evaluation.tables import Outcome
from ocr.evaluation.truth import FIELDS, SETS, TEXTS, Card, read_card

EDGES = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99)
SURE, UNSURE = 0.99, 0.8


@dataclass(frozen=True, slots=True)
class Mark:
    """One read value with the confidence it was given, and whether it is right."""

    item: str
    field: str
    confidence: float
    right: bool


def marks(found: Sequence[Outcome]) -> list[Mark]:
    """Every read value that has a confidence and is scored; a list's values each by its own."""
    return [mark for one in found for mark in _of_item(one)]


def _of_item(one: Outcome) -> Iterator[Mark]:
    rest = list(one.pairs)
    for contact in one.reading.get("contacts") or []:
        mine = read_card(contact)
        pair = next((p for p in rest if _same(p, mine)), None)
        if pair:
            rest.remove(pair)
            for name, confidence in (contact.get("confidence") or {}).items():
                right = _right(name, contact, pair)
                if right is not None:
                    yield Mark(one.label.id, name.split(".")[0], float(confidence), right)


def _same(pair: Match, mine: Card) -> bool:
    # the phones may have been aligned since
    return pair.got.texts == mine.texts and pair.got.values.get("emails") == mine.values.get(
        "emails"
    )


def _right(name: str, contact: Mapping[str, Any], pair: Match) -> bool | None:
    field, _, index = name.partition(".")
    if field not in FIELDS or field in pair.want.ignored or not contact.get(field):
        return None
    if field in TEXTS:
        accepted = pair.want.texts.get(field) or pair.want.tolerated.get(field, ())
        return same_text(str(contact[field]), accepted)
    value = contact[field][int(index)] if index else None
    key = _key(field, value, pair)
    if key is None or key in pair.want.optional.get(field, ()):
        return None
    return key in pair.want.values.get(field, ())


def _key(field: str, value: Any, pair: Match) -> str | None:  # noqa: ANN401 - a phone or a string
    if value is None or field not in SETS:
        return None
    if field == "phones":
        digits = "".join(filter(str.isdigit, str(value.get("e164") or value.get("text"))))
        known = pair.got.values["phones"]  # some under the last digits they share with the label
        same = (key for key in known if digits.endswith(last_digits(key) or key))
        return next(same, value.get("e164"))
    return mail_key(value) if field == "emails" else site_key(value)


def table(given: Sequence[Mark]) -> dict[str, list[tuple[float, int, int]]]:
    """For each field (and `all`) rows of (lower edge, values, right ones)."""
    rows: dict[str, list[tuple[float, int, int]]] = {}
    for name in (*FIELDS, "all"):
        mine = [mark for mark in given if name in {"all", mark.field}]
        rows[name] = [
            (low, *_count([m for m in mine if low <= m.confidence < high]))
            for low, high in zip(EDGES, (*EDGES[1:], 1.01), strict=True)
        ]
    return rows


def _count(given: Sequence[Mark]) -> tuple[int, int]:
    return len(given), sum(mark.right for mark in given)


def figures(given: Sequence[Mark], name: str) -> dict[str, float]:
    """`<set>.sure_right`: share right of values marked 0.99 or more; `<set>.right_unsure`: share of

    right values marked under 0.8; `<set>.calibration_error`: mean distance of mark and truth.
    """
    sure, right = [m for m in given if m.confidence >= SURE], [m for m in given if m.right]
    unsure = sum(mark.confidence < UNSURE for mark in right)
    return {
        f"{name}.sure": len(sure) / max(len(given), 1),
        f"{name}.sure_right": sum(mark.right for mark in sure) / max(len(sure), 1),
        f"{name}.right_unsure": unsure / max(len(right), 1),
        f"{name}.calibration_error": error(given),
    }


def error(given: Sequence[Mark]) -> float:
    """Expected calibration error over the bins: 0 is perfect."""
    total = 0.0
    for low, high in zip(EDGES, (*EDGES[1:], 1.01), strict=True):
        mine = [m for m in given if low <= m.confidence < high]
        total += abs(sum(m.confidence for m in mine) - sum(m.right for m in mine))
    return total / max(len(given), 1)


def printed(given: Sequence[Mark]) -> str:
    """The reliability table as lines a person reads."""
    heads = [f"{low:.2f}+" for low in EDGES]
    rows = ["   right of marked     " + "".join(f"{head:>13}" for head in heads)]
    for name, cells in table(given).items():
        shown = [
            f"{right}/{count} {right / count:.0%}" if count else "-" for _, count, right in cells
        ]
        rows.append(f"   {name:<20}" + "".join(f"{cell:>13}" for cell in shown))
    return "\n".join(rows)

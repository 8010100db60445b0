"""Invented telephone numbers and the ways a country prints them; the plans stand in plans.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any


@dataclass(frozen=True, slots=True)
class Number:
    """A number that calls nobody: `kind` is mobile, work, switchboard or fax."""

    kind: str
    e164: str
    printed: str
    extension: str | None = None


@cache
def plans() -> dict[str, dict[str, Any]]:
    """The numbering plan of each region: ranges, groupings and ways of printing."""
    text = Path(__file__).with_name("plans.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def number(rng: Random, region: str, kind: str, style: int | None = None) -> Number:
    """Make up a number of the region; equal `style` values print alike, as one card would."""
    plan = plans()[region]
    area, first, last, width = rng.choice(plan["mobile" if kind == "mobile" else "land"])
    subscriber = f"{rng.randint(first, last):0{width}d}"
    like = Random(style if style is not None else rng.randrange(1 << 30))
    groups, shape = like.choice(plan["groups"][str(width)]), like.choice(plan["print"])
    printed = shape.format(a=area, s=grouped(subscriber, groups), c=plan["calling"])
    return Number(kind, f"+{plan['calling']}{area}{subscriber}", printed)


def grouped(digits: str, pattern: str) -> str:
    """Digits spread over a pattern of group lengths: ("1740605", "3 2 2") gives "174 06 05"."""
    out, rest = "", digits
    for part in pattern:
        if part.isdigit():
            out, rest = out + rest[: int(part)], rest[int(part) :]
        else:
            out += part
    return out

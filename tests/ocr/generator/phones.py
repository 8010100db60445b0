"""Invented telephone numbers and the ways a country prints them.

Where a plan keeps numbers for fiction they are used: Sweden PTS, Britain Ofcom, France Arcep,
Germany Bundesnetzagentur, North America 555-01xx. Elsewhere the numbers are plausible and made up.
"""

from dataclasses import dataclass
from random import Random

CALLING = {
    "SE": "46", "NO": "47", "DK": "45", "FI": "358", "DE": "49", "GB": "44", "US": "1",
    "FR": "33", "NL": "31", "ES": "34", "IT": "39", "PT": "351",
}  # fmt: skip

# region -> kind -> (area or leading digits, first subscriber number, last, digits of it)
RANGES: dict[str, dict[str, list[tuple[str, int, int, int]]]] = {
    "SE": {
        "mobile": [("70", 1740605, 1740699, 7)],
        "land": [("31", 3900600, 3900699, 7), ("8", 46500400, 46500499, 8),
                 ("40", 6280400, 6280499, 7), ("980", 319200, 319299, 6)],
    },
    "NO": {
        "mobile": [("", 91000000, 99899999, 8), ("", 40000000, 48999999, 8)],
        "land": [("", 22000000, 23999999, 8), ("", 55000000, 55999999, 8), ("", 73500000, 73999999, 8)],
    },
    "DK": {
        "mobile": [("", 20000000, 29999999, 8), ("", 40000000, 42999999, 8)],
        "land": [("", 33100000, 33999999, 8), ("", 86100000, 86999999, 8), ("", 98100000, 98999999, 8)],
    },
    "FI": {
        "mobile": [("40", 1000000, 9999999, 7), ("50", 3000000, 5999999, 7)],
        "land": [("9", 2000000, 8999999, 7), ("3", 2000000, 8999999, 7)],
    },
    "DE": {
        "mobile": [("171", 3920000, 3920099, 7), ("176", 4069000, 4069099, 8)],
        "land": [("30", 23125000, 23125999, 8), ("40", 66969000, 66969999, 8),
                 ("221", 4710000, 4710999, 7), ("89", 99998000, 99998999, 8), ("69", 90009000, 90009999, 8)],
    },
    "GB": {
        "mobile": [("7700", 900000, 900999, 6)],
        "land": [("20", 79460000, 79460999, 8), ("113", 4960000, 4960999, 7),
                 ("131", 4960000, 4960999, 7), ("161", 4960000, 4960999, 7)],
    },
    "US": {
        "mobile": [("212", 5550100, 5550199, 7), ("415", 5550100, 5550199, 7)],
        "land": [("312", 5550100, 5550199, 7), ("617", 5550100, 5550199, 7)],
    },
    "FR": {
        "mobile": [("6", 39980000, 39989999, 8)],
        "land": [("1", 99000000, 99009999, 8), ("4", 65710000, 65719999, 8), ("2", 61910000, 61919999, 8)],
    },
    "NL": {
        "mobile": [("6", 10000000, 59999999, 8)],
        "land": [("20", 2000000, 7999999, 7), ("10", 2000000, 4999999, 7), ("30", 2000000, 2999999, 7)],
    },
    "ES": {
        "mobile": [("", 600000000, 699999999, 9)],
        "land": [("", 911000000, 917999999, 9), ("", 932000000, 937999999, 9)],
    },
    "IT": {
        "mobile": [("345", 1000000, 9999999, 7), ("333", 1000000, 9999999, 7)],
        "land": [("02", 20000000, 89999999, 8), ("051", 2000000, 6999999, 7)],
    },
    "PT": {
        "mobile": [("", 910000000, 919999999, 9), ("", 960000000, 969999999, 9)],
        "land": [("", 213000000, 218999999, 9), ("", 222000000, 226999999, 9)],
    },
}  # fmt: skip

# subscriber digits -> how they are grouped; a region's own come first
GROUPS: dict[str, dict[int, tuple[str, ...]]] = {
    "SE": {6: ("2 2 2",), 7: ("3 2 2", "3 2 2", "3.2.2"), 8: ("3 3 2", "4 4")},
    "NO": {8: ("3 2 3", "2 2 2 2", "8")},
    "DK": {8: ("2 2 2 2", "4 4", "8")},
    "FI": {7: ("3 4", "7", "3 2 2")},
    "DE": {7: ("3 4", "7", "2 2 2 1"), 8: ("4 4", "8", "2 2 2 2")},
    "GB": {6: ("3 3", "6"), 7: ("3 4",), 8: ("4 4",)},
    "US": {7: ("3-4", "3.4")},
    "FR": {8: ("2 2 2 2", "2.2.2.2")},
    "NL": {7: ("3 4", "3 2 2", "7"), 8: ("8", "2 2 2 2", "4 4")},
    "ES": {9: ("3 2 2 2", "3 3 3", "9")},
    "IT": {7: ("7", "3 4", "3.4"), 8: ("4 4", "8", "3 2 3")},
    "PT": {9: ("3 3 3", "3 2 2 2", "9")},
}
TRUNK = {
    "SE": ("0{a}-{s}", "0{a}-{s}", "+46 {a} {s}", "+46 (0){a}-{s}", "+46 (0){a} {s}", "+46-{a}-{s}", "0{a} {s}", "+46{a}{s}", "0046 {a} {s}"),
    "FI": ("0{a} {s}", "+358 {a} {s}", "+358 (0){a} {s}", "0{a}-{s}"),
    "DE": ("0{a} {s}", "+49 {a} {s}", "+49 (0){a} {s}", "0{a}/{s}", "(0{a}) {s}", "+49-{a}-{s}", "0{a} / {s}"),
    "GB": ("0{a} {s}", "+44 {a} {s}", "+44 (0){a} {s}", "(0{a}) {s}"),
    "US": ("({a}) {s}", "+1 {a} {s}", "{a}-{s}", "{a}.{s}", "+1 ({a}) {s}"),
    "FR": ("0{a} {s}", "+33 {a} {s}", "+33 (0){a} {s}", "0{a}.{s}"),
    "NL": ("0{a}-{s}", "+31 {a} {s}", "+31 (0){a} {s}", "0{a} {s}", "(0{a}) {s}"),
    "IT": ("{a} {s}", "+39 {a} {s}", "{a}/{s}", "+39.{a}.{s}"),
}  # fmt: skip
NO_TRUNK = ("{s}", "{s}", "+{c} {s}", "(+{c}) {s}", "00{c} {s}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number that calls nobody: `kind` mobile, work, switchboard or fax; `printed` as on the card."""

    kind: str
    e164: str
    printed: str
    extension: str | None = None


def number(rng: Random, region: str, kind: str, style: int | None = None) -> Number:
    """Make up a number of the region; equal `style` values print alike, as one card would."""
    area, first, last, width = rng.choice(RANGES[region]["mobile" if kind == "mobile" else "land"])
    subscriber = f"{rng.randint(first, last):0{width}d}"
    choice = Random(style if style is not None else rng.random())
    groups = choice.choice(GROUPS[region][width])
    wrap = choice.choice(TRUNK.get(region, NO_TRUNK))
    printed = wrap.format(a=area, s=grouped(subscriber, groups), c=CALLING[region])
    return Number(kind, f"+{CALLING[region]}{area}{subscriber}", printed)


def grouped(digits: str, pattern: str) -> str:
    """Digits spread over a pattern of group lengths: ("1740605", "3 2 2") gives "174 06 05"."""
    out, rest = "", digits
    for part in pattern:
        if part.isdigit():
            out, rest = out + rest[: int(part)], rest[int(part) :]
        else:
            out += part
    return out

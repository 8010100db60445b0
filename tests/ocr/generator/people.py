"""Invented people and the companies they work for."""

from dataclasses import dataclass
from random import Random

from tests.ocr.generator.languages import Language

ONSETS = [
    "Nor",
    "Bry",
    "Kel",
    "Vint",
    "Hamr",
    "Sol",
    "Tor",
    "Alv",
    "Mar",
    "Gran",
    "Fjäll",
    "Lum",
    "Bor",
    "Östa",
    "Ren",
    "Kvar",
    "Syn",
    "Tek",
    "Aqv",
    "Dal",
]
CODAS = [
    "vika",
    "anda",
    "ex",
    "onia",
    "holm",
    "era",
    "ix",
    "mark",
    "tera",
    "vall",
    "ena",
    "orp",
    "lind",
    "unda",
    "iva",
    "ström",
    "axo",
    "elis",
]
FREE_MAIL = ("gmail.com", "hotmail.com", "outlook.com", "icloud.com")


@dataclass(frozen=True, slots=True)
class Person:
    """`printed` has degree and particle as on the card; `alternatives` are also right."""

    first: str
    last: str
    printed: str
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Company:
    """`name` is the printed name, `brand` what a logo says, `domain` the mail domain."""

    name: str
    brand: str
    bare: str
    domain: str
    website: str


def person(rng: Random, language: Language) -> Person:
    """A person of the language: a double name, particle, initial or degree now and then."""
    first = language.pick(rng, rng.choice(["female", "male"]))
    last = language.pick(rng, "double" if rng.random() < 0.15 else "family")
    full_last = last
    if rng.random() < 0.12:
        particle = language.pick(rng, "particles")
        full_last = f"{particle}{'' if particle.endswith(chr(39)) else ' '}{last}"
    name = f"{first} {full_last}"
    if rng.random() < 0.08:
        name = f"{first} {rng.choice('ABEGJKLMPST')}. {full_last}"
    if rng.random() < 0.12:
        degree = language.pick(rng, "degrees")
        after = degree in {"MSc", "MBA", "PhD", "CEng", "HD(R)"}
        return Person(first, last, f"{name}, {degree}" if after else f"{degree} {name}", (name,))
    return Person(first, last, name, ())


def company(rng: Random, language: Language, family: str) -> Company:
    """A company: made-up word or family name, a trade, a legal form or none, and a domain.

    The domain is the name's stem, the first letters of its words, another firm's (a group's), or
    differs from it altogether; what is printed is the name, whatever the domain says.
    """
    stem = rng.choice(ONSETS) + rng.choice(CODAS)
    trade = language.pick(rng, "trades")
    bare = rng.choice(
        [f"{stem} {trade}"] * 4
        + [stem] * 2
        + [f"{family} {trade}", f"{family} & {stem}", f"{trade} {stem}", f"{stem} Group"]
    )
    name = f"{bare} {language.pick(rng, 'legal')}" if rng.random() < 0.75 else bare
    words = [language.ascii(w) for w in bare.replace("&", " ").split()]
    letters = "".join(filter(str.isalnum, "".join(words)))
    shape = rng.random()
    if shape < 0.5:
        host = "".join(filter(str.isalnum, language.ascii(stem if stem in bare else family)))
    elif shape < 0.75:
        host = letters[:22]
    elif shape < 0.87:
        host = "-".join(words)[:24].strip("-").replace("'", "")
    else:
        host = (
            "".join(filter(str.isalnum, language.ascii(rng.choice(ONSETS) + rng.choice(CODAS))))
            + "gruppen"[: rng.choice([0, 5])]
        )
    domain = f"{host}.{language.pick(rng, 'tlds')}"
    prefix = rng.choice(["www.", "www.", "www.", "", "", "https://www."])
    return Company(
        name,
        stem if stem in bare else bare,
        bare,
        domain,
        f"{prefix}{domain}{rng.choice(['', '', '', '', '/' + language.code])}",
    )


def mailbox(rng: Random, language: Language, someone: Person, domain: str) -> str:
    """The person's address at a domain, in one of the usual forms."""
    first, last = (
        "".join(c for c in language.ascii(part) if c.isalnum() or c == "-")
        for part in (someone.first, someone.last)
    )
    joined = first.replace("-", "")
    local = rng.choice(
        [f"{first}.{last}"] * 5
        + [
            f"{joined[0]}.{last}",
            f"{joined[0]}{last}",
            joined,
            f"{joined}_{last}",
            f"{last}.{joined[0]}",
            f"{joined[:2]}{last[:2]}",
        ]
    )
    return f"{local}@{domain}"

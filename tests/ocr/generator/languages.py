"""The eleven languages invented cards are written in: one TOML file each under words/.

Names, towns and words are common public stock; the people and companies put together from them
exist nowhere. A new language is a new file with the same keys.
"""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

FOLDER = Path(__file__).with_name("words")
CODES = ("sv", "nb", "da", "fi", "de", "en", "fr", "nl", "es", "it", "pt")


@dataclass(frozen=True, slots=True)
class Language:
    """Word stock of one language; `words` holds the lists of its file by name.

    `labels` are what stands before a value (`mobile`, `fax`, `email`, ...), `private` what stands
    before a private one (`home_phone`, `identity`, ...).
    """

    code: str
    words: Mapping[str, Any]

    def pick(self, rng: Random, name: str) -> str:
        value = self.words[name]
        return str(value if isinstance(value, str) else rng.choice(value))

    def label(self, rng: Random, name: str) -> str:
        return str(rng.choice(self.words["labels"][name])).rstrip(":")

    def private(self, rng: Random, name: str) -> str:
        return str(rng.choice(self.words["private"][name]))

    def ascii(self, text: str) -> str:
        """The text as people write it in e-mail addresses: ö is o in Sweden, oe in Denmark."""
        table = dict(pair.split("=") for pair in self.words["fold"])
        folded = "".join(table.get(letter, letter) for letter in text.lower())
        return unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()


@cache
def load(code: str) -> Language:
    """The language of this two-letter code; raises FileNotFoundError for an unknown one."""
    return Language(code, tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8")))

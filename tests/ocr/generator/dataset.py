"""Writes labelled sets in the format the evaluation reads.

A set is a folder: `labels/<id>.json` (truth, with the files of the item), `images/` or `mails/`
(what is read), `lines/<id>.json` (text lines with boxes as printed, for work without recognition).
"""

import json
import shutil
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from PIL import Image

from tests.ocr.generator import mails, scenes, screens
from tests.ocr.generator.cards import Card, card, names
from tests.ocr.generator.ink import Canvas
from tests.ocr.generator.languages import CODES, load
from tests.ocr.generator.signatures import signature

FORMS = ("txt", "txt", "txt", "html", "html", "eml", "eml", "eml", "screenshot", "screenshot-dark")


def write_cards(
    folder: Path, seed: str, count: int, severities: tuple[str, ...] = scenes.SEVERITIES
) -> None:
    """Write `count` cards, all layouts, languages and severities in turn."""
    layouts = names()
    for index in range(count):
        rng = Random(f"{seed}/card/{index}")
        language = load(CODES[index % len(CODES)])
        made = card(rng, language, layouts[(index * 7 + index // len(layouts)) % len(layouts)])
        severity = severities[(index + index // len(severities)) % len(severities)]
        name = f"{seed}-card-{index:04d}"
        if severity != "flat" and len(made.sides) == 1 and rng.random() < 0.06:
            write_pair(folder, name, rng, severity, [made, single(rng)])
        else:
            write_card(folder, name, rng, severity, made)


def single(rng: Random) -> Card:
    """Another card with one side, for a photo of two."""
    return card(rng, load(rng.choice(CODES)), rng.choice(["left", "logo-left", "icons", "dark"]))


def write_card(folder: Path, name: str, rng: Random, severity: str, made: Card) -> None:
    """One capture: a photo or scan of each side."""
    files, info = [], []
    for side, canvas in enumerate(made.sides):
        pixels = np.asarray(canvas.image)
        taken = (
            scenes.flat(rng, pixels)
            if severity == "flat"
            else scenes.photo(rng, [pixels], severity)
        )
        files.append(save(folder, f"{name}-{side}" if len(made.sides) > 1 else name, rng, taken))
        info.append(scenes.taken_info(taken))
    write_label(folder, name, files, made, severity, {"layout": made.layout, "sides": info})
    write_lines(folder, name, list(made.sides))


def write_pair(folder: Path, name: str, rng: Random, severity: str, both: list[Card]) -> None:
    """Two cards in one photo: a contact each."""
    taken = scenes.photo(rng, [np.asarray(c.sides[0].image) for c in both], severity)
    joined = Card("two-cards", [c.sides[0] for c in both], [t for c in both for t in c.contacts])
    file = save(folder, name, rng, taken)
    write_label(
        folder,
        name,
        [file],
        joined,
        severity,
        {"layout": "two-cards", "sides": [scenes.taken_info(taken)]},
    )


def save(folder: Path, name: str, rng: Random, taken: scenes.Taken) -> str:
    """Store a photo as JPEG (turned by EXIF at times), PNG, WebP, or HEIC where `heif-enc` is."""
    images = folder / "images"
    images.mkdir(parents=True, exist_ok=True)
    image, form = Image.fromarray(taken.pixels), rng.random()
    exif = Image.Exif()
    if taken.turned and rng.random() < 0.5:
        tag = {90: 8, 180: 3, 270: 6}[taken.turned]
        exif[0x0112] = tag
    if form < 0.04 and not exif:
        image.save(images / f"{name}.png")
        return f"images/{name}.png"
    if form < 0.08 and not exif:
        image.save(images / f"{name}.webp", quality=taken.quality)
        return f"images/{name}.webp"
    image.save(images / f"{name}.jpg", quality=taken.quality, exif=exif)
    if form > 0.95 and shutil.which("heif-enc") and not exif:
        subprocess.run(
            ["heif-enc", "-q", "60", "-o", images / f"{name}.heic", images / f"{name}.jpg"],
            check=True,
            capture_output=True,
        )
        (images / f"{name}.jpg").unlink()
        return f"images/{name}.heic"
    return f"images/{name}.jpg"


def write_label(
    folder: Path, name: str, files: list[str], made: Card, severity: str, meta: dict[str, Any]
) -> None:
    """The truth file of a card."""
    first = made.contacts[0]
    label = {
        "id": name,
        "files": files,
        "kind": "card",
        "severity": severity,
        "lang": first["lang"],
        "region": first["region"],
        "meta": meta,
        "contacts": list(made.contacts),
    }
    dump(folder / "labels" / f"{name}.json", label)


def write_lines(folder: Path, name: str, sides: list[Canvas]) -> None:
    """Text lines as printed, with exact boxes, in printing order."""
    rows = [
        {"text": line.text, "box": list(line.box), "side": side, "kind": line.kind}
        for side, canvas in enumerate(sides)
        for line in canvas.lines
    ]
    dump(folder / "lines" / f"{name}.json", rows)


def write_signatures(folder: Path, seed: str, count: int) -> None:
    """Write `count` signatures: text, HTML, mails, screenshots light and dark."""
    for index in range(count):
        rng = Random(f"{seed}/signature/{index}")
        signed = signature(rng, load(CODES[index % len(CODES)]))
        form = FORMS[(index + index // len(FORMS)) % len(FORMS)]
        name = f"{seed}-sig-{index:04d}"
        if form.startswith("screenshot"):
            canvas, shape = screens.screenshot(rng, signed, dark=form.endswith("dark"))
            (folder / "images").mkdir(parents=True, exist_ok=True)
            file = f"images/{name}.png"
            canvas.image.save(folder / file)
            write_lines(folder, name, [canvas])
            truth = signed.truth
        else:
            data, shape, truth = mails.written(rng, signed, form)
            file = f"mails/{name}.{form}"
            (folder / "mails").mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(data)
        kind = "screenshot" if form.startswith("screenshot") else "signature"
        meta = {"form": form if kind == "screenshot" else f"{form}-{shape}", "shape": shape}
        label = {
            "id": name,
            "files": [file],
            "kind": kind,
            "severity": "flat",
            "lang": truth["lang"],
            "region": truth["region"],
            "meta": meta,
            "contacts": [truth],
        }
        dump(folder / "labels" / f"{name}.json", label)


def dump(path: Path, value: object) -> None:
    """Write JSON a person can read; makes the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

"""The failures of a set as one HTML page with pictures: wanted beside read."""

import base64
import html
import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from ocr.errors import ReadingError
from ocr.evaluation.compare import Match
from ocr.evaluation.tables import Outcome
from ocr.evaluation.truth import SETS, TEXTS
from ocr.image.decode import decode, is_picture

_WIDE = 620
_LONGEST_TEXT = 4000
_STYLE = """
body{font:14px/1.45 system-ui,sans-serif;margin:2rem;max-width:90rem;color:#1c1c1c}
article{display:grid;grid-template-columns:640px 1fr;gap:1.5rem;padding:1.2rem 0;
  border-top:1px solid #bbb}
td,th{text-align:left;vertical-align:top;padding:.15rem .6rem .15rem 0}
.wrong{background:#fde2e0}.leak{color:#b00020;font-weight:bold}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
"""


def write(path: Path, name: str, summary: str, found: Sequence[Outcome]) -> int:
    """Write the page; returns how many captures are on it: all with anything wrong or leaked."""
    failed = [one for one in found if not _perfect(one)]
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8>",
        f"<title>{html.escape(name)}</title><style>{_STYLE}</style>",
    ]
    parts.append(f"<h1>{html.escape(name)}</h1><pre>{html.escape(summary)}</pre>")
    parts += [_article(one) for one in failed]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(parts), encoding="utf-8")
    return len(failed)


def _perfect(one: Outcome) -> bool:
    tallies = [tally for pair in one.pairs for tally in pair.fields.values()]
    return not one.leaked and all(tally.wrong == 0 == tally.missed for tally in tallies)


def _article(one: Outcome) -> str:
    boxes = [
        (entry["side"], entry["box"])
        for contact in one.reading.get("contacts") or []
        for entry in contact.get("provenance") or []
        if entry.get("box")
    ]
    hidden = [
        (entry["side"], entry["box"])
        for entry in one.reading.get("private") or []
        if entry.get("box")
    ]
    shown = [
        _shown(
            file,
            [box for side, box in boxes if side == index],
            [box for side, box in hidden if side == index],
        )
        for index, file in enumerate(one.label.files)
    ]
    facts = ", ".join(f"{key} {value}" for key, value in one.label.facts.items())
    leaked = f"<p class=leak>leaked: {html.escape('; '.join(one.leaked))}</p>" if one.leaked else ""
    rows = "".join(_rows(pair) for pair in one.pairs)
    table = f"<table><tr><th>field<th>wanted<th>read</tr>{rows}</table>"
    quality = html.escape(", ".join((one.reading.get("quality") or {}).get("reasons") or []))
    told = f"<h2>{one.label.id}</h2><p>{facts} {quality}</p>{leaked}{table}"
    return f"<article><div>{''.join(shown)}</div><div>{told}</div></article>"


def _rows(pair: Match) -> str:
    rows = []
    for name in (*TEXTS, *SETS):
        tally = pair.fields[name]
        if name in TEXTS:
            wanted, read = (
                " / ".join(pair.want.texts.get(name, ())),
                " ".join(pair.got.texts.get(name, ())),
            )
        else:
            wanted, read = (
                ", ".join(sorted(card.values.get(name, ()))) for card in (pair.want, pair.got)
            )
        mark = " class=wrong" if tally.wrong or tally.missed else ""
        rows.append(f"<tr{mark}><th>{name}<td>{html.escape(wanted)}<td>{html.escape(read)}</tr>")
    return "".join(rows)


def _shown(file: Path, boxes: Sequence[Sequence[int]], hidden: Sequence[Sequence[int]]) -> str:
    data = file.read_bytes()
    if not is_picture(data):
        return f"<pre>{html.escape(data.decode('utf-8', 'replace')[:_LONGEST_TEXT])}</pre>"
    try:
        decoded = decode(data)
    except ReadingError as error:
        return f"<p>{html.escape(error.reason)}</p>"
    image = Image.fromarray(decoded.pixels)
    scale = image.width / decoded.width
    draw = ImageDraw.Draw(image)
    for color, places in (("#1565c0", boxes), ("#b00020", hidden)):
        for place in places:
            draw.rectangle(
                [edge * scale for edge in place], outline=color, width=max(2, image.width // 500)
            )
    image.thumbnail((_WIDE, _WIDE * 2))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70)
    return f'<img alt="" src="data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode()}">'

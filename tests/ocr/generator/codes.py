"""QR codes of invented contacts: vCard, MECARD or a web address."""

from io import BytesIO
from random import Random
from typing import Any

import segno
from PIL import Image


def payload(rng: Random, truth: dict[str, Any]) -> str:
    """What a code on this card would say; only what the card itself also says."""
    person, phones, emails = truth["person"], truth["phones"], truth["emails"]
    form = rng.choice(["vcard3", "vcard3", "vcard4", "mecard", "url"])
    if form == "url" and truth["websites"]:
        site = truth["websites"][0]
        return site if site.startswith("http") else f"https://{site}"
    first, _, last = (person or "").rpartition(" ")
    if form == "mecard":
        parts = [f"N:{last},{first}"] if person else []
        parts += [f"TEL:{p['e164']}" for p in phones[:1]] + [f"EMAIL:{e}" for e in emails]
        parts += [f"ORG:{truth['company']}"] if truth["company"] else []
        return "MECARD:" + ";".join(p.replace(":", "\\:", 0) for p in parts) + ";;"
    return vcard(truth, "4.0" if form == "vcard4" else "3.0", first, last)


def vcard(truth: dict[str, Any], version: str, first: str, last: str) -> str:
    """A vCard of the contact, lines ended by CR LF."""
    kinds = {"mobile": "CELL", "work": "WORK,VOICE", "switchboard": "WORK", "fax": "WORK,FAX"}
    lines = [
        "BEGIN:VCARD",
        f"VERSION:{version}",
        f"N:{last};{first};;;",
        f"FN:{truth['person'] or truth['company']}",
    ]
    lines += [f"ORG:{truth['company']}"] if truth["company"] else []
    lines += [f"TITLE:{truth['role']}"] if truth["role"] else []
    lines += [f"TEL;TYPE={kinds[p['kind']]}:{p['e164']}" for p in truth["phones"]]
    lines += [f"EMAIL:{address}" for address in truth["emails"]]
    lines += [f"URL:{site}" for site in truth["websites"]]
    return "\r\n".join([*lines, "END:VCARD", ""])


def picture(text: str, size: int) -> Image.Image:
    """The code as a square picture of `size` pixels, quiet zone included."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=8, border=3)
    return (
        Image.open(BytesIO(out.getvalue()))
        .convert("RGB")
        .resize((size, size), Image.Resampling.NEAREST)
    )

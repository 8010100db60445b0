"""Damaged inputs: what a broken phone, a hostile sender or a bad line may hand in.

All of it is drawn by a seed, so that a failing one can be made again by its number.
"""

import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random

import numpy as np
from PIL import Image

from tests.ocr.generator import codes
from tests.ocr.generator.cards import card
from tests.ocr.generator.languages import CODES, load
from tests.ocr.generator.mails import written
from tests.ocr.generator.signatures import signature
from tests.ocr.known import FIXTURES

KINDS = ("picture", "strange-picture", "mail", "page", "text", "code", "address-file")
ODD = (
    *("\x00", "\ufeff", "\u202e", "\u200b", "\ud7ff", "\U0001f4de", "\x1b[2J", "\r", "\x0c"),
    *("a\u0301" * 40, "=", "@", "++"),
)
LONG = (
    *("9" * 5000, "a@" * 3000, "www." * 2000, "+46 (0) " * 1500, "-" * 20000, "\xe5" * 8000),
    *("( " * 4000, "x.y" * 4000, ", " * 6000, "<div>" * 3000),
)
SAID = (b"utf-8", b"base64", b"quoted-printable", b"boundary=", b"text/plain", b"8bit")
WRONG = (b"utf-16", b"x-unknown", b"uuencode", b"", b"multipart/mixed", b"\xff\xfe")
TAGS = (b"</div>", b"<td>", b"</a>", b">", b'"')
BAD_TAGS = (b"", b"<", b"<!--", b"<table><tr>" * 500, b"&#x110000;")
EXTRA = (
    *("PHOTO;ENCODING=b:" + "A" * 3000, "TEL;TYPE=HOME:+46 8 465 004 50", "N:;;;;;;;;;;"),
    *("BEGIN:VCARD", "ADR:;;;", "EMAIL;PREF=1:", ";;;:::", "END:VCARD"),
)

# Pages and headers that take a careless parser quadratic time, a megabyte each.
PAGE_BOMBS = (
    *("<b>" * 150_000 + "</i>" * 150_000, "<!--" * 280_000, "<?" * 500_000, "<![CDATA[" * 120_000),
    *('<a href="' * 120_000, "</a " * 280_000, "<td>x" * 220_000, "<" * 1_100_000),
    *("<p style=" + "display:" * 140_000 + ">x", "&#x41;" * 180_000, "<svg>" * 200_000),
)
HEAD_BOMBS = (
    *("From: " + '"\\' * 90_000, "From: " + "(" * 190_000, "References: " + "<a@b> " * 30_000),
    *("Content-Type: text/plain; " + "a=b;" * 45_000, "X-A: " + "=?utf-8?q?a?= " * 13_000),
    *('Content-Type: text/plain; a="' + ";" * 190_000, "Message-ID: " + "<a" * 90_000),
)
TEXT_BOMBS = (
    *("On Mar 3 2026 \n" * 9_000, "--\n" * 9_900, "Hej Bo,\n" * 9_900, "> x\n" * 9_900),
    *("hem: " * 200_000, "gift, " * 180_000, "två barn " * 100_000, "a    b\n" * 9_900),
)


def damaged(seed: str, number: int) -> tuple[str, bytes]:
    """The kind and the bytes of a damaged input; the same seed and number give the same."""
    rng = Random(f"{seed}/{number}")
    kind = KINDS[number % len(KINDS)]
    return kind, MAKERS[kind](rng)


def picture(rng: Random) -> bytes:
    """A small card picture with bytes changed, cut, doubled or taken from another."""
    return scratched(rng, bytearray(small_picture(rng)))


def small_picture(rng: Random) -> bytes:
    """A card as a small JPEG, PNG, WebP or the HEIC fixture."""
    form = rng.choice(["JPEG", "JPEG", "PNG", "WEBP", "HEIC"])
    if form == "HEIC":
        return (FIXTURES / "asa.heic").read_bytes()
    image = card(rng, load(rng.choice(CODES)), rng.choice(["left", "dark", "icons"])).sides[0].image
    image.thumbnail((560, 560))
    out = BytesIO()
    image.save(out, form)
    return out.getvalue()


def scratched(rng: Random, data: bytearray) -> bytes:
    """Between one and eight damages; headers are hit as often as the middle."""
    for _ in range(rng.randint(1, 8)):
        if len(data) < 16:
            break
        at = rng.randrange(min(len(data), rng.choice([64, 600, len(data)])))
        how = rng.randrange(7)
        if how == 0:
            data[at] ^= 1 << rng.randrange(8)
        elif how == 1:
            data[at : at + 4] = b"\xff\xff\xff\xff"
        elif how == 2:
            del data[at : at + rng.randint(1, 400)]
        elif how == 3:
            data[at:at] = data[: rng.randint(1, 2000)]
        elif how == 4:
            data[at : at + 8] = rng.randbytes(8)
        elif how == 5 and rng.random() < 0.4:
            del data[max(at, 16) :]
        else:
            data[at : at + 2] = b"\x00\x00"
    return bytes(data)


def strange_picture(rng: Random) -> bytes:
    """Pictures that are well formed and of no use: tiny, endless, flat, noisy, of odd modes."""
    noise = np.random.default_rng(rng.randrange(1 << 30))
    makers: Sequence[Callable[[], Image.Image]] = (
        lambda: Image.new("RGB", (1, 1)),
        lambda: Image.new("RGB", (1, rng.randint(1000, 9000))),
        lambda: Image.new("L", (rng.randint(1000, 9000), 2), 255),
        lambda: Image.new("RGB", (700, 500), rng.choice(["black", "white", "red"])),
        lambda: Image.fromarray(noise.integers(0, 256, (300, 400, 3), dtype=np.uint8)),
        lambda: Image.fromarray(noise.integers(0, 65536, (200, 300), dtype=np.uint16)),
        lambda: Image.new("P", (400, 300), 3),
        lambda: Image.new("RGBA", (400, 300), (0, 0, 0, 0)),
        lambda: Image.new("1", (800, 600)),
        lambda: Image.fromarray(np.tile(np.arange(256, dtype=np.uint8), (256, 2))),
    )
    if rng.random() < 0.2:
        return bomb(rng.choice([9_000, 30_000, 2_000_000_000]), rng.choice([9_000, 30_000]))
    out = BytesIO()
    rng.choice(makers)().save(out, "PNG")
    return out.getvalue() if rng.random() < 0.7 else scratched(rng, bytearray(out.getvalue()))


def bomb(width: int, height: int) -> bytes:
    """A PNG that promises more pixels than it is wise to believe."""

    def chunk(name: bytes, body: bytes) -> bytes:
        crc = zlib.crc32(name + body).to_bytes(4, "big")
        return len(body).to_bytes(4, "big") + name + body + crc

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    body = chunk(b"IDAT", zlib.compress(b"\x00" * 100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


def mail(rng: Random) -> bytes:
    """A message with headers, boundaries, codings or text damaged; or parts nested without end."""
    if rng.random() < 0.08:
        deep = rng.choice([40, 400, 3000])
        kind = "Content-Type: multipart/mixed; boundary"
        heads = "".join(f'{kind}="{n}"\n\n--{n}\n' for n in range(deep))
        return (heads + "Content-Type: text/plain\n\nÅsa").encode()
    if rng.random() < 0.08:
        return f"{rng.choice(HEAD_BOMBS)}\nFrom: a@b.se\nTo: c@d.se\nSubject: x\n\nÅsa".encode()
    data = document(rng, "eml")
    if rng.random() < 0.5:
        data = data.replace(rng.choice(SAID), rng.choice(WRONG))
    return torn(rng, data)


def page(rng: Random) -> bytes:
    """HTML with tags unclosed, nested without end or cut."""
    if rng.random() < 0.08:
        return f"<html><body><p>Åsa Ek<p>{rng.choice(PAGE_BOMBS)}".encode()
    data = document(rng, "html")
    if rng.random() < 0.4:
        data = data.replace(rng.choice(TAGS), rng.choice(BAD_TAGS))
    return torn(rng, data)


def text(rng: Random) -> bytes:
    """A pasted signature with odd characters, endless runs, or no sense at all."""
    if rng.random() < 0.1:
        return rng.randbytes(rng.randint(0, 5000))
    if rng.random() < 0.08:
        return (rng.choice(TEXT_BOMBS) + "\nÅsa Ek, tel 031-390 06 00").encode()
    return torn(rng, document(rng, "txt"))


def document(rng: Random, form: str) -> bytes:
    """A whole document as the generator writes it."""
    return written(rng, signature(rng, load(rng.choice(CODES))), form)[0]


def torn(rng: Random, data: bytes) -> bytes:
    """Bytes of a text with odd or endless things put in, lines mixed, or bytes damaged."""
    how = rng.randrange(5)
    if how == 0:
        return scratched(rng, bytearray(data))
    if how == 1:
        lines = data.split(b"\n")
        rng.shuffle(lines)
        return b"\n".join(lines * rng.choice([1, 1, 30]))
    at = rng.randrange(len(data) + 1)
    odd = rng.choice(ODD if how < 4 else LONG).encode("utf-8", "surrogatepass")
    return data[:at] + odd * rng.choice([1, 3, 50 if how < 4 else 1]) + data[at:]


def code(rng: Random) -> bytes:
    """A picture of a QR code whose payload is damaged."""
    payload = address_file(rng).decode("utf-8", "replace")[:600]
    if rng.random() < 0.3:
        payload = "MECARD:" + payload.replace("\r\n", rng.choice([";", ":", ""]))
    try:
        image = codes.picture(payload or "?", 420)
    except ValueError:
        image = codes.picture("MECARD:N:;;TEL:" + "9" * 300, 420)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def address_file(rng: Random) -> bytes:
    """A vCard with lines torn, folded wrongly, doubled or endless."""
    signed = signature(rng, load(rng.choice(CODES)), "stacked")
    first, _, last = str(signed.truth["person"]).rpartition(" ")
    whole = codes.vcard(signed.truth, rng.choice(["2.1", "3.0", "4.0", "9"]), first, last)
    lines = whole.split("\r\n")
    lines.insert(rng.randrange(1, len(lines)), rng.choice(EXTRA))
    return b"BEGIN:VCARD\r\n" + torn(rng, "\r\n".join(lines[1:]).encode())


MAKERS: dict[str, Callable[[Random], bytes]] = {
    "picture": picture,
    "strange-picture": strange_picture,
    "mail": mail,
    "page": page,
    "text": text,
    "code": code,
    "address-file": address_file,
}

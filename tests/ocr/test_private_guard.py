"""Nothing private leaves a reading, in whatever form it came in: fields, text, places, pixels."""

import json
from collections.abc import Sequence
from email.message import EmailMessage
from html import escape
from io import BytesIO

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from ocr import pipeline, wire
from ocr.engines.null import NullEngine
from ocr.image import decode
from ocr.types import Hints, Result, SideInput
from tests.ocr.generator import codes
from tests.ocr.known import ASA, Read, encoded, printed

PRIVATE = (
    ("Bostad: Solstigen 9, 123 45 Norrvik", "Solstigen"),
    ("Hem 08-465 004 99", "004 99"),
    ("Personnummer 811228-9874", "9874"),
    ("Privat e-post: asa.solros@post.example", "solros"),
    ("Gift, två barn", "barn"),
)


def texts_of(result: Result) -> str:
    """All that a reading gives out, and the text that is kept."""
    kept = [one.data.decode() for one in result.kept if one.media_type.startswith("text/")]
    return json.dumps(wire.as_json(result.reading), ensure_ascii=False) + "\n".join(kept)


def plain(lines: Sequence[str]) -> bytes:
    return "\n".join(lines).encode()


def page(lines: Sequence[str]) -> bytes:
    rows = "".join(f"<tr><td>{escape(line)}</td></tr>" for line in lines)
    return f"<html><body><table>{rows}</table></body></html>".encode()


def mail(lines: Sequence[str]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "asa@norvika.example", "b@k.example", "Hej"
    message.set_content("Hej!\n\n-- \n" + "\n".join(lines), cte="quoted-printable")
    return message.as_bytes()


@pytest.mark.parametrize("form", [plain, page, mail])
@pytest.mark.row("P1-14", part=True)
def test_documents_lose_what_is_private_and_keep_the_rest(form: object) -> None:
    assert callable(form)
    data = form([*ASA.lines, *(line for line, _ in PRIVATE)])
    result = pipeline.read([SideInput(data)], Hints(), NullEngine(), decode.decode)
    told = texts_of(result)
    assert [secret for _, secret in PRIVATE if secret in told] == []
    assert ASA.is_in(result.reading.contacts[0])
    kinds = {one.kind for one in result.reading.private}
    assert kinds == {
        "home_address",
        "home_phone",
        "personal_identity_number",
        "private_email",
        "civil_status",
    }


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.permutations(range(len(ASA.lines) + len(PRIVATE))), st.sampled_from([plain, page, mail]))
@pytest.mark.row("P1-14", part=True)
def test_no_order_of_lines_saves_a_private_value(order: list[int], form: object) -> None:
    assert callable(form)
    lines = [*ASA.lines, *(line for line, _ in PRIVATE)]
    data = form([lines[place] for place in order])
    result = pipeline.read([SideInput(data)], Hints(), NullEngine(), decode.decode)
    told = texts_of(result)
    assert [secret for _, secret in PRIVATE if secret in told] == []


@pytest.mark.engine
@pytest.mark.row("P1-14", part=True)
def test_a_picture_is_masked_where_something_private_stands(read: Read) -> None:
    shown = printed(ASA.lines[:8], extra=("Bostad: Solstigen 9", "Personnummer 811228-9874"))
    before = np.asarray(shown.image.convert("L"))
    result = read(encoded(shown.image, "PNG"))
    told = texts_of(result)
    assert "Solstigen" not in told
    assert "9874" not in told
    assert {(one.kind, one.box is not None) for one in result.reading.private} == {
        ("home_address", True),
        ("personal_identity_number", True),
    }
    kept = Image.open(BytesIO(result.kept[0].data)).convert("L").resize(before.shape[::-1])
    for one in result.reading.private:
        assert one.box is not None
        inside = np.s_[one.box.top : one.box.bottom, one.box.left : one.box.right]
        painted = np.asarray(kept)[inside]
        assert np.std(before[inside]) > 10  # there was print
        assert np.mean(np.abs(painted - np.median(painted)) < 12) > 0.9  # and is none
    again = read(result.kept[0].data)
    assert "Solstigen" not in texts_of(again)
    assert again.reading.private == ()


@pytest.mark.engine
@pytest.mark.row("P1-14", part=True)
def test_a_code_with_something_private_in_its_note_is_painted_over(read: Read) -> None:
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:Åsa Ek\nORG:Norvika AB\nNOTE:Hem 08-465 004 99\nEND:VCARD"
    result = read(encoded(codes.picture(text, 700), "PNG"))
    assert [one.kind for one in result.reading.private] == ["home_phone"]
    again = read(result.kept[0].data)
    assert again.reading.contacts == ()


@pytest.mark.parametrize(
    "line",
    [
        "TEL;TYPE=HOME:08-465 004 99",
        "item1.TEL:08-465 004 99\nitem1.X-ABLabel:_$!<Home>!$_",
        "item2.TEL;type=pref:08-465 004 99\nitem2.X-ABLabel:Hem",
        "TITLE:Säljare\nADR;TYPE=HOME:;;Solstigen 004 99;Norrvik;;123 45;",
        "TITLE:Hem 08-465 004 99",
    ],
)
@pytest.mark.row("P1-14", part=True)
def test_an_address_file_loses_what_is_of_home(line: str) -> None:
    text = f"BEGIN:VCARD\nVERSION:3.0\nFN:Åsa Ek\nORG:Norvika AB\n{line}\nEND:VCARD\n"
    result = pipeline.read([SideInput(text.encode())], Hints(), NullEngine(), decode.decode)
    assert "004 99" not in texts_of(result)
    assert result.reading.private
    assert result.reading.contacts[0].person == "Åsa Ek"

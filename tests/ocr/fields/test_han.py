"""Cards in Han signs and kana: who, what and where, told by surnames and endings."""

import pytest

from ocr.fields import han
from ocr.fields.choose import parse
from ocr.types import Box, Hints, Line

CARD = (
    ("株式会社乃瑠美加", 60, 40),
    ("営業部", 160, 30),
    ("部長", 200, 30),
    ("田中乃瑠", 240, 70),
    ("住所:神奈川県乃瑠市乃町7丁目1番1号", 400, 34),
    ("Tel: 045-860-1600(内線:874-4800)", 440, 34),
    ("E-mail: tanaka@norvika.co.jp", 480, 34),
)


def test_a_japanese_card_gives_each_value_its_field() -> None:
    lines = [Line(t, Box(100, y, 100 + h * len(t), y + h), 0.99, 0) for t, y, h in CARD]
    contact = parse(lines, (), Hints()).contacts[0]
    assert contact.company == "株式会社乃瑠美加"
    assert contact.person == "田中乃瑠"
    assert contact.role == "部長"
    assert contact.department == "営業部"
    assert contact.address == "神奈川県乃瑠市乃町7丁目1番1号"
    assert [phone.e164 for phone in contact.phones] == ["+81458601600"]


@pytest.mark.parametrize("text", ["山本 乃瑠", "佐藤さくら", "王小明"])
def test_a_known_surname_with_a_few_signs_is_a_name(text: str) -> None:
    assert han.is_name(text)


@pytest.mark.parametrize(
    "text", ["東京都", "石川県", "研究員", "営業部", "特許庁", "有限公司", "林"]
)
def test_places_titles_and_offices_are_no_names(text: str) -> None:
    assert not han.is_name(text)


def test_a_postcode_mark_read_as_a_letter_is_put_right() -> None:
    assert han.printed("T100-8900, 東京都千代田区") == "〒100-8900, 東京都千代田区"

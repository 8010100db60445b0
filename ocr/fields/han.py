"""What a piece in Han signs or kana is: a name, a role, a unit, a company, an address.

Words are not parted there and no letter is a capital: surnames that are known, and the signs that
titles, units and offices end in, tell the sort.
"""

import re
from functools import cache

from ocr.data import sections

_HAN = r"\u3400-\u9fff々〆ヶ"
_SIGNS = re.compile(rf"[{_HAN}\u3040-\u30ff]")
_NAME = re.compile(rf"[{_HAN}]{{1,3}}\s?[{_HAN}\u3040-\u30ff]{{1,3}}")
_ADDRESS = re.compile(
    r"[都道府県省].{1,12}[市区町村郡县]|[市区町].{0,16}(?:丁目|番|号|路|街)|〒|^住所|^T\d{3}-\d{4}$"
)
_PLACES = ("県", "都", "府", "市", "区", "町", "駅", "港", "縣", "區", "省")
_LONGEST = 6  # signs of a name
_MOST = 0.5  # of the signs of a text


def is_han(text: str) -> bool:
    """Whether a text is mostly in Han signs or kana."""
    tight = re.sub(r"\s", "", text)
    return bool(tight) and len(_SIGNS.findall(tight)) > _MOST * len(tight)


def is_name(text: str) -> bool:
    """Whether a text is a known surname with one to three signs behind it, and nothing else."""
    tight = re.sub(r"\s", "", text)
    if tight in sections("han")["towns"] or tight.endswith(_PLACES):
        return False
    if len(tight) > _LONGEST or not _NAME.fullmatch(text.strip()):
        return False
    if is_role(tight) or is_unit(tight) or is_company(tight) or is_address(tight):
        return False
    heads = [tight[:size] for size in (3, 2, 1) if tight[:size] in _surnames()]
    return any(1 <= len(tight) - len(head) <= (3 if len(head) > 1 else 2) for head in heads)


def is_role(text: str) -> bool:
    """Whether a text ends as titles do: `主任研究員`."""
    return is_han(text) and _bare(text).endswith(sections("han")["roles"])


def is_unit(text: str) -> bool:
    """Whether a text ends as names of units do: `営業部`."""
    return is_han(text) and _bare(text).endswith(sections("han")["units"]) and not is_role(text)


def is_company(text: str) -> bool:
    """Whether a text begins or ends as names of companies and offices do."""
    known = sections("han")["companies"]
    tight = _bare(text)
    return (
        is_han(text) and len(tight) > 2 and (tight.startswith(known[:9]) or tight.endswith(known))
    )


def is_address(text: str) -> bool:
    """Whether a text has a prefecture, a quarter or a postcode mark of an address."""
    return bool(_ADDRESS.search(text)) and (is_han(text) or text.startswith(("〒", "T")))


def printed(address: str) -> str:
    """The address without its heading, and with the postcode mark that was read as a T."""
    return re.sub(r"(?<!\w)T(?=\d{3}-\d{4})", "〒", re.sub(r"^住所\s?\W?\s*", "", address))


def _bare(text: str) -> str:
    return re.sub(r"\s|[(\uff08].*?[)\uff09]", "", text)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(sections("han")["surnames"])

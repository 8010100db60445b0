"""E-mail addresses: found in lines, mended where print or recognition broke them, normalized.

Only breaks of form are mended (blanks, line ends, obfuscated or misread @): letters are never
exchanged, for an address that looks wrong may be right. An ending that does not exist is none.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from email_validator import EmailNotValidError, validate_email

from ocr.data import sections
from ocr.fields.domains import suffix
from ocr.fields.spans import Mark

_LOCAL = r"(?:[^\W_]|_(?=\w))(?:[\w.+&'-]{0,62}\w)?"
_AT = r"\s?(?:@[/)]?|＠|\(\s?at\s?\)|\[\s?at\s?\]|\{\s?at\s?\}|\(a\)|[©®](?=[a-z]))\s?"
_DOT = r"(?:\.|\s?\(dot\)\s?|\s?\[dot\]\s?)"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_TIGHT = re.compile(rf"({_LOCAL})({_AT})({_LABEL}(?:{_DOT}{_LABEL})+)")
_LOOSE = re.compile(rf"({_LOCAL})({_AT})({_LABEL}(?:\s?[.,]\s?{_LABEL})+)")
_SPLIT_LOCAL = re.compile(r"(?<![\w.])([a-zåäöøæéü]{2,20}\s?[._-]\s|[a-zåäöøæéü]{2,20}\s[._-])$")
_OPEN_END = re.compile(rf"(?<![\w.])({_LOCAL})\s?@\s?((?:{_LABEL}\.?)*-?)\s*$")
_OPEN_LOCAL = re.compile(r"(?<![\w.@])([a-z0-9][\w.+-]{2,40}[._-]?)\s*$")
_DOMAIN_START = re.compile(rf"\s*(?!www\b|http)([.-]?{_LABEL}(?:\.{_LABEL})*)(?![\w@])")
_AT_START = re.compile(rf"\s*@\s?({_LABEL}(?:\.{_LABEL})+)(?![\w@])")
_MAILTO = re.compile(r"\s?[<\[(](?:mailto:)[^>\])]{0,200}[>\])]")
# An ending of a country behind the one found: `norvika.co .uk`.
_COUNTRY_BEHIND = re.compile(r"(?:\s?\.\s?|,)([a-z]{2})(?![\w.@-])")
# A domain whose last dot was lost, at the end of its line: `asa@norvika se`.
_NO_DOT = re.compile(rf"({_LOCAL})@({_LABEL})\s([a-z]{{2,3}})\s*$")
# An ending with signs for letters of their shape: `.f1`, `.c0m`, `.nI`, `.le`.
_ENDING = re.compile(r"(?<=\.)[a-zI\d]{2,3}$")
_SHAPES = (("1", "l"), ("1", "i"), ("I", "l"), ("l", "i"), ("0", "o"), ("5", "s"))
Marks = list[Mark[str]]


def normalize(address: str) -> str | None:
    """The address with its domain in lower case and unicode, or None where it is no address.

    The name before the @ stays as printed. Normalizing twice changes nothing.
    """
    try:
        checked = validate_email(
            address, check_deliverability=False, test_environment=True, allow_smtputf8=True
        )
    except EmailNotValidError:
        return None
    return checked.normalized if suffix(checked.domain) else None


def find(texts: Sequence[str], order: Sequence[Sequence[int]] = ()) -> Marks:
    """The addresses in the lines; `order` gives blocks of line numbers that follow each other.

    An address broken over two lines of a block is one value with a mark on each line.
    """
    found: Marks = []
    for line, text in enumerate(texts):
        found += _in_line(line, text)
        if not any(mark.line == line for mark in found) and (mark := _undotted(line, text)):
            found.append(mark)
    for block in order:
        for line, following in pairwise(block):
            if not any(mark.line in (line, following) for mark in found):
                found += _over_lines(texts, line, following)
    return sorted(found, key=lambda mark: (mark.line, mark.start))


def _in_line(line: int, text: str) -> Marks:
    found: Marks = []
    place = 0
    while match := _TIGHT.search(text, place) or _LOOSE.search(text, place):
        mark = _mark(line, text, match)
        if mark is None and (loose := _LOOSE.match(text, match.start())):
            mark = _mark(line, text, loose)
        mark = mark and _with_mailto(mark, text)
        place = mark.end if mark else match.end(2)
        if mark:
            found.append(mark)
    return found


def _mark(line: int, text: str, match: re.Match[str]) -> Mark[str] | None:
    local, start = match[1], match.start()
    if broken := _SPLIT_LOCAL.search(text[:start]):
        local, start = re.sub(r"\s", "", broken[1]) + local, broken.start()
    if glued := re.match(
        r"(?:e-?mail|epost|e-post|mailto)[.:-]?(?=[a-z]{3})", local, re.IGNORECASE
    ):
        local, start = local[glued.end() :], start + glued.end()
    kept = None if re.search(r"www\.", match[3]) else _cut_domain(match[3])
    if kept and (behind := _COUNTRY_BEHIND.match(text, match.start(3) + len(kept))):
        kept = _with_country(kept, behind[0])
    address = kept and normalize(f"{local}@{_domain(kept)}")
    if not kept or not address:
        return None
    return Mark(line, start, match.start(3) + len(kept), address)


def _with_country(kept: str, behind: str) -> str:
    """The domain with the country behind it where both make one ending: `co.uk`, `com.br`."""
    both = suffix(_domain(kept + behind))
    return kept + behind if "." in both and both.startswith(f"{suffix(_domain(kept))}.") else kept


def _undotted(line: int, text: str) -> Mark[str] | None:
    match = _NO_DOT.search(text)
    if match is None or match[3] not in sections("mail_providers")["common_endings"]:
        return None
    address = normalize(f"{match[1]}@{match[2]}.{match[3]}")
    return Mark(line, match.start(), match.end(3), address) if address else None


def _domain(printed: str) -> str:
    dotted = re.sub(r"\s?(?:\(dot\)|\[dot\])\s?", ".", printed)
    tight = re.sub(r"\s", "", dotted).replace(",", ".")
    tight = re.sub(r"(?<=[a-z]\.[a-z])I$", "l", tight)
    return tight if suffix(tight) else _ENDING.sub(_as_letters, tight)


def _as_letters(ending: re.Match[str]) -> str:
    """A common ending that the signs have the shape of; the signs where there is none."""
    common = sections("mail_providers")["common_endings"]
    spelt = (ending[0].replace(sign, letter) for sign, letter in _SHAPES)
    return next((one for one in spelt if one in common), ending[0])


def _cut_domain(printed: str) -> str | None:
    """The longest beginning that ends in a known ending; words glued to it are cut off."""
    ends = [m.end() for m in re.finditer(r"[.,)\]]\s?[^\W_][\w-]*", printed)]
    for end in reversed(ends):
        part = printed[:end]
        if glued := re.match(r"(.*?[.,]\s?[a-z]{2,6})(?:www|http|[A-ZÅÄÖ][a-z]|-[A-Z]$)", part):
            part = glued[1]
        if _is_domain(part):
            return part
    return None


def _is_domain(printed: str) -> bool:
    if re.search(r"[.,]\s[A-ZÅÄÖ]", printed):
        return False
    end = suffix(_domain(printed))
    return bool(end) and len(_domain(printed)) > len(end) + 1


def _with_mailto(mark: Mark[str], text: str) -> Mark[str]:
    """A link target behind the visible address belongs to it and is not read."""
    target = _MAILTO.match(text, mark.end)
    return Mark(mark.line, mark.start, target.end(), mark.value) if target else mark


def _over_lines(texts: Sequence[str], line: int, following: int) -> Marks:
    head, tail = texts[line], texts[following]
    if (opened := _OPEN_END.search(head)) and (rest := _DOMAIN_START.match(tail)):
        address = normalize(f"{opened[1]}@{opened[2]}{rest[1]}")
    elif (opened := _OPEN_LOCAL.search(head)) and (rest := _AT_START.match(tail)):
        address = normalize(f"{opened[1]}@{rest[1]}")
    else:
        return []
    if not address:
        return []
    return [
        Mark(line, opened.start(1), len(head), address),
        Mark(following, rest.start(1), rest.end(), address),
    ]

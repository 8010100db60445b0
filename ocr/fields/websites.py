"""Web addresses as printed; none is made from the domain of a mailbox."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ocr.data import sections
from ocr.data.folding import bare, fold
from ocr.fields.domains import stem, suffix
from ocr.fields.spans import Mark, blank, on_line, overlaps

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_PATH = r"(?:/[^\s,|<>\"()\]]*)?"
_MARKED = re.compile(
    rf"(?:https?\s?:\s?//\s?(?:www\s?\.\s?)?|www\s?[.,]\s?|(?<![a-z])www(?=[a-z]{{3}}))"
    rf"{_LABEL}(?:\.{_LABEL})*(?:\s\.\s?{_LABEL}|\.\s[a-z]{{2,4}}\b)?(?::\d{{2,5}})?{_PATH}",
    re.IGNORECASE,
)
_PLAIN = re.compile(rf"(?<![\w@./-])({_LABEL}(?:\.{_LABEL})+){_PATH}(?![\w@])")
_TARGET = re.compile(r"\s?<(?:https?://|www\.)[^>]{0,300}>")
# A card that labels by letters: `M 070…`, `E. asa@norvika.se`.
_LETTERED = re.compile(r"[MTFEPDHC]\.?\s?(?:[+(\d]|[\w.-]+@)")
# Endings a bare domain may have in capitals: elsewhere capitals and dots mean an abbreviation.
_DEGREES = frozenset(fold(x).strip(".") for x in sections("name_parts")["degrees"])
_COMMON = frozenset(sections("mail_providers")["common_endings"])


def normalize(address: str) -> str | None:
    """The address without blanks and closing punctuation; None where the domain does not exist."""
    tight = re.sub(r"\s", "", address).rstrip(".,;:|!*")
    tight = re.sub(r"^(www),", r"\1.", tight, flags=re.IGNORECASE)
    tight = re.sub(r"^(www)(?=[^.])", r"\1.", tight, flags=re.IGNORECASE)
    tight = re.sub(r"^(https?:/?/?)?ww\.(?=[^.]+\.)", r"\1www.", tight, flags=re.IGNORECASE)
    domain = host(tight)
    return tight if suffix(domain) and stem(domain) else None


def host(address: str) -> str:
    """The domain name of a web address, in lower case, without `www.`."""
    bare = re.sub(r"^(?:https?:/?/?)?(?:www\.)?", "", address.lower())
    return re.split(r"[/:?#]", bare, maxsplit=1)[0]


def find(texts: Sequence[str], taken: Sequence[Mark[str]]) -> list[Mark[str]]:
    """The web addresses in the lines, outside the e-mail addresses already `taken`."""
    found: list[Mark[str]] = []
    known = {bare(mark.value.split("@")[1]): mark.value.split("@")[1] for mark in taken}
    for line, text in enumerate(texts):
        spans = on_line(taken, line)
        clear = blank(text, spans)
        for match in _MARKED.finditer(clear):
            if value := normalize(match[0]) or _without_dot(match[0], known):
                end = match.start() + len(match[0].rstrip(".,;:|!"))
                found.append(Mark(line, match.start(), _past_target(clear, end), value))
        spans = spans + on_line(found, line)
        for match in _PLAIN.finditer(clear):
            if not overlaps(match.start(), match.end(), spans) and _is_bare(match[1]):
                value = normalize(match[0])
                if value:
                    end = match.start() + len(value)
                    found.append(Mark(line, match.start(), _past_target(clear, end), value))
    freed = [_without_label(mark, set(known.values()), texts) for mark in found]
    return sorted(freed, key=lambda mark: (mark.line, mark.start))


def _without_label(mark: Mark[str], domains: Collection[str], texts: Sequence[str]) -> Mark[str]:
    """The address without a label `W` that was glued to it.

    It is one where the rest is a mailbox's domain, or other lines of the card begin with letters.
    """
    label = re.match(r"w\.?(?=[a-z0-9])", mark.value, re.IGNORECASE)
    if label is None or mark.start or mark.value.lower().startswith("www"):
        return mark
    rest = mark.value[label.end() :]
    lettered = mark.value[1] == "." and any(_LETTERED.match(text) for text in texts)
    if host(rest) in domains or (lettered and suffix(host(rest)) and stem(host(rest))):
        return replace(mark, start=label.end(), value=rest)
    return mark


def _without_dot(printed: str, known: Mapping[str, str]) -> str | None:
    """`www.norvikase`: a dot was lost, and the domain of a mailbox on the card says which."""
    domain = known.get(bare(re.sub(r"^https?:|www", "", printed.lower())))
    return f"www.{domain}" if domain and "www" in printed.lower() else None


def _past_target(text: str, end: int) -> int:
    target = _TARGET.match(text, end)
    return target.end() if target else end


def _is_bare(domain: str) -> bool:
    """A domain without `www` is believed when it is written as one: lower case, known ending."""
    end = suffix(domain)
    if domain.lower() in _DEGREES:
        return False
    if not end or len(stem(domain)) < 2 or not re.search(r"[^\W\d]{2}", stem(domain)):
        return False
    written = domain[-len(end) :]
    if domain.isupper():
        return end in _COMMON and len(stem(domain)) > 2
    return written.islower() and (end in _COMMON or domain.islower())

"""Everything that can be read off the lines of one card before anything is chosen."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from ocr.fields import (
    addresses,
    emails,
    hosts,
    identifiers,
    mailboxes,
    marks,
    misread,
    notes,
    phones,
    private,
    regions,
    segments,
    websites,
)
from ocr.fields.addresses import Address
from ocr.fields.domains import is_free, stem
from ocr.fields.names import is_generic
from ocr.fields.organizations import resembles
from ocr.fields.segments import Segment
from ocr.fields.spans import Mark, Span, blank
from ocr.layout.blocks import blocks, left_neighbour
from ocr.types import Hints, Line

# A label that has its value behind it on its own line asks for none to its right.
_WHOLE = frozenset(("civil_status", "birth_date", "personal_identity_number"))
_ADDRESS = re.compile(r"[^@\s]+@([\w-]+(?:\.[\w-]+)+)")  # of who sent a mail
_SENTENCE = 4  # words


@dataclass(frozen=True, slots=True)
class Evidence:
    """Values with their places, and the pieces of text that no value took.

    `stems` are the names in the card's domains, free mail providers left out; `signed` says that a
    letter stands above the lines.
    """

    lines: Sequence[Line]
    order: tuple[tuple[int, ...], ...]
    private: tuple[tuple[int, Span], ...]
    emails: tuple[Mark[str], ...]
    websites: tuple[Mark[str], ...]
    phones: tuple[Mark[phones.Found], ...]
    regions: tuple[str, ...]
    segments: tuple[Segment, ...]
    addresses: tuple[Address, ...]
    stems: tuple[str, ...]
    signed: bool = False


def gather(lines: Sequence[Line], hints: Hints) -> Evidence:
    """Read the lines of one card; private stretches are blanked before anything else is read."""
    known = marks.spellings(lines)
    lines = [
        replace(line, text=misread.mended(marks.restored(line, known))) if line.box else line
        for line in lines
    ]
    lines = [replace(line, text=misread.spelt(line.text)) for line in lines]
    order = blocks(lines)
    texts = [line.text for line in lines]
    hidden = _private(lines, order)
    clear = _blanked(texts, hidden)
    mails = emails.find(clear, order)
    sites = websites.find(clear, mails)
    mails, sites = mailboxes.completed(hosts.completed(clear, mails, sites), sites, clear)
    mails = mailboxes.mended(mails, clear, lines)
    mails, sites = hosts.agreed(mails, sites, clear)
    side_mails = _side_mails(mails, sites)
    hidden += [(m.line, Span("private_email", m.start, m.end)) for m in side_mails]
    clear = _blanked(texts, hidden)
    mails = [mark for mark in mails if mark not in side_mails]
    others = identifiers.find(clear)
    domains = [m.value.split("@")[1] for m in mails] + [websites.host(m.value) for m in sites]
    domains += [match[1] for line in hints.around[:1] if (match := _ADDRESS.fullmatch(line))]
    ranked = regions.rank([*texts, *hints.around], domains, hints.region)
    closed = [*mails, *sites, *others, *identifiers.postcodes(clear)]
    beside = _beside(lines, order)
    numbers = phones.find(clear, closed, ranked, beside)
    if (better := _better_ranked(ranked, numbers)) != ranked:
        ranked = better
        numbers = phones.find(clear, closed, ranked, beside)
    stems = _stems(mails, sites)
    lines = [
        replace(line, text=misread.without_emblem(line.text, stems, ranked)) if line.box else line
        for line in lines
    ]
    spans = _spans(len(lines), hidden, [*mails, *sites, *others, *numbers])
    pieces = segments.cut(lines, spans, order, stems)
    found = addresses.find(pieces, clear, stems)
    return Evidence(
        lines,
        order,
        tuple(hidden),
        tuple(mails),
        tuple(sites),
        tuple(numbers),
        ranked,
        tuple(pieces),
        tuple(found),
        stems,
        bool(hints.around),
    )


def _better_ranked(
    ranked: tuple[str, ...], numbers: Iterable[Mark[phones.Found]]
) -> tuple[str, ...]:
    """The countries in the order in which they explain the numbers, perhaps one more."""
    found = [mark.value for mark in numbers]
    national = [one.text for one in found if not re.match(r"[\s(\[]*(?:\+|00)", one.text)]
    strange = [one.text for one in found if one.number.e164 is None]
    told = regions.by_numbers(strange) if strange else None
    order = regions.reordered(ranked, national)
    return (*order, told) if told else order


def _stems(mails: Iterable[Mark[str]], sites: Iterable[Mark[str]]) -> tuple[str, ...]:
    """The names in the domains of the card, free mail providers left out."""
    domains = [mark.value.split("@")[1] for mark in mails]
    found = [stem(domain) for domain in domains if not is_free(domain)]
    found += [stem(websites.host(mark.value)) for mark in sites]
    return tuple(dict.fromkeys(name for name in found if name))


def _private(lines: Sequence[Line], order: Sequence[Sequence[int]]) -> list[tuple[int, Span]]:
    """Private stretches in reading order, and where a label stands to the left of its value."""
    reading = [line for block in order for line in block]
    labels = {left_neighbour(lines, line) for line in reading}
    found = []
    for run in _runs(order, labels):
        texts = [lines[i].text for i in run]
        found += [(run[i], span) for i, span in private.find_in_lines(texts)]
    for line in (i for i in reading if lines[i].box is None):
        for span in _said(lines[line].text):
            told = [one for at, one in found if at == line]
            if not any(_covers(one, span) for one in told):
                found = [(at, one) for at, one in found if at != line or not _covers(span, one)]
                found.append((line, span))
    for line in reading:
        left = left_neighbour(lines, line)
        if left is None or len(lines[left].text) > 40:
            continue
        label = lines[left].text
        if any(s.kind in _WHOLE and s.end == len(label) for s in private.find(label)):
            continue
        for span in private.find(f"{label} {lines[line].text}"):
            start = span.start - len(label) - 1
            end = span.end - len(label) - 1
            # What is private by itself says nothing of its neighbour.
            if start < 0 < end and not any(at == line and one.end >= end for at, one in found):
                found.append((left, Span(span.kind, span.start, len(label))))
                found.append((line, Span(span.kind, 0, end)))
    return list(dict.fromkeys(found))


def _said(text: str) -> list[Span]:
    """What a sentence tells that is private, as under a signature: `Hemma nås jag på …`."""
    return list(notes.find(text)) if len(text.split()) >= _SENTENCE else []


def _covers(span: Span, other: Span) -> bool:
    return span.start <= other.start and other.end <= span.end


def _runs(order: Sequence[Sequence[int]], labels: Collection[int | None]) -> list[list[int]]:
    """Blocks in a run, parted behind a line whose value stands to its right, not below."""
    runs: list[list[int]] = [[]]
    for block in order:
        runs[-1] += block
        if block and block[-1] in labels:
            runs.append([])
    return runs


def _blanked(texts: Sequence[str], hidden: Iterable[tuple[int, Span]]) -> list[str]:
    clear = list(texts)
    for line, span in hidden:
        clear[line] = blank(clear[line], [(span.start, span.end)])
    return clear


def _side_mails(mails: Sequence[Mark[str]], sites: Sequence[Mark[str]]) -> list[Mark[str]]:
    """A personal mailbox at a free provider beside one at the company's own domain is private."""
    domains = [mark.value.split("@")[1] for mark in mails]
    own = [stem(domain) for domain in domains if not is_free(domain)]
    if not own:
        return []
    known = [*own, *(stem(websites.host(mark.value)) for mark in sites)]
    return [
        mark
        for mark, domain in zip(mails, domains, strict=True)
        if is_free(domain)
        and not is_generic(mark.value.split("@")[0])
        and not resembles(mark.value.split("@")[0], known)
    ]


def _beside(lines: Sequence[Line], order: Sequence[Sequence[int]]) -> dict[int, str]:
    """For each line what may be its label: the line to its left, else the one above."""
    found: dict[int, str] = {}
    for block in order:
        for above, line in zip([None, *block], block, strict=False):
            left = left_neighbour(lines, line)
            if left is not None:
                found[line] = lines[left].text
            elif above is not None:
                found[line] = lines[above].text
    return found


def _spans(
    count: int, hidden: Iterable[tuple[int, Span]], marks: Iterable[Mark[object]]
) -> list[list[tuple[int, int]]]:
    spans: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for line, span in hidden:
        spans[line].append((span.start, span.end))
    for mark in marks:
        spans[mark.line].append((mark.start, mark.end))
    return spans

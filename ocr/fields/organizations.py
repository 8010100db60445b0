"""Companies: whether a piece of text is a company's name, by legal form, words and domain."""

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz import fuzz

from ocr.data import pattern, sections, words
from ocr.data.folding import bare, fold
from ocr.fields import han

_SENTENCE = re.compile(
    rf"[.!?…]$|(?<!\w)(?:{pattern('slogan_words', 'words')})(?!\w)", re.IGNORECASE
)
# What is said of a company, and is none: `An ISO 9001 Certified Company`, `Member of …`.
_ABOUT = re.compile(
    r"\b(?:iso|en|din)[ /-]?\d{4}|certifi|zertifi|sertifi|accredited|approved by|affiliated to"
    r"|^(?:a |an )?(?:member|subsidiary|division|part|licensee|dealer)s? (?:of|in)\b"
    r"|in association with|regulated by"
    r"|^(?:ein|une|en del av|del af|mitglied|membre|medlem)\b.*\b(?:der|de|du|av|af|von)\b",
    re.IGNORECASE,
)
_COUNTY = re.compile(rf"\.?\s(?:{pattern('addresses', 'counties')})\b")
# `a member of Norvika`, `a Norvika company`: of whom a firm is, not its name.
_AFFILIATION = re.compile(
    rf"(?:{pattern('slogan_words', 'affiliation')})\s"
    r"|(?:an?|eine?|en|ett?|une?|una|uma|een)\s.*\s"
    r"(?:company|business|unternehmen|société|företag|bolag|selskap|selskab|bedrijf|empresa|società)$",
    re.IGNORECASE,
)
_LOWER_START = re.compile(r"^[a-zåäöæøéü]")
_SUFFIXED = re.compile(r"\s*\(?(?:publ|haftungsbeschränkt)\)?", re.IGNORECASE)


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    ordered = sorted(_known_forms(), key=len, reverse=True)
    short = [form for form in ordered if len(form) <= 3 and form.isalpha()]
    longer = [form for form in ordered if form not in short]
    tight = "|".join(re.escape(form) for form in short)
    loose = "|".join(re.escape(form).replace(r"\ ", r"\s*") for form in longer)
    upper_short = "|".join(re.escape(form.upper()) for form in short if not form.isupper())
    return (
        re.compile(rf"(?:^|(?<=[\s,]))(?:{tight}|{upper_short})\.?(?=$|[\s,)])"),
        re.compile(rf"(?:^|(?<=[\s,]))(?:{loose})\.?(?=$|[\s,)])", re.IGNORECASE),
    )


def legal_form(text: str) -> tuple[int, int] | None:
    """Where a legal form stands in a text: at its end, or at its beginning with a name behind."""
    strict, loose = _forms()
    found = [(m.start(), m.end()) for rx in (loose, strict) for m in rx.finditer(text)]
    at_end = [span for span in found if not re.search(r"\w", _SUFFIXED.sub("", text[span[1] :]))]
    if at_end:
        return min(at_end)
    ahead = [
        span
        for span in found
        if span[0] == 0 and re.match(r"(?:AB|OY|Oy|A/S|AS|Ab|Aktiebolaget|Stiftelsen|Ets)\b", text)
    ]
    if ahead:
        return ahead[0]
    return next((span for span in found if span[1] - span[0] > 3 and span[0] > 0), None)


def end_of_name(text: str) -> int | None:
    """Where a company's name ends when an address with digits follows it in the same piece."""
    forms = [m.span() for rx in _forms() for m in rx.finditer(text) if m.start() > 1]
    # `GmbH & Co. KG` and `Oy Ab` end with their last form.
    ends = [end for _, end in forms if not any(0 <= start - end <= 3 for start, _ in forms)]
    return next(
        (
            end
            for end in sorted(ends)
            if re.match(r"[\s,.]+(?=.*\d)[^\W_]", text[end:]) and not _COUNTY.match(text[end:])
        ),
        None,
    )


@cache
def _misread() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Legal forms with l, I or O in them, as recognition may spell them and as printed."""
    known = {*_known_forms(), *(form.upper() for form in _known_forms())}
    alike = [
        form for form in known if re.search(r"[lIO]", form) and (len(form) > 2 or form == "OY")
    ]
    return tuple(
        (
            re.compile(r"(?<=[\s,])" + _shapes(form.removesuffix(".")) + r"\.?(?=$|\s\()"),
            form,
        )
        for form in sorted(alike, key=len, reverse=True)
    )


def _shapes(form: str) -> str:
    return re.sub("O", "[O0]", re.sub(r"[lI]", "[lI1|]", re.escape(form)))


def mended(text: str) -> str:
    """The name with a misread l, I or O of its legal form put right: `S.r.1` is `S.r.l`."""
    for spelt, form in _misread():
        if (match := spelt.search(text)) and not {match[0], f"{match[0]}."} & _known_forms():
            return text[: match.start()] + form[: len(match[0])] + text[match.end() :]
    return text


@cache
def _known_forms() -> frozenset[str]:
    return frozenset(form for part in sections("legal_forms").values() for form in part)


def is_affiliation(text: str) -> bool:
    """Whether a piece says of whom a firm is: `a member of Norvika`."""
    return _AFFILIATION.match(text) is not None


def without_form(text: str) -> str:
    """The name without its legal form."""
    span = legal_form(text)
    return (text[: span[0]] + text[span[1] :]).strip(" ,.-") if span else text


def is_form_only(text: str) -> bool:
    """Whether a text is a legal form and nothing else, or what may stand behind one."""
    if _SUFFIXED.fullmatch(text):
        return True
    return legal_form(text) is not None and not bare(_SUFFIXED.sub("", without_form(text)))


def resembles(text: str, stems: Sequence[str]) -> float:
    """How well a name fits a domain's stem, 0 to 1: whole, beginning, initials."""
    return max((_resembles(text, stem) for stem in stems), default=0.0)


def _resembles(text: str, stem: str) -> float:
    name, whole, key = bare(without_form(text)), bare(text), bare(stem)
    if not name or not key:
        return 0.0
    if key in (name, whole) or bare(_german(text)) == key:
        return 1.0
    best = fuzz.ratio(name, key) / 100
    if len(key) >= 4 and name.startswith(key):
        best = max(best, 0.9)
    if len(name) >= 4 and key.startswith(name):
        best = max(best, 0.85 if len(name) * 2 >= len(key) else 0.7)
    if len(key) >= 4 and key in name:
        best = max(best, 0.8)
    if len(name) >= 4 and name in key:
        best = max(best, 0.7)
    parts = [part for part in re.split(r"[\W_]+", fold(without_form(text))) if part]
    initials = "".join(part[0] for part in parts)
    if len(key) >= 2 and initials == key:
        best = max(best, 0.85)
    elif len(key) >= 3 and (initials.startswith(key) or (initials in key and len(initials) > 2)):
        best = max(best, 0.65)
    if parts and len(parts[0]) >= 3 and key.startswith(parts[0]):
        best = max(best, 0.65)
    return best if best >= 0.55 else 0.0


def _german(text: str) -> str:
    return (
        text.lower()
        .replace("ä", "ae")
        .replace("ö", "oe")
        .replace("ü", "ue")
        .replace("å", "aa")
        .replace("ø", "oe")
    )


def has_company_word(text: str) -> bool:
    """Whether a word of companies stands in it: `Bygg`, `Consulting`."""
    parts = re.split(r"[^\w]+", fold(text))
    return any(part in words("company_words") for part in parts if part)


def likeness(text: str, stems: Sequence[str]) -> float:
    """How much a text looks like a company's name, from about -4 to 10."""
    parts = [part for part in re.split(r"[^\w]+", fold(text)) if part]
    if (
        not parts
        or len(text) > 80
        or is_affiliation(text)
        or not re.search(r"[^\W\d_]{2}|\d+\s?[^\W\d_]", text)
    ):
        return -4.0
    score = 3.2 if han.is_company(text) else 0.0
    score -= 3.0 if han.is_name(text) or han.is_role(text) else 0.0
    form = legal_form(text)
    if form:
        score += 3.2 if not is_form_only(text) else -1.0
    score += 4.2 * resembles(text, stems)
    score += 1.0 if has_company_word(text) else 0.0
    score += 0.3 if text.isupper() else 0.0
    if not form:
        score -= 1.5 if _SENTENCE.search(text) else 0.0
        score -= 0.5 if _LOWER_START.match(text) else 0.0
        score -= 0.5 * max(0, sum(len(part) > 2 for part in parts) - 5)
    score -= 1.0 if ":" in text else 0.0
    score -= 4.0 if _ABOUT.search(text) else 0.0
    return score - (0.8 if re.search(r"\d", text) else 0.0)

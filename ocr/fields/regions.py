"""Which country a card is from, told by the card itself.

Each sign (a +CC number, a country's name, a domain's ending, a legal form, a postcode's form, words
of one language) gives votes; the numbers without a country code are then read in the likeliest
country in which they are valid.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import phonenumbers

from ocr.data import pattern, sections, words
from ocr.data.folding import fold
from ocr.fields import roles
from ocr.fields.domains import country

_PLUS = re.compile(r"(?:\+|\b00)\s?(\d[\d\s().-]{6,18}\d)")
_PREFIXED = re.compile(
    r"(?<![\w-])(SE|S|NO|N|DK|FI|FIN|D|DE|A|AT|CH|NL|B|BE|F|FR|E|ES|I|IT|P|PT|L|LU)[-– ]"
    r"\d{3,5}(?:\s\d{2})?\s[A-ZÅÄÖÆØÉ]"
)
_PREFIXES = {
    "S": "SE",
    "N": "NO",
    "FIN": "FI",
    "D": "DE",
    "A": "AT",
    "B": "BE",
    "F": "FR",
    "E": "ES",
    "I": "IT",
    "P": "PT",
    "L": "LU",
}
_CITY = r"\s+[A-ZÀ-ÖØ-ÞŠ][^\W\d]"
_US_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|"
    "NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC"
)
_POSTCODES: tuple[tuple[re.Pattern[str], str, int], ...] = tuple(
    (re.compile(rx), regions, weight)
    for rx, regions, weight in (
        (rf"(?<![\d-])\d{{3}}\s\d{{2}}{_CITY}", "SE", 4),
        (rf"(?<![\d-])\d{{4}}\s?[A-Z]{{2}}(?:{_CITY}|\s*$)", "NL", 4),
        (r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", "GB", 4),
        (rf"\b(?:{_US_STATES})[.,]?\s+\d{{5}}(?:-\d{{4}})?\b", "US", 5),
        (rf"(?i:\b(?:{pattern('addresses', 'states')})),?\s+\d{{5}}\b", "US", 5),
        (r"\(\d{3}\)\s?\d{3}[-.\s]\d{4}|(?<![\d+-])\d{3}[-.·/]\d{3}[-.·]\d{4}(?!\d)", "US", 2),
        (r"(?<!\d\s)(?<!\d)\d{5}-\d{3}(?!\d)", "BR", 5),
        (r"\(?\b[1-9]\d\)?\s?9?\s?\d{4}-\d{4}\b", "BR", 2),
        (rf"(?<!\d)\d{{4}}-\d{{3}}(?!\d)(?:{_CITY}|\s*$)", "PT", 4),
        (r"\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b", "CA", 4),
        (rf"(?<![\d-])\d{{5}}{_CITY}", "DE FR ES IT FI", 1),
        (rf"(?<![\d-])\d{{4}}{_CITY}", "NO DK AT CH BE", 1),
        (rf"(?<![\d-])\d{{5}}{_CITY}[^\d,]*\s?\((?:[A-Z]{{2}})\)", "IT", 3),
        (r"\bCEDEX\b", "FR", 4),
        (r"\bVAT\b[^\n]{0,12}\bGB", "GB", 5),
        (r"\bCEP\b|\bC\.E\.P\.", "BR", 4),
        (r"(?<![\d+])0[1-579](?:[ .-]\d{2}){4}(?!\d)", "FR", 3),
        (r"(?<![\d+])06(?:[ .-]\d{2}){4}(?!\d)", "FR", 3),
        (r"(?<![\d+])06(?:[ .-]\d{2}){4}(?!\d)", "NL", 1),
        (r"(?<![\d+])\(?0(?:1\d1|11\d|20)\)?\s\d{3,4}\s\d{4}(?!\d)", "GB", 2),
        (r"(?<![\d+])\(?0[17]\d{3}\)?\s\d{3}\s?\d{3}(?!\d)", "GB", 2),
        (r"[^\W\d]{3}\.?\s?[-–]\s?[1-8]\d{2}\s?\d{3}(?![\d-]|\s\d)", "IN", 4),
        (rf"(?:{pattern('towns', 'IN')})\W{{1,3}}[1-8]\d{{2}}\s?\d{{3}}(?!\d)", "IN", 5),
        (r"(?<![\d+-])[6-9]\d{4}[ -]?\d{5}(?![\d-])|(?<![\d+-])91[ -]\d{2}[ -]?\d{8}", "IN", 2),
        (r"\b(?:NSW|VIC|QLD|TAS|ACT)[.,]?\s+\d{4}\b|\bABN\b", "AU", 5),
        (
            r"\b(?:WA|SA|NT)\s+\d{4}(?![\d-])|\b04\d{2} \d{3} \d{3}\b|\(0[2378]\)\s?\d{4}\s?\d{4}",
            "AU",
            3,
        ),
        (rf"(?<![\d-])\d{{2}}-\d{{3}}(?![\d-]){_CITY}", "PL", 4),
        (r"\bLV-\d{4}\b", "LV", 5),
        (r"\bLT-\d{5}\b", "LT", 5),
        (r"(?i:\bsingapore\s)\d{6}\b", "SG", 5),
        (r"\bC\.?P\.?\s?\d{5}\b", "MX", 4),
        (r"-do\b|-gu\b|-dong\b", "KR", 2),
        (r"〒|[都道府県]\S{1,4}[市区町村郡]|-chome\b|-ku\b|-shi\b", "JP", 3),
    )
)
# Words only one or two of the countries write on a card.
_WORDS: tuple[tuple[str, str, int], ...] = (
    (r"gatan\b|vagen\b|\bvaxel\b|\btfn\b|\bmoms|org\.?\s?nr|\bankn|\bbox \d{3,4}\b", "SE", 2),
    (r"(?:gata|veien|vegen|gaten)\b|\bpostboks\b|\btlf\b|foretaksregisteret|\bmva\b", "NO", 2),
    (r"sentralbord|avdeling\b|selger\b|radgiver|daglig leder|\bhjem\b|vennlig", "NO", 1),
    (r"omstilling|hovedn|afdeling|saelger|indkob|\bsvend|venlig|direktor\b", "DK", 1),
    (r"vedlagt|\bnorsk|\bnorges|\bprosjekt", "NO", 1),
    (r"(?:gade|vej|vaenget)\b|\btlf\b|\bcvr\b|\bmobil\b.*\bdirekte\b", "DK", 2),
    (r"(?:katu|tie|kuja|polku)\b|\bpuh\b|y-tunnus|\bpl \d|postilokero", "FI", 2),
    (r"strasse\b|(?<=[a-z])str\.|\bplatz\b|durchwahl|\bhrb\b|\bust-?id|\bpostfach\b", "DE", 2),
    (r"\brue\b|\bsiret\b|\btva\b|\btel ?: ?0\d\b|\bport\.|\btelecopie", "FR", 2),
    (r"(?:straat|laan|plein|gracht)\b|\bkvk\b|\bbtw\b|postbus", "NL", 2),
    (r"\bmobiel\b|algemeen|doorkies|\bkantoor\b|\b(?:drs|ing|mr|ir)\.\s", "NL", 2),
    (r"alanumero|\bpuhelin|\bmatkap|\bfaksi\b|\bsuora\b", "FI", 2),
    (r"\bhandy\b|\bzentrale\b|\btelefax\b.*\bmobil\b", "DE", 1),
    (r"\bcalle\b|\bc/|\bavda\b|\bcif\b|\bmovil\b|\btfno\b|poligono|\bplaza\b", "ES", 2),
    (r"\bvia\b|\bp\.?\s?iva\b|\bcell\.|\bviale\b|\bpiazza\b|\bcorso\b", "IT", 2),
    (r"\btelemovel|\bnif\b|\btlm\b|\bnipc\b|\bpraca\b", "PT", 2),
    (r"\bcnpj\b|\bfone\b|\bjd\.|\bramal\b|\bsao paulo\b", "BR", 3),
    (r"tack for|\bhalsning|\bmvh\b", "SE", 1),
    (r"takk for|\bvennlig", "NO", 1),
    (r"\btak for\b|\bvenlig", "DK", 1),
    (r"terveisin|ystavallis|\bkiitos", "FI", 1),
    (r"\bgru(?:ss|ss?en)\b|sehr geehrte|\bguten tag", "DE", 1),
    (r"cordialement|\bbonjour|salutations|ligne directe|\bmerci\b|\bmel\b", "FR", 1),
    (r"\bgroet|\bgeachte|\bbeste\b.*\bhartelijk", "NL", 1),
    (r"\bsaludo|\bhola\b|atentamente|centralita|nacimiento", "ES", 1),
    (r"\bsaluti?\b|egregi|gentile|\bgrazie\b|centralino|\bnascita", "IT", 1),
    (r"cumprimentos|\bobrigad|\bola\b|nascimento", "PT BR", 1),
    (r"\brua\b|\bavenida\b|\btravessa\b", "PT BR", 1),
    (r"\bul\. ?[a-z]|\bkom\. ?[\d+]|\bnip\b|\bregon\b", "PL", 3),
    (r"\bcol\. [a-z]|\bcelular\b.*\blic\.|\brfc\b", "MX", 2),
    (r"\bcad\.|\bsok\.|\bmah\.|\bgsm\b.*\bfaks\b|\bsan\. ve tic|\bcaddesi\b|\bsti\.", "TR", 3),
    (r"\bjalan\b|\bjln\b|\btaman\b|\bkampung\b", "MY", 3),
    (r"\bopp\b[.:]|\bh\.? ?no\b|\bplot no\b|\bgstin\b|\bnagar\b|\bresi?\b[.:]|\bextn\b", "IN", 2),
    (r"\bico?\b:? ?\d{8}|\bdic\b:? ?cz|\bnam\. ", "CZ", 2),
    (r"\bmnt\b|\btn \d|\breg\. ?kood", "EE", 2),
)  # fmt: skip
_SPOKEN = {"sv": ("SE",), "nb": ("NO",), "da": ("DK",), "fi": ("FI",), "de": ("DE",), "fr": ("FR",),
           "nl": ("NL",), "es": ("ES",), "it": ("IT",), "pt": ("PT", "BR"), "en": ()}  # fmt: skip
_LETTERS = (("å", "SE NO DK", 1), ("ä", "SE FI DE", 1), ("ö", "SE FI DE", 1), ("ø", "NO DK", 2),
            ("æ", "NO DK", 2), ("ß", "DE", 3), ("ü", "DE", 1), ("ñ", "ES", 3), ("ã", "PT BR", 2),
            ("õ", "PT BR", 2), ("ç", "FR PT BR", 1), ("ê", "FR PT BR", 1))  # fmt: skip
_NAMED = {"nordic": "SE", "fi": "FI", "de": "DE", "en": "US", "fr": "FR", "nl": "NL", "es": "ES",
          "it": "IT", "pt": "PT"}  # fmt: skip
_NAMES = {code: region for code, region in _NAMED.items() if code not in {"nordic", "en"}}
_COUNTRIES = {
    code: re.compile(rf"(?<![\w.@-])(?:{pattern('places', code)})(?![\w@-])")
    for code in sections("places")
}
_FORMS = {
    code: re.compile(rf"(?<![\w.@])(?:{pattern('legal_forms', code)})(?![\w@])")
    for code in sections("legal_forms")
    if code != "XX"
}


_TOWNS = {
    code: re.compile(rf"(?<![\w.@-])(?:{pattern('towns', code)})(?![\w@-])", re.IGNORECASE)
    for code in sections("towns")
}
# Countries that share the languages of others.
_SPEAKING = {"AT": ("DE",), "CH": ("DE", "FR", "IT"), "BE": ("NL", "FR"), "LU": ("FR", "DE")}
_EUROPE = ["SE", "NO", "DK", "FI", "DE", "AT", "CH", "GB", "IE", "FR", "BE", "NL", "ES", "IT", "PT"]
# Scripts of one country alone; Han signs stand in several.
_SCRIPTS = ((re.compile(r"[\u3040-\u30ff]"), "JP"), (re.compile(r"[\uac00-\ud7af]"), "KR"))


def rank(texts: Sequence[str], domains: Iterable[str], hint: str | None = None) -> tuple[str, ...]:
    """The countries the card speaks for, likeliest first; the caller's hint stands first.

    `domains` are those of the card's mail and web addresses, outside the texts or inside. Countries
    with half of the votes of the first, or less, are left out.
    """
    votes: Counter[str] = Counter()
    for domain in set(domains):
        if found := country(domain):
            votes[found] += 5
    told = list(votes)
    for text in texts:
        votes.update(_line_votes(text))
    votes.update(_letter_votes("\n".join(texts).lower()))
    for code in told:  # what speaks for German speaks for Switzerland where a domain says so
        votes[code] += max((votes[other] for other in _SPEAKING.get(code, ())), default=0)
    most = max(votes.values(), default=0)
    ranked = [code for code, count in votes.most_common() if 2 * count > most]
    ranked = ranked or list(by_names(texts))
    return tuple(dict.fromkeys([hint, *ranked] if hint else ranked))


def _line_votes(text: str) -> Counter[str]:
    votes: Counter[str] = Counter()
    for match in _PLUS.finditer(text):
        if found := _region_of(match[1]):
            votes[found] += 4
    for match in _PREFIXED.finditer(text):
        votes[_PREFIXES.get(match[1], match[1])] += 4
    for rx, codes, weight in _POSTCODES:
        if rx.search(text):
            votes.update(dict.fromkeys(codes.split(), weight))
    for by_code, weight in ((_COUNTRIES, 5), (_TOWNS, 2), (_FORMS, 2)):
        votes.update({code: weight for code, rx in by_code.items() if rx.search(text)})
    votes.update({code: 5 for rx, code in _SCRIPTS if rx.search(text)})
    return votes + _language_votes(text)


def _language_votes(text: str) -> Counter[str]:
    votes: Counter[str] = Counter()
    folded = fold(text)
    for rx, codes, weight in _WORDS:
        if re.search(rx, folded):
            votes.update(dict.fromkeys(codes.split(), weight))
    for part in roles.tokens(text):
        spoken = [code for code in _SPOKEN if part in words("roles", code)]
        if spoken and len(spoken) <= 2:
            votes.update({region: 2 // len(spoken) for c in spoken for region in _SPOKEN[c]})
        called = [code for code in _NAMES if part in words("given_names", code)]
        if len(called) == 1:
            votes[_NAMES[called[0]]] += 1
    return votes


def _letter_votes(text: str) -> Counter[str]:
    votes: Counter[str] = Counter()
    for letter, codes, weight in _LETTERS:
        if letter in text:
            votes.update(dict.fromkeys(codes.split(), weight))
    return votes


def by_names(texts: Sequence[str]) -> tuple[str, ...]:
    """The countries whose given names stand in the lines, where nothing else tells."""
    votes: Counter[str] = Counter()
    for part in (part for text in texts for part in roles.tokens(text)):
        for code, region in _NAMED.items():
            if part in words("given_names", code):
                votes[region] += 1
    return tuple(code for code, _ in votes.most_common(2))


def by_numbers(printed: Sequence[str]) -> str | None:
    """The one European country in which most of these national numbers are valid."""
    votes = Counter({code: sum(_is_valid(text, code) for text in printed) for code in _EUROPE})
    (first, most), (_, next_most) = votes.most_common(2)
    return first if most > next_most else None


def reordered(ranked: Sequence[str], printed: Sequence[str]) -> tuple[str, ...]:
    """The countries, that in which most of these national numbers are valid first."""
    return tuple(sorted(ranked, key=lambda code: -sum(_is_valid(text, code) for text in printed)))


def _is_valid(text: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, region))
    except phonenumbers.NumberParseException:
        return False


def _region_of(digits: str) -> str | None:
    tight = re.sub(r"\(\s?0\s?\)|\D", "", digits)
    try:
        number = phonenumbers.parse(f"+{tight}", None)
    except phonenumbers.NumberParseException:
        return None
    found = phonenumbers.region_code_for_number(number)
    return found or phonenumbers.region_code_for_country_code(number.country_code or 0)

"""Personal identity numbers of people who do not exist, with the checksums of their countries.

Sources of the rules: Skatteverket SKV 704 (Luhn), Skatteetaten (two weighted control digits),
CPR-kontoret (weights 4327654321), DVV (mod 31 letter), INSEE (97 minus the remainder), Rijksdienst
(eleven test), Ministerio del Interior (mod 23 letter), Agenzia delle Entrate DM 23/12/1976,
Autoridade Tributaria (mod 11), BZSt (ISO 7064 MOD 11,10).
"""

from datetime import date, timedelta
from random import Random

DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
HETU_LETTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
# what a letter or digit at an odd place of a codice fiscale counts
_ODD = "1 0 5 7 9 13 15 17 19 21 2 4 18 20 11 3 6 8 12 14 16 10 22 25 24 23"
_FIRST = [int(value) for value in _ODD.split()]
FISCAL_ODD = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _FIRST, strict=True))
FISCAL_ODD |= dict(zip("0123456789", _FIRST, strict=False))


def birth(rng: Random) -> date:
    """A day between 1950 and 1999."""
    return date(1950, 1, 1) + timedelta(days=rng.randrange(18250))


def identity(rng: Random, region: str, born: date) -> str:
    """A number as printed in the region; the check digits are right."""
    maker = {
        "SE": swedish,
        "NO": norwegian,
        "DK": danish,
        "FI": finnish,
        "DE": german,
        "GB": british,
        "US": american,
        "FR": french,
        "NL": dutch,
        "ES": spanish,
        "IT": italian,
        "PT": portuguese,
    }[region]
    return maker(rng, born)


def swedish(rng: Random, born: date) -> str:
    """YYMMDD-NNNC, Luhn over the ten digits."""
    digits = f"{born:%y%m%d}{rng.randrange(1, 999):03d}"
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(digits)]
    check = -sum(d // 10 + d % 10 for d in doubled) % 10
    century = rng.choice(["", f"{born:%Y}"[:2]])
    return f"{century}{digits[:6]}-{digits[6:]}{check}"


def norwegian(rng: Random, born: date) -> str:
    """DDMMYYNNNCC; draws again where a control digit would be ten."""
    while True:
        digits = [int(d) for d in f"{born:%d%m%y}{rng.randrange(100, 499)}"]
        for weights in ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)):
            digits.append(-sum(w * d for w, d in zip(weights, digits, strict=True)) % 11)
        if max(digits) <= 9:
            text = "".join(map(str, digits))
            return rng.choice([text, f"{text[:6]} {text[6:]}"])


def danish(rng: Random, born: date) -> str:
    """DDMMYY-NNNC, eleven test."""
    while True:
        digits = f"{born:%d%m%y}{rng.randrange(100, 399)}"
        check = (
            -sum(w * int(d) for w, d in zip((4, 3, 2, 7, 6, 5, 4, 3, 2), digits, strict=True)) % 11
        )
        if check <= 9:
            return f"{digits[:6]}-{digits[6:]}{check}"


def finnish(rng: Random, born: date) -> str:
    """DDMMYY-NNNX."""
    digits = f"{born:%d%m%y}{rng.randrange(900, 999)}"
    return f"{digits[:6]}-{digits[6:]}{HETU_LETTERS[int(digits) % 31]}"


def german(rng: Random, _born: date) -> str:
    """Eleven digits, ISO 7064 MOD 11,10."""
    digits = [rng.randrange(1, 10), *rng.sample(range(10), 9)]
    product = 10
    for digit in digits:
        total = (digit + product) % 10 or 10
        product = total * 2 % 11
    text = "".join(map(str, [*digits, (11 - product) % 10]))
    return f"{text[:2]} {text[2:5]} {text[5:8]} {text[8:]}"


def british(rng: Random, _born: date) -> str:
    """The prefix QQ is never given to anyone."""
    pairs = " ".join(str(rng.randrange(10, 99)) for _ in range(3))
    return f"QQ {pairs} {rng.choice('ABCD')}"


def american(rng: Random, _born: date) -> str:
    """987-65-4320 to 4329 are kept for advertisements."""
    return f"987-65-432{rng.randrange(10)}"


def french(rng: Random, born: date) -> str:
    """Thirteen digits and a key, 97 minus the remainder."""
    place, order = f"{rng.randrange(10, 95)}{rng.randrange(1, 990):03d}", rng.randrange(1, 999)
    body = f"{rng.choice('12')}{born:%y%m}{place}{order:03d}"
    key = 97 - int(body) % 97
    return f"{body[0]} {body[1:3]} {body[3:5]} {body[5:7]} {body[7:10]} {body[10:]} {key:02d}"


def dutch(rng: Random, _born: date) -> str:
    """Nine digits, eleven test with the last weight minus one."""
    while True:
        digits = [rng.randrange(1, 10), *(rng.randrange(10) for _ in range(7))]
        check = sum(w * d for w, d in zip(range(9, 1, -1), digits, strict=True)) % 11
        if check <= 9:
            return "".join(map(str, [*digits, check]))


def spanish(rng: Random, _born: date) -> str:
    """Eight digits and the letter of their remainder by 23."""
    value = rng.randrange(10_000_000, 99_999_999)
    return f"{value}{rng.choice(['', '-'])}{DNI_LETTERS[value % 23]}"


def italian(rng: Random, born: date) -> str:
    """Codice fiscale: letters of the name, birth, place, check letter."""
    letters = "".join(rng.choice("BCDFGLMNPRSTVZ") for _ in range(6))
    day = f"{born:%y}{'ABCDEHLMPRST'[born.month - 1]}{born.day:02d}"
    body = f"{letters}{day}{rng.choice('ADFHL')}{rng.randrange(100, 999)}"
    even = {c: int(c) if c.isdigit() else ord(c) - 65 for c in body}
    total = sum(FISCAL_ODD[c] if i % 2 == 0 else even[c] for i, c in enumerate(body))
    return body + chr(65 + total % 26)


def portuguese(rng: Random, _born: date) -> str:
    """Nine digits, mod 11."""
    digits = [rng.choice([1, 2]), *(rng.randrange(10) for _ in range(7))]
    remainder = sum(w * d for w, d in zip(range(9, 1, -1), digits, strict=True)) % 11
    text = "".join(map(str, [*digits, 0 if remainder < 2 else 11 - remainder]))
    return f"{text[:3]} {text[3:6]} {text[6:]}"

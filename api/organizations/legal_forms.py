"""What a company's name is compared by: its folded words without the legal form.

The forms are those of the national company acts of the Nordic countries, Germany, Austria,
Switzerland, the Netherlands, Belgium, France, Italy, Spain, Poland, Czechia, the Baltic states,
Britain and the United States, as people write them, folded (`A/S` folds to two words).
"""

from api.kit.folding import fold

_FORMS = tuple(
    tuple(fold(form).split())
    for form in (
        # Sweden
        "AB", "Aktiebolag", "Aktiebolaget", "HB", "Handelsbolag", "KB", "Kommanditbolag", "EF",
        "Enskild firma", "Ek. för.", "Ekonomisk förening", "publ",
        # Norway, Denmark, Finland, Iceland
        "AS", "A/S", "ASA", "ANS", "ENK", "ApS", "I/S", "K/S", "P/S", "IVS", "Aktieselskab",
        "Oy", "Oyj", "Abp", "Ky", "Osakeyhtiö", "ehf", "hf",
        # Germany, Austria, Switzerland
        "GmbH", "GmbH & Co. KG", "AG", "KG", "OHG", "e.K.", "e.V.", "UG", "gGmbH", "SE",
        # The Netherlands, Belgium, France, Italy, Spain
        "B.V.", "BV", "N.V.", "NV", "BVBA", "SA", "S.A.", "SAS", "S.A.S.", "SARL", "S.à r.l.",
        "SRL", "S.r.l.", "SpA", "S.p.A.", "S.L.", "SL",
        # Poland, Czechia, the Baltic states
        "Sp. z o.o.", "S.A", "s.r.o.", "a.s.", "OÜ", "SIA", "UAB",
        # Britain, the United States
        "Ltd", "Limited", "PLC", "LLP", "LLC", "Inc", "Incorporated", "Corp", "Corporation", "Co",
    )
)  # fmt: skip
# Letters that end other names as well, and so prove nothing.
_UNSURE = frozenset({("se",), ("co",)})
# Forms of firms that are their owner: to write to them is to write to a person.
_SOLE_TRADERS = frozenset(
    tuple(fold(form).split())
    for form in ("EF", "Enskild firma", "ENK", "Enkeltpersonforetak", "e.K.", "Tmi")
)
_LONGEST_FIRST = sorted(dict.fromkeys(_FORMS), key=len, reverse=True)


def fold_name(name: str) -> str:
    """Return `name` folded, without legal forms at its ends: `AB Norvika (publ)` gives `norvika`.

    A name made of nothing but legal forms is kept, folded. Folding twice changes nothing.
    """
    words = tuple(fold(name).split())
    while True:
        shorter = _strip(words)
        if shorter == words:
            return " ".join(words)
        words = shorter


def is_legal_person(name: str) -> bool:
    """Return whether `name` shows a form that only a legal person has: Norvika AB, AB Norvika.

    A name without one may be a sole trader's and is none.
    """
    words = tuple(fold(name).split())
    if any(words[-len(form) :] == form for form in _SOLE_TRADERS):
        return False
    forms = [form for form in _FORMS if form not in _UNSURE and len(form) < len(words)]
    begins = len(words) > 1 and words[0] in ("ab", "aktiebolaget")
    return begins or any(words[-len(form) :] == form for form in forms)


def _strip(words: tuple[str, ...]) -> tuple[str, ...]:
    forms = [form for form in _LONGEST_FIRST if len(form) < len(words)]
    for form in forms:
        if words[-len(form) :] == form:
            return words[: -len(form)]
    for form in forms:
        if words[: len(form)] == form:
            return words[len(form) :]
    return words

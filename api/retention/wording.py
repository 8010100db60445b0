"""Why a contact is kept until when, in one sentence."""

from datetime import date

from api.kit.days import written
from api.retention.rules import Class, Rule

_SENTENCES: dict[str, dict[Class, str]] = {
    "sv": {
        "purchase": "Sparas till {day}: underlag till köp ska finnas kvar i {years} år efter årets "
        "slut (bokföringslagen 7 kap. 2 §).",
        "supplier": "Sparas till {day}, {span} efter senaste kontakten som leverantör.",
        "relation": "Sparas till {day}, {span} efter senaste kontakten.",
        "enquiry": "Sparas till {day}, {span} efter senaste frågan.",
        "survey": "Sparas till {day}, {span} efter svaret på kundundersökningen.",
        "published": "Sparas till {day}, {span} efter att uppgifterna hämtades från en webbplats.",
        "waiting": "Sparas till {day}, {span} i väntan på vilket företag det gäller.",
    },
    "en": {
        "purchase": "Kept until {day}: records of a purchase must be kept for {years} years after "
        "the end of the year (Swedish Bookkeeping Act 7:2).",
        "supplier": "Kept until {day}, {span} after the last contact as a supplier.",
        "relation": "Kept until {day}, {span} after the last contact.",
        "enquiry": "Kept until {day}, {span} after the last question.",
        "survey": "Kept until {day}, {span} after the answer to the survey.",
        "published": "Kept until {day}, {span} after the details were taken from a website.",
        "waiting": "Kept until {day}, {span} while the company is not known.",
    },
}
_HELD = {
    "sv": "Stoppad gallring: måste finnas kvar {until}({law}).",
    "en": "Legal hold: must be kept {until}({law}).",
}
_RESTRICTED = {
    "sv": "Användningen är pausad på personens begäran. Uppgifterna sparas tills pausen är slut "
    "(GDPR art. 18).",
    "en": "Use is restricted at the person's request. The details are kept until that ends "
    "(GDPR Art. 18).",
}

_UNITS = {"sv": ("månad", "månader", "år", "år"), "en": ("month", "months", "year", "years")}


def explain(name: Class, rule: Rule, day: date, language: str) -> str:
    """Return the sentence for a contact whose longest-kept act is of class `name`."""
    return _SENTENCES[language][name].format(
        day=written(day, language), span=span(rule.months, language), years=rule.months // 12
    )


def explain_hold(law: str, until: date | None, language: str) -> str:
    """Return the sentence for a contact that must not go."""
    to = {"sv": "till", "en": "until"}[language]
    day = "" if until is None else f"{to} {written(until, language)} "
    return _HELD[language].format(until=day, law=law)


def explain_restriction(language: str) -> str:
    """Return the sentence for a contact whose use is paused."""
    return _RESTRICTED[language]


def span(months: int, language: str) -> str:
    """Return a number of months in words, whole years as years."""
    if months % 12:
        return _counted(months, *_UNITS[language][:2])
    return _counted(months // 12, *_UNITS[language][2:])


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"

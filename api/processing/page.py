"""The record of processing as a page."""

from collections.abc import Iterable, Sequence

from api.kit.html import Child, Markup, page, source_of, tag
from api.processing.schemas import ActivityRead, ProcessingRead, Told
from api.retention.wording import span

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
table { border-collapse: collapse; width: 100% } td, th { text-align: start; vertical-align: top }
td, th { border-top: 1px solid; padding: .375rem .75rem .375rem 0 } section { margin-top: 2.5rem }
"""
CONTENT_SECURITY_POLICY = f"default-src 'none'; style-src {source_of(_STYLE)}; base-uri 'none'"
_WORDS = {
    "sv": {
        "title": "Register över behandling",
        "article": "Artikel 30 i dataskyddsförordningen",
        "controller": "Ansvarig",
        "authority": "Tillsyn",
        "purposes": "Ändamål och grunder",
        "categories": "Slag av uppgifter",
        "recipients": "Mottagare",
        "retention": "Hur länge",
        "tables": "Tabell för tabell",
        "transfers": "Överföring till tredje land",
        "measures": "Skydd",
        "year-end": "efter årets slut",
    },
    "en": {
        "title": "Record of processing",
        "article": "Article 30 of the General Data Protection Regulation",
        "controller": "Controller",
        "authority": "Authority",
        "purposes": "Purposes and grounds",
        "categories": "Categories of data",
        "recipients": "Recipients",
        "retention": "How long",
        "tables": "Table by table",
        "transfers": "Transfers to third countries",
        "measures": "Protection",
        "year-end": "after the end of the year",
    },
}


def draw(record: ProcessingRead, language: str) -> bytes:
    """Return `record` as a page without anything fetched from elsewhere."""
    words = _WORDS[language]
    controller = record.controller
    return page(
        language,
        words["title"],
        tag(
            "main",
            tag("h1", words["title"]),
            tag("p", words["article"]),
            tag(
                "p",
                f"{words['controller']}: {controller.name} {controller.registration_number}, "
                f"{controller.contact}. {words['authority']}: {controller.authority}.",
            ),
            *(_activity(one, words, language) for one in record.activities),
            _list(words["transfers"], [_in(record.transfers, language)]),
            _list(words["measures"], [_in(one, language) for one in record.measures]),
        ),
        head=tag("style", Markup(_STYLE)),
    )


def _activity(activity: ActivityRead, words: dict[str, str], language: str) -> Markup:
    purposes = [
        (
            _in(one.name, language),
            ", ".join(_in(basis, language) for basis in one.bases),
            ", ".join(one.articles),
        )
        for one in activity.purposes
    ]
    recipients = [(_in(one.name, language), ", ".join(one.fields)) for one in activity.recipients]
    times = [
        (
            one.retention_class,
            span(one.months, language) + (f" {words['year-end']}" if one.to_year_end else ""),
        )
        for one in activity.retention
    ]
    categories = [(name, ", ".join(columns)) for name, columns in activity.categories.items()]
    tables = [(one.name, _in(one.rule, language)) for one in activity.tables]
    return tag(
        "section",
        tag("h2", _in(activity.name, language)),
        _table(words["purposes"], purposes),
        _table(words["categories"], categories),
        _table(words["recipients"], recipients),
        _table(words["retention"], times),
        _table(words["tables"], tables),
    )


def _table(title: str, rows: Sequence[Iterable[str]]) -> Markup | None:
    if not rows:
        return None
    body = [tag("tr", *(tag("td", cell) for cell in row)) for row in rows]
    return Markup.joined([tag("h3", title), tag("table", tag("tbody", *body))])


def _list(title: str, items: Sequence[Child]) -> Markup:
    return tag("section", tag("h2", title), tag("ul", *(tag("li", item) for item in items)))


def _in(told: Told, language: str) -> str:
    return told.sv if language == "sv" else told.en

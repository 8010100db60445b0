"""The public page of the policy: the text in force, its versions, what changed, a code to scan."""

from collections.abc import Sequence

import segno

from api.kit.days import day_of, written
from api.kit.html import Markup, page, source_of, tag
from api.models import Controller, PolicyVersion
from api.policies.changes import Line

_WORDS = {
    "sv": {
        "title": "Dataskydd",
        "from": "Gäller från {day}.",
        "versions": "Alla versioner",
        "changes": "Vad som ändrats",
        "exact": "Exakt text",
        "added": "Tillagt",
        "removed": "Borttaget",
        "questions": "Frågor: {email}. Tillsyn: {authority}, {url}.",
    },
    "en": {
        "title": "Privacy",
        "from": "In force from {day}.",
        "versions": "All versions",
        "changes": "What changed",
        "exact": "Exact text",
        "added": "Added",
        "removed": "Removed",
        "questions": "Questions: {email}. Authority: {authority}, {url}.",
    },
}
_STYLE = """
body { font: 1.0625rem/1.6 system-ui, sans-serif; margin: 2rem auto; max-width: 44rem }
body { padding: 0 1rem } ins, del { display: block } del, small { opacity: .75 }
"""
# Nothing on the page runs, and nothing comes from elsewhere.
CONTENT_SECURITY_POLICY = (
    f"default-src 'none'; style-src {source_of(_STYLE)}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def overview(
    language: str,
    controller: Controller,
    in_force: PolicyVersion,
    versions: Sequence[PolicyVersion],
) -> bytes:
    """Return the page of the version in force."""
    words = _WORDS[language]
    return page(
        language,
        f"{words['title']}, {controller.name}",
        tag(
            "main",
            tag("p", tag("strong", controller.name)),
            tag("h1", words["title"]),
            tag("p", _from(in_force, language)),
            *(tag("p", part) for part in _paragraphs(in_force)),
            tag("h2", words["versions"]),
            tag("ul", *(_version(one, versions, language) for one in reversed(versions))),
            tag("p", _questions(controller, words)),
            lang=in_force.language,
        ),
        head=tag("style", Markup(_STYLE)),
    )


def difference(language: str, controller: Controller, title: str, lines: Sequence[Line]) -> bytes:
    """Return the page that shows what changed between two versions."""
    words = _WORDS[language]
    return page(
        language,
        f"{words['changes']}, {controller.name}",
        tag(
            "main",
            tag("h1", words["changes"]),
            tag("p", title),
            *(_line(line, words) for line in lines if line.text.strip()),
            tag("p", _questions(controller, words)),
        ),
        head=tag("style", Markup(_STYLE)),
    )


def code(address: str) -> bytes:
    """Return a QR code of `address` as SVG, for the stand and for paper."""
    drawn: bytes = segno.make(address, error="m", micro=False).svg_inline(scale=8).encode()
    return drawn


def _version(one: PolicyVersion, versions: Sequence[PolicyVersion], language: str) -> Markup:
    words = _WORDS[language]
    place = versions.index(one)
    earlier = versions[place - 1] if place else None
    return tag(
        "li",
        _from(one, language),
        " ",
        tag("a", words["exact"], href=f"/policy/{one.id}"),
        " " if earlier else None,
        tag("a", words["changes"], href=f"/policy/{one.id}/changes") if earlier else None,
        tag("br"),
        tag("small", f"SHA-256 {one.sha256}"),
    )


def _line(line: Line, words: dict[str, str]) -> Markup:
    # Told in words as well as by marks: colour alone tells nobody who cannot see it.
    if line.what == "kept":
        return tag("p", line.text)
    name = "ins" if line.what == "added" else "del"
    return tag(name, f"{words[line.what]}: {line.text}")


def _paragraphs(version: PolicyVersion) -> list[str]:
    return [part for part in version.content.decode().splitlines() if part.strip()]


def _from(version: PolicyVersion, language: str) -> str:
    day = written(day_of(version.effective_from), language)
    return f"{version.id}. {_WORDS[language]['from'].format(day=day)}"


def _questions(controller: Controller, words: dict[str, str]) -> str:
    return words["questions"].format(
        email=controller.privacy_email,
        authority=controller.authority_name,
        url=controller.authority_url,
    )

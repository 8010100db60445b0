"""What the pages of Mina uppgifter are made of, after the design's components."""

import json
from dataclasses import dataclass
from pathlib import Path

from api.kit.html import Child, Markup, page, tag

# Forms go back to us alone; styles, type and pictures come from us; nothing runs.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_FOLDER = Path(__file__).parent / "texts"
TEXTS: dict[str, dict[str, str]] = {
    language: json.loads((_FOLDER / f"{language}.json").read_text()) for language in ("sv", "en")
}
_SHEETS = ("tokens", "parts", "phone", "desk", "pages", "app")
_ICONS = {
    "card": ("M4 5.5h16v13H4z", "M6.5 10h5.5M6.5 14h3M14.5 14h3"),
    "mail": ("M3.5 5.5h17v13h-17z", "m4.5 7.5 7.5 5.7 7.5-5.7"),
    "sure": ("M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17", "m8.3 12.3 2.6 2.6 4.8-5.3"),
    "missing": ("M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17", "M8.8 12h6.4"),
    "clock": ("M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17", "M12 7.5V12l3 2"),
    "download": ("M12 4v11M7.5 10.8 12 15.3l4.5-4.5M4.5 19.5h15",),
    "scales": (
        "M12 4v15M6 19.5h12M5 7.5h14",
        "M5 7.5 2.8 13.5a3 3 0 0 0 4.4 0zM19 7.5l-2.2 6a3 3 0 0 0 4.4 0z",
    ),
    "language": (
        "M4 6h9M8.5 4v2M11 6c-.8 4-3.3 6.8-6.5 8.3M6.5 9c1 2.2 2.7 3.9 5 5",
        "M12.5 20l3.7-9.5L20 20M13.8 17h5",
    ),
    "lock": ("M5 10.5h14V20H5z", "M8 10.5V8a4 4 0 0 1 8 0v2.5"),
    "erase": (
        "m8.5 19-4.6-4.6a1.3 1.3 0 0 1 0-1.8l8.7-8.7a1.3 1.3 0 0 1 1.8 0l5.2 5.2a1.3 1.3 0 0 1 0 1.8L11.5 19z",  # noqa: E501 - a drawing
        "M8.5 8.2l7 7M8.5 19H20",
    ),
    "right": ("m9.5 6 6 6-6 6",),
    "people": (
        "M9 5.2a3.3 3.3 0 1 0 0 6.6a3.3 3.3 0 1 0 0-6.6",
        "M3 19c.5-3.3 2.8-5 6-5s5.5 1.7 6 5",
        "M15.5 5.6a3.3 3.3 0 0 1 0 5.8M17.5 14.3c2 .6 3.2 2.2 3.5 4.7",
    ),
    "pencil": (
        "m5 15.5-.8 4.3 4.3-.8L19 8.5a1.7 1.7 0 0 0 0-2.4L17.9 5a1.7 1.7 0 0 0-2.4 0z",
        "M13.8 6.7l3.5 3.5",
    ),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What every page needs: whose it is, in which language, where it and its styles lie."""

    controller: str
    language: str
    path: str
    styles: str

    def text(self, key: str, **facts: str) -> str:
        """Return a text in the page's language, its braces filled."""
        return TEXTS[self.language][key].format(**facts)

    def link(self, part: str = "") -> str:
        """Return the address of a part of the same person's page, in the same language."""
        return f"{self.path}{part}?language={self.language}"


def whole(look: Look, title: str, *body: Child) -> bytes:
    """Return a page with the company's name above and the other language beside it."""
    other = "en" if look.language == "sv" else "sv"
    head = Markup.joined(
        [
            tag("link", rel="icon", href=f"{look.styles}icons/favicon.svg", type="image/svg+xml"),
            *(
                tag("link", rel="stylesheet", href=f"{look.styles}css/{sheet}.css")
                for sheet in _SHEETS
            ),
        ]
    )
    top = tag(
        "div",
        tag("span", look.controller, class_="grow strong"),
        tag(
            "a",
            icon("language"),
            tag("span", look.text("other"), lang=other),
            class_="btn quiet",
            href=f"{look.path}?language={other}",
        ),
        class_="row",
    )
    main = tag("main", top, *body, class_="letter")
    return page(look.language, f"{title}, {look.controller}", main, head=head, class_="person")


def icon(name: str, size: str = "") -> Markup:
    """Return an icon that stands beside its words."""
    return tag(
        "svg",
        *(tag("path", d=stroke) for stroke in _ICONS[name]),
        class_=f"ico {size}".strip(),
        aria_hidden="true",
        viewBox="0 0 24 24",
    )


def heading(title: str, lede: str) -> Markup:
    """Return the page's title and what it is about."""
    return tag("div", tag("h1", title), tag("p", lede, class_="lede"), class_="stack")


def panel(title: str, *body: Child, tool: Child = None) -> Markup:
    """Return a box with a title."""
    return tag(
        "section", tag("header", tag("h2", title, class_="grow"), tool), *body, class_="panel"
    )


def row(name: str, *body: Child) -> Markup:
    """Return one line of a list, led by an icon."""
    return tag("li", icon(name), tag("span", *body, class_="grow"), class_="row top")


def act(href: str, name: str, title: str, how: str) -> Markup:
    """Return a large choice that leads on."""
    words = tag(
        "span",
        tag("strong", title),
        tag("br"),
        tag("span", how, class_="small muted"),
        class_="grow",
    )
    return tag("a", icon(name), words, icon("right", "s"), class_="act link", href=href)


def field(name: str, label: str, value: str, *, mode: str | None = None) -> Markup:
    """Return a labelled input."""
    return tag(
        "div",
        tag("label", label, for_=name),
        tag(
            "input",
            class_="input",
            id=name,
            name=name,
            value=value,
            inputmode=mode,
            maxlength="500",
        ),
        class_="field",
    )


def buttons(look: Look, verb: str, *, danger: bool = False) -> Markup:
    """Return the button that sends, and the way back."""
    look_of = "btn danger primary" if danger else "btn primary"
    return tag(
        "div",
        tag("a", look.text("back"), class_="btn quiet", href=look.link()),
        tag("span", class_="grow"),
        tag("button", verb, class_=look_of, type="submit"),
        class_="row",
    )

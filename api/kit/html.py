"""HTML made of calls, so that nothing of a person is ever taken for markup."""

import base64
import hashlib
import html
from typing import Self

Attribute = str | bool | None


class Markup(str):
    """Text that is HTML already; everything else is escaped."""

    __slots__ = ()

    @classmethod
    def joined(cls, parts: "list[Child]") -> Self:
        """Return `parts` one after the other, escaped unless they are markup."""
        return cls(
            "".join(
                part if isinstance(part, Markup) else html.escape(part)
                for part in parts
                if part is not None
            )
        )


Child = Markup | str | None
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


def tag(name: str, /, *children: Child, **attributes: Attribute) -> Markup:
    """Return one element. `class_` and `for_` lose their tail, `data_x` becomes `data-x`.

    An attribute that is True stands alone, one that is False or None is left out.
    """
    told = "".join(
        f" {key.rstrip('_').replace('_', '-')}"
        + ("" if value is True else f'="{html.escape(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Markup(f"<{name}{told}>")
    return Markup(f"<{name}{told}>{Markup.joined(list(children))}</{name}>")


def page(language: str, title: str, *body: Child, head: Child = None, class_: str = "") -> bytes:
    """Return a whole page in UTF-8."""
    return (
        "<!doctype html>\n"
        + tag(
            "html",
            tag(
                "head",
                tag("meta", charset="utf-8"),
                tag("meta", name="viewport", content="width=device-width,initial-scale=1"),
                tag("meta", name="color-scheme", content="light dark"),
                tag("meta", name="robots", content="noindex"),
                tag("title", title),
                head,
            ),
            tag("body", *body, class_=class_),
            lang=language,
        )
    ).encode()


def source_of(text: str) -> str:
    """Return what a content security policy calls the inline style or script `text`."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

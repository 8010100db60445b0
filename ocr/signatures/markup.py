"""HTML to the lines a reader sees: cells and paragraphs apart, hidden text and older mails gone."""

import re
from collections import Counter
from html.parser import HTMLParser

from ocr.data import pattern, sections

_TAGS = re.compile(
    r"<(?:!doctype|html|body|table|div|p|br|span|td|a|b|font|meta|head|style|pre|ul|img)\b[^>]{0,999}>",
    re.IGNORECASE,
)
_BREAKS = frozenset(sections("mail_words")["block_tags"])
_CELLS = frozenset(("td", "th"))
_VOID = frozenset(
    ("br", "hr", "img", "meta", "link", "input", "area", "base", "col", "embed", "source", "wbr")
)
_SILENT = frozenset(
    (
        "script",
        "style",
        "head",
        "title",
        "noscript",
        "template",
        "svg",
        "object",
        "select",
        "textarea",
    )
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$|!)"
    r"|mso-hide\s*:\s*all|(?<!-)opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|max-height\s*:\s*0"
    r"|(?<![\w-])color\s*:\s*transparent",
    re.IGNORECASE,
)
_QUOTE = re.compile(
    r"gmail_quote|yahoo_quoted|moz-cite-prefix|OutlookMessageHeader|divRplyFwdMsg|appendonsend"
    r"|mail-editor-reference-message|protonmail_quote|zmail_extra|ms-outlook-mobile-reference",
    re.IGNORECASE,
)
_LONGEST_TAG = 5_000
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)|data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=%\s]*", re.DOTALL
)
# Paragraphs without room between them, as Outlook's.
_TIGHT = re.compile(r"\bMso|margin(?:-top|-bottom)?\s*:\s*0", re.IGNORECASE)
_ICON = re.compile(
    rf"^(?:.*\b(?:{pattern('mail_words', 'awards')})\b.*|(?:{pattern('mail_words', 'icons')})\d*"
    r"|.{0,20}\b(?:icon|ikon)|https?:.*"
    r"|.*\.(?:png|jpe?g|gif|svg))$",
    re.IGNORECASE,
)


def is_html(text: str) -> bool:
    """Whether a text is HTML: three tags near its beginning."""
    return len(_TAGS.findall(text[:6000])) >= 3


def to_text(html: str) -> str:
    """The visible text of the newest message, a line for each line or cell of the page."""
    reader = _Reader()
    reader.feed(_tame(html))
    reader.close()
    return reader.text()


def _tame(html: str) -> str:
    """The page without what is never shown and without tags that do not end.

    The parser of the standard library looks for the end of each anew: quadratic time.
    """
    shown = _UNSEEN.sub("", html)
    return re.sub(rf"<(?![a-zA-Z/][^<>]{{0,{_LONGEST_TAG}}}>)", "&lt;", shown)


class _Reader(HTMLParser):
    """Collects visible text; `_hidden` counts the open elements inside a hidden one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._names: Counter[str] = Counter()  # how many of each name are open
        self._hidden = 0
        self._mailto = ""
        self._link_from = 0
        self._ended = False
        self._blank = 2  # line ends since something was to be seen

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # type: ignore[explicit-override]  # typing.override is 3.12's
        given = {key: value or "" for key, value in attrs}
        marks = f"{given.get('class', '')} {given.get('id', '')}"
        if _QUOTE.search(marks) and not self._hidden:
            self._ended = self._ended or ("gmail_quote" not in marks and "quoted" not in marks)
        hides = tag in _SILENT or self._is_hidden(tag, given, marks)
        self._break(
            tag, apart=tag == "p" and not _TIGHT.search(f"{marks} {given.get('style', '')}")
        )
        if tag == "img" and not self._hidden and not hides:
            self._image(given)
        if tag not in _VOID:
            self._open.append((tag, hides))
            self._names[tag] += 1
            self._hidden += hides
        if tag == "a" and not self._hidden:
            self._mailto = _target(given.get("href", ""))
            self._link_from = len(self._parts)

    def handle_endtag(self, tag: str) -> None:  # type: ignore[explicit-override]  # typing.override is 3.12's
        if not self._names[tag]:
            return
        while self._open:
            name, hid = self._open.pop()
            self._names[name] -= 1
            self._hidden -= hid
            if name == tag:
                break
        if tag == "a" and self._mailto and not self._hidden and not self._ended:
            shown = "".join(self._parts[self._link_from :])
            if "@" not in shown and not re.search(r"\d{4}", shown):
                self._parts.append(f" {self._mailto} ")
            self._mailto = ""
        if tag in _CELLS:
            self._parts.append("\t")
        self._break(tag, apart=False)

    def handle_data(self, data: str) -> None:  # type: ignore[explicit-override]  # typing.override is 3.12's
        if not self._hidden and not self._ended:
            kept = data if self._names["pre"] else re.sub(r"[\s\u200b\ufeff]+", " ", data)
            self._parts.append(kept)
            self._blank = 0 if kept.strip() else self._blank

    def text(self) -> str:
        lines = []
        for row in re.split(r"\n", "".join(self._parts).replace("\xa0", " ")):
            cells = [" ".join(cell.split()) for cell in row.split("\t")]
            lines += _row([cell for cell in cells if cell]) or [""]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")

    def _break(self, tag: str, *, apart: bool) -> None:
        """End the line; `br` always, others unless it is ended, paragraphs with a blank line."""
        if tag == "br" or (tag in _BREAKS and self._blank < 1):
            self._parts.append("\n")
            self._blank += 1
        if apart and self._blank < 2:
            self._parts.append("\n")
            self._blank += 1

    def _is_hidden(self, tag: str, given: dict[str, str], marks: str) -> bool:
        style = given.get("style", "")
        quoted = tag == "blockquote" or (
            "gmail_quote" in marks or ("quoted" in marks and "yahoo" in marks)
        )
        return bool(_HIDDEN.search(style)) or "hidden" in given or quoted

    def _image(self, given: dict[str, str]) -> None:
        alt = " ".join(given.get("alt", "").split())
        if alt and not _ICON.match(alt) and not self._ended:
            shown = re.sub(
                r"(?i)[\s-]*\b(?:logo(?:typ|type|typen)?|logotipo|logga)\b[\s:-]*", " ", alt
            ).strip()
            self._parts.append(f"\n{shown}\n")
            self._blank = 1


def _row(cells: list[str]) -> list[str]:
    """A row's cells: a short label keeps its value beside it, other cells stand apart."""
    lines: list[str] = []
    for cell in cells:
        if (
            lines
            and re.fullmatch(r"[^\d@|]{1,14}[:.]?|[^@|]{1,30}:", lines[-1])
            and (lines[-1].endswith(":") or re.search(r"[\d@]|www|\.\w{2}", cell))
        ):
            lines[-1] = f"{lines[-1]} {cell}"
        else:
            lines.append(cell)
    return lines


def _target(href: str) -> str:
    """The address of a `mailto:` link."""
    match = re.match(r"mailto:([^?&<>\s]{3,120}@[^?&<>\s]{3,120})", href, re.IGNORECASE)
    return match[1] if match else ""

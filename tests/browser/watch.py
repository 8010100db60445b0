"""What a page must never do, seen from outside: every test of the app fails on it."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError

# Trusted Types report here too. The event says which rule and what was stopped.
_TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.effectiveDirective} stopped ${event.blockedURI}`);
});
"""
# Chromium writes every refusal and every broken connection to the console as an error.
NETWORK = r"^Failed to load resource"


class Watch:
    """Notes errors and foreign requests of every page and worker of `context`.

    `allow` lets console messages of a pattern pass: a test that cuts the network expects some.
    """

    def __init__(self, context: BrowserContext, host: str) -> None:
        self.host = host
        self.found: list[str] = []
        self.policy: list[str] = []
        self.foreign: list[str] = []
        self._allowed: list[str] = []
        context.add_init_script(_TELL_VIOLATIONS)
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("request", self._on_request)
        context.on("page", self._on_page)

    def allow(self, pattern: str) -> None:
        """Let console messages that `pattern` finds pass."""
        self._allowed.append(pattern)

    def verdict(self) -> list[str]:
        """Return everything that was wrong."""
        return [*self.policy, *self.foreign, *self.found]

    def _on_page(self, page: Page) -> None:
        page.on("crash", lambda _page: self.found.append("the page crashed"))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        if re.search(r"^policy:|Content Security Policy|Trusted", message.text):
            self.policy.append(message.text)
        elif not any(re.search(pattern, message.text) for pattern in self._allowed):
            self.found.append(f"{message.type}: {message.text} {message.location['url']}")

    def _on_error(self, error: WebError) -> None:
        self.found.append(f"uncaught: {error.error.stack or error.error}")

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"blob", "data"} and parts.netloc != self.host:
            self.foreign.append(f"foreign request: {parts.scheme}://{parts.netloc}")

"""Nobody outside handles people's details: what could speak to a network is known, and allowed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_app
from api.mail.relay import RelayNotAllowedError, from_settings
from api.settings import Settings

ROOT = Path(__file__).parents[2]
# Modules that can open a connection, by their first name.
SPEAKING = {
    *("socket", "ssl", "http", "urllib", "smtplib", "ftplib", "poplib", "imaplib", "xmlrpc"),
    *("httpx", "httpx2", "requests", "aiohttp", "urllib3", "websocket", "websockets", "grpc"),
    *("psycopg", "obstore", "dbos", "boto3", "telnetlib", "nntplib"),
}
# The only files that use them, and what for; docs/egress.md says the same in words.
ALLOWED = {
    "api/auth/cookies.py": {"urllib"},  # takes addresses apart
    "api/backup/postgres.py": {"psycopg"},  # the database
    "api/jobs/client.py": {"dbos"},  # the database
    "api/jobs/runner.py": {"dbos"},  # the database
    "api/jobs/slots.py": {"socket"},  # the machine's own name
    "api/mail/relay.py": {"smtplib", "ssl"},  # the company's relay
    "api/middleware/__init__.py": {"urllib"},  # takes addresses apart
    "api/rights/mine/pages.py": {"urllib"},  # takes addresses apart
    "api/serve.py": {"urllib"},  # the same
    "api/storage/blobs.py": {"obstore"},  # the store of pictures
    "api/tls/authority.py": {"socket"},  # the machine's own address
    "api/tls/trust.py": {"http"},  # answers phones
    "ocr/image/sandbox.py": {"socket"},  # a pair between two processes
    "ocr/reader.py": {"socket"},  # the same
}
# Named, and never called: where something is written down, and whom people may turn to.
NAMED = {"HOST", "c2sp.org", "sqlite.org", "www.imy.se"}
# What would hand people's details to somebody: clouds, mailers, counters, collectors.
PROCESSORS = re.compile(
    r"^(?:boto3?|botocore|google-|azure-|openai|anthropic|sentry|datadog|ddtrace|newrelic|rollbar|"
    r"bugsnag|sendgrid|mailgun|mailchimp|postmark|twilio|stripe|segment|mixpanel|amplitude|posthog|"
    r"opentelemetry-(?!api)|elastic-apm|logtail|honeybadger|firebase|pusher|algolia|cloudinary)"
)


@pytest.mark.row("P5-44")
@pytest.mark.row("P3-29", part=True)
def test_no_code_and_no_package_speaks_to_a_processor_and_a_relay_must_be_allowed(
    settings: Settings,
) -> None:
    assert dict(_speaking()) == ALLOWED
    assert set(_hosts()) <= NAMED
    locked = (ROOT / "requirements.txt").read_text()
    packages = re.findall(r"^([a-z0-9._-]+)==", locked, re.MULTILINE)
    assert len(packages) > 50
    assert [name for name in packages if PROCESSORS.match(name)] == []
    foreign = settings.model_copy(update={"smtp_relay": "smtp.elsewhere.example:587"})
    listed = foreign.model_copy(update={"smtp_allowed": "mail.fjallbro.example"})
    for wrong in (foreign, listed):
        with pytest.raises(RelayNotAllowedError, match=r"smtp\.elsewhere\.example"):
            create_app(wrong)
    own = listed.model_copy(update={"smtp_relay": "Mail.fjallbro.example"})
    relay = from_settings(own)
    assert relay is not None
    assert (relay.host, relay.port) == ("Mail.fjallbro.example", 587)


@pytest.mark.parametrize(
    ("package", "is_one"),
    [("sentry-sdk", True), ("google-cloud-vision", True), ("sqlalchemy", False), ("segno", False)],
)
def test_a_processors_package_would_be_known(package: str, is_one: bool) -> None:  # noqa: FBT001 - the expectation
    assert bool(PROCESSORS.match(package)) is is_one


def _speaking() -> Iterator[tuple[str, set[str]]]:
    for path in _files("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            name.partition(".")[0]
            for node in ast.walk(tree)
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        if used := names & SPEAKING:
            yield path.relative_to(ROOT).as_posix(), used


def _hosts() -> Iterator[str]:
    for kind in ("*.py", "*.js", "*.html", "*.css", "*.json", "*.txt", "*.webmanifest"):
        for path in _files(kind):
            text = path.read_text(encoding="utf-8")
            yield from re.findall(r"\b(?:https?|wss?)://([\w.-]+)", text)


def _files(pattern: str) -> Iterator[Path]:
    for folder in ("api", "ocr", "web/app"):
        for path in sorted((ROOT / folder).rglob(pattern)):
            if not {"vendor", "node_modules"} & set(path.parts):
                yield path

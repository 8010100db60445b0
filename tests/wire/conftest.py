"""A service as a program, over a folder of the test's own, and what calls it."""

from collections.abc import Iterator

import httpx2
import pytest

from api.auth import tokens
from api.db.session import Database
from api.settings import Settings
from tests.browser.programs import Handslag


@pytest.fixture
def handslag(settings: Settings) -> Iterator[Handslag]:
    """Give the service of `settings` as a program, running; no worker is started."""
    handslag = Handslag.over(settings)
    handslag.start("serve")
    yield handslag
    handslag.stop()


@pytest.fixture
def script(handslag: Handslag, database: Database) -> Iterator[httpx2.Client]:
    """Give a program that does what a company's own script does, with a token for it."""
    scopes = ["captures:write", "review:write", "contacts:read", "sync:read"]
    with database.write() as session:
        token = tokens.create(session, name="script", scopes=scopes)
    headers = {"Authorization": f"Bearer {token}"}
    with httpx2.Client(base_url=handslag.url, headers=headers, timeout=60) as client:
        yield client

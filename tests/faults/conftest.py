"""A service and its workers as programs, over a folder of the test's own, on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from api.auth import tokens
from api.db.session import Database
from api.settings import Settings
from tests.browser.programs import Handslag


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test beside this file."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("faults")


@pytest.fixture
def handslag(settings: Settings) -> Iterator[Handslag]:
    """Give the programs of `settings`, none of them started; whatever runs in the end is ended."""
    handslag = Handslag.over(settings)
    yield handslag
    handslag.stop()


@pytest.fixture
def token(database: Database) -> str:
    """Give a token that may send and review."""
    with database.write() as session:
        return tokens.create(session, name="test", scopes=["captures:write", "review:write"])


@pytest.fixture
def wire(handslag: Handslag, token: str) -> Iterator[httpx2.Client]:
    """Give a client that holds the token and calls the service, once that is started."""
    headers = {"Authorization": f"Bearer {token}"}
    with httpx2.Client(base_url=handslag.url, headers=headers, timeout=30) as client:
        yield client

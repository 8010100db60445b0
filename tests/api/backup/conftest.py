"""What tests of backups share: a service with something in it, and the commands."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import cli
from api.db.session import Database
from api.models import CaptureFile
from api.settings import Settings
from tests.cards import asa
from tests.uploads import form, picture, send, told

PEOPLE = ("Åsa Öhrström", "Bo Ek", "Cia Dahl")


@dataclass
class Drill:
    """One machine, another on which nothing was ever set up, and the folder between them."""

    home: Settings
    away: Settings
    folder: Path
    patch: pytest.MonkeyPatch

    def backup(self, *options: str) -> int:
        return self.run(self.home, "backup", *options, self.folder)

    def restore(self) -> int:
        return self.run(self.away, "restore", self.folder)

    def run(self, settings: Settings, *arguments: object) -> int:
        """Run a command for the service of `settings` and return its exit status."""
        self.patch.setenv("HANDSLAG_DATA", str(settings.data))
        for name in ("database_url", "blobs", "checkpoints"):
            variable, value = f"HANDSLAG_{name.upper()}", getattr(settings, name)
            self.patch.delenv(variable, raising=False)
            if value is not None:
                self.patch.setenv(variable, str(value))
        with pytest.raises(SystemExit) as done:
            cli.main([str(argument) for argument in arguments])
        assert isinstance(done.value.code, int)
        return done.value.code


@pytest.fixture
def drill(
    settings: Settings, bare: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Drill:
    """Give a drill from the test's own service to a bare one."""
    return Drill(settings, bare, tmp_path / "copy", monkeypatch)


@pytest.fixture
def filled(
    app: FastAPI,
    database: Database,
    client_with: Callable[..., TestClient],
    approve: Callable[..., dict[str, Any]],
) -> list[dict[str, Any]]:
    """Fill the service: three people with a picture each, and a card that waits to be read.

    Gives what was answered when the people were approved.
    """
    outcomes = [
        approve(asa(person=name, emails=[f"{number}@norvika.example"], phones=[]))
        for number, name in enumerate(PEOPLE)
    ]
    with database.write() as session:
        for file in session.scalars(sa.select(CaptureFile)):
            file.kept_key = app.state.blobs.put("kept", f"picture of {file.id}".encode())
    answer = send(client_with("captures:write"), form(told(), front=picture()))
    assert answer.status_code == 201
    return outcomes


def contact_ids(outcomes: list[dict[str, Any]]) -> list[UUID]:
    """Return the ids of the people approved, in order."""
    return [UUID(outcome["contact_ids"][0]) for outcome in outcomes]

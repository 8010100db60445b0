"""The real service and worker as programs of their own, on a free port, with a fresh folder."""

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Self

import httpx2
from sqlalchemy.orm import Session

from api import cli
from api.auth import passwords, tokens, users
from api.auth.subject import Role
from api.db.session import Database
from api.settings import Settings
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
_PATIENCE = 60
# Debian's cv2 and onnxruntime would each start a thread a core: the machine is shared.
_QUIET = {"OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}
# Importing the service takes two seconds: a process that has done it is forked for each program.
_WARM = multiprocessing.get_context("forkserver")
_WARM.set_forkserver_preload([__name__])


def _become(
    words: list[str], log: Path, home: Path, environment: dict[str, str], *, is_cold: bool
) -> None:
    """Be `python -m api` with `words`; cold where other code runs than what is imported here."""
    with log.open("ab", buffering=0) as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.chdir(home)
    if is_cold:
        os.execve(sys.executable, [sys.executable, "-m", "api", *words], environment)  # noqa: S606
    os.environ.clear()
    os.environ.update(environment)
    sys.stdout = os.fdopen(1, "w", buffering=1, encoding="utf-8")
    cli.main(words)


class Handslag:
    """One service with its worker. What they print goes to a file in `folder`.

    `home` is where the code is run from: a copy of the app's files elsewhere is another version.
    """

    def __init__(self, folder: Path, *, port: int | None = None, home: Path = ROOT) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.port = port or free_port()
        self.home = home
        self.environment: dict[str, str] = {}
        self._programs: dict[str, ForkServerProcess] = {}

    @classmethod
    def over(cls, settings: Settings) -> Self:
        """Return the programs, on a free port, of a service that has been set up."""
        made = cls(settings.data.parent)
        if settings.database_url:
            made.environment["HANDSLAG_DATABASE_URL"] = settings.database_url
        return made

    @property
    def url(self) -> str:
        """Where the service answers."""
        return f"http://127.0.0.1:{self.port}"

    def migrate(self) -> None:
        """Make the tables and the keys."""
        self.run("migrate")

    def run(self, *words: str, told: str = "", fails: bool = False) -> str:
        """Run a command to its end and return what it printed; `told` is its standard input.

        It must end well, or with `fails` not well.
        """
        done = subprocess.run(
            [sys.executable, "-m", "api", *words],
            cwd=self.home,
            env=self._environment(),
            input=told,
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout

    def begin(self, *words: str) -> subprocess.Popen[str]:
        """Start a command; what it prints is its caller's to read."""
        return subprocess.Popen(
            [sys.executable, "-m", "api", *words],
            cwd=self.home,
            env=self._environment(),
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, *names: str) -> None:
        """Start the programs named, and wait until the service answers.

        `serve`, `worker`, a second one as `worker-2`; options as `serve --with-worker`.
        """
        for told in names or ("serve", "worker"):
            name, *options = told.split()
            words = [name.partition("-")[0], *options]
            log = self.folder / f"{name}.log"
            is_cold = self.home != ROOT or "PYTHONPATH" in self.environment
            program = _WARM.Process(
                target=_become,
                args=(words, log, self.home, self._environment()),
                kwargs={"is_cold": is_cold},
            )
            program.start()
            self._programs[name] = program
        if "serve" in self._programs:
            self._wait()

    def pid(self, name: str) -> int:
        """Return the process id of a running program."""
        return self._programs[name].pid or 0

    def kill(self, name: str = "serve") -> None:
        """End a program as a power cut would."""
        program = self._programs.pop(name)
        program.kill()
        program.join()

    def stop(self) -> None:
        """End every program as an administrator would."""
        for program in self._programs.values():
            program.terminate()
        for program in self._programs.values():
            program.join(20)
            program.kill()
            program.join()
        self._programs.clear()

    def setup_link(self) -> str:
        """Return the one-time link that the service printed."""
        return (self.data / "setup-link.txt").read_text().strip()

    def get(self, path: str) -> httpx2.Response:
        """Ask the service itself, as nobody."""
        return httpx2.get(f"{self.url}{path}")

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a transaction on the service's own database."""
        url = self.environment.get("HANDSLAG_DATABASE_URL")
        database = Database(Settings(data=self.data, database_url=url).database)
        with closing(database), database.write() as session:
            yield session

    def token(self, *scopes: str) -> str:
        """Return a new program's token."""
        with self.write() as session:
            return tokens.create(session, name="test", scopes=list(scopes))

    def add_user(
        self, email: str, name: str, password: str, *roles: Role, language: users.Language = "sv"
    ) -> None:
        """Add somebody who may sign in."""
        kept = passwords.hash_password(password)
        with self.write() as session:
            users.create(
                session,
                None,
                email=email,
                name=name,
                roles=list(roles),
                language=language,
                password_hash=kept,
            )

    def logs(self, name: str = "*") -> str:
        """Return what one program printed, or all of them."""
        return "\n".join(path.read_text() for path in sorted(self.folder.glob(f"{name}.log")))

    def _environment(self) -> dict[str, str]:
        own = {"HANDSLAG_DATA": str(self.data), "HANDSLAG_PORT": str(self.port)}
        return os.environ | _QUIET | own | self.environment

    def _wait(self) -> None:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            assert self._programs["serve"].is_alive(), self.logs()
            try:
                httpx2.get(f"{self.url}/api/v1/ping")
            except httpx2.TransportError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError(self.logs())

"""The real service and worker as programs of their own, on a free port, with a fresh folder."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import httpx2

from api.settings import Settings

ROOT = Path(__file__).parents[2]
_PATIENCE = 60
# Debian's cv2 and onnxruntime would each start a thread a core: the machine is shared.
_QUIET = {"OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


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
        self._programs: dict[str, subprocess.Popen[bytes]] = {}

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
            with (self.folder / f"{name}.log").open("ab") as log:
                self._programs[name] = subprocess.Popen(
                    [sys.executable, "-m", "api", name.partition("-")[0], *options],
                    cwd=self.home,
                    env=self._environment(),
                    stdout=log,
                    stderr=log,
                )
        if "serve" in self._programs:
            self._wait()

    def pid(self, name: str) -> int:
        """Return the process id of a running program."""
        return self._programs[name].pid

    def kill(self, name: str = "serve") -> None:
        """End a program as a power cut would."""
        program = self._programs.pop(name)
        program.kill()
        program.wait()

    def stop(self) -> None:
        """End every program as an administrator would."""
        for program in self._programs.values():
            program.send_signal(signal.SIGTERM)
        for program in self._programs.values():
            try:
                program.wait(20)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
        self._programs.clear()

    def setup_link(self) -> str:
        """Return the one-time link that the service printed."""
        return (self.data / "setup-link.txt").read_text().strip()

    def get(self, path: str) -> httpx2.Response:
        """Ask the service itself, as nobody."""
        return httpx2.get(f"{self.url}{path}")

    def token(self, *scopes: str) -> str:
        """Return a new program's token."""
        printed = self.run("tokens", "create", "--name", "test", "--scopes", ",".join(scopes))
        return printed.split()[-1]

    def add_user(self, email: str, name: str, password: str, *roles: str) -> None:
        """Add somebody who may sign in."""
        words = [word for role in roles for word in ("--role", role)]
        self.run("users", "create", "--email", email, "--name", name, *words, told=password)

    def logs(self, name: str = "*") -> str:
        """Return what one program printed, or all of them."""
        return "\n".join(path.read_text() for path in sorted(self.folder.glob(f"{name}.log")))

    def _environment(self) -> dict[str, str]:
        own = {"HANDSLAG_DATA": str(self.data), "HANDSLAG_PORT": str(self.port)}
        return os.environ | _QUIET | own | self.environment

    def _wait(self) -> None:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            assert self._programs["serve"].poll() is None, self.logs()
            try:
                httpx2.get(f"{self.url}/api/v1/ping")
            except httpx2.TransportError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError(self.logs())

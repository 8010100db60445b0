"""The network of a crowded hall: a proxy that is slow, cuts off, and answers 500."""

import http.server
import socket
import socketserver
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from random import Random
from typing import Self

from typing_extensions import override

_BAD = ("cut before", "cut after", "500", "slow", "fine")
KINDS = (*_BAD, "shut")
_SLOW_S = 0.6


class Weather:
    """Listens at `url` and hands on to the service on port `upstream`.

    While `is_bad`, each PUT of a capture meets one of: cut off before the service hears of it, cut
    off after the service has answered, a 500 of its own, a slow way, or nothing. `next_one` says
    what the next one meets, after which the way is shut. While `is_shut` each is answered 503.
    `met` counts them.
    """

    def __init__(self, upstream: int, seed: int = 1) -> None:
        self.upstream = upstream
        self.is_bad = False
        self.is_shut = False
        self.next_one: str | None = None
        self.met = dict.fromkeys(KINDS, 0)
        self._chance = Random(seed)
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.weather = self
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """Where phones find the service."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def draw(self, path: str) -> str:
        """Return what happens to a PUT of `path`."""
        if "/captures/" not in path:
            return "fine"
        with self._lock:
            if self.next_one:
                kind, self.next_one, self.is_shut = self.next_one, None, True
            elif self.is_shut:
                kind = "shut"
            else:
                kind = self._chance.choice(_BAD) if self.is_bad else "fine"
            self.met[kind] += 1
            return kind


class _Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    weather: Weather

    @override
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is part of the weather."""


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):
            return self._hand_on
        raise AttributeError(name)

    def _hand_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        kind = self.server.weather.draw(self.path) if self.command == "PUT" else "fine"
        if kind == "slow":
            time.sleep(_SLOW_S)
        if kind == "cut before":
            self._cut()
        elif kind in {"500", "shut"}:
            status = 500 if kind == "500" else 503
            self._answer(status, [("content-type", "text/html")], b"<h1>It broke</h1>")
        else:
            self._ask(body, is_cut=kind == "cut after")

    def _ask(self, body: bytes, *, is_cut: bool) -> None:
        upstream = HTTPConnection("127.0.0.1", self.server.weather.upstream, timeout=60)
        try:
            headers = {name: value for name, value in self.headers.items() if name != "Connection"}
            upstream.request(self.command, self.path, body or None, headers)
            answer = upstream.getresponse()
            content = answer.read()
        except (OSError, HTTPException):
            self._cut()
            return
        finally:
            upstream.close()
        if is_cut:
            self._cut()
        else:
            self._answer(answer.status, answer.getheaders(), content)

    def _answer(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in {"content-length", "connection", "transfer-encoding"}:
                self.send_header(name, value)
        if status != http.HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _cut(self) -> None:
        self.close_connection = True
        self.connection.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00"
        )
        self.connection.close()

"""Serve the app: its page, its service worker, and its files under a path that names their content.

Files are read once, when the service starts, and kept in memory, compressed: all of them are
about two megabytes. `/app/<version>/…` never changes, so browsers keep it for ever; what must be
asked for each time (`/`, `/sw.js`, `/manifest.webmanifest`, `/reset`) is small.
"""

import gzip
import hashlib
import json
import mimetypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

APP = Path(__file__).parent / "app"

# Nothing leaves the house. Workers are under the policy of their own script's answer: hence on all.
_POLICY = """
default-src 'none'
script-src 'self' 'wasm-unsafe-eval'
worker-src 'self'
connect-src 'self'
img-src 'self' blob:
style-src 'self'
font-src 'self'
manifest-src 'self'
base-uri 'none'
form-action 'none'
frame-ancestors 'none'
require-trusted-types-for 'script'
trusted-types sw
"""
CONTENT_SECURITY_POLICY = "; ".join(_POLICY.strip().splitlines())
_SHUT = (
    "accelerometer",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
    "xr-spatial-tracking",
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": ", ".join(
        ["camera=(self)", "screen-wake-lock=(self)", *(f"{name}=()" for name in _SHUT)]
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
ASK_EACH_TIME = "no-cache"
KEEP_FOR_EVER = "public, max-age=31536000, immutable"

# What the seller's first minute needs. It must be on the phone before a worker counts as installed;
# the rest of the app follows at once, in the background.
ENTRIES = (
    "js/main.js",
    "js/screens/sign-in.js",
    "js/screens/shift.js",
    "js/screens/capture.js",
)
# A phone shows no desk; it follows with the rest.
_DESK = ("css/desk.css", "texts/desk/")
NOT_KEPT = (".txt", "list.json", "sw.js", "page.html", "reset.html", "reset.js")
NOT_SERVED = (".d.ts",)
_IMPORT_PATH = r"""["'](\.[^"']+)["']"""
_STATIC_IMPORT = re.compile(
    rf"""(?:^|[;}}])\s*(?:import|export)\b[^;"'()]*?{_IMPORT_PATH}""", re.MULTILINE
)

mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/wasm", ".wasm")
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("application/manifest+json", ".webmanifest")


@dataclass(frozen=True, slots=True)
class File:
    """A file as it goes out. `gzipped` is None where compressing gains nothing."""

    content: bytes
    gzipped: bytes | None
    media_type: str


@dataclass(frozen=True, slots=True)
class Site:
    """The app as it stands now. `version` is a digest of all its files."""

    version: str
    files: dict[str, File]

    @property
    def base(self) -> str:
        """Where the files of this version lie, with a slash at the end."""
        return f"/app/{self.version}/"

    def shell(self) -> list[str]:
        """Return the files without which the app does not open."""
        modules = {name for entry in ENTRIES for name in imports(self, entry)}
        always = {
            name
            for name in self.files
            if name.startswith(("css/", "texts/")) and not name.startswith(_DESK)
        }
        return sorted(modules | always)

    def rest(self) -> list[str]:
        """Return the other files of the app: the desk's screens, the code reader, the fonts."""
        shell = set(self.shell())
        return [name for name in self.files if name not in shell and not name.endswith(NOT_KEPT)]


@cache
def site() -> Site:
    """Return the app that lies beside this module, read once a process.

    Raises:
        FileNotFoundError: `python web/vendor.py` has not been run.
    """
    return load(APP)


def load(folder: Path) -> Site:
    """Return the site that lies in `folder`.

    Raises:
        FileNotFoundError: `python web/vendor.py` has not been run.
    """
    if not (folder / "vendor" / "list.json").exists():
        raise FileNotFoundError(f"{folder / 'vendor'}: run python web/vendor.py first")
    paths = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.endswith(NOT_SERVED))
    files = {path.relative_to(folder).as_posix(): _read(path) for path in paths}
    digest = hashlib.sha256()
    for name, file in files.items():
        digest.update(f"{name}\0{hashlib.sha256(file.content).hexdigest()}\n".encode())
    return Site(digest.hexdigest()[:12], files)


def imports(site: Site, entry: str) -> list[str]:
    """Return every module that `entry` loads at once: the browser can fetch them side by side."""
    found: list[str] = []
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.append(name)
        source = site.files[name].content.decode()
        waiting += [_join(name, path) for path in _STATIC_IMPORT.findall(source)]
    return found


def routes(served: Site) -> list[BaseRoute]:
    """Return the routes that serve it."""
    page = _file(_page(served), "text/html; charset=utf-8")
    worker = _file(_worker(served), "text/javascript; charset=utf-8")
    manifest = _file(
        _with_base(served, "manifest.webmanifest"), "application/manifest+json; charset=utf-8"
    )
    reset = _file(_with_base(served, "reset.html"), "text/html; charset=utf-8")

    def send_file(request: Request) -> Response:
        file = served.files.get(request.path_params["path"])
        if file is None or request.path_params["version"] != served.version:
            return Response(status_code=404, headers=HEADERS)
        return _answer(request, file, KEEP_FOR_EVER)

    fixed = {"/": page, "/sw.js": worker, "/manifest.webmanifest": manifest, "/reset": reset}
    return [
        *(Route(path, _sender(file), include_in_schema=False) for path, file in fixed.items()),
        Route("/app/{version}/{path:path}", send_file, include_in_schema=False),
    ]


def _sender(file: File) -> Callable[[Request], Response]:
    def send(request: Request) -> Response:
        return _answer(request, file, ASK_EACH_TIME)

    return send


def _answer(request: Request, file: File, keep: str) -> Response:
    headers = HEADERS | {"Cache-Control": keep, "Vary": "Accept-Encoding"}
    if file.gzipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(file.gzipped, headers=headers, media_type=file.media_type)
    return Response(file.content, headers=headers, media_type=file.media_type)


def _page(site: Site) -> bytes:
    preload = "\n".join(
        f'<link rel="modulepreload" href="{site.base}{name}">'
        for name in imports(site, "js/main.js")
    )
    return _with_base(site, "page.html").replace(b"<!-- preload -->", preload.encode())


def _worker(site: Site) -> bytes:
    facts = {"version": site.version, "base": site.base, "shell": site.shell(), "rest": site.rest()}
    return f"const SITE = {json.dumps(facts)};\n".encode() + site.files["sw.js"].content


def _with_base(site: Site, name: str) -> bytes:
    return site.files[name].content.replace(b"{base}", site.base.encode())


def _read(path: Path) -> File:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    text = kind.startswith("text/") or kind in {"application/json", "application/manifest+json"}
    return _file(path.read_bytes(), f"{kind}; charset=utf-8" if text else kind)


def _file(content: bytes, media_type: str) -> File:
    packed = gzip.compress(content, mtime=0)
    return File(content, packed if len(packed) < 0.9 * len(content) else None, media_type)


def _join(name: str, path: str) -> str:
    parts: list[str] = list(PurePosixPath(name).parent.parts)
    for part in PurePosixPath(path).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
